"""Drawn handwriting shows a network the styles of digits that a collection lacks."""

import functools
from typing import NamedTuple

import numpy as np

from nn_core.preprocessing import MIDDLE, SIDE, prepare
from nn_core.training.drawing import draw
from nn_core.training.styles import JUNK, STYLES, Strokes, Style

INK = 20  # pixels of the longer side, as in MNIST
POINTS = 6  # of the curve, between two points of a style
AT_ONCE = 250  # drawings


class Hand(NamedTuple):
    """How far one drawing may be from another of the same style.

    Each amount is drawn evenly between two limits, or from a normal distribution with this spread, for every drawing.

    Attributes:
        unsteadiness: how far each point may move, as a share of the height (spread).
        slant: columns that the top moves for each row of height (limit).
        turn: degrees (limit).
        stretch: the logarithm of the width, as a factor (limit).
        gap: how far a stroke as a whole may move, as a share of the height (spread).
        cut: how much of a stroke may be missing, or be too long, at either end, as a share of its length (limit).
        pens: how wide a pen may be, in pixels: the limits of each kind, which are equally frequent.
    """

    unsteadiness: float = 0.06
    slant: float = 0.45
    turn: float = 8.0
    stretch: float = 0.35
    gap: float = 0.02
    cut: float = 0.12
    pens: tuple[tuple[float, float], ...] = ((1.4, 4.0),)


# Pens of 2.1 to 2.5 and of 3.0 to 3.4 pixels are left to the figures by which doubt is measured.
OF_JUNK = Hand(pens=((1.4, 2.1), (2.5, 3.0), (3.4, 4.0)))


