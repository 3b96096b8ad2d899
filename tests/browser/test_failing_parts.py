"""What fails or does not come takes nothing else of the page with it, says so in one sentence, and can be tried again."""

import re

import pytest
from building import ROOT
from drawing import STROKES, by_mouse, change_palette, digit_of, open_pad, unfold, watch
from laboratory import open_laboratory
from test_pad_pictures import drop, picture_of

SCRIPTS = ROOT / "docs" / "javascripts"
LOST = {"status": 404}
DAMAGED = {"body": "import {", "content_type": "text/javascript"}
SHAPE = "structure/shape/"  # a chapter with questions and a pad
WORTH = "laboratory/what-is-a-neuron-worth/"  # an experiment that listens to a pad


def answer(page, script, answer):
    """Answer a request for a script of the site in another way."""
    page.route(f"**/javascripts/{script}", lambda route: route.fulfill(**answer))


def plant(page, script, before, failure="throw new Error('planted');"):
    """Make a script fail behind some words of it."""
    text = (SCRIPTS / script).read_text(encoding="utf-8")
    assert text.count(before) == 1, script
    answer(page, script, {"body": text.replace(before, before + failure), "content_type": "text/javascript"})


def failures(page):
    """The sentences on the page that say what failed, once there is one."""
    page.locator(".part-failed").first.wait_for()
    return page.locator(".part-failed").evaluate_all("all => all.map((each) => each.firstChild.textContent.trim())")


def search_works(page):
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("neuron", delay=20)
    page.locator(".md-search-result__link").first.wait_for()
    return True


