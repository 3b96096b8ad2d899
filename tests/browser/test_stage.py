"""The stage: the network in the first screen, alive at load, taken over at a touch, and at rest when nothing moves."""

import base64
import io

import numpy as np
import pytest
from drawing import STROKES, by_mouse, digit_of, open_pad, outputs_of, wait_for_network, watch
from PIL import Image

PENCIL = (255, 191, 71)
COUNT_FRAMES = """const request = requestAnimationFrame.bind(window);
window.frames = 0;
window.requestAnimationFrame = (act) => request((now) => { window.frames++; act(now); });"""


def box_of(page, selector):
    return page.locator(selector).first.bounding_box()


def bottom(box):
    return box["y"] + box["height"]


def ink_of(page, selector=".stage-canvas"):
    """What is on a canvas: height x width x 4 bytes."""
    data = page.locator(selector).first.evaluate("(canvas) => canvas.toDataURL()")
    return np.array(Image.open(io.BytesIO(base64.b64decode(data.partition(",")[2]))).convert("RGBA"))


def shows_pencil(page):
    return bool((np.abs(ink_of(page, "#pad")[..., :3].astype(int) - PENCIL).max(axis=2) < 12).sum() > 40)


@pytest.fixture
def moving(new_page, site):
    """moving(address=""): a page on which things move, in time that only the test makes pass; its stage and network are there."""

    def open_moving(address="", **options):
        page = new_page(fresh=True, reduced_motion="no-preference", **options)
        page.clock.install(time=0)
        page.clock.pause_at(1000)
        watch(page)
        page.goto(site + address)
        page.locator(".inside-layer").first.wait_for(state="attached")
        return page

    return open_moving


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
def test_headline_promise_ways_pad_and_the_whole_network_stand_in_the_first_screen(new_page, site, width, height):
    page = new_page(viewport={"width": width, "height": height})
    open_pad(page, site)
    page.locator(".inside-layer").first.wait_for()
    for part in (".home h1", ".home-promise", ".home-ways", "#pad", ".pad-answer", ".inside-time", ".pad-card"):
        assert bottom(box_of(page, part)) <= height, part
    pad, outputs = box_of(page, "#pad"), box_of(page, ".inside-layer >> nth=2")
    assert outputs["x"] > pad["x"] + pad["width"] and bottom(outputs) <= height
    assert box_of(page, ".pad-card")["width"] > 0.85 * width, "the stage grows with the window"
    assert not page.locator(".md-sidebar--primary, .md-sidebar--secondary").filter(visible=True).count()


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_pad_and_answer_stand_in_the_first_screen_and_the_network_follows_in_lines_that_do_not_wrap(new_page, site, width):
    page = new_page(viewport={"width": width, "height": 844}, has_touch=True, is_mobile=True)
    open_pad(page, site)
    layers = page.locator(".inside-layer")
    layers.first.wait_for()
    for part in ("#pad", ".pad-answer", ".pad-note"):
        assert bottom(box_of(page, part)) <= 844, part
    assert box_of(page, ".pad-inside")["y"] < bottom(box_of(page, "#pad")) + 110 < 844
    boxes = [layer.bounding_box() for layer in layers.all()]
    assert all(0 <= box["x"] and box["x"] + box["width"] <= width and box["width"] > 0.85 * width for box in boxes)
    assert [box["height"] for box in boxes] == [44] * 3
    assert [layer.get_attribute("aria-orientation") for layer in layers.all()] == ["horizontal"] * 3


def test_a_pen_draws_an_example_and_one_pass_runs_through_the_network_and_then_all_is_at_rest(moving):
    page = moving()
    page.clock.run_for(900)
    assert shows_pencil(page), "within a second and a half a pen draws"
    dark = ink_of(page)[:, -300:]
    page.clock.run_for(3600)
    assert not shows_pencil(page)
    assert page.locator(".pad-invitation").inner_text() == "Now you"
    assert page.locator(".pad-answer").inner_text() == "2"
    assert page.locator(".inside-layer").nth(2).get_attribute("aria-valuetext") != "output 0: dark"
    assert (ink_of(page)[:, -300:] != dark).any(), "the answers are lit"
    assert (digit_of(page), outputs_of(page)) == ("", []), "the example is ours"


