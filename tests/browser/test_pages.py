"""Every page in a real Chromium: no other host, no console error, no axe finding, nothing wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from drawing import wait_for_mends

# Colours are the same at every width, and to compare them is nine tenths of axe's work.
RULES = {"desktop": {}, "phone": {"color-contrast": {"enabled": False}}}
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}


@pytest.fixture(scope="session")
def addresses(built_site):
    return sorted(str(path.parent.relative_to(built_site)).replace("\\", "/") for path in built_site.rglob("index.html"))


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_clean_in_both_palettes(new_page, site, addresses, size, half):
    """new_page itself fails the test for a console error or a request to another host."""
    page = new_page(strict=True, viewport=SIZES[size], color_scheme="light")
    for address in addresses[half::2]:
        page.goto(site + ("" if address == "." else address + "/"), wait_until="networkidle")
        wait_for_mends(page)
        schemes = set()
        for _ in range(2):
            schemes.add(page.evaluate("document.body.dataset.mdColorScheme"))
            findings = Axe().run(page, options={"rules": RULES[size], "resultTypes": ["violations"]}).response["violations"]
            assert [(found["id"], found["nodes"][0]["target"]) for found in findings] == [], (address, schemes)
            assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"], address
            page.locator(".md-header__option label:visible").click()  # the next page comes in this palette, too
        assert schemes == {"default", "slate"}


def test_the_palette_can_be_changed_by_hand(new_page, site):
    page = new_page(color_scheme="light")
    page.goto(site)
    page.get_by_title("Switch to the dark palette").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


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
