"""The pad on the home page, as a reader meets it: drawn on, read, emptied."""

import gzip
import re

import numpy as np
import pytest
from drawing import (
    STROKES,
    by_events,
    by_finger,
    by_mouse,
    digit_of,
    open_pad,
    outputs_of,
    skeleton_strokes,
    unfold,
)

from nn_core import load_mnist, load_network
from nn_core.evaluation.measurements import measured

VALIDATION = slice(50_000, 51_000)  # of the training digits: test digits choose nothing, not even a line width


@pytest.mark.parametrize("digit", STROKES)
def test_a_digit_drawn_by_mouse_is_read(page, digit):
    by_mouse(page, STROKES[digit])
    assert digit_of(page) == str(digit)
    assert page.locator("#answer").inner_text() == str(digit)


@pytest.mark.parametrize("digit", [3, 4])
def test_a_digit_drawn_by_finger_is_read_and_does_not_scroll_the_page(new_page, site, digit):
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    open_pad(page, site)
    page.locator("#pad").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    by_finger(page, STROKES[digit])
    page.wait_for_function("digit => document.querySelector('#answer')?.dataset.digit === digit", arg=str(digit))
    assert page.evaluate("scrollY") == before


def test_only_the_canvas_takes_touches_from_the_page(page):
    actions = page.evaluate("[...document.querySelectorAll('body, .pad, #pad')].map((e) => getComputedStyle(e).touchAction)")
    assert actions == ["auto", "auto", "none"]


def test_a_seven_drawn_by_keyboard_alone_is_read(page):
    page.locator("#pad").focus()
    press = lambda key, times=1: [page.keyboard.press(key) for _ in range(times)]  # noqa: E731
    press("ArrowUp", 9), press("ArrowLeft", 5)
    press("Space"), press("ArrowRight", 10)
    for _ in range(6):
        press("ArrowDown", 3), press("ArrowLeft")
    assert digit_of(page) == "7"
    press("Enter"), press("ArrowDown", 2)
    assert len(page.evaluate("lastRead.marks")) == 1, "a lifted pen draws nothing"


def test_two_arrows_held_together_draw_a_diagonal(page):
    page.locator("#pad").focus()
    page.keyboard.press("Space")
    page.keyboard.down("ArrowRight")
    page.keyboard.down("ArrowDown")
    (stroke,) = page.evaluate("lastRead.marks.map((mark) => mark.points)")
    (x0, y0), (x1, y1) = stroke[-2:]
    assert x1 - x0 == pytest.approx(y1 - y0) == pytest.approx(1 / 28)


@pytest.mark.parametrize("keys", [["Backspace"], ["Control+z"], ["Escape"], ["Delete"]])
def test_keys_take_a_stroke_back(page, keys):
    by_mouse(page, STROKES[1])
    page.locator("#pad").focus()
    for key in keys:
        page.keyboard.press(key)
    assert (digit_of(page), outputs_of(page)) == ("", [])


def test_the_keyboard_is_not_trapped(page):
    page.locator("#pad").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Undo"


def test_the_pad_says_beside_itself_what_it_may_misread(page):
    worst = min((np.mean(shares["shown_with_junk"]), style) for style, shares in measured("findings", "hands")["styles"].items())[1]
    assert worst in page.locator(".pad-body .pad-misreads").inner_text()
    assert page.locator(".pad-static").count() == 0


def test_what_nobody_has_drawn_on_shows_an_example_that_is_no_answer(page):
    assert (digit_of(page), outputs_of(page)) == ("", [])
    assert page.locator(".pad-answer").inner_text() == "2"
    assert page.locator(".pad-note").inner_text().startswith("Our example: answer 2 at 0.9")
    assert page.evaluate("lastRead.marks.length") == 0 and page.evaluate("lastRead.reading") is None


def test_an_empty_pad_has_no_answer_and_says_so(page):
    page.locator(".pad").get_by_role("button", name="Clear").click()
    assert (digit_of(page), outputs_of(page)) == ("", [])
    assert "The pad is empty." in page.locator(".pad-verdict").inner_text()
    assert page.locator(".pad-answer").text_content() == ""


