"""From 3 to 8: ink is laid on a 3 stroke by stroke, and each neuron of hidden layer 2 is asked what it brought to the turn."""

import base64
from functools import cache

import numpy as np

from nn_core.laboratory.digits import laboratory_digits
from nn_core.parameters import load_network
from nn_core.preprocessing import SIDE
from nn_core.training.drawing import draw

FROM, TO = 3, 8
FIRST = 66  # which of the thousand digits the page begins with: a 3 as most people write it
# A person's two strokes on it, as points (row, column): they close its left side, above and below.
BY_HAND = (((9, 9), (11, 9), (13, 12)), ((14, 12), (16, 9), (19, 9)))


def laid(pixels, stroke):
    """The picture (784,) with a stroke of the pen on it: the lighter of the two stays."""
    return np.maximum(pixels, draw([[*stroke, stroke[-1]]]).ravel())


def brought(network, before, after):
    """What each neuron j of the last hidden layer brought towards the 8: (w_8j - w_3j) (a_j after - a_j before), (16,).

    Its sum is the change of z_8 - z_3, for the biases do not change.
    """
    a, b = (network.forward_pass(pixels).activations[-2] for pixels in (before, after))
    weights = network.layers[-1].weights
    return (weights[TO] - weights[FROM]) * (b - a)


@cache
def threes():
    """The places of the 3s among the thousand digits."""
    return np.flatnonzero(laboratory_digits().labels == FROM)


def first_three():
    """The 3 that the page begins with: {"index", "pixels"}, pixels as bytes in base64."""
    return {"index": FIRST, "pixels": base64.b64encode(laboratory_digits().images[FIRST].tobytes()).decode("ascii")}


def greedy(pixels):
    """White pixels put one by one where each raises z_8 - z_3 most, until `framed` says 8: the pictures on the way, (steps + 1, 784)."""
    network, path = load_network("framed"), [pixels]
    while network.predict(path[-1]) != TO:
        tried = np.maximum(path[-1], np.eye(SIDE * SIDE))
        z = network.forward_pass(tried).weighted_inputs[-1]
        path.append(tried[np.argmax(z[:, TO] - z[:, FROM])])
    return np.array(path)
