"""A finished site asks for what it needs in one go, and only a built site is finished, once."""

import re

import pytest
from building import contents

from nn_core.publish.chapter.errors import CommandError
from nn_core.publish.output import finish as finishing
from nn_core.publish.output.finish import finish
from nn_core.publish.output.record import foreign_file

PAGE = """<html><head>
<link rel="stylesheet" href="{root}assets/stylesheets/main.1.min.css">
<link rel="stylesheet" href="{root}stylesheets/one.css">
      <link rel="stylesheet" href="{root}stylesheets/two.css">
</head><body><a class="md-used">a</a>{body}
<script src="{root}javascripts/page/site.js" type="module"></script></body></html>"""


@pytest.fixture
def docs(tmp_path):
    """The pages that the site is built from."""
    (tmp_path / "docs" / "part").mkdir(parents=True)
    for name in ("index.md", "chapter.md", "part/index.md"):
        (tmp_path / "docs" / name).touch()
    return tmp_path / "docs"


@pytest.fixture
def site(tmp_path, docs):  # noqa: ARG001 - they belong together
    files = {
        "assets/stylesheets/main.1.min.css": ".md-used{top:0}.md-scripted,.md-unused{top:1px}[data-md-color-switching] a{top:2px}",
        "stylesheets/one.css": "/* the first */\n.named-by-a-script {\n  color: red;\n}\n",
        "stylesheets/two.css": "a { color: blue; }\n",
        "javascripts/page/site.js": 'import { a } from "../a.js";\nawait import("../later.js");\n',
        "javascripts/a.js": 'import {\n  b,\n} from "./b.js";\n',
        "javascripts/b.js": 'export { c } from "./c.js";\n',
        "javascripts/c.js": "",
        "javascripts/later.js": "",
        "javascripts/pad/pad.js": 'import "../c.js";\n',
        "assets/javascripts/bundle.1.min.js": 'add("md-scripted")',
        "search/search_index.json": '{"config": {"fields": {"title": {}, "text": {}}}, "docs": []}',
        "index.html": PAGE.format(root="", body=""),
        "chapter/index.html": PAGE.format(root="../", body=""),
        "part/index.html": PAGE.format(root="../", body=""),
    }
    site = tmp_path / "site"
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


@pytest.fixture
def no_npm(monkeypatch):
    """PurgeCSS cannot be fetched."""
    monkeypatch.setattr(finishing, "PURGECSS", "file:/nowhere")


@pytest.fixture
def finished_page(site, docs, no_npm):  # noqa: ARG001 - purging is a test of its own
    def finished_page(body=""):
        page = site / "chapter" / "index.html"
        page.write_text(PAGE.format(root="../", body=body), encoding="utf-8")
        finish(site, docs)
        return page.read_text(encoding="utf-8")

    return finished_page


def preloads(page, kind="modulepreload"):
    return re.findall(rf'<link rel="{kind}"[^>]*href="\.\./([^"]*)"', page)


def test_all_styles_are_one_file_in_the_order_of_the_page(site, finished_page):
    assert re.findall(r'rel="stylesheet" href="([^"]*)"', finished_page()) == ["../stylesheets/all.css"]
    assert (
        (site / "stylesheets/all.css").read_text(encoding="utf-8").endswith("\n.named-by-a-script {\ncolor: red;\n}\na { color: blue; }\n")
    )


def test_only_rules_of_the_theme_that_no_page_and_no_script_names_are_purged(site, docs):
    finish(site, docs)
    styles = (site / "stylesheets/all.css").read_text(encoding="utf-8")
    assert ".md-used" in styles and ".md-scripted" in styles and "color: red" in styles
    assert "unused" not in styles and "switching" not in styles


def test_without_npm_the_styles_are_whole_and_one_sentence_says_so(site, docs, no_npm, capsys):  # noqa: ARG001
    finish(site, docs)
    assert "md-unused" in (site / "stylesheets/all.css").read_text(encoding="utf-8")
    assert re.fullmatch(
        r"unused styles are not removed, because file:/nowhere could not be run: npm error code \w+\n", capsys.readouterr().err
    )


def test_each_script_that_starts_is_named_once_and_what_comes_later_is_not(finished_page):
    assert preloads(finished_page()) == [f"javascripts/{name}.js" for name in ("page/site", "a", "b", "c")]


def test_a_pad_names_its_script_and_its_network(finished_page):
    page = finished_page('<div class="pad" data-network="generated/networks/framed.json">')
    assert preloads(page).count("javascripts/c.js") == 1 and "javascripts/pad/pad.js" in preloads(page)
    assert preloads(page, "preload") == ["generated/networks/framed.json"]


def test_a_page_names_each_file_ahead_once_in_its_head_even_if_its_text_shows_a_head(finished_page):
    page = finished_page("<pre></head></pre>")
    assert page.count('href="../javascripts/a.js"') == 1
    assert page.index('href="../javascripts/a.js"') < page.index("</head>")