def draw_digits(
    count: int, seed: int, styles: tuple[Style, ...] = STYLES, hand: Hand | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw digits in many styles, as MNIST frames them.

    Every digit occurs equally often, and so does each style of a digit; the order is mixed.

    Args:
        count: how many.
        seed: decides everything.
        styles: those to draw.
        hand: how much the drawings of a style differ.

    Returns:
        images, (count, 28, 28) uint8; labels, (count,); and the number of each one's style among styles, (count,).
    """
    random = np.random.default_rng(seed)
    of_digit = [
        [number for number, style in enumerate(styles) if style.digit == digit] for digit in sorted({style.digit for style in styles})
    ]
    chosen = np.array([(group := of_digit[n % len(of_digit)])[n // len(of_digit) % len(group)] for n in range(count)], int)
    random.shuffle(chosen)
    images = np.empty((count, SIDE, SIDE), np.uint8)
    for number, style in enumerate(styles):
        places = np.flatnonzero(chosen == number)
        images[places] = draw_figures(style.strokes, len(places), random, hand)
    return images, np.array([style.digit for style in styles])[chosen], chosen


def draw_junk(count: int, seed: int) -> np.ndarray:
    """Draw figures that are no digits: those of JUNK in turn, and every eighth a scribble.

    Args:
        count: how many.
        seed: decides everything.

    Returns:
        (count, 28, 28) uint8, framed as in MNIST, in mixed order.
    """
    random = np.random.default_rng(seed)
    images = np.empty((count, SIDE, SIDE), np.uint8)
    places = random.permutation(count)
    scribbles, figures = places[::8], np.delete(places, np.s_[::8])
    for place in scribbles:
        images[place] = draw_figures(_scribble(random), 1, random, OF_JUNK)[0]
    for number, strokes in enumerate(JUNK.values()):
        mine = figures[number :: len(JUNK)]
        images[mine] = draw_figures(strokes, len(mine), random, OF_JUNK)
    return images


def draw_figures(strokes: Strokes, count: int, random: np.random.Generator, hand: Hand | None = None) -> np.ndarray:
    """Draw one figure many times, each time by another hand.

    Args:
        strokes: of the figure, see styles.
        count: how many drawings.
        random: where the differences are drawn from.
        hand: their limits.

    Returns:
        (count, 28, 28) uint8, framed as in MNIST.
    """
    images = np.empty((count, SIDE, SIDE), np.uint8)
    for start in range(0, count, AT_ONCE):
        block = images[start : start + AT_ONCE]
        lines, pen = written(strokes, len(block), random, hand or Hand())
        framed = prepare(draw(lines, width=pen), "framed")
        block[:] = (framed * 255 + 0.5).reshape(block.shape)
    return images


def written(strokes: Strokes, count: int, random: np.random.Generator, hand: Hand) -> tuple[list[np.ndarray], np.ndarray]:
    """The lines of a figure as many hands write them, in pixels.

    Args:
        strokes: of the figure, see styles.
        count: how many hands.
        random: where the differences are drawn from.
        hand: their limits.

    Returns:
        A line for each stroke, (count, points, 2), rows and columns, with the ink's longer side 20 pixels; and the width
        of each hand's pen, (count,).
    """
    places, owners = np.unique(np.concatenate(strokes), axis=0, return_inverse=True)
    # A careful hand and a careless one differ more than two words of one hand.
    care = hand.unsteadiness * random.uniform(0.3, 1.7, (count, 1, 1))
    moved = places + care * random.standard_normal((count, len(places), 2))
    ends = np.cumsum([len(stroke) for stroke in strokes])[:-1]
    lines = []
    for owner in np.split(owners.ravel(), ends):
        line = _cut(_smooth(moved[:, owner]), 1 + random.uniform(-hand.cut, hand.cut, (2, count)))
        lines.append(line + hand.gap * random.standard_normal((count, 1, 2)))
    angle = np.radians(random.uniform(-hand.turn, hand.turn, count))
    slant, width = random.uniform(-hand.slant, hand.slant, count), np.exp(random.uniform(-hand.stretch, hand.stretch, count))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    lean = np.array([[np.ones(count), np.zeros(count)], [-slant, width]])
    matrix = np.einsum("ijn,jkn->nik", turn, lean)
    lines = [line @ matrix.transpose(0, 2, 1) for line in lines]
    pen = random.uniform(*np.array(hand.pens)[random.integers(len(hand.pens), size=count)].T)
    every = np.concatenate(lines, axis=1)
    low, high = every.min(axis=1), every.max(axis=1)
    size = (INK - pen) / np.maximum((high - low).max(axis=1), 1e-6)
    return [MIDDLE + size[:, None, None] * (line - ((low + high) / 2)[:, None]) for line in lines], pen


@functools.cache
def _weights(points: int) -> np.ndarray:
    """How much each point counts at each place of a Catmull-Rom spline, (places, points)."""
    share = np.arange(POINTS) / POINTS
    near = 0.5 * np.stack(
        [-share + 2 * share**2 - share**3, 2 - 5 * share**2 + 3 * share**3, share + 4 * share**2 - 3 * share**3, share**3 - share**2]
    )
    weights = np.zeros(((points - 1) * POINTS + 1, points))
    for start in range(points - 1):
        for offset, each in enumerate(near):
            weights[start * POINTS : (start + 1) * POINTS, np.clip(start + offset - 1, 0, points - 1)] += each
    weights[-1, -1] = 1
    return weights


def _smooth(points: np.ndarray) -> np.ndarray:
    """The curve through points, (n, points, 2); one that stands twice is a corner."""
    corners = np.flatnonzero((points[0, 1:] == points[0, :-1]).all(axis=1)) + 1
    parts = np.split(np.arange(points.shape[1]), corners)
    return np.concatenate([_weights(len(part)) @ points[:, part] for part in parts], axis=1)


def _cut(line: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Make a line shorter or longer at its ends.

    Args:
        line: (n, points, 2).
        shares: (2, n), how much of the first and of the last quarter remains; above 1 it grows along its last direction.
    """
    line = line.copy()
    quarter = max(1, line.shape[1] // 4)
    for part, inner, share in ((np.s_[:quarter], quarter, shares[0]), (np.s_[-quarter:], -1 - quarter, shares[1])):
        pivot = line[:, [inner]]
        line[:, part] = pivot + share[:, None, None] * (line[:, part] - pivot)
    return line


def _scribble(random: np.random.Generator) -> Strokes:
    """A stroke, or two, through random points."""
    points = random.uniform(0, [1.0, random.uniform(0.5, 1.2)], (random.integers(5, 10), 2))
    cut = random.integers(2, len(points) - 1) if random.random() < 0.4 else len(points)
    return tuple(tuple(map(tuple, part)) for part in (points[:cut], points[cut:]) if len(part) > 1)
