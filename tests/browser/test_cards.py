"""Cards and the menu: numbers, a single link that covers the card, columns, and ticks for what was read."""

import pytest
from building import ROOT
from test_refusals import REFUSED

from nn_core.publish.menu import read_menu

MENU = read_menu(ROOT / "docs")
CHAPTER, NEXT = MENU.chapters[1], MENU.chapters[2]
# The titles of what is ticked, in the menu and on cards.
TICKED = """() => [...document.querySelectorAll(".read-mark")]
  .map((mark) => (mark.closest(".card") ?? mark.closest(".md-nav__link")).querySelector(".card-title, .md-ellipsis").innerText.trim())"""
KEPT = "Object.keys(localStorage).filter((key) => /^read:/.test(key)).map((key) => key.split('/').at(-2))"


def address_of(page):
    return page.path.removesuffix("index.md").replace(".md", "/")


def visit(page, site, address=""):
    """Go to a page; wait until its scripts have run, and ticks would be there."""
    page.goto(site + address, wait_until="networkidle")
    page.evaluate("document.body.offsetHeight")


def read(page, site, chapter):
    """Go to a chapter, and scroll to its last section."""
    visit(page, site, address_of(chapter))
    page.locator("article > h2").last.scroll_into_view_if_needed()
    page.locator(".md-nav--primary .md-nav__link--active .read-mark").wait_for(state="attached")


def shown(page):
    """The words on the screen, with those that the styles add, such as numbers."""
    snapshot = page.context.new_cdp_session(page).send("DOMSnapshot.captureSnapshot", {"computedStyles": []})
    texts = (snapshot["strings"][text] for text in snapshot["documents"][0]["layout"]["text"] if text >= 0)
    return " ".join(" ".join(texts).split())


@pytest.fixture
def page(new_page):
    return new_page()


def test_the_menu_numbers_parts_and_chapters_as_the_cards_do_and_nothing_else(page, site):
    visit(page, site, "reference/glossary/")
    parts = [
        f"Part {number} : {part.title} " + " ".join(f"{chapter.number} {chapter.title}" for chapter in part.pages)
        for number, part in zip(("I", "II", "III"), MENU.parts, strict=True)
    ]
    experiments = " ".join(experiment.title for experiment in MENU.experiments)
    assert f"{' '.join(parts)} {MENU.laboratory.title} {experiments} Reference" in shown(page)


@pytest.mark.parametrize(("address", "width"), [(address_of(CHAPTER), 1280), ("laboratory/", 1280), ("", 360)])
def test_a_page_of_the_menu_that_is_open_is_numbered_like_the_others(new_page, site, address, width):
    page = new_page(viewport={"width": width, "height": 800})
    visit(page, site, address)
    words = shown(page)
    assert f"Part I : {MENU.parts[0].title} " in words
    assert f" 1 {MENU.chapters[0].title} 2 {CHAPTER.title} " in words
    assert "Part IV" not in words


def test_a_chapter_put_between_two_others_is_numbered_by_itself_and_what_is_said_of_it_is_its_title(page, site):
    visit(page, site, "reference/glossary/")
    link = page.locator(".md-nav--primary").get_by_role("link", name=NEXT.title, exact=True)
    link.evaluate("link => { const copy = link.parentElement.cloneNode(true); link.parentElement.before(copy); }")
    assert f" 3 {NEXT.title} 4 {NEXT.title} 5 " in shown(page)
    assert f" {MENU.chapters[-1].number + 1} {MENU.chapters[-1].title} " in shown(page)


@pytest.mark.parametrize("address", ["", "laboratory/"])
def test_a_card_has_one_link_and_can_be_hit_everywhere_and_its_focus_frames_it(page, site, address):
    visit(page, site, address)
    card = page.locator(".card").nth(1)
    assert card.locator("a, button, [tabindex]").count() == 1
    card.locator("a").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert card.evaluate("card => getComputedStyle(card).outlineStyle") == "solid"
    box = card.bounding_box()
    for corner in ((8, 8), (box["width"] - 8, box["height"] - 8)):
        card.click(position={"x": corner[0], "y": corner[1]})
        page.wait_for_url(site + address_of(CHAPTER if not address else MENU.experiments[1]))
        page.go_back()
        card.wait_for()


@pytest.mark.parametrize(("width", "columns"), [(360, {1}), (640, {2}), (1280, {3, 4})])
def test_cards_stand_in_one_column_on_a_phone_and_fill_their_rows_on_a_desk(new_page, site, width, columns):
    page = new_page(viewport={"width": width, "height": 800})
    visit(page, site)
    found = page.evaluate(
        "[...document.querySelectorAll('.cards')].map((grid) => getComputedStyle(grid).gridTemplateColumns.split(' ').length)"
    )
    assert set(found) == columns


@pytest.mark.parametrize(("motion", "lifted"), [("no-preference", True), ("reduce", False)])
def test_a_card_is_lifted_only_where_motion_is_allowed(new_page, site, motion, lifted):
    page = new_page(reduced_motion=motion)
    visit(page, site, "laboratory/")
    page.locator(".card").first.hover()
    page.wait_for_function("Promise.all(document.querySelector('.card').getAnimations().map(({ finished }) => finished)).then(() => true)")
    assert (page.locator(".card").first.evaluate("card => getComputedStyle(card).transform") != "none") == lifted


