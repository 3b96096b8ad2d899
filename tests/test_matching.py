"""Neurons of two networks are matched one to one by their weights."""

from itertools import permutations

import numpy as np
import pytest

from nn_core import Layer, Network
from nn_core.experiments.matching import cosines, match, twins


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6])
def test_the_match_has_the_largest_sum_of_all_orders(count):
    random = np.random.default_rng(count)
    for _ in range(30):
        values = random.normal(size=(count, count)).round(1)  # many ties
        best = max(sum(values[row, column] for row, column in enumerate(order)) for order in permutations(range(count)))
        columns = match(values)
        assert sorted(columns) == list(range(count))
        assert values[np.arange(count), columns].sum() == pytest.approx(best)


def test_the_best_for_each_alone_is_not_always_the_best_for_all():
    assert match(np.array([[0.9, 0.8, 0.0], [0.8, 0.1, 0.0], [0.7, 0.0, 0.1]])).tolist() == [1, 0, 2]


def test_an_order_that_was_made_by_hand_is_found_again():
    random = np.random.default_rng(1)
    weights, order = random.normal(size=(16, 784)), random.permutation(16)
    signs = random.choice([-1, 1], size=(16, 1))
    cosine = cosines(weights[order] * signs * 3, weights)
    assert match(np.abs(cosine)).tolist() == order.tolist()
    assert cosine[np.arange(16), order] == pytest.approx(signs[:, 0])


def test_twins_that_differ_in_order_and_sign_are_the_same_detectors_and_random_ones_are_not():
    weights = np.random.default_rng(2).normal(size=(16, 784))
    weights += np.roll(weights, 1, axis=1)
    turned = np.where(np.arange(16) < 4, -1, 1)[:, None]
    networks = {f"pair {n}": Network([Layer(rows, np.zeros(16))]) for n, rows in enumerate([weights, (turned * weights)[::-1]])}
    found = twins(networks, ["pair"], seed=1)
    assert found["pair"]["pairs"] == 1
    assert found["pair"]["matched"] == found["pair"]["matched_above"] == 1
    assert found["pair"]["turned"] == 0.25
    assert found["pair"]["same_number"] < 0.1
    assert found["random for pair"]["matched"] < 0.2 and found["random for pair"]["matched_above"] == 0
