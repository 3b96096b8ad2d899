"""What many covers share: digits of dots, signed dots, neurons, and lines between them."""

from collections.abc import Iterable

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from numpy.typing import ArrayLike

from nn_core.publish.covers.picture import BLUE, CREAM, GROUND, RED, Array, Picture

SIZES = 6  # of dots; more would make a file larger, not finer
SMALLEST = 2  # of these sizes; a smaller dot is a blur


def grid(rows: int, columns: int, place: tuple[float, float], pitch: float | tuple[float, float]) -> Array:
    """Points in rows and columns.

    Args:
        rows: how many.
        columns: how many.
        place: of the first point.
        pitch: from one to the next; to the right and down, if they differ.

    Returns:
        (rows, columns, 2).
    """
    row, column = np.mgrid[:rows, :columns]
    return np.stack([column, row], axis=-1) * pitch + place


def dots_by_size(picture: Picture, points: Array, sizes: Array, largest: float, colour: str, opacity: float = 1.0) -> None:
    """Add dots whose area is their number.

    Args:
        picture: to draw on.
        points: (..., 2).
        sizes: (...), from 0 to 1; the smallest are left out.
        largest: the diameter of a 1.
        colour: of all.
        opacity: of all.
    """
    steps = np.rint(np.sqrt(np.clip(sizes, 0, 1)) * SIZES).astype(int)
    for step in range(SMALLEST, SIZES + 1):
        picture.dots(points[steps == step], largest * step / SIZES, colour, opacity)


def halftone(
    picture: Picture, image: ArrayLike, place: tuple[float, float], side: float, colour: str = CREAM, opacity: float = 1.0
) -> None:
    """Add an image as dots, large where it is bright.

    Args:
        picture: to draw on.
        image: (28, 28), from 0 to 1, or 784 in a row.
        place: of its upper left corner.
        side: of the whole.
        colour: of the dots.
        opacity: of the dots.
    """
    pitch = side / 28
    points = grid(28, 28, (place[0] + pitch / 2, place[1] + pitch / 2), pitch)
    dots_by_size(picture, points, np.reshape(image, (28, 28)), 0.94 * pitch, colour, opacity)


def signed_dots(picture: Picture, points: Array, values: Array, largest: float) -> None:
    """Add dots whose area is a size and whose colour is a sign: blue for +, red for −.

    Args:
        picture: to draw on.
        points: (..., 2).
        values: (...), from -1 to 1.
        largest: the diameter of a 1.
    """
    dots_by_size(picture, points, np.maximum(values, 0), largest, BLUE)
    dots_by_size(picture, points, np.maximum(-np.asarray(values), 0), largest, RED)


def neurons(picture: Picture, points: ArrayLike, activations: ArrayLike, diameter: float, colour: str = CREAM) -> None:
    """Add neurons: circles that are filled as far as they are active.

    Args:
        picture: to draw on.
        points: (how many, 2).
        activations: (how many,), from 0 to 1.
        diameter: of each.
        colour: of rim and light.
    """
    points = np.reshape(points, (-1, 2))
    picture.dots(points, diameter, colour, 0.45)
    picture.dots(points, diameter - 1.6, GROUND)
    steps = np.rint(np.ravel(activations) * SIZES)
    for step in range(1, SIZES + 1):
        picture.dots(points[steps == step], diameter - 1.6 if step < SIZES else diameter, colour, step / SIZES)


def curved(start: ArrayLike, end: ArrayLike) -> Path:
    """A line that leaves and arrives horizontally.

    Args:
        start: (x, y).
        end: (x, y).

    Returns:
        The line.
    """
    (x, y), (to_x, to_y) = np.asarray(start, float), np.asarray(end, float)
    middle = (x + to_x) / 2
    return Path([(x, y), (middle, y), (middle, to_y), (to_x, to_y)], [Path.MOVETO, *[Path.CURVE4] * 3])


def edges(picture: Picture, starts: Array, ends: Array, strengths: Array, strongest: int, width: float = 1.6, opacity: float = 0.9) -> None:
    """Add the strongest lines between two layers: blue or red by sign, faint where weak.

    Args:
        picture: to draw on.
        starts: (n_in, 2).
        ends: (n_out, 2).
        strengths: (n_out, n_in), such as weights.
        strongest: how many of them are drawn.
        width: of the strongest.
        opacity: of the strongest.
    """
    sizes = np.abs(strengths) / np.abs(strengths).max()
    order = np.argsort(-sizes, axis=None)[:strongest]
    steps = np.ceil(sizes.ravel()[order] * SIZES).astype(int)
    for step in range(1, SIZES + 1):
        for colour, sign in ((RED, -1), (BLUE, 1)):
            chosen = [divmod(int(place), len(starts)) for place in order[steps == step]]
            paths = [curved(starts[k], ends[j]) for j, k in chosen if strengths[j, k] * sign > 0]
            picture.lines(paths, 0.4 + (width - 0.4) * step / SIZES, colour, opacity * step / SIZES)


def through(points: Iterable[ArrayLike]) -> Path:
    """A line through points.

    Args:
        points: of which each is (x, y).

    Returns:
        The line.
    """
    return Path(np.array([*points], float))


def square(left: float, top: float, side: float) -> Path:
    """The outline of a square.

    Args:
        left: of it.
        top: of it.
        side: of it.

    Returns:
        The outline.
    """
    return through([(left, top), (left + side, top), (left + side, top + side), (left, top + side), (left, top)])


def smooth(points: ArrayLike) -> Path:
    """A curve through points, at each parallel to the way between its neighbours.

    Args:
        points: (how many, 2), at least two.

    Returns:
        The curve.
    """
    points = np.asarray(points, float)
    along = np.gradient(points, axis=0) / 3
    curve = np.stack([points[:-1] + along[:-1], points[1:] - along[1:], points[1:]], axis=1)
    return Path(np.vstack([points[:1], curve.reshape(-1, 2)]), [Path.MOVETO, *[Path.CURVE4] * (3 * len(points) - 3)])


def in_letters(words: str, middle: tuple[float, float], size: float) -> Path:
    """Words as an area, so that no font is needed to see them.

    Args:
        words: a few.
        middle: of the box around them.
        size: of the font.

    Returns:
        The outlines.
    """
    path = TextPath((0, 0), words, size=size, prop=FontProperties(family="DejaVu Sans", weight="bold"))
    box = path.get_extents()
    return path.transformed(Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2).scale(1, -1).translate(*middle))
