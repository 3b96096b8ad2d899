"""From 3 to 8, by mouse and by keyboard, with the pictures, outputs and contributions that NumPy gets."""

import numpy as np
import pytest
from laboratory import read, stroke_by_mouse

from nn_core import load_network
from nn_core.laboratory.digits import laboratory_digits
from nn_core.laboratory.three_to_eight import BY_HAND, FIRST, TO, add_stroke, contributions, indices_of_threes
from nn_core.preprocessing import prepare

PAGE = "laboratory/from-3-to-8/"


def strokes(page, site):
    """The work in the page's address: {index, strokes}."""
    return page.evaluate(
        """async (site) => {
          const { readAddress } = await import(`${site}javascripts/page/address.js`);
          const { workFromText } = await import(`${site}javascripts/laboratory/three-to-eight.js`);
          return workFromText(readAddress("ink"), 1000);
        }""",
        site,
    )


def pictures(start, drawn):
    made = [start]
    for cells in drawn:
        made.append(add_stroke(made[-1], cells))
    return np.array(made)


def wait_for_moment(page, moment):
    page.wait_for_function("moment => document.querySelector('.lab-body').dataset.moment === moment", arg=str(moment))


def test_two_strokes_by_mouse_make_an_8_and_the_recorder_says_who_turned_it(page, site):
    for stroke in BY_HAND:
        stroke_by_mouse(page, *stroke)
    wait_for_moment(page, 2)
    drawn = strokes(page, site)
    assert drawn["index"] == FIRST and len(drawn["strokes"]) == 2
    network, made = load_network("framed"), pictures(laboratory_digits().pixels[FIRST], drawn["strokes"])
    outputs = network.forward(made)
    assert np.allclose(read(page, "record"), outputs, atol=1e-9)
    assert outputs[-1].argmax() == TO
    pulls = contributions(network, *made[-2:])
    assert read(page, "pulls") == pytest.approx(pulls, abs=1e-9)
    assert f"Neuron {pulls.argmax()} brought most towards the 8" in page.locator(".lab-lit").inner_text()
    assert "turned the answer from" in page.locator(".lab-lit").inner_text()
    assert page.locator(".lab-goals .lab-reached").first.inner_text() == "It says 8"
    assert page.locator(".lab-pulls .lab-chosen .lab-digit").inner_text() == str(pulls.argmax())


def test_the_same_ink_on_all_3s_is_counted_as_numpy_counts(page, site):
    for stroke in BY_HAND:
        stroke_by_mouse(page, *stroke)
    wait_for_moment(page, 2)
    drawn = strokes(page, site)["strokes"]
    made = np.array([pictures(laboratory_digits().pixels[index], drawn)[-1] for index in indices_of_threes()])
    assert read(page, "turned") == (load_network("framed").predict(made) == TO).sum()


def test_a_stroke_by_keyboard_is_where_it_should_be(page, site):
    page.get_by_role("application", name="The picture, 28 by 28: lay ink on it").focus()
    press = lambda key, times=1: [page.keyboard.press(key) for _ in range(times)]  # noqa: E731
    press("Shift+ArrowLeft"), press("ArrowDown"), press("Space"), press("ArrowDown", 3), press("Space")
    wait_for_moment(page, 1)
    assert strokes(page, site) == {"index": FIRST, "strokes": [[[9, 10], [10, 10], [11, 10], [12, 10]]]}
    page.wait_for_function("document.querySelector('[role=status].lab-spoken').textContent.includes('Neuron')")
    press("Backspace")
    wait_for_moment(page, 0)
    assert "ink" not in page.url


def test_the_recorder_goes_back_to_every_moment_by_keyboard(page, site):
    for stroke in BY_HAND:
        stroke_by_mouse(page, *stroke)
    wait_for_moment(page, 2)
    page.get_by_role("button", name="The start: says 3").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    wait_for_moment(page, 1)
    made = pictures(laboratory_digits().pixels[FIRST], strokes(page, site)["strokes"])
    assert read(page, "pulls") == pytest.approx(contributions(load_network("framed"), *made[:2]), abs=1e-9)


def test_another_3_and_the_readers_own(page, site):
    page.get_by_role("button", name="Another 3").click()
    page.wait_for_function("location.hash.length > 3")
    assert strokes(page, site)["index"] == indices_of_threes()[list(indices_of_threes()).index(FIRST) + 1]
    page.get_by_text("Draw the 3 myself, too").click()
    own = ((4, 4), (4, 12), (9, 8), (14, 12), (19, 9), (18, 4))
    stroke_by_mouse(page, *own)
    wait_for_moment(page, 1)
    drawn = strokes(page, site)
    assert drawn["index"] == -1
    made = pictures(np.zeros(784), drawn["strokes"])
    expected = load_network("framed").forward(prepare(made[1:].reshape(-1, 28, 28), "framed"))
    assert read(page, "record")[1] == pytest.approx(expected[0], abs=1e-9)
