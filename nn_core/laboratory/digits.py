"""The laboratory tries everything on a thousand real digits: few enough to be fetched, and enough to measure by."""

import gzip
import json
from functools import cache
from typing import NamedTuple

import numpy as np

from nn_core.experiments.corruptions import CANVAS, sheet_places
from nn_core.mnist import load_mnist
from nn_core.parameters import load_network, network_names
from nn_core.preprocessing import SIDE
from nn_core.training.handmade import GAPS, STROKES, handmade

COUNT = 1000
KEPT_BACK = 10_000  # they come from the last training images; the test images stay out of every game
SEED = 13_002
FORMAT = "nn_core digits 1"
LOOPED = (0, 8, 9)  # digits whose upper half is a closed ring
LOOP_BY_HAND = ("upper left", "upper right", "top")  # the strokes that `handmade` looks for there
LEARNED_FROM = 5000  # training images that the fitted neuron is fitted on
RIDGE = 50.0


class LaboratoryDigits(NamedTuple):
    """images: uint8 (n, 28, 28).  labels: uint8 (n,).  places: uint8 (n, 4), of their ink on a larger sheet: row, column, height, width."""

    images: np.ndarray
    labels: np.ndarray
    places: np.ndarray

    @property
    def pixels(self):
        """(n, 784), float64, from 0 to 1: all of them are framed as MNIST frames them."""
        return self.images.reshape(len(self.images), -1) / 255.0


@cache
def laboratory_digits():
    """The thousand digits, the same for every page: chosen by a seed, and put on sheets as `drawings` does it."""
    train, random = load_mnist().train, np.random.default_rng(SEED)
    chosen = np.sort(len(train.labels) - KEPT_BACK + random.choice(KEPT_BACK, COUNT, replace=False))
    images = train.images[chosen]
    return LaboratoryDigits(images, train.labels[chosen], sheet_places(images).astype(np.uint8))


@cache
def laboratory_file():
    """The digits as the browser fetches them: one line of JSON, then labels, places and pixels, a byte each; all of it gzipped."""
    digits = laboratory_digits()
    header = {"format": FORMAT, "count": COUNT, "side": SIDE, "sheet": CANVAS}
    body = b"".join(part.tobytes() for part in (digits.labels, digits.places, digits.images))
    # No date inside: the same digits give the same bytes.
    return gzip.compress(json.dumps(header).encode("ascii") + b"\n" + body, mtime=0)


def pair_score(sums, chosen):
    """How often a neuron's sum is larger for a digit of the chosen ones than for one of the rest, over all pairs; a tie is half.

    sums: (n,).  chosen: (n,) of True and False.  0.5 is what a blind neuron gets.
    Source: the area under the ROC curve, J. A. Hanley and B. J. McNeil, Radiology 143 (1982), 29-36.
    """
    inside, outside = sums[chosen][:, None], sums[~chosen][None, :]
    return float((inside > outside).mean() + (inside == outside).mean() / 2)


@cache
def loop_scores():
    """What others reached in looking for an upper loop, on the thousand digits: {"handmade", "trained", "fitted"}.

    handmade: the strokes of the handmade network's loop in one neuron.  trained: the best neuron in the first layer of
    `framed`.  fitted: least squares on other training images, the best that we know for one neuron.
    """
    digits = laboratory_digits()
    looped = np.isin(digits.labels, LOOPED)
    detectors = [*STROKES, *GAPS]
    by_hand = handmade().layers[0].weights[[detectors.index(name) for name in LOOP_BY_HAND]].sum(axis=0)
    trained = load_network().layers[0].weights
    score = lambda weights: round(pair_score(digits.pixels @ weights, looped), 3)  # noqa: E731
    return {"handmade": score(by_hand), "trained": max(map(score, trained)), "fitted": score(_fitted())}


def measured_shapes():
    """What was measured of the shipped networks, by their own cards: [{"name", "sizes", "train", "test"}], the fewest parameters first."""
    networks = sorted((load_network(name) for name in network_names()), key=lambda network: network.parameter_count)
    return [
        {
            "name": network.card["name"],
            "sizes": network.sizes,
            "train": network.card["train_accuracy"],
            "test": network.card["test_accuracy"],
        }
        for network in networks
    ]


def _fitted():
    """Weights w and bias that make (w·a + b − y)² small, y = 1 for a loop: the normal equations, with a ridge."""
    train = load_mnist().train
    pixels = train.images[:LEARNED_FROM].reshape(LEARNED_FROM, -1) / 255.0
    ones = np.column_stack([pixels, np.ones(LEARNED_FROM)])
    wanted = np.isin(train.labels[:LEARNED_FROM], LOOPED).astype(float)
    return np.linalg.solve(ones.T @ ones + RIDGE * np.eye(ones.shape[1]), ones.T @ wanted)[:-1]
