"""Three landscapes of the cost, for walking downhill in a chapter and in the laboratory."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nn_core.activations import sigmoid
from nn_core.cost import one_hot, squared_cost
from nn_core.layer import Layer
from nn_core.mnist import load_mnist
from nn_core.network import ForwardPass
from nn_core.parameters import load_network

IMAGES = {"one": 500, "valleys": 300, "two": 500}  # the first training images
DECIMALS = 6  # of the numbers that the browser gets
NUDGE = 1e-4  # a slope is measured this far to both sides
SAMPLES = {"one": np.linspace(-24, 12, 145), "valleys": np.linspace(-18, 12, 121), "two": np.linspace(-12, 12, 41)}


class Landscape(NamedTuple):
    """All that the dials do not change; with it the cost is one short formula.

    Attributes:
        rest: for n images, (n,), the sum z of the neuron that the dials lead to, without what they contribute.
        inputs: (dials, n), the activation at the other end of each dial.
        weights: (m,) from that neuron to the outputs, or None when it is an output itself.
        after: (n, m), the sums of the outputs without that neuron.
        targets: (n,), or (n, m).
        others: the average cost of the outputs that no dial reaches.
    """

    rest: np.ndarray
    inputs: np.ndarray
    weights: np.ndarray | None
    after: np.ndarray | None
    targets: np.ndarray
    others: float

    def cost(self, place: ArrayLike) -> float:
        """The average cost.

        Args:
            place: where the dials are, (dials,).

        Returns:
            The mean over the images of the sum over the outputs.
        """
        a = sigmoid(self.rest + np.asarray(place, float) @ self.inputs)
        if self.weights is not None:
            a = sigmoid(self.after + np.outer(a, self.weights))
        return self.others + float(((a - self.targets) ** 2).sum() / len(self.rest))

    def slopes(self, place: ArrayLike) -> np.ndarray:
        """The slope of each dial, from a small step to both sides.

        Args:
            place: where the dials are, (dials,).

        Returns:
            (dials,).
        """
        nudges = NUDGE * np.eye(len(self.inputs))
        return np.array([self.cost(place + nudge) - self.cost(place - nudge) for nudge in nudges]) / (2 * NUDGE)

    def walk(self, start: ArrayLike, rate: float, steps: int) -> np.ndarray:
        """Gradient descent from a start.

        Args:
            start: (dials,).
            rate: the learning rate.
            steps: how many.

        Returns:
            (steps + 1, dials), the places.
        """
        path = [np.array(start, float)]
        for _ in range(steps):
            path.append(path[-1] - rate * self.slopes(path[-1]))
        return np.array(path)


@cache
def landscapes() -> dict[str, Landscape]:
    """The three landscapes of the network `plain`, by name.

    one: the weight from neuron 0 of hidden layer 2 to output 0.  two: the same, and that from neuron 1.
    valleys: the weight from neuron 3 of hidden layer 1 to neuron 4 of hidden layer 2.

    Returns:
        The landscapes "one", "valleys" and "two".
    """
    return {"one": _into_output_0(1), "valleys": _between_hidden_layers(), "two": _into_output_0(2)}


def _forward(count: int) -> tuple[list[Layer], ForwardPass, np.ndarray]:
    train, network = load_mnist().train, load_network("plain")
    forward = network.forward_pass(train.images[:count].reshape(count, -1) / 255)
    return network.layers, forward, one_hot(train.labels[:count])


def _into_output_0(dials: int) -> Landscape:
    layers, forward, targets = _forward(IMAGES["one"])
    inputs = forward.activations[2][:, :dials].T
    rest = forward.weighted_inputs[2][:, 0] - layers[2].weights[0, :dials] @ inputs
    others = squared_cost(forward.activations[3][:, 1:], targets[:, 1:]).mean()
    return Landscape(_rounded(rest), _rounded(inputs), None, None, targets[:, 0], float(_rounded(others)))


def _between_hidden_layers(neuron: int = 4, source: int = 3) -> Landscape:
    layers, forward, targets = _forward(IMAGES["valleys"])
    inputs = forward.activations[1][:, [source]].T
    rest = forward.weighted_inputs[1][:, neuron] - layers[1].weights[neuron, source] * inputs[0]
    weights = layers[2].weights[:, neuron]
    after = forward.weighted_inputs[2] - np.outer(forward.activations[2][:, neuron], weights)
    return Landscape(_rounded(rest), _rounded(inputs), weights, _rounded(after), targets, 0.0)


def _rounded(numbers: np.ndarray) -> np.ndarray:
    return np.round(numbers, DECIMALS)


def as_plain_values(landscape: Landscape) -> dict[str, Any]:
    """The fields that are not None, ready to become JSON.

    Args:
        landscape: one of landscapes().

    Returns:
        Numbers and nested lists, by the name of the field.
    """
    return {name: np.asarray(value).tolist() for name, value in landscape._asdict().items() if value is not None}


def landscapes_file() -> dict[str, Any]:
    """The landscapes that the browser fetches; that of one dial stands in the page itself.

    Returns:
        {"valleys": {…}, "two": {…}}, see as_plain_values.
    """
    return {name: as_plain_values(landscapes()[name]) for name in ("valleys", "two")}
