"""What the theme leaves without a name or out of reach of the keyboard, put right on a page of code and tables."""

import pytest
from drawing import wait_for_fixes

OUT_OF_REACH = """[...document.querySelectorAll(".md-typeset pre > code, .md-typeset__scrollwrap")]
  .filter((box) => box.scrollWidth > box.clientWidth && box.tabIndex !== 0).map((box) => box.textContent)"""
OVERFLOWING = "[...document.querySelectorAll('.md-typeset pre > code')].filter((box) => box.scrollWidth > box.clientWidth).length"


@pytest.fixture
def chapter(new_page, site):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(site + "structure/one-neuron/", wait_until="networkidle")
    wait_for_fixes(page)
    return page


def test_the_search_dialog_has_a_name(chapter):
    assert chapter.locator("[data-md-component=search]").get_attribute("aria-label") == "Search"


def test_every_code_menu_has_a_name_of_its_own(chapter):
    for code in chapter.locator("article pre:visible").all():
        code.scroll_into_view_if_needed()  # the theme gives a block its menu when it is first seen
    chapter.wait_for_function("document.querySelectorAll('.md-code__nav[aria-label]').length > 1")
    names = chapter.evaluate("[...document.querySelectorAll('.md-code__nav')].map((menu) => menu.getAttribute('aria-label'))")
    assert None not in names and len(set(names)) == len(names)


def test_every_section_of_the_menu_has_a_name(new_page, site):
    page = new_page()
    page.goto(site + "reference/api/network/")
    wait_for_fixes(page)
    page.get_by_role("navigation", name="The package nn_core", exact=True).wait_for(state="attached")
    labels = page.evaluate(
        "[...document.querySelectorAll('.md-nav[aria-labelledby]')].map((nav) => document.getElementById(nav.getAttribute('aria-labelledby')).innerText)"
    )
    assert labels and all(label.strip() for label in labels)


def test_what_overflows_can_be_reached_by_key(chapter):
    assert chapter.evaluate(OVERFLOWING) > 0
    assert chapter.evaluate(OUT_OF_REACH) == []


def test_the_search_index_is_fetched_when_somebody_searches_and_a_word_of_a_chapter_is_found(new_page, site):
    page = new_page()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page.goto(site, wait_until="networkidle")
    assert "search_index.json" not in fetched
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("blob", delay=30)
    assert "one-neuron" in page.locator(".md-search-result__link").first.get_attribute("href")
    assert fetched.count("search_index.json") == 1
