"""What an activation function promises."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.activations import (
    ACTIVATIONS,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
)

NUMBERS = st.floats(-700, 700)
Z = np.linspace(-6, 6, 101)


@given(NUMBERS)
def test_sigmoid_is_one_over_one_plus_e_to_the_minus_z(z):
    assert sigmoid(z) == pytest.approx(1 / (1 + math.exp(-z)), abs=1e-15)


@given(NUMBERS)
def test_sigmoid_of_minus_z_is_one_minus_sigmoid_of_z(z):
    assert sigmoid(-z) == pytest.approx(1 - sigmoid(z), abs=1e-15)


@given(NUMBERS, NUMBERS)
def test_sigmoid_never_falls(one, other):
    low, high = sorted((one, other))
    assert 0 <= sigmoid(low) <= sigmoid(high) <= 1


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_sigmoid_of_huge_numbers_is_0_and_1_without_a_warning(dtype):
    huge = np.array([-1000, -np.inf, 1000, np.inf], dtype)
    np.testing.assert_array_equal(sigmoid(huge), [0, 0, 1, 1])


def test_sigmoid_of_a_nan_is_a_nan():
    assert math.isnan(sigmoid(math.nan))


def test_sigmoid_leaves_its_argument_alone():
    z = np.array([1.0, 2.0])
    sigmoid(z)
    np.testing.assert_array_equal(z, [1, 2])


def test_sigmoid_of_whole_numbers_is_that_of_the_same_floats():
    np.testing.assert_array_equal(sigmoid(np.array([-1, 0, 2])), sigmoid(np.array([-1.0, 0.0, 2.0])))
    assert sigmoid([[0, 0]]).tolist() == [[0.5, 0.5]]


def test_sigmoid_derivative_is_a_quarter_at_0_and_nowhere_more():
    assert sigmoid_derivative(0) == 0.25
    assert sigmoid_derivative(Z).max() == 0.25


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_derivative_agrees_with_central_differences(name):
    function, derivative, _ = ACTIVATIONS[name]
    z, h = Z[np.abs(Z) > 0.01], 1e-5
    np.testing.assert_allclose(derivative(z), (function(z + h) - function(z - h)) / (2 * h), atol=1e-9)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_slope_is_the_derivative_read_off_the_activation(name):
    function, derivative, slope = ACTIVATIONS[name]
    np.testing.assert_array_equal(slope(function(Z)), derivative(Z))


def test_relu_keeps_the_positive_part_and_no_more():
    np.testing.assert_array_equal(relu(np.array([-2.0, -0.5, 0.0, 0.5, 3.0])), [0, 0, 0, 0.5, 3])


@given(NUMBERS)
def test_z_is_relu_of_z_minus_relu_of_minus_z(z):
    assert relu(z) - relu(-z) == z


def test_relu_derivative_is_0_at_0_and_1_right_beside_it():
    np.testing.assert_array_equal(relu_derivative([-1.0, 0.0, 1e-300]), [0, 0, 1])


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 0)])
def test_shape_and_dtype_are_kept(name, dtype, shape):
    for function in ACTIVATIONS[name]:
        result = function(np.zeros(shape, dtype))
        assert result.shape == shape
        assert result.dtype == dtype


def test_the_derivative_of_whole_numbers_has_floats():
    assert relu_derivative(np.array([-1, 2])).dtype == np.float64
    assert sigmoid_derivative(np.array([-1, 2])).dtype == np.float64
