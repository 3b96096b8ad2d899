"""A drawing is a few lines on black paper: for digits and other signs that nobody has to write by hand."""

import itertools

import numpy as np

SIDE = 28
WIDTH = 2.6  # pixels: about as wide as a pen of MNIST


def draw(lines, side=SIDE, width=WIDTH):
    """An image of the lines, (side, side), floats from 0 to 1, soft at the border of a stroke.

    lines: each a row of points (row, column) in pixels, joined by straight strokes; pixel centres are whole numbers.

    >>> draw([[(1, 0), (1, 3)]], side=4, width=1.0)[:, 2].tolist()
    [0.0, 1.0, 0.0, 0.0]
    """
    places = np.moveaxis(np.mgrid[:side, :side], 0, -1).astype(float)
    nearest = np.full((side, side), np.inf)
    for line in lines:
        points = np.asarray(line, float)
        for start, end in itertools.pairwise(points):
            along = end - start
            share = np.clip((places - start) @ along / max(along @ along, 1e-12), 0.0, 1.0)
            nearest = np.minimum(nearest, np.linalg.norm(places - start - share[..., None] * along, axis=-1))
    return np.clip(width / 2 + 0.5 - nearest, 0.0, 1.0)


def arc(row, column, height, width, start, end, points=24):
    """Part of an ellipse around (row, column), from one angle to another in degrees: 0 points right, 90 down. A line for draw."""
    angle = np.radians(np.linspace(start, end, points))
    return np.stack([row + height * np.sin(angle), column + width * np.cos(angle)], axis=1)
