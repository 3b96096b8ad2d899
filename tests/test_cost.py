"""The cost, worked by hand and against its derivative."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nn_core.cost import (
    COSTS,
    cross_entropy,
    cross_entropy_derivative,
    one_hot,
    squared_cost,
)

OUTPUTS = arrays(float, (3, 4), elements=st.floats(0.01, 0.99))
TARGET = one_hot([0, 3, 2], classes=4)


def test_one_hot_is_1_at_the_label_and_0_elsewhere():
    np.testing.assert_array_equal(one_hot([2, 0], classes=3), [[0, 0, 1], [1, 0, 0]])
    np.testing.assert_array_equal(one_hot(9), [0] * 9 + [1])
    np.testing.assert_array_equal(one_hot(np.array([0], np.uint8)), [[1] + [0] * 9])
    assert one_hot(np.empty(0, int), classes=3).shape == (0, 3)


@given(st.lists(st.integers(0, 9), min_size=1))
def test_the_most_active_place_of_one_hot_is_the_label(labels):
    assert one_hot(labels).argmax(axis=1).tolist() == labels
    assert one_hot(labels).sum() == len(labels)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_one_hot_has_the_dtype_asked_for(dtype):
    assert one_hot([1], dtype=dtype).dtype == dtype
    assert one_hot([1]).dtype == np.float64


@pytest.mark.parametrize(("labels", "classes"), [([3, 10], 10), (-1, 10), ([0.0, 1.0], 10), (["3"], 10), ([True], 10), ([2, 3], 3)])
def test_a_label_that_is_none_is_refused(labels, classes):
    with pytest.raises(ValueError, match=f"0 to {classes - 1}$"):
        one_hot(labels, classes)


def test_squared_cost_worked_by_hand():
    # (0.5 - 1)² + (0.2 - 0)² = 0.25 + 0.04
    assert squared_cost(np.array([0.5, 0.2]), np.array([1.0, 0.0])) == pytest.approx(0.29, rel=1e-15)


def test_cross_entropy_worked_by_hand():
    # -(ln 0.5 + ln(1 - 0.2))
    assert cross_entropy(np.array([0.5, 0.2]), np.array([1.0, 0.0])) == pytest.approx(-math.log(0.5) - math.log(0.8), rel=1e-15)


@pytest.mark.parametrize("name", COSTS)
def test_every_example_of_a_batch_has_a_cost_of_its_own(name):
    activations = np.random.default_rng(1).random((3, 4))
    costs = COSTS[name].function(activations, TARGET)
    assert costs.shape == (3,)
    np.testing.assert_allclose(costs, [COSTS[name].function(a, y) for a, y in zip(activations, TARGET, strict=True)], rtol=1e-14)


@pytest.mark.parametrize("name", COSTS)
@given(OUTPUTS)
def test_the_cost_is_0_for_the_target_alone_and_positive_otherwise(name, activations):
    function = COSTS[name].function
    np.testing.assert_allclose(function(TARGET, TARGET), 0, atol=1e-10)
    assert (function(activations, TARGET) > 0).all()


@pytest.mark.parametrize("name", COSTS)
@given(OUTPUTS)
def test_a_cost_derivative_agrees_with_central_differences(name, activations):
    function, derivative = COSTS[name]
    h, found = 1e-5, np.empty_like(activations)
    for k in range(4):
        nudge = h * np.eye(4)[k]
        found[:, k] = (function(activations + nudge, TARGET) - function(activations - nudge, TARGET)) / (2 * h)
    np.testing.assert_allclose(derivative(activations, TARGET), found, rtol=1e-4, atol=1e-8)


@given(OUTPUTS)
def test_cross_entropy_treats_lit_and_dark_alike(activations):
    np.testing.assert_allclose(cross_entropy(1 - activations, 1 - TARGET), cross_entropy(activations, TARGET), rtol=1e-9)


def test_cross_entropy_of_a_certain_mistake_is_large_and_finite():
    wrong, target = np.array([0.0, 1.0]), np.array([1.0, 0.0])
    # As if each were 1e-12 away from certainty: -2 ln 1e-12.
    assert cross_entropy(wrong, target) == pytest.approx(-2 * math.log(1e-12), rel=1e-4)
    np.testing.assert_allclose(cross_entropy_derivative(wrong, target), [-1e12, 1e12], rtol=1e-4)


def test_cross_entropy_of_float32_activations_of_0_and_1_is_finite():
    wrong, target = np.array([0.0, 1.0], np.float32), np.array([1.0, 0.0], np.float32)
    assert np.isfinite(cross_entropy(wrong, target))
    assert np.isfinite(cross_entropy_derivative(wrong, target)).all()


@pytest.mark.parametrize("function", [function for cost in COSTS.values() for function in cost])
@pytest.mark.parametrize("target", [7, [7], [[0.0, 1.0]], np.zeros((2, 2))])
def test_a_target_that_is_not_shaped_like_the_output_is_refused(function, target):
    with pytest.raises(ValueError, match=r"^expected a target of shape \(2,\), like the output, got .*; see one_hot\(labels\)$"):
        function(np.array([0.5, 0.2]), np.array(target))
