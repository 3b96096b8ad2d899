"""The measure of edge-likeness."""

import numpy as np
import pytest

from nn_core.edges import EDGE, edge_likeness, patches


def test_a_patch_fits_itself_perfectly_whatever_its_sign_size_and_phase():
    even, odd = patches(np.pi / 3, 7.0, 1.0)
    weights = np.stack([even[40], -3 * odd[40], 0.6 * even[40] + 0.8 * odd[40]])
    assert edge_likeness(weights) == pytest.approx([1, 1, 1])


def test_noise_is_far_from_edge_like():
    noise = np.random.default_rng(1).normal(size=(32, 784))
    assert edge_likeness(noise).max() < 0.4 < EDGE


def test_a_single_pixel_and_an_even_field_are_no_edges():
    dot, field = np.zeros(784), np.ones(784)
    dot[400] = 1
    assert (edge_likeness([dot, field]) < EDGE).all()


def test_weights_of_nothing_have_no_edge():
    assert edge_likeness(np.zeros(784)) == 0


def test_a_straight_border_between_plus_and_minus_is_an_edge():
    step = np.zeros((28, 28))
    step[8:14, 8:20], step[14:20, 8:20] = 1, -1
    assert edge_likeness(step.ravel()) > EDGE


def test_a_wrong_number_of_weights_is_refused_with_both_numbers():
    with pytest.raises(ValueError, match="expected 784 weights a neuron, got 10"):
        edge_likeness(np.zeros(10))
