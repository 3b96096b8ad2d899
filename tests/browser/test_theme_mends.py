"""What the theme leaves without a name or out of reach of the keyboard, put right on a page of code and tables."""

import pytest
from drawing import wait_for_mends

OUT_OF_REACH = """[...document.querySelectorAll(".md-typeset pre > code, .md-typeset__scrollwrap")]
  .filter((box) => box.scrollWidth > box.clientWidth && box.tabIndex !== 0).map((box) => box.textContent)"""
OVERFLOWING = "[...document.querySelectorAll('.md-typeset pre > code')].filter((box) => box.scrollWidth > box.clientWidth).length"


@pytest.fixture
def chapter(new_page, site):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(site + "structure/one-neuron/", wait_until="networkidle")
    wait_for_mends(page)
    return page


def test_the_search_dialog_has_a_name(chapter):
    assert chapter.locator("[data-md-component=search]").get_attribute("aria-label") == "Search"


def test_every_code_menu_has_a_name_of_its_own(chapter):
    chapter.wait_for_function("document.querySelectorAll('.md-code__nav[aria-label]').length > 1")
    names = chapter.evaluate("[...document.querySelectorAll('.md-code__nav')].map((menu) => menu.getAttribute('aria-label'))")
    assert None not in names and len(set(names)) == len(names)


def test_what_overflows_can_be_reached_by_key(chapter):
    assert chapter.evaluate(OVERFLOWING) > 0
    assert chapter.evaluate(OUT_OF_REACH) == []
