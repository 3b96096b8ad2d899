"""Questions in the page: feedback for a choice, a note that stays, both by keyboard alone."""

import pytest

CHAPTER = "structure/one-neuron/"
KNOBS = "which-knobs-and-dials-do-you-give-them"


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


# How the chosen choice looks, but for its colours: its mark, its frame where the system chooses the colours, and whether it is tinted.
LOOK = """quiz => {
  const chosen = quiz.querySelector("label:has(:checked)");
  const { outlineStyle, backgroundColor } = getComputedStyle(chosen);
  return [getComputedStyle(chosen, "::after").content.slice(1, 2), outlineStyle, !/, 0\\)$|^transparent/.test(backgroundColor)];
}"""


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_chosen_choice_itself_says_right_or_wrong_until_another_is_chosen(new_page, site, colours):
    page, looks = new_page(forced_colors=colours, reduced_motion="reduce"), {}
    page.goto(site + CHAPTER)
    page.locator(".question-box.ready").first.wait_for()
    quiz = page.locator(".quiz").first
    right = "ABCDEFGH".index(quiz.get_attribute("data-answer"))
    for state, choice in {"wrong": (right + 1) % 3, "right": right}.items():
        quiz.get_by_role("radio").nth(choice).check()
        page.mouse.move(0, 0)
        looks["chosen"] = quiz.evaluate(LOOK)
        quiz.get_by_role("button", name="Check").click()
        looks[state] = quiz.evaluate(LOOK)
    frames = {"none": ("none", "none", "none"), "active": ("solid", "dashed", "solid")}[colours]
    assert looks["chosen"] == ["o", frames[0], False]  # "none": no mark
    assert looks["wrong"][:2] == ["✗", frames[1]]
    assert looks["right"][:2] == ["✓", frames[2]]
    assert colours == "active" or (looks["wrong"][2] and looks["right"][2])


@pytest.mark.parametrize(("width", "rows"), [(1280, 1), (360, 2)])
def test_short_choices_stand_in_a_row_where_they_fit_and_can_be_hit_everywhere(new_page, site, width, rows):
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(site + CHAPTER)
    page.locator(".question-box.ready").first.wait_for()
    boxes = [choice.bounding_box() for choice in page.locator(".choices.short").first.locator("li").all()]
    assert len({box["y"] for box in boxes}) == rows
    assert all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    (long,) = {box.bounding_box()["x"] for box in page.locator(".choices:not(.short)").first.locator("li").all()}
    assert long == boxes[0]["x"]


def test_the_fold_of_the_answer_is_coloured_only_once_the_answer_was_found(chapter):
    quiz = chapter.locator(".quiz").first
    fold = "quiz => getComputedStyle(quiz.querySelector('details')).borderLeftColor"
    before = quiz.evaluate(fold)
    assert before == chapter.locator(".reflect").first.evaluate(fold)
    quiz.locator(f"[value={quiz.get_attribute('data-answer')}]").check()
    assert quiz.evaluate(fold) == before
    quiz.get_by_role("button", name="Check").click()
    assert quiz.evaluate(fold) != before


def test_an_empty_note_is_one_line_high_until_it_is_used_and_never_smaller_again(chapter):
    note = note_of(chapter, KNOBS)
    low = note.bounding_box()["height"]
    note.focus()
    high = note.bounding_box()["height"]
    note.blur()
    assert 44 <= low < 60 < high == note.bounding_box()["height"]
    note.fill("a knob for every pixel")
    reload(chapter)
    assert note_of(chapter, KNOBS).bounding_box()["height"] == high


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


def note_of(page, name):
    return page.locator(f"[data-name={name}]").get_by_label("Your answer, kept on this machine only")


def reload(page):
    page.reload()
    page.locator(".question-box.ready").first.wait_for()