@pytest.mark.parametrize(
    ("body", "script"),
    [
        ('<div class="question-box">', "page/questions"),
        ('<div class="laboratory" data-widget="one-dial">', "laboratory/one-dial"),
        ('<div class="pad">', "pad/pad"),
    ],
)
def test_a_widget_names_its_script(site, finished_page, body, script):
    path = site / f"javascripts/{script}.js"
    path.parent.mkdir(exist_ok=True)
    path.touch()
    assert preloads(finished_page(body))[-1] == f"javascripts/{script}.js"


def test_a_pad_without_a_name_reads_with_the_straightened_network(finished_page):
    assert preloads(finished_page('<div class="pad">'), "preload") == ["generated/networks/straightened.json"]


def test_a_site_is_finished_once_and_then_holds_a_record_of_its_files(site, docs, no_npm):  # noqa: ARG001
    assert foreign_file(site)
    finish(site, docs)
    assert foreign_file(site) is None
    with pytest.raises(CommandError, match="finished already"):
        finish(site, docs)


def test_a_site_whose_finishing_was_stopped_is_not_finished_a_second_time(site, docs, no_npm, monkeypatch):  # noqa: ARG001
    def stop(_site):
        raise KeyboardInterrupt

    monkeypatch.setattr(finishing, "write_headers", stop)
    with pytest.raises(KeyboardInterrupt):
        finish(site, docs)
    with pytest.raises(CommandError, match="finished already, at least in part"):
        finish(site, docs)


UNWHOLE = {
    "chapter/index.html": ("", "chapter.md is not in it"),
    "part/index.html": ("", "part/index.md is not in it"),
    "search/search_index.json": ("", "the search index is not in it"),
    "index.html": (PAGE.partition("</body>")[0], "index.html is not a whole page of this site"),
    "mine.html": ("<html>mine</html>", "mine.html is not a whole page of this site"),
    "latin-1.html": ("\udce4", "latin-1.html is not a whole page of this site"),
}


@pytest.mark.parametrize("name", ["stylesheets", "search", "chapter/index.html", "more"])
def test_a_site_in_which_a_link_leads_elsewhere_is_refused_and_nothing_there_is_changed(site, docs, name):
    elsewhere = site.with_name("elsewhere")
    (site / name).rename(elsewhere) if (site / name).exists() else elsewhere.mkdir()
    (site / name).symlink_to(elsewhere)
    before = contents(site.parent)
    with pytest.raises(CommandError, match=f"{name} is a symbolic link"):
        finish(site, docs)
    assert contents(site.parent) == before


@pytest.mark.parametrize("name", UNWHOLE)
def test_a_site_that_is_not_whole_is_refused_and_left_alone(site, docs, name):
    content, message = UNWHOLE[name]
    (site / name).write_text(content, encoding="utf-8", errors="surrogateescape") if content else (site / name).unlink()
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    with pytest.raises(CommandError, match=message):
        finish(site, docs)
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["stylesheets/all.css", "llms.txt", "feed.xml", "_headers", "SHA256SUMS"])
def test_what_finishing_writes_replaces_no_file_of_that_name(site, docs, name):
    (site / name).write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match=f"because it has {name}"):
        finish(site, docs)
    assert (site / name).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("address", ["https://example.org/dials", None])
def test_only_a_site_of_a_known_address_has_a_feed_and_names_where_it_lies(site, docs, no_npm, monkeypatch, address):  # noqa: ARG001
    monkeypatch.setenv("SITE_URL", address) if address else monkeypatch.delenv("SITE_URL", raising=False)
    (docs / "changelog.md").write_text("## 1.0\n\n**Added**\n\n- A pad.\n", encoding="utf-8")
    (site / "changelog").mkdir()
    (site / "changelog" / "index.html").write_text(PAGE.format(root="../", body=""), encoding="utf-8")
    finish(site, docs)
    page = (site / "chapter" / "index.html").read_text(encoding="utf-8")
    assert (site / "llms.txt").is_file()
    assert (site / "feed.xml").is_file() == ("https://example.org/dials/feed.xml" in page) == ("og:image" in page) == bool(address)


def test_the_page_for_what_is_not_found_gets_its_digits(site, docs, no_npm):  # noqa: ARG001
    page = PAGE.format(root="", body="<!-- the digits, read -->")
    (site / "404.html").write_text(page, encoding="utf-8")
    finish(site, docs)
    assert '<svg role="img"' in (site / "404.html").read_text(encoding="utf-8")


def test_a_site_that_zensical_built_is_whole_too(site, docs, no_npm):  # noqa: ARG001
    (site / "search" / "search_index.json").rename(site / "search.json")
    finish(site, docs)
    assert foreign_file(site) is None


def test_a_folder_that_is_no_site_is_refused_and_left_alone(tmp_path):
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match="not a built site"):
        finish(tmp_path, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_every_script_and_file_that_a_page_names_is_there(built_site):
    for page in built_site.rglob("index.html"):
        for link in re.findall(r'<link rel="(?:modulepreload|preload|stylesheet)"[^>]*href="([^"]*)"', page.read_text(encoding="utf-8")):
            assert (page.parent / link).is_file(), f"{page}: {link}"