def test_clear_empties_the_pad_and_undo_brings_the_drawing_back(page):
    by_mouse(page, STROKES[3])
    drawn = outputs_of(page)
    page.locator(".pad").get_by_role("button", name="Clear").click()
    assert (digit_of(page), outputs_of(page)) == ("", [])
    page.locator(".pad").get_by_role("button", name="Undo").click()
    assert outputs_of(page) == drawn


def test_a_stroke_that_leaves_the_pad_stays_on_it(page):
    by_mouse(page, [[(0.5, 0.5), (1.2, -0.1)]])
    points = np.array(page.evaluate("lastRead.marks[0].points"))
    assert points.min() >= 0 and points.max() <= 1


def test_validation_digits_redrawn_as_strokes_of_any_size_and_place_are_read(page):
    train = load_mnist().train
    random = np.random.default_rng(7)
    drawings = []
    for image in train.images[VALIDATION]:
        size = random.uniform(0.3, 1.0)
        right, down = random.uniform(0, 1 - size, 2)
        drawings.append([[(x * size + right, y * size + down) for x, y in stroke] for stroke in skeleton_strokes(image)])
    digits = by_events(page, drawings)
    assert np.mean(np.array(digits) == train.labels[VALIDATION].astype(str)) >= 0.96


def test_show_me_one_shows_a_test_digit_and_reads_it_as_python_does(page):
    page.locator(".pad").get_by_role("button", name="Show me one").click()
    page.wait_for_function("window.lastRead?.reading")
    index, label = map(int, re.findall(r"\d+", page.locator(".pad-caption").inner_text()))
    test, network = load_mnist().test, load_network("straightened")
    assert label == test.labels[index]
    assert outputs_of(page) == pytest.approx(network.forward(network.prepare(test.images[index])), abs=1e-9)


def test_a_stroke_can_be_added_to_an_example(page):
    page.locator(".pad").get_by_role("button", name="Show me one").click()
    page.wait_for_function("window.lastRead?.reading")
    before = outputs_of(page)
    by_mouse(page, [[(0.2, 0.8), (0.8, 0.8)]])
    assert page.evaluate("lastRead.marks.length") == 2
    assert outputs_of(page) != before


def test_the_answer_is_spoken_once_the_pen_rests(page):
    by_mouse(page, STROKES[3])
    numbers = outputs_of(page)
    first, second = np.argsort(numbers)[::-1][:2]
    expected = f"answer {first} at {numbers[first]:.2f}, next {second} at {numbers[second]:.2f}"
    page.wait_for_function("(words) => document.querySelector('.pad-spoken')?.textContent === words", arg=expected)
    assert page.locator(".pad-note").text_content() == expected


def test_the_pad_works_after_going_away_and_back(page):
    by_events(page, [STROKES[3]])
    page.wait_for_function("location.hash.startsWith('#pad=')")
    page.locator(".md-footer__link--next").click()
    page.locator("#pad").wait_for(state="detached")
    page.go_back()
    page.locator("#pad").wait_for()
    page.wait_for_function("document.querySelector('#answer')?.dataset.digit === '3'")
    page.locator(".pad").get_by_role("button", name="Clear").click()
    by_mouse(page, STROKES[7])
    assert digit_of(page) == "7"


