"""The measure of edge-likeness."""

import numpy as np
import pytest

from nn_core.evaluation.edge_likeness import (
    EDGE,
    bar_signs,
    best_fit,
    edge_likeness,
    equally_smooth,
    gabor_bank,
    is_edge,
    patches,
    smoothness,
    spot_likeness,
)


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
    with pytest.raises(ValueError, match="784.* 10"):
        edge_likeness(np.zeros(10))


def test_noise_is_not_smooth_and_an_even_field_is():
    noise = np.random.default_rng(1).normal(size=(32, 784))
    assert abs(smoothness(noise)) < 0.05
    assert smoothness(np.ones((2, 784))) == pytest.approx(1.0)


def test_the_control_is_as_smooth_as_the_weights_and_as_strong_at_each_pixel():
    random = np.random.default_rng(2)
    field = random.normal(size=(16, 29, 29))
    weights = (field[:, 1:, 1:] + field[:, :-1, 1:] + field[:, 1:, :-1] + field[:, :-1, :-1]).reshape(16, 784)
    weights[:, :100] = 0
    control = equally_smooth(weights, 300, seed=3)
    assert smoothness(control) == pytest.approx(smoothness(weights), abs=0.02)
    assert np.allclose((control**2).mean(axis=0), (weights**2).mean(axis=0), rtol=0.5)
    assert not control[:, :100].any()


def test_the_best_fit_is_the_patch_itself_with_its_sign():
    even, odd = patches(np.pi / 3, 7.0, 1.0)
    likeness, fitting = best_fit(np.stack([-5 * even[40], odd[40]]), gabor_bank())
    assert likeness == pytest.approx([1, 1], abs=1e-5)
    assert np.allclose(fitting, [-even[40], odd[40]], atol=1e-4)


def test_the_likeness_is_the_cosine_with_the_best_fit():
    weights = np.random.default_rng(4).normal(size=(3, 784))
    likeness, fitting = best_fit(weights, gabor_bank())
    cosine = (weights * fitting).sum(axis=1) / np.linalg.norm(weights, axis=1) / np.linalg.norm(fitting, axis=1)
    assert cosine == pytest.approx(likeness, abs=1e-5)


ROWS, COLUMNS = np.mgrid[:28, :28] - 14.0


def bell(width, down=1.0):
    return np.exp(-(ROWS**2 / down**2 + COLUMNS**2) / (2 * width**2)).ravel()


@pytest.mark.parametrize("spot", [bell(2), -bell(2.5), bell(2) - bell(4) / 4, bell(4) - bell(2)], ids=["blob", "red", "surround", "ring"])
def test_a_round_thing_is_a_spot_and_no_true_edge_though_some_are_edge_like(spot):
    likeness, round_one = edge_likeness(spot), spot_likeness(spot)
    assert round_one > 0.95
    assert not is_edge(likeness, round_one)


def test_a_round_blob_is_edge_like_by_the_first_ruler_alone():
    assert edge_likeness(bell(2)) > EDGE


@pytest.mark.parametrize("edge", [ROWS.ravel() * bell(2, 1), bell(1.5, 4) - bell(3, 2) / 2], ids=["border", "bar with sides"])
def test_a_bar_and_a_border_are_true_edges_whatever_their_sign(edge):
    for sign in (1, -3):
        assert is_edge(edge_likeness(sign * edge), spot_likeness(sign * edge))


def test_a_true_edge_must_pass_the_threshold_and_lead_by_a_tenth():
    likeness, spot = [0.59, 0.61, 0.75, 0.75], [0.1, 0.55, 0.64, 0.66]
    assert is_edge(likeness, spot).tolist() == [False, False, True, False]
    assert is_edge(likeness, spot, 0.5).tolist() == [True, False, True, False]
    assert is_edge(likeness, spot, 0.76).tolist() == [False] * 4


def test_a_spot_that_is_no_mixture_of_bells_is_told_from_one():
    assert spot_likeness(ROWS.ravel() * bell(2)) < 0.8 < 0.95 < spot_likeness(bell(3))


def test_the_sign_of_a_bar_is_that_of_the_weights_on_it():
    even, odd = patches(0.0, 7.0, 2.0)
    weights = np.stack([even[60], -even[60], odd[60]])
    fitting = best_fit(weights, gabor_bank())[1]
    signs = bar_signs(weights, fitting)
    assert signs[0] == -signs[1] > 0.5
    assert abs(signs[2]) < 0.05  # a border has as much ink as it has none
