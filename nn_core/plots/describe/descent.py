"""Walks downhill in words."""

import numpy as np

from nn_core.plots.describe.curves import course, sampled
from nn_core.plots.describe.words import counted, sentences, short
from nn_core.plots.style import number


def descents(curve, paths, domain=None, title="", x_label="", y_label=""):
    """The course of the curve; for each path how many steps it has, where it begins and where it ends.

    >>> descents(lambda x: x**2, {"": [2.0, 1.0]}, (-2, 2), y_label="cost").split(". ")[1]
    'The path takes 1 step, from x = 2 with cost 4.000 to x = 1 with cost 1.000.'
    """
    x, y = sampled(curve, domain)
    across, up = x_label or "x", y_label or "height"
    parts = []
    for name, path in paths.items():
        (first, last), count = (path[0], path[-1]), len(path) - 1
        ends = [f"{across} = {short(at)} with {up} {number(np.interp(at, x, y), 3)}" for at in (first, last)]
        parts.append(f"{name + ': the' if name else 'The'} path takes {counted(count, 'step')}, from {ends[0]} to {ends[1]}")
    return sentences(title, f"The curve {course(x, y, across)}", *parts)


def surface(x, y, heights, paths=None, title="", x_label="", y_label=""):
    """Where the map is lowest, how high it gets, and where each path leads.

    >>> surface([0, 1], [0, 1], [[3.0, 1.0], [4.0, 2.0]])
    'A map with lines of equal height, from 1.000 to 4.000. The lowest place, marked +, is at x = 1, y = 0.'
    """
    heights = np.asarray(heights, float)
    row, column = np.unravel_index(heights.argmin(), heights.shape)
    names = x_label or "x", y_label or "y"

    def place(where):
        return ", ".join(f"{name} = {short(at)}" for name, at in zip(names, where, strict=True))

    walks = [
        f"{name + ': the' if name else 'The'} path takes {counted(len(path) - 1, 'step')}, from {place(path[0])} to {place(path[-1])}"
        for name, path in (paths or {}).items()
    ]
    return sentences(
        title,
        f"A map with lines of equal height, from {number(heights.min(), 3)} to {number(heights.max(), 3)}",
        f"The lowest place, marked +, is at {place((x[column], y[row]))}",
        *walks,
    )
