"""Does hidden layer 2 know whether there is a closed ring in this very image?"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from nn_core.evaluation.measurements import figure
from nn_core.mnist import Mnist
from nn_core.network import Network

INK = 127  # what is brighter is ink
Halves = dict[str, tuple[np.ndarray, np.ndarray]]


def rings(networks: Mapping[str, Network], data: Mnist, loop: Sequence[int], least: int, last: int) -> dict[str, Any]:
    """What a linear read-out of hidden layer 2, fitted to training images, knows of rings.

    How often it is right on whether an image has a ring, beside a guess by the digit alone; and on whether an image is one of the
    digits with a loop, beside all other groups of as many digits.

    Args:
        networks: by name.
        data: the digits.
        loop: those with a loop, in rising order.
        least: how many pixels a ring must enclose.
        last: how many training images the read-out is fitted to, the last ones.

    Returns:
        {"share_with_a_ring", "by_the_digit", "groups", name: {"ring", "loop", "groups_told_better"}}.
    """
    halves = {"train": (data.train.images[-last:], data.train.labels[-last:]), "test": (data.test.images, data.test.labels)}
    ringed = {half: holes(images) >= least for half, (images, _) in halves.items()}
    labels = {half: labels for half, (_, labels) in halves.items()}
    share = np.array([ringed["train"][labels["train"] == digit].mean() for digit in range(10)])
    groups = list(combinations(range(10), len(loop)))
    wanted = {half: np.stack([np.isin(labels[half], group) for group in groups] + [ringed[half]], axis=1) for half in halves}
    found: dict[str, Any] = {
        "share_with_a_ring": [figure(ringed["test"][labels["test"] == digit]) for digit in range(10)],
        "by_the_digit": {half: figure((share > 0.5)[labels[half]] == ringed[half]) for half in halves},
        "groups": len(groups),
    }
    for name, network in networks.items():
        active = {half: network.forward_pass(network.prepare(images)).activations[2] for half, (images, _) in halves.items()}
        right = _read_out(active, wanted)
        told = {half: right[half][groups.index(tuple(loop))] for half in halves}
        found[name] = {
            "ring": {half: figure(right[half][-1]) for half in halves},
            "loop": {half: figure(told[half]) for half in halves},
            "groups_told_better": {half: int((right[half][:-1] > told[half]).sum()) for half in halves},
        }
    return found


def _read_out(active: Mapping[str, np.ndarray], wanted: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """How often least squares, fitted to the training images, is right on each column."""
    ones = {half: np.column_stack([a, np.ones(len(a))]) for half, a in active.items()}
    weights = np.linalg.lstsq(ones["train"], wanted["train"].astype(float), rcond=None)[0]
    return {half: ((a @ weights > 0.5) == wanted[half]).mean(axis=0) for half, a in ones.items()}


def holes(images: np.ndarray) -> np.ndarray:
    """Count the pixels of the paper that ink encloses.

    No walk up, down, left or right joins them to the rim.

    Args:
        images: (n, h, w), grey values from 0 to 255.

    Returns:
        (n,), 0 for an image without a ring.
    """
    paper = np.pad(images <= INK, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    reached, before = np.zeros_like(paper), -1
    reached[:, 0] = True
    while (count := reached.sum()) != before:
        before = count
        for there, here in ((slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None))):
            reached[:, there] |= reached[:, here] & paper[:, there]
            reached[:, :, there] |= reached[:, :, here] & paper[:, :, there]
    return (paper & ~reached).sum(axis=(1, 2))
