"""A thousand real digits are few enough to fetch and enough to measure by."""

import base64
import gzip
import json
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from nn_core.experiments.corruptions import CANVAS, sheet_places
from nn_core.mnist import load_mnist
from nn_core.parameters import load_network
from nn_core.preprocessing import SIDE
from nn_core.training.handmade import GAPS, STROKES, handmade
from nn_core.training.recipes import KEPT_BACK

COUNT = 1000
SEED = 13_002
FORMAT = "nn_core digits 1"
LOOPED = (0, 8, 9)  # digits whose upper half is a closed ring
LOOP_BY_HAND = ("upper left", "upper right", "top")  # the strokes that `handmade` looks for there
LEARNED_FROM = 5000  # training images that the fitted neuron is fitted on
RIDGE = 50.0


class LaboratoryDigits(NamedTuple):
    """A thousand training images with their labels.

    Attributes:
        images: uint8 (n, 28, 28).
        labels: uint8 (n,).
        places: uint8 (n, 4), where their ink lies on a larger sheet: row, column, height, width.
    """

    images: np.ndarray
    labels: np.ndarray
    places: np.ndarray

    @property
    def pixels(self) -> np.ndarray:
        """(n, 784), float64, from 0 to 1: all of them are framed as MNIST frames them."""
        return self.images.reshape(len(self.images), -1) / 255.0


@cache
def laboratory_digits() -> LaboratoryDigits:
    """The thousand digits, the same for every page, and their places on larger sheets.

    A seed chooses them among the training images kept back; no test image is used.

    Returns:
        The images, their labels and their places.
    """
    train, random = load_mnist().train, np.random.default_rng(SEED)
    chosen = np.sort(len(train.labels) - KEPT_BACK + random.choice(KEPT_BACK, COUNT, replace=False))
    images = train.images[chosen]
    return LaboratoryDigits(images, train.labels[chosen], sheet_places(images).astype(np.uint8))


@cache
def laboratory_file() -> bytes:
    """The digits for the browser, compressed: a line of JSON, then labels, places and pixels.

    Returns:
        The bytes of a gzip file.
    """
    digits = laboratory_digits()
    header = {"format": FORMAT, "count": COUNT, "side": SIDE, "sheet": CANVAS}
    body = b"".join(part.tobytes() for part in (digits.labels, digits.places, digits.images))
    # No date inside: the same digits give the same bytes.
    return gzip.compress(json.dumps(header).encode("ascii") + b"\n" + body, mtime=0)


def pad_digits(each: int = 4) -> dict[str, Any]:
    """The examples of the pad: the first few test images of each digit.

    Args:
        each: how many of every digit.

    Returns:
        {"side": 28, "digits": [{"index", "label", "pixels"}, …]}, in the order of the test images, which index counts from 0.
    """
    test = load_mnist().test
    first = sorted(index for digit in range(10) for index in np.flatnonzero(test.labels == digit)[:each].tolist())
    digits = [{"index": index, "label": int(test.labels[index]), "pixels": in_base64(test.images[index])} for index in first]
    return {"side": SIDE, "digits": digits}


def in_base64(image: np.ndarray) -> str:
    """The grey values of an image in base64, as the pages carry them.

    Args:
        image: (h, w) uint8, written row after row.

    Returns:
        The text, in ASCII.
    """
    return base64.b64encode(image.tobytes()).decode("ascii")


def pair_score(sums: np.ndarray, chosen: np.ndarray) -> float:
    """How often a neuron's sum is larger for a chosen digit than for another.

    Over all pairs of a chosen and another digit; a tie counts half.

    Source: the area under the ROC curve, J. A. Hanley and B. J. McNeil, Radiology 143 (1982), 29-36.

    Args:
        sums: (n,), the neuron's weighted sum for each digit.
        chosen: (n,), True for the chosen digits.

    Returns:
        A share from 0 to 1; a blind neuron gets 0.5.
    """
    inside, outside = sums[chosen][:, None], sums[~chosen][None, :]
    return float((inside > outside).mean() + (inside == outside).mean() / 2)


@cache
def loop_scores() -> dict[str, float]:
    """How well three neurons find an upper loop among the thousand digits.

    Returns:
        The pair score of "handmade", the strokes of the handmade network's loop in one neuron; of "trained", the best
        neuron in the first layer of `framed`; and of "fitted", least squares on other training images, the best neuron
        that we know.
    """
    digits = laboratory_digits()
    looped = np.isin(digits.labels, LOOPED)
    detectors = [*STROKES, *GAPS]
    by_hand = handmade().layers[0].weights[[detectors.index(name) for name in LOOP_BY_HAND]].sum(axis=0)

    def score(weights: np.ndarray) -> float:
        return round(pair_score(digits.pixels @ weights, looped), 3)

    return {"handmade": score(by_hand), "trained": max(map(score, load_network().layers[0].weights)), "fitted": score(_fitted())}


def _fitted() -> np.ndarray:
    """Weights w that, with a bias, make (w·a + b − y)² small, y = 1 for a loop.

    The normal equations, with a ridge.
    """
    train = load_mnist().train
    pixels = train.images[:LEARNED_FROM].reshape(LEARNED_FROM, -1) / 255.0
    ones = np.column_stack([pixels, np.ones(LEARNED_FROM)])
    wanted = np.isin(train.labels[:LEARNED_FROM], LOOPED).astype(float)
    return np.linalg.solve(ones.T @ ones + RIDGE * np.eye(ones.shape[1]), ones.T @ wanted)[:-1]