def test_a_chapter_is_ticked_once_its_reader_has_come_to_the_last_section(page, site):
    visit(page, site, address_of(CHAPTER))
    assert page.evaluate(KEPT) == []
    read(page, site, CHAPTER)
    assert page.evaluate(KEPT) == [CHAPTER.stem]
    visit(page, site)
    assert page.evaluate(TICKED) == [CHAPTER.title, f"{CHAPTER.number} {CHAPTER.title}"]
    assert page.locator(".card .read-mark").get_attribute("aria-label") == "read"


def test_an_experiment_is_not_ticked_and_neither_is_any_other_page(page, site):
    for address in (address_of(MENU.experiments[0]), "reference/glossary/", "laboratory/"):
        visit(page, site, address)
        page.keyboard.press("End")
        page.locator("footer").scroll_into_view_if_needed()
    visit(page, site)
    assert page.evaluate(TICKED) == []


def test_a_tick_comes_to_a_page_that_another_tab_has_open(page, site):
    visit(page, site)
    other = page.context.new_page()
    read(other, site, CHAPTER)
    page.locator(".card .read-mark").wait_for()


def test_one_button_on_the_page_on_privacy_forgets_all_that_was_read_and_nothing_else(page, site):
    read(page, site, CHAPTER)
    read(page, site, NEXT)
    page.evaluate("() => { localStorage.setItem('note:/x:why', 'mine'); localStorage.setItem('read:/another/site/', 'yes'); }")
    visit(page, site, "reference/privacy/")
    said = page.locator(".forget-read [role=status]")
    page.get_by_role("button", name="Forget what I have read").click()
    assert said.inner_text() == "Forgotten: 2 chapters."
    assert page.evaluate(TICKED) == []
    assert page.evaluate("Object.keys(localStorage).filter((key) => /^(read|note):/.test(key)).sort()") == [
        "note:/x:why",
        "read:/another/site/",
    ]
    page.get_by_role("button", name="Forget what I have read").click()
    assert said.inner_text() == "There are no ticks to clear."


def test_what_the_browser_does_not_let_go_of_is_not_said_to_be_forgotten(page, site):
    read(page, site, CHAPTER)
    visit(page, site, "reference/privacy/")
    page.evaluate("() => { Storage.prototype.removeItem = () => { throw new DOMException('locked', 'SecurityError'); }; }")
    page.get_by_role("button", name="Forget what I have read").click()
    assert page.locator(".forget-read [role=status]").inner_text().startswith("Your browser wouldn't let go of them.")
    assert page.evaluate(TICKED) == [f"{CHAPTER.title}"]


@pytest.mark.parametrize("get", ["throw new DOMException('The operation is insecure.', 'SecurityError')", "return null"])
def test_where_storage_is_refused_nothing_is_ticked_and_nothing_breaks(page, site, get):
    page.add_init_script(REFUSED.replace("GET", get))
    visit(page, site, address_of(CHAPTER))
    page.locator("article > h2").last.scroll_into_view_if_needed()
    page.locator(".page-end .card").scroll_into_view_if_needed()
    assert page.evaluate(TICKED) == []
    visit(page, site, "reference/privacy/")
    page.get_by_role("button", name="Forget what I have read").click()
    assert page.locator(".forget-read [role=status]").inner_text() == "There are no ticks to clear."
    page.goto("about:blank")


def test_without_scripts_the_page_on_privacy_says_how_to_forget_and_cards_lead_on(new_page, site):
    page = new_page(java_script_enabled=False)
    page.goto(site + "reference/privacy/")
    assert "Delete this site's data in your browser's settings" in page.locator(".forget-read").inner_text()
    assert page.get_by_role("button", name="Forget what I have read").count() == 0
    page.goto(site + address_of(CHAPTER))
    page.locator(".page-end .card").click()
    page.wait_for_url(site + address_of(NEXT))


def test_at_the_end_of_a_chapter_the_card_alone_leads_to_the_next_page(page, site):
    visit(page, site, address_of(CHAPTER))
    assert page.locator(".page-end").get_by_role("link").all_inner_texts() == [f"{NEXT.number} {NEXT.title}"]
    assert page.locator("footer").get_by_role("link", name=NEXT.title).count() == 0
    assert page.locator(".page-end .dots").get_attribute("aria-label") == f"{NEXT.number} of {len(MENU.parts[0].pages)}"
    assert page.locator(".md-footer__link--prev").is_visible()
    visit(page, site, "reference/glossary/")
    assert page.locator(".md-footer__link--next").is_visible()


def test_paper_has_no_covers_and_no_card_of_the_next_page_but_the_words_of_every_card(page, site):
    visit(page, site)
    page.emulate_media(media="print")
    assert page.locator(".card-title").last.is_visible()
    assert not page.locator(".card-cover").first.is_visible()
    visit(page, site, address_of(CHAPTER))
    assert not page.locator(".page-end").is_visible()
