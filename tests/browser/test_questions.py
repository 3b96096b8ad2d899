"""Questions in the page: feedback for a choice, a note that stays, both by keyboard alone."""

import pytest

CHAPTER = "structure/one-neuron/"


@pytest.fixture
def chapter(new_page, site):
    page = new_page()
    page.goto(site + CHAPTER)
    page.locator(".question-box.ready").first.wait_for()
    return page


def test_a_wrong_choice_is_told_and_keeps_the_reason_folded(chapter):
    quiz = chapter.locator(".quiz").first
    quiz.get_by_role("radio").nth(("ABCDEFGH".index(quiz.get_attribute("data-answer")) + 1) % 3).check()
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text().startswith("✗ Not")
    assert quiz.locator("details").get_attribute("open") is None


def test_checking_without_a_choice_asks_for_one(chapter):
    quiz = chapter.locator(".quiz").first
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Choose one first."


def test_the_right_choice_by_keyboard_alone_is_told_and_opens_the_reason(chapter):
    quiz = chapter.locator(".quiz").first
    quiz.get_by_role("radio").first.focus()
    for _ in range("ABCDEFGH".index(quiz.get_attribute("data-answer"))):
        chapter.keyboard.press("ArrowDown")
    chapter.keyboard.press("Space")
    chapter.keyboard.press("Tab")
    chapter.keyboard.press("Enter")
    assert quiz.get_by_role("status").inner_text().startswith("✓ Yes")
    assert quiz.locator("details").get_attribute("open") is not None


def test_a_note_is_still_there_after_a_reload(chapter):
    box = chapter.get_by_label("Your answer, kept on this machine only").first
    box.fill("a knob for every pixel")
    chapter.reload()
    chapter.locator(".question-box.ready").first.wait_for()
    assert chapter.get_by_label("Your answer, kept on this machine only").first.input_value() == "a knob for every pixel"


def test_without_a_script_the_answers_can_still_be_opened(new_page, site):
    page = new_page(java_script_enabled=False)
    page.goto(site + CHAPTER)
    page.locator(".quiz summary").first.click()
    assert page.locator(".quiz .verdict").first.is_visible()
