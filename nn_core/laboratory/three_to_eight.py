"""Ink turns a 3 into an 8, and each neuron's contribution to the change is counted."""

from functools import cache
from typing import Any

import numpy as np

from nn_core.laboratory.digits import in_base64, laboratory_digits
from nn_core.network import Network
from nn_core.parameters import load_network
from nn_core.preprocessing import SIDE
from nn_core.training.drawing import Line, draw

FROM, TO = 3, 8
FIRST = 66  # which of the thousand digits the page begins with: a 3 as most people write it
# A person's two strokes on it, as points (row, column): they close its left side, above and below.
BY_HAND = (((9, 9), (11, 9), (13, 12)), ((14, 12), (16, 9), (19, 9)))


def add_stroke(pixels: np.ndarray, stroke: Line) -> np.ndarray:
    """Draw a stroke of the pen on a picture; each pixel keeps the lighter of the two.

    Args:
        pixels: (784,).
        stroke: points (row, column); a single one is a dot.

    Returns:
        (784,).
    """
    return np.maximum(pixels, draw([[*stroke, stroke[-1]]]).ravel())


def contributions(network: Network, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """How much each neuron j of the last hidden layer contributed to the change of z_8 - z_3.

    (w_8j - w_3j) (a_j after - a_j before); the sum is the whole change, for the biases do not change.

    Args:
        network: what reads the pictures.
        before: (784,).
        after: (784,).

    Returns:
        (16,).
    """
    a, b = (network.forward_pass(pixels).activations[-2] for pixels in (before, after))
    weights = network.layers[-1].weights
    return (weights[TO] - weights[FROM]) * (b - a)


@cache
def indices_of_threes() -> np.ndarray:
    """Which of the thousand digits are 3s.

    Returns:
        Their indices in laboratory_digits, in ascending order.
    """
    return np.flatnonzero(laboratory_digits().labels == FROM)


def first_three() -> dict[str, Any]:
    """The 3 that the page begins with.

    Returns:
        {"index", "pixels"}, the pixels in base64.
    """
    return {"index": FIRST, "pixels": in_base64(laboratory_digits().images[FIRST])}


def greedy_path(pixels: np.ndarray) -> np.ndarray:
    """Whiten the pixel that raises z_8 - z_3 most, until `framed` reads an 8.

    Args:
        pixels: (784,), the picture to begin with.

    Returns:
        (steps + 1, 784), the picture after each step.
    """
    network, path = load_network("framed"), [pixels]
    while network.predict(path[-1]) != TO:
        tried = np.maximum(path[-1], np.eye(SIDE * SIDE))
        z = network.forward_pass(tried).weighted_inputs[-1]
        path.append(tried[np.argmax(z[:, TO] - z[:, FROM])])
    return np.array(path)
