"""Roll downhill, by mouse and by keyboard, with the places and costs that NumPy gets."""

import math
import re

import numpy as np
import pytest
from drawing import change_palette
from laboratory import open_laboratory, read, sealed

from nn_core.laboratory.landscapes import SAMPLES, landscapes

PAGE = "laboratory/roll-downhill/"
FRAME = {"left": 58, "right": 340, "top": 10, "bottom": 262, "width": 360, "height": 300}  # of the chart, in its own units
RATES = [number * ten for ten in (1, 10, 100, 1000) for number in (1, 1.5, 2, 3, 4, 6, 8)]


def slide(page, name, value):
    page.get_by_role("slider", name=name, exact=True).fill(str(value))


def rate(page, number):
    slide(page, "Learning rate", RATES.index(number))


def ground(page, words):
    page.get_by_role("radio", name=words).click()
    page.wait_for_function("!document.querySelector('.lab-lit').textContent.includes('the ground comes')")


def goals(page):
    return page.locator(".lab-goals .lab-reached").all_inner_texts()


def place_on_chart(page, x, y=0.5):
    """Where the numbers x and y, as shares of the frame from its left and its top, are on the screen."""
    page.locator(".lab-chart").scroll_into_view_if_needed()
    box = page.locator(".lab-chart").bounding_box()
    across = FRAME["left"] + x * (FRAME["right"] - FRAME["left"])
    down = FRAME["top"] + y * (FRAME["bottom"] - FRAME["top"])
    return box["x"] + across / FRAME["width"] * box["width"], box["y"] + down / FRAME["height"] * box["height"]


def assert_walked(page, name, start, number, steps):
    expected = landscapes()[name].walk(start, number, steps)
    assert np.allclose(read(page, "path"), expected, atol=1e-6)
    assert read(page, "costs") == pytest.approx([landscapes()[name].cost(place) for place in expected], abs=1e-9)


def test_the_start_is_dragged_by_mouse(page):
    page.mouse.move(*place_on_chart(page, 0.9))
    page.mouse.down()
    page.mouse.move(*place_on_chart(page, (-8 + 24) / 36), steps=4)
    page.mouse.up()
    (start,) = read(page, "path")[0]
    assert start == pytest.approx(-8, abs=0.15)
    assert_walked(page, "one", [start], 10, 8)
    assert f"_{round(10 * start)}" in page.url


