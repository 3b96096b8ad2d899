"""Bend the sigmoid: the dials by mouse and by keyboard, with the activations and the counts that NumPy gets."""

import numpy as np
import pytest
from laboratory import read

from nn_core.activations import sigmoid
from nn_core.laboratory.digits import laboratory_digits

PAGE = "laboratory/bend-the-sigmoid/"


def dial(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def turn_by_mouse(page, name, value, low, high):
    """Press where the value lies on the dial: the middle of its thumb never leaves the box."""
    box, thumb = dial(page, name).bounding_box(), 16
    page.mouse.click(box["x"] + thumb / 2 + (value - low) / (high - low) * (box["width"] - thumb), box["y"] + box["height"] / 2)


def reached(page):
    return page.locator(".lab-goals > .lab-reached").count()


def sums():
    """What attempt 2 of the chapter makes of the digits."""
    weights = np.zeros((28, 28))
    weights[4:13, 8:20] = -1
    weights[7:10, 8:20] = 1
    return laboratory_digits().pixels @ weights.ravel()


def assert_digits_are_those_of(page, weight, bias):
    lit = sigmoid(weight * sums() + bias) > 0.5
    sevens = laboratory_digits().labels == 7
    assert [read(page, name) for name in ("lit", "sevens", "all")] == [lit.sum(), (lit & sevens).sum(), sevens.sum()]


def test_the_neuron_fires_only_past_ten_by_mouse(page):
    assert reached(page) < 3
    turn_by_mouse(page, "Bias", -10, -25, 25)
    assert dial(page, "Bias").input_value() == "-10"
    assert reached(page) == 3
    assert_digits_are_those_of(page, 1, -10)


def test_the_neuron_is_turned_round_by_keyboard(page):
    page.get_by_role("radio", name="Turned round").check()
    dial(page, "Weight").focus()
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    assert reached(page) < 3
    dial(page, "Bias").focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    assert reached(page) == 3
    assert_digits_are_those_of(page, -1, -5)


def test_a_large_weight_makes_a_switch(page):
    page.get_by_role("radio", name="A switch").check()
    assert reached(page) == 1
    dial(page, "Weight").fill("4.2")
    assert reached(page) == 3


@pytest.mark.parametrize(("weight", "bias", "total"), [(1, 0, 12), (-2.3, 7.5, -4), (0, -3, 20), (5, -25, 5)])
def test_the_arithmetic_is_that_of_numpy(page, weight, bias, total):
    for name, value in (("Weight", weight), ("Bias", bias), ("Sum to look at", total)):
        dial(page, name).fill(str(value))
    expected = float(sigmoid(weight * total + bias))
    assert read(page, "activation") == pytest.approx(expected, abs=1e-12)
    assert page.locator(".lab-arithmetic").inner_text().endswith(f"σ({weight * total + bias:.2f}) = {expected:.2f}".replace("(-", "(−"))


def test_a_result_is_spoken(page):
    dial(page, "Bias").fill("-10")
    page.get_by_text("3 of 3 goals reached").wait_for(state="attached")
    assert "Half on at a sum of 10.0" in page.get_by_role("status").text_content()
