"""An activation function turns a neuron's weighted input, any number, into its activation: how lit the neuron is."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


def sigmoid(z):
    """Squish any number into the range from 0 to 1.

    σ(z) = 1 / (1 + e⁻ᶻ), computed as (1 + tanh(z/2)) / 2: the same function,
    but e⁻ᶻ overflows for z = -1000 and tanh never does.

    z: a number or an array of any shape. Returns the same shape.

    >>> print(sigmoid(0))
    0.5
    >>> print(sigmoid(-1000))
    0.0
    """
    half = np.multiply(z, 0.5)
    squished = np.tanh(half)
    squished += 1.0
    squished *= 0.5
    return squished


def sigmoid_derivative(z):
    """The slope of the sigmoid: σ′(z) = σ(z) (1 − σ(z)). At most 1/4, at z = 0.

    >>> print(sigmoid_derivative(0))
    0.25
    """
    activation = sigmoid(z)
    return activation * (1.0 - activation)


def relu(z):
    """Keep what is positive: max(0, z). The name is short for rectified linear unit.

    >>> print(relu(np.array([-2.0, 0.0, 3.0])))
    [0. 0. 3.]
    """
    return np.maximum(z, 0)


def relu_derivative(z):
    """The slope of relu: 1 where z > 0, else 0 (at 0 itself we choose 0).

    >>> print(relu_derivative(np.array([-2.0, 0.0, 3.0])))
    [0. 0. 1.]
    """
    z = np.asarray(z)
    return (z > 0).astype(z.dtype if z.dtype.kind == "f" else float)


class Activation(NamedTuple):
    """An activation function together with its derivative."""

    function: Callable
    derivative: Callable


ACTIVATIONS = {
    "sigmoid": Activation(sigmoid, sigmoid_derivative),
    "relu": Activation(relu, relu_derivative),
}
