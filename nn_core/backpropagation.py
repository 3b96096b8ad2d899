"""Backpropagation carries the blame for a wrong output back to every weight and bias."""

from typing import NamedTuple

import numpy as np

from nn_core.activations import ACTIVATIONS
from nn_core.cost import COSTS, check_target


class Gradient(NamedTuple):
    """How the cost changes with each parameter of one layer; shaped like the layer.

    Attributes:
        weights: dC/dW, (n_out, n_in).
        biases: dC/db, (n_out,).
    """

    weights: np.ndarray
    biases: np.ndarray


def backpropagate(network, pixels, target, cost="squared"):
    """The gradient of the average cost of a batch, for every layer.

    error δ⁽ᴸ⁾ = dC/da ⊙ σ′(z⁽ᴸ⁾);  δ⁽ˡ⁾ = (W⁽ˡ⁺¹⁾ᵀ δ⁽ˡ⁺¹⁾) ⊙ σ′(z⁽ˡ⁾);  dC/dW⁽ˡ⁾ = δ⁽ˡ⁾ a⁽ˡ⁻¹⁾ᵀ;  dC/db⁽ˡ⁾ = δ⁽ˡ⁾.

    Each example is a row here, so Wᵀ δ is written δ W, and δᵀ a is the sum of δ aᵀ over all examples.

    Args:
        network: a Network, which is not changed.
        pixels: (784,) or (n, 784).
        target: one-hot, (10,) or (n, 10).
        cost: a name in COSTS.

    Returns:
        A list of Gradient, first hidden layer first.

    Raises:
        ValueError: for no image at all, a target of another shape than the output, or an unknown cost.

    Source: Rumelhart, Hinton and Williams, Nature 323 (1986), 533-536.
    """
    pixels, target = np.atleast_2d(pixels), np.atleast_2d(target)
    if not len(pixels):
        raise ValueError("expected at least one image")
    activations = network.forward_pass(pixels).activations
    error = _output_error(network.layers[-1], activations[-1], target, cost) / len(pixels)
    gradients = []
    for l in reversed(range(1, len(activations))):
        gradients.append(Gradient(error.T @ activations[l - 1], error.sum(axis=0)))
        if l > 1:
            error = error @ network.layers[l - 1].weights * _slope(network.layers[l - 2], activations[l - 1])
    return gradients[::-1]


def _output_error(layer, activations, target, cost):
    check_target(activations, target)
    if cost not in COSTS:
        raise ValueError(f"unknown cost {cost!r}; known are {', '.join(COSTS)}")
    if cost == "cross-entropy" and layer.activation == "sigmoid":
        # The slope a(1 - a) cancels: exact even where the sigmoid is so flat that both factors round to 0.
        return activations - target
    return COSTS[cost].derivative(activations, target) * _slope(layer, activations)


def _slope(layer, activations):
    """σ′(z) of a layer, read off its activations."""
    return ACTIVATIONS[layer.activation].slope(activations)
