from types import SimpleNamespace

import numpy as np
import pytest
from arrays import assert_same_parameters

from nn_core.mnist import load_mnist
from nn_core.network import accuracy
from nn_core.parameters import load_network
from nn_core.training.handmade import GAPS, PARTS, STROKES, VOTES, handmade, ship

NETWORK = handmade()


def line(start, end):
    """A stroke three pixels wide."""
    image = np.zeros((28, 28))
    for share in np.linspace(0, 1, 60):
        row, column = (int(s + share * (e - s) + 0.5) for s, e in zip(start, end, strict=True))
        image[row - 1 : row + 2, column - 1 : column + 2] = 1.0
    return image.ravel()


def test_it_has_the_shape_of_the_others():
    assert NETWORK.sizes == [784, 16, 16, 10] and NETWORK.parameter_count == 13002
    assert NETWORK.input == "straightened"


@pytest.mark.parametrize("name", STROKES)
def test_each_stroke_detector_is_lit_by_its_own_stroke_and_not_by_nothing(name):
    number = list(STROKES).index(name)
    detect = NETWORK.layers[0].forward
    assert detect(line(*STROKES[name]))[number] > 0.9
    assert detect(np.zeros(784))[number] < 0.1


@pytest.mark.parametrize("name", GAPS)
def test_each_gap_detector_is_lit_by_nothing_and_not_by_ink(name):
    number = len(STROKES) + list(GAPS).index(name)
    detect = NETWORK.layers[0].forward
    assert detect(np.zeros(784))[number] > 0.9
    assert detect(np.ones(784))[number] < 0.1


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_lit_when_all_it_needs_is_there_and_less_by_anything_less(part):
    names, (needed, unwanted) = list(STROKES) + list(GAPS), PARTS[part]
    number, lit = list(PARTS).index(part), NETWORK.layers[1].forward
    all_there = np.array([float(name in needed) for name in names])
    assert lit(all_there)[number] > 0.9
    for name in needed:
        assert lit(all_there * (np.array(names) != name))[number] < 0.7
    for name in unwanted:
        assert lit(all_there + (np.array(names) == name))[number] < 0.1


@pytest.mark.parametrize("digit", range(10))
def test_each_digit_is_lit_by_the_parts_that_speak_for_it(digit):
    parts = np.array([float(VOTES[digit].get(part, 0) > 0) for part in PARTS])
    output = NETWORK.layers[2].forward(parts)
    assert output[digit] > 0.9 and NETWORK.layers[2].forward(np.zeros(16)).max() < 0.1


def test_the_shipped_file_is_this_network():
    assert_same_parameters(load_network("handmade").layers, NETWORK.layers, atol=1e-4)


def test_it_reads_far_better_than_chance():
    assert load_network("handmade").card["test_accuracy"] > 0.7


def test_shipping_measures_and_writes(tmp_path):
    few = load_mnist().test[:100]
    card = ship(tmp_path / "x.json", SimpleNamespace(train=few, test=few)).card
    assert card["test_accuracy"] == card["train_accuracy"] == pytest.approx(accuracy(NETWORK, few), abs=0.01)
    assert load_network(tmp_path / "x.json").card == card
