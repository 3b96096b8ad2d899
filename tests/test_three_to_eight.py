"""From 3 to 8: the contributions add up, ink is only added, and the recorded ways do lead to an 8."""

import numpy as np
import pytest

from nn_core import load_network
from nn_core.laboratory.digits import laboratory_digits
from nn_core.laboratory.three_to_eight import (
    BY_HAND,
    FIRST,
    FROM,
    TO,
    add_stroke,
    contributions,
    first_three,
    greedy_path,
    indices_of_threes,
)


@pytest.fixture(scope="module")
def network():
    return load_network("framed")


@pytest.fixture(scope="module")
def three():
    return laboratory_digits().pixels[FIRST]


def test_the_page_begins_with_a_3_that_is_read_as_one(network, three):
    assert laboratory_digits().labels[FIRST] == FROM
    assert network.predict(three) == FROM
    assert first_three()["index"] == FIRST and FIRST in indices_of_threes()


def test_ink_is_only_added(three):
    inked = add_stroke(three, BY_HAND[0])
    assert (inked >= three).all() and inked.max() <= 1
    assert inked.reshape(28, 28)[9, 9] == 1


def test_a_dot_is_a_stroke_too(three):
    assert add_stroke(three, ((2, 2),)).reshape(28, 28)[2, 2] == 1


def test_what_the_neurons_brought_adds_up_to_the_change_of_the_sums(network, three):
    after = add_stroke(three, BY_HAND[1])
    z = [network.forward_pass(pixels).weighted_inputs[-1] for pixels in (three, after)]
    gained = (z[1][TO] - z[1][FROM]) - (z[0][TO] - z[0][FROM])
    assert contributions(network, three, after).sum() == pytest.approx(gained, abs=1e-9)


def test_two_strokes_by_hand_make_an_8(network, three):
    for stroke in BY_HAND:
        three = add_stroke(three, stroke)
    assert network.predict(three) == TO


def test_the_greedy_way_ends_at_the_first_8(network, three):
    path = greedy_path(three)
    assert np.array_equal(path[0], three)
    assert network.predict(path).tolist().index(TO) == len(path) - 1
    assert ((path[1:] != path[:-1]).sum(axis=1) == 1).all()
