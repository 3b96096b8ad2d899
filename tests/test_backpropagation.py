"""The gradient, worked by hand, and proved against two methods that share nothing with backpropagation."""

import numpy as np
import pytest
from autograd import grad
from autograd import numpy as anp

from nn_core import Layer, Network, backpropagate, one_hot, sigmoid
from nn_core.cost import COSTS

RANDOM = np.random.default_rng(13002)
PIXELS = RANDOM.random((5, 6))
TARGET = one_hot([0, 2, 1, 2, 0], classes=3)
CASES = [
    (hidden, output, cost)
    for hidden in ("sigmoid", "relu")
    for output, cost in (("sigmoid", "squared"), ("sigmoid", "cross-entropy"), ("relu", "squared"))
]


def network_of(hidden, output, seed=1):
    network = Network.random([6, 5, 4, 3], seed, hidden)
    last = network.layers[-1]
    # Biases away from 0, so that nothing cancels by luck, and relu outputs that are lit.
    for layer in network.layers:
        layer.biases[:] = np.random.default_rng(seed).normal(0.3, 0.2, layer.neurons)
    return Network([*network.layers[:-1], Layer(last.weights, last.biases, output)])


def mean_cost(network, cost):
    return COSTS[cost].function(network.forward(PIXELS), TARGET).mean()


def test_one_neuron_worked_by_hand():
    # a = σ(2·1 - 1·2 + 0) = 1/2, y = 1: dC/da = 2(1/2 - 1) = -1, σ′(0) = 1/4, so dC/db = -1/4 and dC/dw = -1/4 · pixels.
    (gradient,) = backpropagate(Network([Layer([[2.0, -1.0]], [0.0])]), np.array([1.0, 2.0]), np.array([1.0]))
    np.testing.assert_allclose(gradient.biases, [-0.25], rtol=1e-15)
    np.testing.assert_allclose(gradient.weights, [[-0.25, -0.5]], rtol=1e-15)


def test_two_layers_worked_by_hand():
    # Hidden relu a = (1, 0); output a = σ(0) = 1/2, y = 0: δ² = 2 · 1/2 · 1/4 = 1/4.
    # δ¹ = (w δ²) ⊙ relu′ = (3/4, 0), since the second neuron is dark.
    network = Network([Layer([[1.0], [-1.0]], [0.0, 0.0], "relu"), Layer([[3.0, 5.0]], [-3.0])])
    first, second = backpropagate(network, np.array([1.0]), np.array([0.0]))
    np.testing.assert_allclose(second.weights, [[0.25, 0.0]], rtol=1e-15)
    np.testing.assert_allclose(second.biases, [0.25], rtol=1e-15)
    np.testing.assert_allclose(first.weights, [[0.75], [0.0]], rtol=1e-15)
    np.testing.assert_allclose(first.biases, [0.75, 0.0], rtol=1e-15)


@pytest.mark.parametrize(("hidden", "output", "cost"), CASES)
def test_every_gradient_agrees_with_central_differences(hidden, output, cost):
    network = network_of(hidden, output)
    gradients = backpropagate(network, PIXELS, TARGET, cost)
    h = 1e-6
    for layer, gradient in zip(network.layers, gradients, strict=True):
        for parameters, derivatives in ((layer.weights, gradient.weights), (layer.biases, gradient.biases)):
            assert parameters.shape == derivatives.shape
            for place in np.ndindex(parameters.shape):
                kept = parameters[place]
                parameters[place] = kept + h
                above = mean_cost(network, cost)
                parameters[place] = kept - h
                below = mean_cost(network, cost)
                parameters[place] = kept
                assert derivatives[place] == pytest.approx((above - below) / (2 * h), abs=1e-8)


@pytest.mark.parametrize(("hidden", "output", "cost"), CASES)
def test_every_gradient_agrees_with_an_independent_autograd(hidden, output, cost):
    functions = {"sigmoid": lambda z: 1 / (1 + anp.exp(-z)), "relu": lambda z: anp.maximum(z, 0)}
    costs = {
        "squared": lambda a: anp.sum((a - TARGET) ** 2),
        "cross-entropy": lambda a: -anp.sum(TARGET * anp.log(a) + (1 - TARGET) * anp.log(1 - a)),
    }
    network = network_of(hidden, output, seed=2)

    def independent(parameters):
        a = PIXELS
        for (weights, biases), name in zip(parameters, (hidden, hidden, output), strict=True):
            a = functions[name](anp.dot(a, weights.T) + biases)
        return costs[cost](a) / len(PIXELS)

    expected = grad(independent)([(layer.weights, layer.biases) for layer in network.layers])
    for gradient, (weights, biases) in zip(backpropagate(network, PIXELS, TARGET, cost), expected, strict=True):
        np.testing.assert_allclose(gradient.weights, weights, atol=1e-14)
        np.testing.assert_allclose(gradient.biases, biases, atol=1e-14)


