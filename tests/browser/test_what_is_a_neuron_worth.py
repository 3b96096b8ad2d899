"""What is a neuron worth? By mouse and by keyboard, with the losses that NumPy gets."""

import numpy as np
import pytest
from drawing import STROKES, by_mouse, resize
from laboratory import read

from nn_core import load_network
from nn_core.activations import sigmoid
from nn_core.laboratory.digits import laboratory_digits

PAGE = "laboratory/what-is-a-neuron-worth/"


def tile(page, layer, neuron):
    return page.get_by_role("button", name=f"Neuron {neuron} of hidden layer {layer}", exact=True)


def outputs(pixels, silenced=(), held="nothing", no_biases=(), skipped=False):
    """What the change makes of images, in NumPy. silenced: pairs (layer, neuron), both from 0."""
    network = load_network()
    means = [a.mean(axis=0) for a in network.forward_pass(laboratory_digits().pixels).activations[1:]]
    a = pixels
    for number, layer in enumerate(network.layers):
        if skipped and number == 1:
            continue
        a = sigmoid(a @ layer.weights.T + (0 if number in no_biases else layer.biases))
        for where, neuron in silenced:
            if where == number:
                a[:, neuron] = means[where][neuron] if held == "average" else 0
    return a


def assert_digits_are_those_of(page, **change):
    digits = laboratory_digits()
    right = outputs(digits.pixels, **change).argmax(axis=1) == digits.labels
    assert read(page, "digits") == pytest.approx([right[digits.labels == digit].mean() for digit in range(10)], abs=1e-12)
    assert read(page, "right") == pytest.approx(right.mean(), abs=1e-12)


def test_a_neuron_is_silenced_by_mouse(page):
    tile(page, 1, 4).click()
    assert tile(page, 1, 4).get_attribute("aria-pressed") == "true"
    assert_digits_are_those_of(page, silenced=[(0, 4)])
    tile(page, 2, 7).click()
    assert_digits_are_those_of(page, silenced=[(0, 4), (1, 7)])
    tile(page, 1, 9).click()
    tile(page, 2, 4).click()
    assert_digits_are_those_of(page, silenced=[(0, 4), (0, 9), (1, 4), (1, 7)])


def test_neurons_are_one_stop_of_the_tab_key_and_arrows_move_among_them(page):
    resize(page, {"width": 800, "height": 900})  # two rows of tiles
    tile(page, 1, 0).focus()
    press = lambda *keys: [page.keyboard.press(key) for key in keys]  # noqa: E731
    press("ArrowRight", "ArrowDown", "Space")
    columns = page.evaluate("getComputedStyle(document.querySelector('.lab-tiles')).gridTemplateColumns.split(' ').length")
    assert tile(page, 1, 1 + columns).get_attribute("aria-pressed") == "true"
    assert_digits_are_those_of(page, silenced=[(0, 1 + columns)])
    press("End", "ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel") == "Neuron 15 of hidden layer 1"
    press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Neuron 0 of hidden layer 2"
    press("Shift+Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Neuron 15 of hidden layer 1"


@pytest.mark.parametrize(
    ("labels", "change"),
    [
        (["No biases in hidden layer 1"], {"no_biases": [0]}),
        (["No biases in hidden layer 2", "No biases in the outputs"], {"no_biases": [1, 2]}),
        (["Leave out hidden layer 2"], {"skipped": True}),
    ],
)
def test_biases_and_a_layer_are_taken_away(page, labels, change):
    for label in labels:
        page.get_by_label(label).check()
    assert_digits_are_those_of(page, **change)


def test_a_neuron_can_be_held_at_its_average(page):
    tile(page, 1, 4).click()
    page.get_by_label("its average").check()
    assert_digits_are_those_of(page, silenced=[(0, 4)], held="average")


def test_your_digit_moves_with_the_change(page):
    by_mouse(page, STROKES[3])
    tile(page, 1, 2).click()
    pixels = np.array([page.evaluate("[...lastRead.reading.pixels]")])
    assert read(page, "outputs") == pytest.approx(outputs(pixels, silenced=[(0, 2)])[0], abs=1e-9)
    assert "was 3 at" in page.locator(".lab-body").inner_text()


def test_what_each_is_worth_is_the_loss_without_it(page):
    page.get_by_role("button", name="Show what each one is worth").click()
    page.wait_for_function("document.querySelectorAll('.lab-tile-worth:not(:empty)').length === 32")
    digits = laboratory_digits()
    right = lambda **change: (outputs(digits.pixels, **change).argmax(axis=1) == digits.labels).mean()  # noqa: E731
    shown = [float(words.replace("−", "-")) for words in page.locator(".lab-tile-worth").all_inner_texts()]
    assert shown == pytest.approx(
        [100 * (right(silenced=[(layer, neuron)]) - right()) for layer in (0, 1) for neuron in range(16)], abs=0.051
    )


def test_the_pad_of_an_experiment_keeps_no_room_for_the_open_network(page):
    assert page.locator(".stage-canvas").count() == 0
