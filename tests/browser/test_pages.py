"""Every page in a real Chromium: no other host, no console error, no axe finding, nothing wider than a phone."""

import pytest
from axe import axe_finds

PARTS = 8  # so that the workers of a parallel run can share the work


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_clean_in_both_palettes(new_page, site, addresses, part):
    """new_page itself fails the test for a console error or a request to another host."""
    page = new_page(strict=True, color_scheme="light")
    for address in addresses[part::PARTS]:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(site + address, wait_until="networkidle")
        assert scheme(page) == "default"
        assert axe_finds(page) == [], address
        assert widest(page) <= 1280, address
        change_palette(page)
        assert scheme(page) == "slate"
        assert axe_finds(page) == [], address
        page.set_viewport_size({"width": 360, "height": 740})
        assert axe_finds(page, colours=False) == [], address
        assert widest(page) <= 360, address
        change_palette(page)  # the next page comes in this palette, too
        assert axe_finds(page, colours=False) == [], address
        assert widest(page) <= 360, address


def scheme(page):
    return page.evaluate("document.body.dataset.mdColorScheme")


def change_palette(page):
    page.locator(".md-header__option label:visible").click()


def widest(page):
    return page.evaluate("document.documentElement.scrollWidth")


def test_the_palette_can_be_changed_by_hand(new_page, site):
    page = new_page(color_scheme="light")
    page.goto(site)
    page.get_by_title("Switch to the dark palette").click()
    assert scheme(page) == "slate"


def test_search_finds_a_word_of_a_chapter(new_page, site):
    page = new_page()
    page.goto(site)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("blob", delay=30)
    page.locator(".md-search-result__link").first.wait_for()
    assert "one-neuron" in page.locator(".md-search-result__link").first.get_attribute("href")


def test_a_folded_answer_opens_by_keyboard(new_page, site):
    page = new_page()
    page.goto(site + "structure/one-neuron/")
    page.locator("details.question > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.question").first.get_attribute("open") is not None


def test_an_unknown_address_gets_the_page_for_what_is_not_found(new_page, site):
    page = new_page()
    page.goto(site + "404.html")
    assert "Not found" in page.locator("h1").inner_text()
