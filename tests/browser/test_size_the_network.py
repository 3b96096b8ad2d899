"""Size the network: layers and widths by mouse and by keyboard, counted as NumPy's arrays are."""

import pytest
from laboratory import read

from nn_core import Network
from nn_core.laboratory.digits import measured_shapes

PAGE = "laboratory/size-the-network/"


def layers(page, count):
    return page.get_by_role("radio", name=str(count), exact=True)


def width(page, layer):
    return page.get_by_role("slider", name=f"Hidden layer {layer}")


def assert_count_is_that_of(page, *hidden):
    network = Network.random([784, *hidden, 10], seed=0)
    assert read(page, "count") == network.parameter_count
    rows = page.locator(".lab-count > li:visible").all_inner_texts()
    assert [row.split("\n")[-1] for row in rows] == [f"{layer.weights.size + layer.biases.size:,}" for layer in network.layers]


def test_the_network_is_sized_by_mouse(page):
    assert_count_is_that_of(page, 16, 16)
    layers(page, 3).click()
    assert_count_is_that_of(page, 16, 16, 16)
    box = width(page, 2).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    middle = int(width(page, 2).input_value())
    assert 60 <= middle <= 68
    assert_count_is_that_of(page, 16, middle, 16)
    layers(page, 0).click()
    assert_count_is_that_of(page)


def test_the_network_is_sized_by_keyboard(page):
    layers(page, 2).focus()
    page.keyboard.press("ArrowLeft")
    width(page, 1).focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert_count_is_that_of(page, 127)


def test_what_is_found_is_judged(page):
    found = page.locator(".lab-goals > .lab-reached")
    assert found.count() == 0
    layers(page, 0).click()
    assert found.count() == 0
    layers(page, 1).click()
    assert "One hidden layer" in found.inner_text()
    width(page, 1).fill("17")
    assert found.count() == 0
    layers(page, 3).click()
    for layer, size in enumerate((15, 16, 16), 1):
        width(page, layer).fill(str(size))
    assert "Three hidden layers" in found.inner_text()
    for layer, size in enumerate((16, 128, 128), 1):
        width(page, layer).fill(str(size))
    assert "16 neurons in hidden layer 1" in found.inner_text()


@pytest.mark.parametrize("shape", ["784-10", "784-16-16-10", "784-100-10"])
def test_a_measured_shape_shows_what_the_cards_say_of_training_and_test_images(page, shape):
    layers(page, 4).click()
    page.get_by_role("button", name=shape, exact=True).click()
    known = [one for one in measured_shapes() if one["sizes"] == [int(size) for size in shape.split("-")]]
    expected = [[one["name"], *(f"{100 * one[part]:.2f}\u00a0%" for part in ("train", "test"))] for one in known]
    assert expected
    assert [row.split("\t") for row in page.locator(".lab-table tbody tr").all_inner_texts()] == expected


def test_a_shape_that_was_not_measured_is_said_to_be_none(page):
    layers(page, 4).click()
    assert read(page, "known") == 0
    assert "nobody here has measured it" in page.locator(".lab-measured").inner_text()
    assert not page.locator(".lab-table").is_visible()
