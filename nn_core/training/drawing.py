"""A drawing is a few white lines on black: a digit that nobody has to write by hand."""

from collections.abc import Iterable, Sequence

import numpy as np

from nn_core.preprocessing import SIDE

WIDTH = 2.6  # pixels: about as wide as a pen of MNIST

# The points of one line, (row, column), in pixels; pixel centres are whole numbers.
Line = Sequence[tuple[float, float]] | np.ndarray


def draw(lines: Iterable[Line], side: int = SIDE, width: float | np.ndarray = WIDTH) -> np.ndarray:
    """Draw lines of straight strokes with soft edges.

    Args:
        lines: each a row of points (row, column), in pixels; pixel centres are whole numbers. For n images at once, each
            is (n, points, 2).
        side: pixels a side of the image.
        width: of the pen, in pixels; for n images at once it may be (n,).

    Returns:
        (side, side), floats from 0 to 1; (n, side, side) for n images.

    Examples:
        >>> draw([[(1, 0), (1, 3)]], side=4, width=1.0)[:, 2].tolist()
        [0.0, 1.0, 0.0, 0.0]
    """
    places = np.moveaxis(np.mgrid[:side, :side], 0, -1).astype(float)
    nearest = np.full((side, side), np.inf)
    for line in lines:
        points = np.asarray(line, float)[..., None, None, :]
        for number in range(points.shape[-4] - 1):
            start, along = points[..., number, :, :, :], points[..., number + 1, :, :, :] - points[..., number, :, :, :]
            away = places - start
            share = np.clip((away * along).sum(axis=-1) / np.maximum((along * along).sum(axis=-1), 1e-12), 0.0, 1.0)
            away -= share[..., None] * along
            nearest = np.minimum(nearest, np.sqrt((away * away).sum(axis=-1)))
    return np.clip(np.asarray(width)[..., None, None] / 2 + 0.5 - nearest, 0.0, 1.0)


def arc(row: float, column: float, height: float, width: float, start: float, end: float, points: int = 24) -> np.ndarray:
    """Part of an ellipse, as a line for draw.

    Args:
        row: of the middle.
        column: of the middle.
        height: from the middle to the top, in pixels.
        width: from the middle to the side, in pixels.
        start: where the arc begins, in degrees: 0 points right, 90 down.
        end: where it ends.
        points: how many to return.

    Returns:
        (points, 2), rows and columns.
    """
    angle = np.radians(np.linspace(start, end, points))
    return np.stack([row + height * np.sin(angle), column + width * np.cos(angle)], axis=1)
