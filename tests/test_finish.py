"""A finished site asks for what it needs in one go, and only a built site is finished, once."""

import re

import pytest

from nn_core.publish.chapter.errors import CommandError
from nn_core.publish.output import finish as finishing
from nn_core.publish.output.finish import finish, is_finished

PAGE = """<html><head>
<link rel="stylesheet" href="{root}assets/stylesheets/main.1.min.css">
<link rel="stylesheet" href="{root}stylesheets/one.css">
      <link rel="stylesheet" href="{root}stylesheets/two.css">
</head><body><a class="md-used">a</a>{body}
<script src="{root}javascripts/page/site.js" type="module"></script></body></html>"""


@pytest.fixture
def site(tmp_path):
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
        "index.html": PAGE.format(root="", body=""),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def no_npm(monkeypatch):
    """PurgeCSS cannot be fetched."""
    monkeypatch.setattr(finishing, "PURGECSS", "file:/nowhere")


@pytest.fixture
def finished_page(site, no_npm):  # noqa: ARG001 - purging is a test of its own
    def finished_page(body=""):
        page = site / "chapter" / "index.html"
        page.parent.mkdir()
        page.write_text(PAGE.format(root="../", body=body), encoding="utf-8")
        finish(site)
        return page.read_text(encoding="utf-8")

    return finished_page


def preloads(page, kind="modulepreload"):
    return re.findall(rf'<link rel="{kind}"[^>]*href="\.\./([^"]*)"', page)


def test_all_styles_are_one_file_in_the_order_of_the_page(site, finished_page):
    assert re.findall(r'rel="stylesheet" href="([^"]*)"', finished_page()) == ["../stylesheets/all.css"]
    assert (
        (site / "stylesheets/all.css").read_text(encoding="utf-8").endswith("\n.named-by-a-script {\ncolor: red;\n}\na { color: blue; }\n")
    )


def test_only_rules_of_the_theme_that_no_page_and_no_script_names_are_purged(site):
    finish(site)
    styles = (site / "stylesheets/all.css").read_text(encoding="utf-8")
    assert ".md-used" in styles and ".md-scripted" in styles and "color: red" in styles
    assert "unused" not in styles and "switching" not in styles


def test_without_npm_the_styles_are_whole_and_one_sentence_says_so(site, no_npm, capsys):  # noqa: ARG001
    finish(site)
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


def test_a_site_is_finished_once(site, no_npm):  # noqa: ARG001
    assert not is_finished(site)
    finish(site)
    assert is_finished(site)
    with pytest.raises(CommandError, match="finished already"):
        finish(site)


def test_a_folder_that_is_no_site_is_refused_and_left_alone(tmp_path):
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match="not a built site"):
        finish(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_every_script_and_file_that_a_page_names_is_there(built_site):
    for page in built_site.rglob("index.html"):
        for link in re.findall(r'<link rel="(?:modulepreload|preload|stylesheet)"[^>]*href="([^"]*)"', page.read_text(encoding="utf-8")):
            assert (page.parent / link).is_file(), f"{page}: {link}"
