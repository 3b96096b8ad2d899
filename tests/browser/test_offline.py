"""The offline site, opened in Chromium from a folder: it draws, searches, follows links, and complains of nothing."""

import re
import urllib.parse
import zipfile

import pytest
from building import ROOT, run_publish
from drawing import STROKES, by_events, wait_for_network, watch

from nn_core.publish.menu import read_menu
from nn_core.publish.output.offline import FOLDER


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("offline")
    run_publish("offline", "--out", str(target / "site.zip"))
    with zipfile.ZipFile(target / "site.zip") as archive:
        archive.extractall(target)
    return target / FOLDER


@pytest.fixture
def open_file(new_page, folder):
    """A page of the folder; whatever it complains of, or asks of another place, fails the test."""

    def open_file(name):
        page = new_page(home=f"{folder.as_uri()}/")
        watch(page)
        page.goto((folder / name).as_uri())
        return page

    return open_file


def test_covers_are_in_it_and_the_pictures_of_posted_links_are_not(folder):
    assert len([*(folder / "generated" / "covers").glob("*.svg")]) == len(read_menu(ROOT / "docs").pages)
    assert [card.name for card in (folder / "generated" / "cards").iterdir()] == ["site.png"]


def test_a_drawn_digit_is_read_and_can_be_inspected(open_file):
    page = open_file("index.html")
    wait_for_network(page)
    by_events(page, [STROKES[3]])
    page.wait_for_function("document.querySelector('#answer')?.dataset.digit === '3'")
    page.locator(".inside-layer[aria-valuetext*='0.']").last.wait_for()
    page.wait_for_function("location.hash.startsWith('#pad=')")
    page.reload()
    page.wait_for_function("document.querySelector('#answer')?.dataset.digit === '3'")


def test_an_example_comes_and_the_arithmetic_is_checked(open_file):
    page = open_file("index.html")
    page.get_by_role("button", name="Show me one").click()
    page.wait_for_function("window.lastRead?.reading")
    page.locator(".pad-fold > summary").nth(1).click()
    page.get_by_role("button", name="Check the arithmetic").click()
    page.get_by_text("differ from those of NumPy").wait_for()


def test_the_search_finds_a_word_and_leads_to_its_page(open_file):
    page = open_file("structure/shape.html")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("backpropagation", delay=20)
    page.locator(".md-search-result__link", has_text="Backpropagation").first.click()
    page.wait_for_url("**/*.html*")
    assert "backpropagation" in page.locator("article").inner_text().lower()


def test_links_lead_from_page_to_page(open_file):
    page = open_file("index.html")
    for _ in range(4):
        page.locator(":is(.page-end a, .md-footer__link--next):visible").click()
        page.wait_for_load_state()
    assert page.url.endswith("/structure/shape.html")
    wait_for_network(page)


@pytest.mark.parametrize("page_name", sorted(path.stem for path in (ROOT / "docs/laboratory").glob("*.md") if path.stem != "index"))
def test_every_experiment_opens(open_file, page_name):
    page = open_file(f"laboratory/{page_name}.html")
    page.locator(".lab-body").first.wait_for()


def test_every_link_of_every_page_leads_to_a_file(folder):
    for page in folder.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"#?:]+)(?:[#?][^"]*)?"', page.read_text(encoding="utf-8")):
            target = (page.parent / urllib.parse.unquote(link)).resolve()
            assert target.is_file(), f"{page.relative_to(folder)}: {link}"
