"""Backpropagation carries the blame for a wrong output back to every weight and every bias, in one pass."""

from typing import NamedTuple

import numpy as np

from nn_core.activations import ACTIVATIONS
from nn_core.cost import COSTS


class Gradient(NamedTuple):
    """How the cost changes with each parameter of one layer; shaped like the layer.

    weights: dC/dW, (n_out, n_in).  biases: dC/db, (n_out,).
    """

    weights: np.ndarray
    biases: np.ndarray


def backpropagate(network, pixels, target, cost="squared"):
    """The gradient of the average cost of a batch, for every layer.

    error δ⁽ᴸ⁾ = dC/da ⊙ σ′(z⁽ᴸ⁾);  δ⁽ˡ⁾ = (W⁽ˡ⁺¹⁾ᵀ δ⁽ˡ⁺¹⁾) ⊙ σ′(z⁽ˡ⁾);  dC/dW⁽ˡ⁾ = δ⁽ˡ⁾ a⁽ˡ⁻¹⁾ᵀ;  dC/db⁽ˡ⁾ = δ⁽ˡ⁾.

    pixels: (784,) or (n, 784).  target: (10,) or (n, 10), one-hot.  cost: a name in COSTS.
    Returns a list of Gradient, first hidden layer first.
    Source: Rumelhart, Hinton and Williams, Nature 323 (1986), 533-536.
    """
    pixels, target = np.atleast_2d(pixels), np.atleast_2d(target)
    weighted_inputs, activations = network.forward_pass(pixels)
    error = _output_error(network, weighted_inputs[-1], activations[-1], target, cost) / len(pixels)
    gradients = []
    for number in reversed(range(len(network.layers))):
        gradients.append(Gradient(error.T @ activations[number], error.sum(axis=0)))
        if number > 0:
            slope = ACTIVATIONS[network.layers[number - 1].activation].derivative(weighted_inputs[number - 1])
            error = (error @ network.layers[number].weights) * slope
    return gradients[::-1]


def _output_error(network, z, activations, target, cost):
    activation = network.layers[-1].activation
    if cost == "cross-entropy" and activation == "sigmoid":
        # The slope a(1 - a) cancels: exact even where the sigmoid is so flat that both factors round to 0.
        return activations - target
    return COSTS[cost].derivative(activations, target) * ACTIVATIONS[activation].derivative(z)
