"""The built site as files: what every page must have, and that it is the same whenever and wherever it is built."""

import ast
import filecmp
import functools
import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from building import ROOT, SITE_URL, copied_project, remember, run_publish

from nn_core.publish.cli import date_of_last_commit
from tests.tools.checks import invalid_html
from tests.tools.generators import articles, built_by, differences


class Tags(HTMLParser):
    """All tags of a page with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))


def pages(site):
    return sorted(path for path in site.rglob("*.html"))


@functools.cache
def tags(path):
    return Tags(path.read_text(encoding="utf-8")).tags


@pytest.fixture
def chapters(built_site):
    return [path for path in pages(built_site) if path.name == "index.html"]


def test_every_page_has_a_title_and_a_description_of_its_own(chapters):
    def described(path):
        return [a["content"] for tag, a in tags(path) if tag == "meta" and a.get("name") == "description"]

    descriptions = [described(path) for path in chapters]
    assert all(len(found) == 1 for found in descriptions)
    assert len({found[0] for found in descriptions}) == len(chapters)


def test_no_page_has_an_id_twice(built_site):
    for path in pages(built_site):
        ids = [attributes["id"] for _, attributes in tags(path) if "id" in attributes]
        assert len(ids) == len(set(ids)), path


def test_every_page_is_valid_html(built_site):
    assert invalid_html(pages(built_site)) == []


def test_every_page_is_in_the_site_map_and_nothing_else_is(built_site, chapters):
    listed = re.findall(r"<loc>(.*?)</loc>", (built_site / "sitemap.xml").read_text(encoding="utf-8"))
    there = [path.parent.relative_to(built_site).as_posix() for path in chapters]
    assert sorted(listed) == sorted(SITE_URL + ("" if name == "." else f"{name}/") for name in there)


def test_every_page_can_be_reached_by_links_from_the_first_one(built_site, chapters):
    reached, waiting = set(), [built_site / "index.html"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.is_file():
            reached.add(page)
            links = [a.get("href") or "" for tag, a in tags(page) if tag == "a"]
            waiting += [Path(os.path.normpath(page.parent / link.partition("#")[0])) / "index.html" for link in links if "://" not in link]
    assert reached == set(chapters)


def test_no_page_names_another_host_for_something_that_a_browser_would_fetch(built_site):
    for path in pages(built_site):
        for tag, attributes in tags(path):
            if tag in {"script", "img", "iframe", "source"} or (
                tag == "link" and attributes.get("rel") in {"stylesheet", "icon", "preconnect"}
            ):
                assert not re.match(r"(https?:)?//", attributes.get("src") or attributes.get("href") or ""), path


def test_every_figure_is_named_and_described(chapters):
    figures = [a for path in chapters for tag, a in tags(path) if tag == "svg" and "figure" in (a.get("class") or "").split()]
    assert len(figures) >= 10
    for attributes in figures:
        assert attributes["role"] == "img"
        assert attributes["aria-labelledby"]
        assert "data-search-exclude" in attributes


def test_formulas_are_mathml_and_none_is_left_as_tex(built_site):
    text = (built_site / "structure" / "one-neuron" / "index.html").read_text(encoding="utf-8")
    assert text.count("<math") >= 3
    assert "\\(" not in text


def test_every_public_function_and_class_of_the_package_is_described_once(built_site):
    described = [a["id"] for path in (built_site / "reference" / "api").rglob("*.html") for tag, a in tags(path) if tag == "h3"]
    public = [
        f"{'.'.join(path.relative_to(ROOT).with_suffix('').parts)}.{node.name}"
        for path in (ROOT / "nn_core").rglob("[!_]*.py")
        if "publish" not in path.parts
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    ]
    assert len(public) > 100
    assert sorted(set(public) & set(described)) == sorted(public)
    assert len(described) == len(set(described))


def test_a_named_tuple_shows_its_fields_with_their_defaults(built_site):
    page = (built_site / "reference" / "api" / "training" / "index.html").read_text(encoding="utf-8")
    signature = re.sub(r"<[^>]+>|\s", "", page.partition('id="nn_core.training.augmentation.Distortion"')[2].partition("</code>")[0])
    assert "Distortion(rotation=" in signature


def test_no_fence_is_left_unparsed(chapters):
    for path in chapters:
        assert not re.search(r"<code>(python|pycon) (exec|id)\b", path.read_text(encoding="utf-8")), path


def test_no_fact_is_left_unresolved(chapters):
    for path in chapters:
        if path.parent.name != "contributing":  # which shows how a fact is written
            assert "{=" not in path.read_text(encoding="utf-8"), path


def test_a_network_on_the_site_is_the_very_file_of_the_package(built_site):
    published = sorted((built_site / "generated" / "networks").iterdir())
    assert {"framed.json", "straightened.json"} <= {path.name for path in published}
    for path in published:
        assert path.read_bytes() == (ROOT / "nn_core" / "data" / "networks" / path.name).read_bytes()


def test_there_is_a_page_for_what_is_not_found(built_site):
    page = built_site / "404.html"
    assert "404" in page.read_text(encoding="utf-8")
    assert [attributes["role"] for tag, attributes in tags(page) if tag == "svg"] == ["img"]
    links = [attributes["href"] for tag, attributes in tags(page) if tag == "a" and "://" not in attributes["href"]]
    assert all((built_site / link / "index.html").is_file() for link in links) and len(links) > len(pages(built_site))


def test_every_page_tells_others_what_it_is_and_every_address_in_it_is_of_the_site(built_site, chapters):
    for path in chapters:
        text = path.read_text(encoding="utf-8")
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])
        told = {a.get("property") or a.get("name"): a.get("content") for tag, a in tags(path) if tag == "meta"}
        place = path.parent.relative_to(built_site).as_posix()
        assert data["url"] == told["og:url"] == SITE_URL + ("" if place == "." else f"{place}/")
        assert told["og:description"] == told["twitter:description"] == told["description"] == data["description"]
        assert data["name"] == told["og:title"] and f"<title>{told['og:title']}" in text.replace("Draw a digit - ", "")
        for address in (told["og:image"], *(part["url"] for part in data.get("hasPart", []))):
            file = built_site / address.removeprefix(SITE_URL)
            assert file.is_file() or (file / "index.html").is_file(), address
        (feed,) = [a["href"] for tag, a in tags(path) if tag == "link" and a.get("type") == "application/rss+xml"]
        assert (built_site / feed.removeprefix(SITE_URL)).is_file()


def test_the_list_for_language_models_names_every_page_but_the_first_once(built_site, chapters):
    listed = re.findall(r"^- \[[^\]]+\]\((.*?)\): .", (built_site / "llms.txt").read_text(encoding="utf-8"), re.MULTILINE)
    there = [path.parent.relative_to(built_site).as_posix() for path in chapters]
    assert sorted(listed) == sorted(f"{SITE_URL}{name}/" for name in there if name != ".")


def test_every_entry_of_the_feed_leads_to_a_heading_of_the_changelog(built_site):
    ids = {a["id"] for _, a in tags(built_site / "changelog" / "index.html") if "id" in a}
    links = [item.findtext("link") for item in ElementTree.parse(built_site / "feed.xml").iter("item")]
    assert links and {link.removeprefix(f"{SITE_URL}changelog/#") for link in links} <= ids


def test_every_page_links_to_where_a_mistake_is_reported(chapters):
    for path in chapters:
        assert any(tag == "a" and (a.get("href") or "").endswith("/issues/new") for tag, a in tags(path)), path


def test_two_builds_in_other_folders_with_other_hash_seeds_are_equal_byte_for_byte(built_site, tmp_path):
    """The second remembers nothing of the first."""
    surroundings = {"SITE_URL": SITE_URL, "PYTHONHASHSEED": "7", **date_of_last_commit()}
    run_publish("build", "--out", str(tmp_path / "again"), root=copied_project(tmp_path / "project"), **surroundings)
    names = {str(path.relative_to(built_site)) for path in built_site.rglob("*") if path.is_file()}
    assert names == {str(path.relative_to(tmp_path / "again")) for path in (tmp_path / "again").rglob("*") if path.is_file()}
    _, different, missing = filecmp.cmpfiles(built_site, tmp_path / "again", names, shallow=False)
    assert (different, missing) == ([], [])


def test_a_build_that_fails_leaves_the_old_site_as_it_was(built_site, tmp_path):
    project = copied_project(tmp_path / "project")
    remember(project)
    shutil.copytree(built_site, project / "site")
    before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
    (project / "docs" / "index.md").write_text('# Home\n\n```python exec="on" id="x"\n1 / 0\n```\n', encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "nn_core.publish", "build"], cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode != 0
    assert "index.md:4: ZeroDivisionError" in run.stdout + run.stderr
    assert before == {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}


def test_zensical_builds_the_same_articles(built_site, tmp_path):
    mkdocs = articles(built_site)
    assert len(mkdocs) > 10
    assert differences(mkdocs, articles(built_by("Zensical", tmp_path / "project"))) == []
