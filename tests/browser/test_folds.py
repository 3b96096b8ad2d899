"""Folds hide the answers: a page prints as it stands, and one button opens them all."""

import pytest

CHAPTER = "structure/neurons-hold-numbers/"
FOLDS = "article details:is(.question, .success)"
OPEN = f"[...document.querySelectorAll('{FOLDS}')].map((fold) => fold.open)"


@pytest.fixture
def open_chapter(new_page, site):
    def open_chapter(**options):
        page = new_page(**options)
        page.goto(site + CHAPTER)
        page.locator(".question-box.ready").first.wait_for()
        page.get_by_role("button", name="Open all answers").wait_for()
        page.locator(".pad-ours, .pad-empty").first.wait_for(state="attached")
        return page

    return open_chapter


def test_what_is_folded_stays_folded_and_is_left_out_on_paper(open_chapter):
    chapter = open_chapter()
    chapter.locator(f"{FOLDS} > summary").first.click()
    chapter.evaluate("dispatchEvent(new Event('beforeprint'))")
    first, *rest = chapter.evaluate(OPEN)
    assert first and not any(rest)
    chapter.emulate_media(media="print")
    folds = chapter.locator(FOLDS)
    assert folds.nth(0).is_visible() and not folds.nth(1).is_visible()


def test_one_button_opens_all_folds_and_closes_them(open_chapter):
    chapter = open_chapter()
    chapter.get_by_role("button", name="Open all answers and solutions").click()
    assert all(chapter.evaluate(OPEN))
    chapter.get_by_role("button", name="Close all answers and solutions").click()
    assert not any(chapter.evaluate(OPEN))


def test_paper_shows_the_chapter_and_nothing_that_is_for_the_screen(open_chapter):
    chapter = open_chapter()
    chapter.emulate_media(media="print")
    for shown in (".admonition.note p", ".note textarea", "svg.figure", ".choices"):
        assert chapter.locator(shown).nth(1).is_visible(), shown
    for hidden in (".md-header", ".md-sidebar", ".md-footer", ".question-row", ".folds", ".md-code__nav", ".pad"):
        assert not chapter.locator(hidden).first.is_visible(), hidden


def test_paper_is_light_in_both_palettes(open_chapter):
    colors = []
    for scheme in ("light", "dark"):
        chapter = open_chapter(color_scheme=scheme)
        chapter.emulate_media(media="print", color_scheme=scheme)
        find = "(selector) => getComputedStyle(document.querySelector(selector)).color"
        colors.append([chapter.evaluate(find, selector) for selector in ("article p", "a.term", "pre .c1, pre .mi", "svg.figure")])
    assert colors[0] == colors[1]
