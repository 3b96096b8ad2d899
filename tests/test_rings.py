"""A ring is paper that ink encloses."""

from types import SimpleNamespace

import numpy as np

from nn_core import load_mnist, load_network
from nn_core.experiments.rings import holes, rings


def drawn(*rows):
    return np.array([[255 * (cell == "#") for cell in row] for row in rows], np.uint8)


def test_only_enclosed_paper_is_counted():
    ring = drawn(".###.", ".#.#.", ".###.", ".....", ".....")
    open_ring = drawn(".###.", ".#.#.", ".#.#.", ".....", ".....")
    two = drawn("#####", "#.#.#", "#.###", "#####", ".....")
    at_the_rim = drawn("##...", ".#...", "##...", ".....", ".....")
    assert holes(np.stack([ring, open_ring, two, at_the_rim, np.zeros_like(ring)])).tolist() == [1, 0, 3, 0, 0]


def test_ink_that_touches_at_corners_encloses():
    assert holes(drawn(".#.", "#.#", ".#.")[None]).tolist() == [1]


def test_a_long_way_out_is_found():
    spiral = drawn("#######", "#.....#", "#.###.#", "#.#...#", "#.#####", "#......", "#######")
    assert holes(spiral[None]).tolist() == [0]
    assert holes(np.rot90(spiral, 2)[None]).tolist() == [0]


def test_most_zeros_have_a_ring_and_hardly_a_one():
    test = load_mnist().test[:2000]
    ringed = holes(test.images) >= 3
    assert ringed[test.labels == 0].mean() > 0.8
    assert ringed[test.labels == 1].mean() < 0.02


def test_the_read_out_is_that_of_least_squares_on_hidden_layer_2():
    test, network = load_mnist().test, load_network("plain")
    few = SimpleNamespace(train=test[:300], test=test[300:500])
    found = rings({"plain": network}, few, (0, 6, 8, 9), least=3, last=300)
    hidden = [network.layers[1].forward(network.layers[0].forward(half.pixels)) for half in (few.train, few.test)]
    ones = [np.hstack([a, np.ones((len(a), 1))]) for a in hidden]
    wanted = [np.isin(half.labels, (0, 6, 8, 9)) for half in (few.train, few.test)]
    weights = np.linalg.pinv(ones[0]) @ wanted[0]
    right = [float(np.mean((a @ weights > 0.5) == w)) for a, w in zip(ones, wanted, strict=True)]
    assert list(found["plain"]["loop"].values()) == [round(share, 5) for share in right]
    assert found["groups"] == 210
    assert 0 <= found["plain"]["groups_told_better"]["test"] < 210
