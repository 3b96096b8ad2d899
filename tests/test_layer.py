"""A layer, worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nn_core import Layer, sigmoid

WEIGHTS = [[1.0, 2.0, 3.0], [-1.0, 0.0, 0.5]]
BIASES = [0.5, -1.0]


@pytest.fixture
def layer():
    return Layer(WEIGHTS, BIASES)


def test_weighted_input_worked_by_hand(layer):
    # 1·1 + 2·0 + 3·2 + 0.5 = 7.5 and -1·1 + 0·0 + 0.5·2 - 1 = -1
    np.testing.assert_array_equal(layer.weighted_input([1.0, 0.0, 2.0]), [7.5, -1.0])


def test_row_j_of_the_weights_is_all_that_neuron_j_sees(layer):
    for j in range(2):
        alone = Layer([WEIGHTS[j]], [BIASES[j]])
        assert layer.weighted_input([0.2, 0.4, 0.6])[j] == pytest.approx(alone.weighted_input([0.2, 0.4, 0.6])[0], abs=1e-15)


def test_forward_is_the_sigmoid_of_the_weighted_input(layer):
    np.testing.assert_array_equal(layer.forward([1.0, 0.0, 2.0]), sigmoid(np.array([7.5, -1.0])))


def test_forward_of_a_relu_layer_cuts_what_is_negative():
    np.testing.assert_array_equal(Layer(WEIGHTS, BIASES, "relu").forward([1.0, 0.0, 2.0]), [7.5, 0.0])


@given(arrays(float, (5, 3), elements=st.floats(-10, 10)))
def test_many_rows_give_what_each_row_gives_alone(rows):
    layer = Layer(WEIGHTS, BIASES)
    np.testing.assert_allclose(layer.forward(rows), [layer.forward(row) for row in rows], atol=1e-14)


@given(arrays(float, 3, elements=st.floats(-10, 10)), st.floats(-2, 2))
def test_weighted_input_without_biases_is_linear(activations, factor):
    layer = Layer(WEIGHTS, [0.0, 0.0])
    np.testing.assert_allclose(layer.weighted_input(factor * activations), factor * layer.weighted_input(activations), atol=1e-12)


def test_no_rows_give_no_rows(layer):
    assert layer.forward(np.empty((0, 3))).shape == (0, 2)


def test_inputs_neurons_and_parameters_are_counted(layer):
    assert (layer.inputs, layer.neurons, layer.parameter_count) == (3, 2, 8)


def test_a_layer_says_its_size():
    assert repr(Layer(WEIGHTS, BIASES, "relu")) == "Layer(3 -> 2, relu)"


def test_weighted_input_leaves_weights_and_activations_alone(layer):
    activations = np.array([1.0, 0.0, 2.0])
    layer.forward(activations)
    np.testing.assert_array_equal(activations, [1, 0, 2])
    np.testing.assert_array_equal(layer.weights, WEIGHTS)
    np.testing.assert_array_equal(layer.biases, BIASES)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_float_parameters_keep_their_dtype(dtype):
    layer = Layer(np.array(WEIGHTS, dtype), np.array(BIASES, dtype))
    assert layer.weights.dtype == layer.biases.dtype == layer.forward(np.ones(3, dtype)).dtype == dtype


def test_whole_numbers_become_floats():
    layer = Layer([[1, 2]], np.array([3], np.uint8))
    assert layer.weights.dtype == layer.biases.dtype == np.float64


@pytest.mark.parametrize("activations", [[1.0, 2.0], [[1.0], [2.0], [3.0]], 1.0, []])
def test_activations_of_another_shape_are_refused_with_both_numbers(layer, activations):
    shape = str(np.shape(activations)).replace("(", r"\(").replace(")", r"\)")
    with pytest.raises(ValueError, match=f"3 activations.* {shape}"):
        layer.weighted_input(activations)


@pytest.mark.parametrize("dtype", [np.uint8, int, bool])
def test_activations_that_are_no_floats_are_refused(layer, dtype):
    with pytest.raises(
        TypeError, match="^expected activations as floats, got dtype .*; grey values from 0 to 255 are divided by 255 first$"
    ):
        layer.forward(np.array([0, 1, 1], dtype))


@pytest.mark.parametrize(
    ("weights", "biases", "activation", "problem"),
    [
        ([1.0, 2.0], [0.0], "sigmoid", r"^weights must be a table of rows, one a neuron; got shape \(2,\)$"),
        ([[[1.0]]], [0.0], "sigmoid", r"^weights must be a table of rows, one a neuron; got shape \(1, 1, 1\)$"),
        ([[]], [0.0], "sigmoid", r"^weights must be a table of rows, one a neuron; got shape \(1, 0\)$"),
        (np.empty((0, 2)), [], "sigmoid", r"^weights must be a table of rows, one a neuron; got shape \(0, 2\)$"),
        (WEIGHTS, [0.0], "sigmoid", r"^expected one bias for each of the 2 rows of weights, got biases of shape \(1,\)$"),
        (
            WEIGHTS,
            [[0.0], [0.0]],
            "sigmoid",
            r"^expected one bias for each of the 2 rows of weights, got biases of shape \(2, 1\)$",
        ),
        (WEIGHTS, 0.0, "sigmoid", r"^expected one bias for each of the 2 rows of weights, got biases of shape \(\)$"),
        (WEIGHTS, BIASES, "tanh", r"^unknown activation 'tanh'; known are sigmoid, relu$"),
        ([[1.0, np.nan]], [0.0], "sigmoid", r"^weights must be finite: there is a NaN or an infinity among them$"),
        (WEIGHTS, [np.inf, 0.0], "sigmoid", r"^biases must be finite: there is a NaN or an infinity among them$"),
        ([[1.0, 2.0], [3.0]], BIASES, "sigmoid", r"^weights must be plain numbers in rows of equal length$"),
        ([["1", "2"]], [0.0], "sigmoid", r"^weights must be plain numbers in rows of equal length$"),
        (WEIGHTS, [None, None], "sigmoid", r"^biases must be plain numbers in rows of equal length$"),
        ([[True, False]], [0.0], "sigmoid", r"^weights must be plain numbers in rows of equal length$"),
        ([[1j]], [0.0], "sigmoid", r"^weights must be plain numbers in rows of equal length$"),
        ([[10**400]], [0.0], "sigmoid", r"^weights must be plain numbers in rows of equal length$"),
    ],
)
def test_what_cannot_be_a_layer_is_refused(weights, biases, activation, problem):
    with pytest.raises(ValueError, match=problem):
        Layer(weights, biases, activation)