# What loses a script on the way to a part, the sentence that stands in its place, and what is there once it came.
PARTS = {
    "the pad": (SHAPE, "pad/strokes.js", "The pad is not here: a script did not arrive.", ".pad-body"),
    "the questions": (SHAPE, "page/questions.js", "A place for your answers is not here: a script did not arrive.", ".question-box.ready"),
    "an experiment": (WORTH, "laboratory/batch.js", "This experiment is not here: a script did not arrive.", ".lab-body"),
    "the inside": ("", "stage/edges.js", "The inside of the network is not here: a script did not arrive.", ".inside"),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_whose_script_does_not_come_says_so_and_comes_when_it_is_tried_again(new_page, site, part):
    path, script, sentence, there = PARTS[part]
    page = new_page(forgiving=True)
    answer(page, script, LOST)
    page.goto(site + path)
    assert failures(page) == [sentence]
    others = {".pad-body", ".question-box.ready"} - {there} if path == SHAPE else {".pad-body"}
    for other in others:
        page.locator(other).first.wait_for()
    assert not page.get_by_text("needs JavaScript").is_visible()
    with page.expect_response(f"**/javascripts/{script}*"):  # what is lifted before it would come
        page.get_by_role("button", name="Try again").click()
    assert failures(page) == [sentence]
    page.unroute(f"**/javascripts/{script}")
    page.get_by_role("button", name="Try again").click()
    page.locator(there).first.wait_for()
    assert page.locator(".part-failed").count() == 0


@pytest.mark.parametrize("answered", [LOST, DAMAGED], ids=["lost", "damaged"])
@pytest.mark.parametrize("script", ["page/site.js", "page/elements.js"])
def test_without_the_script_of_every_page_the_page_says_that_something_is_missing(new_page, site, script, answered):
    page = new_page(forgiving=True)
    answer(page, script, answered)
    page.goto(site + SHAPE)
    assert failures(page) == ["A script of this page did not arrive, so something is missing here. Reload the page to try again."]
    change_palette(page, "dark")
    assert search_works(page)


def test_what_the_pad_fetches_when_it_is_wanted_says_that_it_did_not_come_and_is_tried_again(new_page, site):
    page = new_page(forgiving=True, permissions=["clipboard-read", "clipboard-write"])
    open_pad(page, site)
    unfold(page)
    content, label = picture_of()
    acts = [
        ("permalink", lambda: (by_mouse(page, STROKES[3]), button("Copy link").click()), "There is no link: {}.", "The link is copied."),
        ("self-test", lambda: button("Check the arithmetic").click(), "This can't be checked: {}.", "differ from those of NumPy"),
        (
            "picture-file",
            lambda: (page.locator(".pad").get_by_role("button", name="Clear").click(), drop(page, content)),
            "The picture can't be opened: {}.",
            f'data-digit="{label}"',
        ),
    ]
    button = lambda name: page.get_by_role("button", name=name)  # noqa: E731
    page.route(re.compile(r"/pad/(permalink|self-test|picture-file)\.js"), lambda route: route.abort())
    for _, act, sentence, _ in acts:
        act()
        page.get_by_text(sentence.format("a script did not arrive"), exact=True).wait_for()
    page.unroute_all()
    for _, act, _, result in acts:
        act()
        page.wait_for_function("result => document.querySelector('.pad').outerHTML.includes(result)", arg=result)


# A damaged file in the place of each that the pad fetches: the sentence says which.
@pytest.mark.parametrize(
    ("file", "act", "sentence"),
    [
        ("pad-digits.json", "Show me one", "There's no example: pad-digits.json {}."),
        ("parity-vectors.json", "Check the arithmetic", "This can't be checked: parity-vectors.json {}."),
    ],
)
def test_a_file_of_the_pad_that_is_lost_or_damaged_is_named_and_asked_for_again(new_page, site, file, act, sentence):
    page = new_page(forgiving=True)
    open_pad(page, site)
    unfold(page)
    answers = [LOST, {"body": "{}"}, LOST, {"body": '{"digits": [{"in'}]
    page.route(f"**/{file}", lambda route: route.fulfill(**answers[0]))
    while answers:
        words = "did not arrive (404)" if answers[0] is LOST else "is damaged"
        page.get_by_role("button", name=act).click()
        page.get_by_text(sentence.format(words), exact=True).wait_for()
        del answers[0]
    page.unroute_all()
    page.get_by_role("button", name=act).click()
    page.get_by_text("Test image" if act == "Show me one" else "differ from those of NumPy").first.wait_for()


def test_an_example_that_comes_late_leaves_what_was_drawn_meanwhile(new_page, site):
    page = new_page()
    open_pad(page, site)
    unfold(page)
    held = []
    page.route("**/pad-digits.json", lambda route: held.append(route))  # noqa: PLW0108 - playwright takes no built-in function
    with page.expect_request("**/pad-digits.json"):
        page.get_by_role("button", name="Show me one").click()
    by_mouse(page, STROKES[3])
    with page.expect_response("**/pad-digits.json"):
        held[0].continue_()
    page.get_by_role("button", name="Check the arithmetic").click()
    page.get_by_text("differ from those of NumPy").wait_for()
    assert digit_of(page) == "3"
    page.get_by_role("button", name="Show me one").click()
    page.get_by_text("Test image 0").wait_for()


def test_the_drawing_of_a_link_whose_script_or_example_does_not_come_is_not_lost(new_page, site):
    page = new_page(forgiving=True)
    open_pad(page, site)
    page.get_by_role("button", name="Show me one").click()
    page.wait_for_function("location.hash.startsWith('#pad=')")
    link, digit = page.evaluate("location.hash"), digit_of(page)
    for lost in ("**/pad/permalink.js", "**/pad-digits.json"):
        page.goto("about:blank")
        page.route(lost, lambda route: route.abort())
        open_pad(page, site + link)
        page.get_by_text(
            re.compile(r"^This link's drawing did not arrive: [\w. -]+ did not arrive\. Press Clear to try again\.$")
        ).wait_for()
        page.unroute_all()
        page.locator(".pad").get_by_role("button", name="Clear").click()
        page.wait_for_function("digit => document.querySelector('#answer')?.dataset.digit === digit", arg=digit)
        assert page.evaluate("location.hash") == link


# Where a part fails, at its start and while it is used: the script, the words behind which it fails, and what is said before which part.
STARTS = {
    "an experiment": (WORTH, "laboratory/what-is-a-neuron-worth.js", "  constructor(place) {", "This experiment is not here: planted."),
    "the pad": (SHAPE, "pad/pad.js", "  constructor(container, number) {", "The pad is not here: planted."),
    "the questions": (SHAPE, "page/questions.js", "addControls(root = document) {", "A place for your answers is not here: planted."),
}
USES = {
    "an experiment": (WORTH, "laboratory/what-is-a-neuron-worth.js", "  #showDrawing(drawing) {", ".laboratory"),
    "an experiment that waits": (WORTH, "laboratory/ablation.js", "  averages() {", None),
    "the inside": ("", "inspector/inspector.js", "  #showPanel() {", ".pad-inside"),
    "the pad": ("", "pad/view.js", "export function paintStages(views, stages) {", ".pad"),
}


@pytest.mark.parametrize("part", STARTS)
def test_a_part_that_fails_when_it_starts_takes_nothing_with_it(new_page, site, part):
    path, script, before, sentence = STARTS[part]
    page = new_page(forgiving=True)
    watch(page)
    # A constructor may throw only after its super().
    plant(page, script, before, "if (!window.never) throw new Error('planted');")
    page.goto(site + path)
    assert failures(page) == [sentence]
    if part != "the pad":
        page.wait_for_function("window.lastRead?.network")
        by_mouse(page, STROKES[3])
        assert digit_of(page) == "3"
    if path == SHAPE and part != "the questions":
        page.locator(".question-box.ready").first.wait_for()
    change_palette(page, "dark")
    assert search_works(page)


@pytest.mark.parametrize("part", USES)
def test_a_part_that_fails_while_it_is_used_says_so_and_takes_nothing_with_it(new_page, site, part):
    path, script, before, place = USES[part]
    page = new_page(forgiving=True)
    plant(page, script, before, "if (window.armed) throw new Error('planted');")
    (open_laboratory if path == WORTH else open_pad)(page, site + path)
    page.evaluate("window.armed = true")
    by_mouse(page, STROKES[3])
    if place:
        assert failures(page) == ["Something went wrong here: planted. Reload the page if it gets stuck."]
        assert page.locator(f".part-failed + {place}").count() == 1
    else:
        page.get_by_text("The digits cannot be read: planted.").wait_for()
    if part != "the pad":
        assert digit_of(page) == "3"
    page.evaluate("window.armed = false")
    page.locator(".pad").get_by_role("button", name="Clear").click()
    by_mouse(page, STROKES[7])
    assert digit_of(page) == "7"


def test_a_search_whose_index_does_not_come_or_is_damaged_says_so_and_tries_again(new_page, site):
    page = new_page(forgiving=True)
    answers = [LOST, {"body": '{"config": {"lang": ["en"]'}, {"body": "<!doctype html>"}]
    page.route("**/search_index.json", lambda route: route.fulfill(**answers.pop()) if answers else route.continue_())
    page.goto(site)
    page.get_by_role("textbox", name="Search").click()
    for letter in "neu":
        page.get_by_text("The search index did not arrive. Type on to try again.").wait_for()
        page.evaluate("document.querySelector('.md-search-result__meta').textContent = ''")
        page.keyboard.type(letter)
    page.keyboard.type("ron")
    page.locator(".md-search-result__link").first.wait_for()


def test_a_search_whose_worker_does_not_come_says_so(new_page, site):
    page = new_page(forgiving=True)
    page.route("**/workers/search.*", lambda route: route.abort())
    page.goto(site)
    page.get_by_role("textbox", name="Search").click()
    page.get_by_text("The search did not arrive. Reload the page to try again.").wait_for()
