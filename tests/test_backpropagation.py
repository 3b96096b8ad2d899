"""The gradient, worked by hand, and proved against two methods that share nothing with backpropagation."""

import numpy as np
import pytest
from arrays import assert_same_parameters
from autograd import grad
from autograd import numpy as anp

from nn_core import Layer, Network, backpropagate, one_hot
from nn_core.backpropagation import Gradient
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
    gradients = backpropagate(Network([Layer([[2.0, -1.0]], [0.0])]), np.array([1.0, 2.0]), np.array([1.0]))
    assert_same_parameters(gradients, [Gradient([[-0.25, -0.5]], [-0.25])], atol=1e-15)


def test_two_layers_worked_by_hand():
    # Hidden relu a = (1, 0); output a = σ(0) = 1/2, y = 0: δ² = 2 · 1/2 · 1/4 = 1/4.
    # δ¹ = (w δ²) ⊙ relu′ = (3/4, 0), since the second neuron is dark.
    network = Network([Layer([[1.0], [-1.0]], [0.0, 0.0], "relu"), Layer([[3.0, 5.0]], [-3.0])])
    gradients = backpropagate(network, np.array([1.0]), np.array([0.0]))
    assert_same_parameters(gradients, [Gradient([[0.75], [0.0]], [0.75, 0.0]), Gradient([[0.25, 0.0]], [0.25])], atol=1e-15)


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
    assert_same_parameters(backpropagate(network, PIXELS, TARGET, cost), [Gradient(*layer) for layer in expected], atol=1e-14)


@pytest.mark.parametrize("cost", COSTS)
def test_the_gradient_of_a_batch_is_the_mean_of_its_examples(cost):
    network = network_of("sigmoid", "sigmoid")
    alone = [backpropagate(network, pixels, target, cost) for pixels, target in zip(PIXELS, TARGET, strict=True)]
    means = [Gradient(*(np.mean(part, axis=0) for part in zip(*layer, strict=True))) for layer in zip(*alone, strict=True)]
    assert_same_parameters(backpropagate(network, PIXELS, TARGET, cost), means, atol=1e-15)


def test_without_a_name_the_cost_is_the_squared_one():
    network = network_of("sigmoid", "sigmoid")
    assert_same_parameters(backpropagate(network, PIXELS, TARGET), backpropagate(network, PIXELS, TARGET, "squared"))


def test_cross_entropy_still_learns_from_a_neuron_that_is_certain_and_wrong():
    network = Network([Layer([[1000.0]], [0.0])])
    assert network.forward([1.0]) == 1.0
    assert backpropagate(network, np.array([1.0]), np.array([0.0]), "cross-entropy")[0].biases == 1.0
    assert backpropagate(network, np.array([1.0]), np.array([0.0]), "squared")[0].biases == 0.0


def test_backpropagation_changes_nothing():
    network, pixels, target = network_of("sigmoid", "sigmoid"), PIXELS.copy(), TARGET.copy()
    backpropagate(network, pixels, target)
    np.testing.assert_array_equal(pixels, PIXELS)
    np.testing.assert_array_equal(target, TARGET)
    assert_same_parameters(network.layers, network_of("sigmoid", "sigmoid").layers)


def test_float32_all_through_gives_float32():
    network = Network.random([6, 5, 3], seed=1, dtype=np.float32)
    for gradient in backpropagate(network, PIXELS.astype(np.float32), TARGET.astype(np.float32)):
        assert gradient.weights.dtype == gradient.biases.dtype == np.float32


def test_every_row_of_the_first_gradient_is_the_image_times_the_error_of_that_neuron():
    first = backpropagate(network_of("sigmoid", "sigmoid"), PIXELS[0], TARGET[0])[0]
    np.testing.assert_allclose(first.weights, np.outer(first.biases, PIXELS[0]), atol=1e-16)


@pytest.mark.parametrize(
    ("pixels", "target", "cost", "problem"),
    [
        (PIXELS, TARGET[0], "squared", r"shape \(5, 3\).* \(1, 3\)"),
        (PIXELS[0], 2, "squared", r"shape \(1, 3\).* \(1, 1\)"),
        (PIXELS, TARGET, "absolute", "'absolute'.* squared, cross-entropy"),
        (np.empty((0, 6)), np.empty((0, 3)), "squared", "at least one image"),
    ],
    ids=["one target", "a label", "an unknown cost", "no image"],
)
def test_what_has_no_gradient_is_refused_with_the_reason(pixels, target, cost, problem):
    with pytest.raises(ValueError, match=problem):
        backpropagate(network_of("sigmoid", "sigmoid"), pixels, target, cost)
