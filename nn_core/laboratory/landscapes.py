"""The chapter "Downhill" walks on three landscapes of the cost; the page "Roll downhill" lets the reader walk on the same."""

from functools import cache
from typing import NamedTuple

import numpy as np

from nn_core.activations import sigmoid
from nn_core.cost import one_hot, squared_cost
from nn_core.mnist import load_mnist
from nn_core.parameters import load_network

IMAGES = {"one": 500, "valleys": 300, "two": 500}  # the first training images
DECIMALS = 6  # of the numbers that the browser gets
TINY = 1e-4  # a slope is felt this far to both sides
SAMPLES = {"one": np.linspace(-24, 12, 145), "valleys": np.linspace(-18, 12, 121), "two": np.linspace(-12, 12, 41)}


class Landscape(NamedTuple):
    """What the dials do not change, for n images: with it the cost of a setting is one short formula.

    rest: (n,), the sum z of the neuron that the dials lead to, without what they bring.
    inputs: (dials, n), the activation at the other end of each dial.
    weights: (m,) from that neuron to the outputs, or None when it is an output itself.
    after: (n, m), the sums of the outputs without that neuron.  targets: (n,), or (n, m).
    others: the average cost of the outputs that no dial reaches.
    """

    rest: np.ndarray
    inputs: np.ndarray
    weights: np.ndarray | None
    after: np.ndarray | None
    targets: np.ndarray
    others: float

    def cost(self, place):
        """The average cost with the dials at place, (dials,)."""
        a = sigmoid(self.rest + np.asarray(place, float) @ self.inputs)
        if self.weights is not None:
            a = sigmoid(self.after + np.outer(a, self.weights))
        return self.others + float(((a - self.targets) ** 2).sum() / len(self.rest))

    def slopes(self, place):
        """The slope of each dial, felt a tiny bit to both sides."""
        nudges = TINY * np.eye(len(self.inputs))
        return np.array([self.cost(place + nudge) - self.cost(place - nudge) for nudge in nudges]) / (2 * TINY)

    def walk(self, start, rate, steps):
        """The places of a walk, (steps + 1, dials): each step leads against the slopes, rate times as far."""
        path = [np.array(start, float)]
        for _ in range(steps):
            path.append(path[-1] - rate * self.slopes(path[-1]))
        return np.array(path)


@cache
def landscapes():
    """The three landscapes of the network `plain`, by name.

    one: the weight from neuron 0 of hidden layer 2 to output 0.  two: the same, and that from neuron 1.
    valleys: the weight from neuron 3 of hidden layer 1 to neuron 4 of hidden layer 2.
    """
    return {"one": _into_output_0(1), "valleys": _between_hidden_layers(), "two": _into_output_0(2)}


def _forward(count):
    train, network = load_mnist().train, load_network("plain")
    forward = network.forward_pass(train.images[:count].reshape(count, -1) / 255)
    return network.layers, forward, one_hot(train.labels[:count])


def _into_output_0(dials):
    layers, forward, targets = _forward(IMAGES["one"])
    inputs = forward.activations[2][:, :dials].T
    rest = forward.weighted_inputs[2][:, 0] - layers[2].weights[0, :dials] @ inputs
    others = squared_cost(forward.activations[3][:, 1:], targets[:, 1:]).mean()
    return Landscape(_short(rest), _short(inputs), None, None, targets[:, 0], float(_short(others)))


def _between_hidden_layers(neuron=4, source=3):
    layers, forward, targets = _forward(IMAGES["valleys"])
    inputs = forward.activations[1][:, [source]].T
    rest = forward.weighted_inputs[1][:, neuron] - layers[1].weights[neuron, source] * inputs[0]
    weights = layers[2].weights[:, neuron]
    after = forward.weighted_inputs[2] - np.outer(forward.activations[2][:, neuron], weights)
    return Landscape(_short(rest), _short(inputs), weights, _short(after), targets, 0.0)


def _short(numbers):
    return np.round(numbers, DECIMALS)


def plain(landscape):
    """A landscape as plain values, ready to become JSON."""
    listed = lambda value: value.tolist() if isinstance(value, np.ndarray) else value  # noqa: E731
    return {name: listed(value) for name, value in landscape._asdict().items() if value is not None}


def landscapes_file():
    """The landscapes that the browser fetches; that of one dial stands in the page itself."""
    return {name: plain(landscapes()[name]) for name in ("valleys", "two")}