def test_nothing_runs_while_nothing_moves(new_page, site):
    page = new_page(fresh=True)
    page.add_init_script(COUNT_FRAMES)
    open_pad(page, site)
    page.locator(".inside-layer").first.wait_for()
    by_mouse(page, STROKES[3])
    page.wait_for_function("location.hash.startsWith('#pad=')")
    page.wait_for_timeout(2000)
    before = page.evaluate("frames")
    page.wait_for_timeout(500)
    assert before > 0 and page.evaluate("frames") == before


@pytest.mark.parametrize("act", ["pointer", "key"])
def test_any_pointer_and_any_key_ends_the_motion_at_once(moving, act):
    page = moving()
    page.clock.run_for(700)
    assert shows_pencil(page)
    page.mouse.click(3, 60) if act == "pointer" else page.keyboard.press("Shift")
    page.clock.run_for(40)
    assert not shows_pencil(page)
    assert page.locator(".pad-answer").inner_text() == "2" and digit_of(page) == ""


def test_a_stroke_takes_the_pad_over_while_the_pen_draws(moving):
    page = moving()
    page.clock.run_for(700)
    by_mouse(page, STROKES[7])
    page.clock.run_for(3000)
    assert digit_of(page) == "7" and len(page.evaluate("lastRead.marks")) == 1
    assert not shows_pencil(page)


def test_a_link_with_a_drawing_is_shown_instead_of_an_example(new_page, site):
    page = new_page()
    open_pad(page, site)
    by_mouse(page, STROKES[7])
    page.wait_for_function("location.hash.startsWith('#pad=')")
    link = page.evaluate("location.hash")
    other = new_page()
    open_pad(other, site + link)
    other.wait_for_function("document.querySelector('#answer')?.dataset.digit === '7'")
    assert other.locator(".pad-ours").count() == 0
    other.evaluate("location.hash = ''")
    assert digit_of(other) == "7"


def test_with_reduced_motion_the_finished_picture_is_there_at_once(new_page, site):
    page = new_page(fresh=True)
    open_pad(page, site)
    page.locator(".inside-layer").first.wait_for()
    assert not shows_pencil(page)
    assert page.locator(".pad-answer").inner_text() == "2"
    assert page.locator(".inside-layer").nth(2).get_attribute("aria-valuetext").startswith("output 0: 0.")


def test_without_javascript_the_finished_picture_stands_there(new_page, site):
    page = new_page(java_script_enabled=False)
    page.goto(site)
    picture = page.locator(".pad-static img")
    picture.scroll_into_view_if_needed()
    assert picture.is_visible() and picture.evaluate("(image) => image.complete && image.naturalWidth") == 1200


def test_a_neuron_that_is_looked_at_turns_the_picture_and_dims_all_else(new_page, site):
    page = new_page()
    open_pad(page, site)
    slider = page.locator(".inside-layer").first
    slider.wait_for()
    by_mouse(page, STROKES[3])
    page.mouse.move(5, 60)
    whole = ink_of(page).astype(float)
    box = slider.bounding_box()
    page.mouse.move(box["x"] + 22, box["y"] + box["height"] * 8.5 / 16)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    turned = ink_of(page).astype(float)
    opaque = lambda ink: ink[..., :3] * ink[..., 3:] / 255  # noqa: E731
    whole, turned = opaque(whole), opaque(turned)
    card = box_of(page, ".pad-card")
    answers = slice(int(box_of(page, ".inside-layer >> nth=2")["x"] - card["x"]), None)
    assert turned[:, answers].mean() < 0.7 * whole[:, answers].mean()
    blue = lambda ink: (ink[..., 2] - ink[..., 0]).clip(0)  # noqa: E731
    picture = slice(int(card["width"] * 0.25), int(card["width"] * 0.5))
    assert blue(turned[:, picture]).mean() > 1.5 * blue(whole[:, picture]).mean(), "its weights lie over the digit"


def test_the_stage_stands_in_a_chapter_and_waits_until_somebody_sees_it(new_page, site):
    page = new_page(viewport={"width": 1280, "height": 800})
    watch(page)
    page.goto(site + "structure/network-is-a-function/")
    wait_for_network(page)
    assert page.locator(".pad-ours").count() == 0, "nobody has seen the pad yet"
    page.locator("#pad").scroll_into_view_if_needed()
    page.locator(".pad-ours").wait_for(state="attached")
    page.locator(".inside-layer").first.wait_for()
    assert page.locator(".inside-layer").first.get_attribute("aria-orientation") == "horizontal"
    assert page.locator(".pad-answer").inner_text() == "2"