@pytest.mark.parametrize("cost", COSTS)
def test_the_gradient_of_a_batch_is_the_mean_of_its_examples(cost):
    network = network_of("sigmoid", "sigmoid")
    alone = [backpropagate(network, pixels, target, cost) for pixels, target in zip(PIXELS, TARGET, strict=True)]
    for number, gradient in enumerate(backpropagate(network, PIXELS, TARGET, cost)):
        np.testing.assert_allclose(gradient.weights, np.mean([each[number].weights for each in alone], axis=0), atol=1e-15)
        np.testing.assert_allclose(gradient.biases, np.mean([each[number].biases for each in alone], axis=0), atol=1e-15)


def test_without_a_name_the_cost_is_the_squared_one():
    network = network_of("sigmoid", "sigmoid")
    for one, other in zip(backpropagate(network, PIXELS, TARGET), backpropagate(network, PIXELS, TARGET, "squared"), strict=True):
        np.testing.assert_array_equal(one.weights, other.weights)


def test_cross_entropy_still_learns_from_a_neuron_that_is_certain_and_wrong():
    network = Network([Layer([[1000.0]], [0.0])])
    assert network.forward([1.0]) == 1.0
    assert backpropagate(network, np.array([1.0]), np.array([0.0]), "cross-entropy")[0].biases == 1.0
    assert backpropagate(network, np.array([1.0]), np.array([0.0]), "squared")[0].biases == 0.0


def test_backpropagation_changes_nothing():
    network, pixels, target = network_of("sigmoid", "sigmoid"), PIXELS.copy(), TARGET.copy()
    before = [layer.weights.copy() for layer in network.layers]
    backpropagate(network, pixels, target)
    np.testing.assert_array_equal(pixels, PIXELS)
    np.testing.assert_array_equal(target, TARGET)
    for layer, weights in zip(network.layers, before, strict=True):
        np.testing.assert_array_equal(layer.weights, weights)


def test_float32_all_through_gives_float32():
    network = Network.random([6, 5, 3], seed=1, dtype=np.float32)
    for gradient in backpropagate(network, PIXELS.astype(np.float32), TARGET.astype(np.float32)):
        assert gradient.weights.dtype == gradient.biases.dtype == np.float32


def test_the_neurons_of_a_layer_keep_their_own_slope():
    network = network_of("sigmoid", "sigmoid")
    (first, *_), seen = backpropagate(network, PIXELS[0], TARGET[0]), network.forward_pass(PIXELS[0])
    # dC/dW = δ aᵀ: every row of the first gradient is the image itself, times that neuron's error.
    np.testing.assert_allclose(first.weights, np.outer(first.biases, PIXELS[0]), atol=1e-16)
    np.testing.assert_array_equal(seen.activations[1], sigmoid(seen.weighted_inputs[0]))


def test_a_target_of_another_shape_is_refused_with_both():
    network = network_of("sigmoid", "sigmoid")
    with pytest.raises(ValueError, match=r"^expected a target of shape \(5, 3\), like the output, got \(1, 3\); see one_hot"):
        backpropagate(network, PIXELS, TARGET[0])
    with pytest.raises(ValueError, match=r"^expected a target of shape \(1, 3\), like the output, got \(1, 1\); see one_hot"):
        backpropagate(network, PIXELS[0], 2)


def test_an_unknown_cost_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="^unknown cost 'absolute'; known are squared, cross-entropy$"):
        backpropagate(network_of("sigmoid", "sigmoid"), PIXELS, TARGET, "absolute")


def test_no_images_have_no_gradient():
    with pytest.raises(ValueError, match="^expected at least one image$"):
        backpropagate(network_of("sigmoid", "sigmoid"), np.empty((0, 6)), np.empty((0, 3)))
