"""Roll downhill, by mouse and by keyboard, with the places and costs that NumPy gets."""

import math
import re

import numpy as np
import pytest
from laboratory import read

from nn_core.laboratory.landscapes import SAMPLES, landscapes

PAGE = "laboratory/roll-downhill/"
FRAME = {"left": 58, "right": 340, "top": 10, "bottom": 262, "width": 360, "height": 300}  # of the chart, in its own units
RATES = [number * ten for ten in (1, 10, 100, 1000) for number in (1, 1.5, 2, 3, 4, 6, 8)]


def slide(page, name, value):
    page.get_by_role("slider", name=name, exact=True).fill(str(value))


def rate(page, number):
    slide(page, "Learning rate", RATES.index(number))


def ground(page, words):
    page.get_by_text(words, exact=True).click()
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
    lines = page.locator("li", has_text=", cost ").all_inner_texts()
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


def test_a_map_has_its_lines_where_the_cost_is_that_high(page, site):
    found = page.evaluate(
        """async (site) => {
          const { Landscape, contour } = await import(`${site}javascripts/laboratory/landscape.js`);
          const files = await (await fetch(`${site}generated/laboratory/landscapes.json`)).json();
          const samples = Array.from({ length: 41 }, (_, index) => -12 + 0.6 * index);
          const survey = new Landscape(files.two).survey(samples);
          return { costs: survey.costs.map((row) => [...row]), pieces: contour(survey, 0.1), bottoms: survey.bottoms };
        }""",
        site,
    )
    cost = landscapes()["two"].cost
    costs = np.array([[cost([x, y]) for x in SAMPLES["two"]] for y in SAMPLES["two"]])
    assert np.allclose(found["costs"], costs, atol=1e-9)
    assert len(found["pieces"]) > 20
    assert all(abs(cost(point) - 0.1) < 0.003 for piece in found["pieces"] for point in piece)
    row, column = np.unravel_index(costs.argmin(), costs.shape)
    assert len(found["bottoms"]) == 1
    assert np.allclose(found["bottoms"][0]["place"], [SAMPLES["two"][column], SAMPLES["two"][row]])


def test_the_start_on_a_map_is_set_in_both_directions(page):
    ground(page, "two dials")
    page.mouse.click(*place_on_chart(page, (-6 + 12) / 24, (12 - 9) / 24))
    start = read(page, "path")[0]
    assert start == pytest.approx([-6, 9], abs=0.15)
    assert_walked(page, "two", start, 60, 25)