def test_a_second_pad_on_a_page_has_a_life_of_its_own(page, site):
    page.evaluate(
        """async (site) => {
          const first = document.querySelector(".pad");
          const second = first.cloneNode();
          second.id = "second";
          first.after(second);
          (await import(`${site}javascripts/pad/pad.js`)).fillPad(second, 2);
        }""",
        site,
    )
    by_mouse(page, STROKES[7], "#pad-2")
    assert page.locator("#answer-2").get_attribute("data-digit") == "7"
    assert digit_of(page) == ""
    page.wait_for_timeout(900)
    assert "#" not in page.url, "only the first pad writes the address"
    ids = page.evaluate("[...document.querySelectorAll('.pad [id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("width", [320, 360, 700, 1024, 1280, 1920])
def test_nothing_moves_when_the_pad_comes_and_nothing_is_too_wide(new_page, site, width):
    page = new_page(fresh=True, viewport={"width": width, "height": 900})
    page.add_init_script(
        """window.shifted = [];
        new PerformanceObserver((list) => list.getEntries().forEach(({ sources }) => sources.forEach(({ node }) => {
          // The theme's own header settles into place by itself.
          if (!node?.closest?.(".md-header")) shifted.push(node?.className ?? "");
        }))).observe({ type: "layout-shift", buffered: true });"""
    )
    open_pad(page, site)
    page.wait_for_timeout(300)
    assert page.evaluate("shifted") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".inside").wait_for(state="attached")
    body, foot = page.locator(".pad-body").bounding_box(), page.locator(".pad-foot").bounding_box()
    assert foot["y"] + foot["height"] <= body["y"] + body["height"]


def test_targets_are_large_enough_for_a_finger(new_page, site):
    page = new_page(viewport={"width": 360, "height": 740})
    open_pad(page, site)
    unfold(page)
    by_events(page, [STROKES[3]])
    page.locator(".inside-layer").first.wait_for()
    sizes = [
        part.bounding_box() for part in page.locator(".pad :is(button, label, summary, [role=slider]:not(.inside-column)):visible").all()
    ]
    assert len(sizes) >= 4 + 3 + 3 and all(size["height"] >= 44 and size["width"] >= 40 for size in sizes)


def test_without_javascript_a_picture_and_a_sentence_stand_in_its_place(new_page, site):
    page = new_page(java_script_enabled=False)
    page.goto(site)
    pad = page.locator(".pad")
    assert "Drawing here needs JavaScript." in pad.inner_text()
    assert [figure.is_visible() for figure in pad.locator("svg.figure").all()] == [True, True]


def test_with_javascript_what_stands_in_its_place_is_never_seen(new_page, site):
    page = new_page()
    page.route("**/pad/pad.js", lambda route: None)
    page.goto(site, wait_until="domcontentloaded")
    assert not page.get_by_text("Drawing here needs JavaScript.").is_visible()


def test_the_home_page_is_light_and_fetches_only_what_it_uses(new_page, site, built_site):
    page = new_page(fresh=True, viewport={"width": 360, "height": 740})
    fetched = set()
    page.on("request", lambda request: fetched.add(request.url.removeprefix(site).partition("#")[0]))
    open_pad(page, site)
    page.wait_for_load_state("networkidle")
    size = {name: len(gzip.compress((built_site / (name or "index.html")).read_bytes())) for name in fetched}
    scripts = {name: bytes for name, bytes in size.items() if name.startswith("javascripts/")}
    assert "javascripts/stage/stage.js" in scripts and sum(scripts.values()) < 90_000
    assert [name for name in fetched if name.startswith("generated/")] == ["generated/networks/straightened.json"]
    assert size["generated/networks/straightened.json"] < 40_000
    assert sum(size.values()) < 250_000
    assert not fetched & {
        f"javascripts/{name}.js" for name in ("pad/permalink", "pad/picture", "pad/picture-file", "pad/self-test", "network/parity")
    }


def test_the_stages_are_shown_and_the_last_one_is_what_the_network_sees(page):
    unfold(page)
    by_mouse(page, [[(x * 0.3 + 0.65, y * 0.3) for x, y in stroke] for stroke in STROKES[7]])
    drawn, framed, straightened = (pixels_of(stage) for stage in page.locator(".pad-stage").all())
    assert drawn[:, :14].max() == 0, "the first picture keeps the place on the pad"
    assert np.argwhere(framed).mean(axis=0) == pytest.approx([14, 14], abs=2.5)
    assert straightened == pytest.approx(255 * np.array(page.evaluate("[...lastRead.reading.pixels]")).reshape(28, 28), abs=0.51)
    assert page.locator(".pad-stages figcaption").nth(2).inner_text().split("\n") == ["straightened", "what the network sees"]


def pixels_of(canvas):
    grey = canvas.evaluate("(c) => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, i) => i % 4 === 0)")
    return np.array(grey).reshape(28, 28)