def test_a_note_stays_with_its_question_when_the_page_gets_another_one_above_it(chapter):
    note_of(chapter, KNOBS).fill("a knob for every pixel")
    another = '<div class="question-box reflect" data-name="another"><p class="question-text">Another?</p></div>'
    chapter.route(
        f"**/{CHAPTER}", lambda route: route.fulfill(body=route.fetch().text().replace("<h2", another + "<h2", 1), content_type="text/html")
    )
    reload(chapter)
    assert (note_of(chapter, "another").input_value(), note_of(chapter, KNOBS).input_value()) == ("", "a knob for every pixel")


def test_a_note_of_the_time_when_they_were_kept_by_place_goes_to_the_question_at_that_place(chapter):
    place = chapter.evaluate(f"[...document.querySelectorAll('.question-box')].findIndex(({{ dataset }}) => dataset.name === '{KNOBS}')")
    chapter.evaluate(f"localStorage.setItem(`note:${{location.pathname}}:{place}`, 'an old note')")
    for _ in range(2):
        reload(chapter)
        assert note_of(chapter, KNOBS).input_value() == "an old note"
        assert chapter.evaluate("Object.keys(localStorage).filter((key) => /^note:/.test(key)).map((key) => key.split(':').pop())") == [
            KNOBS
        ]


@pytest.mark.parametrize("name", ["why-is-the-sky-blue", "99"])
def test_a_note_whose_question_has_gone_is_shown_below_the_last_question(chapter, name):
    chapter.evaluate(f"localStorage.setItem(`note:${{location.pathname}}:{name}`, 'dust')")
    reload(chapter)
    left = chapter.get_by_label(f"“{name.replace('-', ' ')}”: your answer")
    assert left.input_value() == "dust"
    left.fill("")
    reload(chapter)
    assert chapter.get_by_label("“").count() == 0


def test_what_another_tab_writes_comes_here_too_and_nothing_older_replaces_it(chapter):
    other = chapter.context.new_page()
    other.goto(chapter.url)
    note_of(other, KNOBS).fill("from the other tab")
    chapter.wait_for_function(f"document.querySelector('[data-name={KNOBS}] textarea').value === 'from the other tab'")
    # A tab that sleeps hears of nothing: it is as if its page had begun to listen too late.
    chapter.evaluate(f"localStorage.setItem(`note:${{location.pathname}}:{KNOBS}`, 'written meanwhile')")
    note_of(chapter, KNOBS).evaluate("note => { note.value = 'mine'; note.dispatchEvent(new Event('input')); }")
    assert other.evaluate(f"localStorage.getItem(`note:${{location.pathname}}:{KNOBS}`)") == "written meanwhile\nmine"
    other.wait_for_function(f"document.querySelector('[data-name={KNOBS}] textarea').value === 'written meanwhile\\nmine'")


def test_a_note_that_cannot_be_kept_says_so_and_stays_in_the_page(chapter):
    chapter.evaluate("() => { Storage.prototype.set = Storage.prototype.setItem; }")
    chapter.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }")
    note = chapter.locator(f"[data-name={KNOBS}] textarea")
    note.fill("a knob for every pixel")
    note.blur()
    note.focus()
    assert note.input_value() == "a knob for every pixel"
    assert chapter.get_by_label("kept only as long as this page is open: your browser stores nothing more").count() == 1
    chapter.evaluate("() => { Storage.prototype.setItem = Storage.prototype.set; }")
    note.fill("a knob for each pixel")
    assert chapter.get_by_label("kept only as long as this page is open").count() == 0


def test_a_note_kept_by_place_is_not_lost_where_it_cannot_be_kept_by_name(chapter):
    place = chapter.evaluate(f"[...document.querySelectorAll('.question-box')].findIndex(({{ dataset }}) => dataset.name === '{KNOBS}')")
    chapter.evaluate(f"localStorage.setItem(`note:${{location.pathname}}:{place}`, 'of old')")
    chapter.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    chapter.reload()
    assert chapter.locator(".notes-left textarea").input_value() == "of old"


def test_without_a_script_the_answers_can_still_be_opened(new_page, site):
    page = new_page(java_script_enabled=False)
    page.goto(site + CHAPTER)
    page.locator(".quiz summary").first.click()
    assert page.locator(".quiz .verdict").first.is_visible()