def test_a_walk_by_keyboard_arrives(page):
    slider = page.get_by_role("slider", name="Learning rate")
    slider.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    assert_walked(page, "one", [9], 150, 8)
    assert goals(page) == ["Arrive in eight steps or fewer"]
    page.get_by_role("button", name="One step").focus()
    page.keyboard.press("Enter")
    assert_walked(page, "one", [9], 150, 9)
    page.get_by_role("slider", name="Start", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    assert_walked(page, "one", [8.9], 150, 9)
    page.wait_for_function("document.querySelector('[role=status].lab-spoken').textContent.startsWith('After 9 steps')")


def test_each_slope_is_told_with_three_figures_that_count_and_four_decimals_at_least(page):
    lines = page.locator("li", has_text=", cost ").all_text_contents()
    slopes = [slope for line in lines for slope in re.findall(r"· \(?−?([\d.]+)\)?", line)]
    assert len(slopes) >= 8
    for slope in slopes:
        assert len(slope.partition(".")[2]) == min(9, max(4, 2 - math.floor(math.log10(float(slope))))), slope


def test_overshoot_is_shown(page):
    rate(page, 400)
    assert read(page, "leaps") == [1]
    assert page.locator(".lab-leap").count() == 1
    assert "Step 1 leaps over a bottom" in page.locator(".lab-lit").inner_text()
    rate(page, 1000)
    assert "higher than you began" in page.locator(".lab-lit").inner_text()
    assert len(goals(page)) == 3


@pytest.mark.parametrize(("name", "words", "start", "first"), [("valleys", "two valleys", [-3], 3000), ("two", "two dials", [11, -3], 60)])
def test_the_other_grounds_are_those_of_numpy(page, name, words, start, first):
    ground(page, words)
    steps = len(read(page, "path")) - 1
    assert_walked(page, name, start, first, steps)
    slide(page, "Start", -7)
    slide(page, "Steps", 33)
    assert_walked(page, name, [-7, *start[1:]], first, 33)


def test_a_map_has_the_edges_of_its_tones_where_the_cost_is_that_high(page, site):
    found = page.evaluate(
        """async (site) => {
          const { Landscape, areaAbove } = await import(`${site}javascripts/laboratory/landscape.js`);
          const files = await (await fetch(`${site}generated/laboratory/landscapes.json`)).json();
          const samples = Array.from({ length: 41 }, (_, index) => -12 + 0.6 * index);
          const survey = new Landscape(files.two).survey(samples);
          return { costs: survey.costs.map((row) => [...row]), areas: areaAbove(survey, 0.1), bottoms: survey.bottoms };
        }""",
        site,
    )
    cost = landscapes()["two"].cost
    costs = np.array([[cost([x, y]) for x in SAMPLES["two"]] for y in SAMPLES["two"]])
    assert np.allclose(found["costs"], costs, atol=1e-9)
    corners = {(x, y) for x in SAMPLES["two"].round(9) for y in SAMPLES["two"].round(9)}
    points = [point for area in found["areas"] for point in area]
    cut = [point for point in points if tuple(np.round(point, 9)) not in corners]
    assert len(cut) > 20
    assert all(abs(cost(point) - 0.1) < 0.003 for point in cut)
    assert all(cost(point) > 0.097 for point in points)
    row, column = np.unravel_index(costs.argmin(), costs.shape)
    assert len(found["bottoms"]) == 1
    assert np.allclose(found["bottoms"][0]["place"], [SAMPLES["two"][column], SAMPLES["two"][row]])


def test_the_start_on_a_map_is_set_in_both_directions(page):
    ground(page, "two dials")
    page.mouse.click(*place_on_chart(page, (-6 + 12) / 24, (12 - 9) / 24))
    start = read(page, "path")[0]
    assert start == pytest.approx([-6, 9], abs=0.15)
    assert_walked(page, "two", start, 60, 25)


def test_the_lower_the_ground_the_darker_is_its_tone_in_both_palettes(page):
    fills = """() => [...document.querySelectorAll(".lab-tone")].map((tone) => [
      Number(tone.style.getPropertyValue("--height")), Number(/oklab\\(([\\d.]+)/.exec(getComputedStyle(tone).fill)[1])])"""
    for name, palette in (("two dials", "dark"), ("one dial", "light")):
        ground(page, name)
        change_palette(page, palette)
        tones = sorted(page.evaluate(fills))
        lightness = [light for _, light in tones]
        assert len(tones) == 12 and lightness == sorted(set(lightness)), palette


def test_the_arrows_of_a_map_point_downhill(page):
    ground(page, "two dials")
    arrows = page.locator(".lab-arrow").evaluate_all(
        "arrows => arrows.map((arrow) => arrow.getAttribute('transform').match(/-?[\\d.]+/g).map(Number))"
    )
    cost = landscapes()["two"].cost
    wide, high = FRAME["right"] - FRAME["left"], FRAME["bottom"] - FRAME["top"]
    for right, down, turn in arrows:
        place = np.array([-12 + 24 * (right - FRAME["left"]) / wide, -12 + 24 * (FRAME["bottom"] - down) / high])
        ahead = 0.3 * np.array([math.cos(math.radians(turn)), -math.sin(math.radians(turn))])
        assert cost(place + ahead) < cost(place - ahead), place
    assert len(arrows) == 64


# The ball

BALL = "document.querySelector('.lab-ball').getAttribute('transform')"
# From now on: every place of the ball, and how many frames the page has asked for.
PROBE = """() => {
  window.places = [];
  new MutationObserver(() => places.push(Number(/[-\\d.]+/.exec(document.querySelector(".lab-ball").getAttribute("transform"))[0])))
    .observe(document.querySelector(".lab-ball"), { attributes: true });
  window.asked = 0;
  window.nextFrame = requestAnimationFrame;
  window.requestAnimationFrame = (act) => (asked++, nextFrame(act));
}"""
THREE_STEPS = "() => { for (let step = 0; step < 3; step++) [...document.querySelectorAll('button')].find((each) => each.textContent === 'One step').click(); }"
WALK = f"#walk={sealed('walk', 'one_60_5_90')}"


def at_last(page):
    """Where the ball is at the end of the walk, which it rolls when the page comes."""
    return page.evaluate(f"() => {{ ({THREE_STEPS})(); return {BALL}; }}")


def rolling_page(new_page, site):
    page = new_page(reduced_motion="no-preference")
    open_laboratory(page, f"{site}{PAGE}{WALK}")
    return page


def wait_for_rest(page, ball):
    page.wait_for_function(f"ball => {BALL} === ball", arg=ball)


def test_without_motion_the_ball_is_at_the_end_at_once(new_page, site):
    page = new_page()
    open_laboratory(page, f"{site}{PAGE}{WALK}")
    page.evaluate(PROBE)
    before, after = page.evaluate(BALL), at_last(page)
    assert before != after
    page.get_by_role("button", name="Roll").click()
    assert page.evaluate(BALL) == after
    assert page.evaluate("asked") == 0


def test_the_ball_rolls_every_step_however_fast_they_are_asked_for_and_then_no_frame_is_asked_for(new_page, site):
    still, page = new_page(), rolling_page(new_page, site)
    open_laboratory(still, f"{site}{PAGE}{WALK}")
    wait_for_rest(page, still.evaluate(BALL))
    end = at_last(still)
    page.evaluate(PROBE)
    page.evaluate(THREE_STEPS)
    assert len(read(page, "path")) == 9, "what is told does not wait for the ball"
    wait_for_rest(page, end)
    places = page.evaluate("places")
    assert len(set(places)) > 5 and places == sorted(places, reverse=True), "from the right to the bottom, without a way back"
    asked = page.evaluate("async () => { for (let frame = 0; frame < 3; frame++) await new Promise(nextFrame); return asked; }")
    assert asked == page.evaluate("asked") == page.evaluate("async () => { await new Promise(nextFrame); return asked; }")


def test_roll_takes_the_ball_back_and_rolls_the_whole_walk_by_keyboard(new_page, site):
    page = rolling_page(new_page, site)
    still = new_page()
    open_laboratory(still, f"{site}{PAGE}{WALK}")
    end, start = still.evaluate(BALL), still.evaluate("document.querySelector('.lab-begin').getAttribute('cx')")
    wait_for_rest(page, end)
    page.evaluate(PROBE)
    page.get_by_role("button", name="Roll").focus()
    page.keyboard.press("Enter")
    wait_for_rest(page, end)
    places = page.evaluate("places")
    assert abs(max(places) - float(start)) < 9, "it begins where the walk begins, within its own radius"
    assert places.index(max(places)) <= 1 and len(set(places)) > 5
    page.wait_for_function("document.querySelector('[role=status].lab-spoken').textContent.startsWith('After 5 steps')")


def test_a_walk_without_steps_rolls_the_first_steps_of_its_ground(page):
    slide(page, "Steps", 0)
    page.get_by_role("button", name="Roll").click()
    assert_walked(page, "one", [9], 10, 8)
