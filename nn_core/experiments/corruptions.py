"""Moved, turned or noisy digits, and images without a digit, show where a network fails."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nn_core.preprocessing import MIDDLE, SIDE, grid, ink_boxes, resize, sample
from nn_core.training.augmentation import thicken
from nn_core.training.drawing import draw
from nn_core.training.handwriting import Hand, draw_figures
from nn_core.training.styles import Strokes

SEED = 2026
NONSENSE = 1000  # images of each kind
CANVAS = 56  # pixels a side of a sheet
# Capital letters that no digit looks like, as strokes of nn_core.training.styles: a network that learned from junk never saw one of them.
LETTERS: dict[str, Strokes] = {
    "A": (((1, 0), (0, 0.5), (0, 0.5), (1, 1)), ((0.6, 0.2), (0.6, 0.8))),
    "E": (((0, 1), (0, 0), (0, 0), (1, 0), (1, 0), (1, 1)), ((0.5, 0), (0.5, 0.8))),
    "F": (((0, 1), (0, 0), (0, 0), (1, 0)), ((0.5, 0), (0.5, 0.8))),
    "H": (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0.5, 0), (0.5, 1))),
    "K": (((0, 0), (1, 0)), ((0, 1), (0.5, 0), (0.5, 0), (1, 1))),
    "M": (((1, 0), (0, 0), (0, 0), (0.6, 0.5), (0.6, 0.5), (0, 1), (0, 1), (1, 1)),),
    "N": (((1, 0), (0, 0), (0, 0), (1, 1), (1, 1), (0, 1)),),
    "T": (((0, 0), (0, 1)), ((0, 0.5), (1, 0.5))),
    "V": (((0, 0), (1, 0.5), (1, 0.5), (0, 1)),),
    "W": (((0, 0), (1, 0.25), (1, 0.25), (0.4, 0.5), (0.4, 0.5), (1, 0.75), (1, 0.75), (0, 1)),),
    "X": (((0, 0), (1, 1)), ((0, 1), (1, 0))),
}
# No junk to learn from is drawn with such a pen.
OF_LETTERS = Hand(pens=((2.2, 2.4), (3.1, 3.3)))


def move(images: np.ndarray, right: int, down: int = 0) -> np.ndarray:
    """Move images by whole pixels; what moves out is lost, and the gap is black.

    Args:
        images: (n, 28, 28).
        right: columns, to the left when negative.
        down: rows, up when negative.

    Returns:
        (n, 28, 28).
    """
    padded = np.pad(images, ((0, 0), (max(down, 0), max(-down, 0)), (max(right, 0), max(-right, 0))))
    top, left = max(-down, 0), max(-right, 0)
    return padded[:, top : top + SIDE, left : left + SIDE]


def scale(images: np.ndarray, factor: float) -> np.ndarray:
    """Make images larger or smaller around their middle, read bilinearly.

    Args:
        images: (n, 28, 28).
        factor: above 1 for larger.

    Returns:
        (n, 28, 28).
    """
    return _map_around_middle(images, np.eye(2) / factor)


def rotate(images: np.ndarray, degrees: float) -> np.ndarray:
    """Turn images clockwise around their middle, read bilinearly.

    Args:
        images: (n, 28, 28).
        degrees: how far.

    Returns:
        (n, 28, 28).
    """
    angle = np.radians(degrees)
    return _map_around_middle(images, np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]))


def add_noise(images: np.ndarray, share: float) -> np.ndarray:
    """Mix images with uniform noise: (1 − share) image + share noise.

    Args:
        images: (n, 28, 28), floats from 0 to 1.
        share: from 0 to 1.

    Returns:
        (n, 28, 28), floats from 0 to 1.
    """
    noise = np.random.default_rng(SEED).random(images.shape)
    return (1 - share) * images + share * noise


def thicken_strokes(images: np.ndarray, amount: float) -> np.ndarray:
    """Make strokes thicker or thinner.

    Args:
        images: (n, 28, 28), floats from 0 to 1.
        amount: about as many pixels on each side of a stroke; thinner when negative.

    Returns:
        (n, 28, 28), floats from 0 to 1.
    """
    while amount:
        now = float(np.clip(amount, -1, 1))
        images = thicken(images, np.full(len(images), now))
        amount -= now
    return images


def invert(images: np.ndarray, share: float) -> np.ndarray:
    """Exchange black and white.

    Args:
        images: of any shape, floats from 0 to 1.
        share: 1 to exchange them, 0 to leave them.

    Returns:
        The same shape, floats from 0 to 1.
    """
    return np.abs(share - images)


# Each change with the amounts that are tried; the one that changes nothing is among them.
CHANGES: dict[str, tuple[Callable[[np.ndarray, Any], np.ndarray], tuple[float, ...]]] = {
    "shifted": (move, (0, 1, 2, 3, 4, 6, 8)),
    "scaled": (scale, (0.5, 0.7, 0.85, 1.0, 1.15, 1.3)),
    "rotated": (rotate, (-60, -45, -30, -15, 0, 15, 30, 45, 60)),
    "noisy": (add_noise, (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)),
    "thickened": (thicken_strokes, (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)),
    "inverted": (invert, (0, 1)),
}


def drawings(images: np.ndarray, seed: int = SEED) -> np.ndarray:
    """Each digit anywhere on a sheet of 56 x 56, its longer side 14 to 49 pixels.

    Args:
        images: (n, 28, 28), floats from 0 to 1.
        seed: decides sizes and places, see sheet_places.

    Returns:
        (n, 56, 56), floats from 0 to 1.
    """
    sheets = np.zeros((len(images), CANVAS, CANVAS))
    boxes, places = ink_boxes(images).tolist(), sheet_places(images, seed).tolist()
    for sheet, image, (top, bottom, left, right), (row, column, height, width) in zip(sheets, images, boxes, places, strict=True):
        sheet[row : row + height, column : column + width] = resize(image[top:bottom, left:right], height, width)
    return sheets


def sheet_places(images: np.ndarray, seed: int = SEED) -> np.ndarray:
    """Where `drawings` puts the ink of each digit.

    Args:
        images: (n, 28, 28).
        seed: decides sizes and places.

    Returns:
        (n, 4), whole numbers: row, column, height and width on the sheet.
    """
    random = np.random.default_rng(seed)
    places = np.empty((len(images), 4), int)
    for place, (top, bottom, left, right) in zip(places, ink_boxes(images).tolist(), strict=True):
        zoom = random.integers(CANVAS // 4, CANVAS * 7 // 8 + 1) / max(bottom - top, right - left)
        height, width = (max(1, round(zoom * side)) for side in (bottom - top, right - left))
        place[:] = *random.integers(0, [CANVAS - height + 1, CANVAS - width + 1]), height, width
    return places


def nonsense(digits: np.ndarray, count: int = NONSENSE, seed: int = SEED) -> dict[str, np.ndarray]:
    """Images that show no digit: blank, noise, shuffled pixels, scribbles and letters.

    Args:
        digits: (n, 28, 28), of which count have their pixels shuffled, each in its own order.
        count: how many of each kind; only one is blank.
        seed: decides every random number.

    Returns:
        For each kind, (count, 28, 28), floats from 0 to 1.
    """
    random = np.random.default_rng(seed)
    mixed = random.permuted(np.asarray(digits[:count]).reshape(-1, SIDE * SIDE), axis=1).reshape(-1, SIDE, SIDE)
    return {
        "blank": np.zeros((1, SIDE, SIDE)),
        "noise": random.random((count, SIDE, SIDE)),
        "shuffled pixels": mixed,
        "scribbles": draw(random.uniform(4, 24, (1, count, 5, 2)), width=random.choice(OF_LETTERS.pens, count).mean(axis=1)),
        "letters": written_letters(count, random),
    }


def written_letters(count: int, random: np.random.Generator) -> np.ndarray:
    """Draw capital letters that no digit looks like, each time by another hand.

    Args:
        count: how many.
        random: where the hands are drawn from.

    Returns:
        (count, 28, 28), floats from 0 to 1, framed as in MNIST.
    """
    images = np.empty((count, SIDE, SIDE))
    for number, strokes in enumerate(LETTERS.values()):
        mine = images[number :: len(LETTERS)]
        mine[:] = draw_figures(strokes, len(mine), random, OF_LETTERS) / 255
    return images


def _map_around_middle(images: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """The image read at middle + M (p − middle) for every pixel p."""
    middle = np.full((len(images), 2), MIDDLE)
    return sample(images, *grid(np.broadcast_to(matrix, (len(images), 2, 2)), middle, MIDDLE))
