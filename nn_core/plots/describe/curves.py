"""Curves in words."""

import numpy as np

from nn_core.plots.describe.words import sentences, short
from nn_core.plots.style import number


def curve(curve, domain=(-8, 8), title="", x_label="", y_label="", points=(), markers=(), y_range=None):
    """Where the curve begins and ends, whether it rises or falls, its largest and smallest value, and its marked points."""
    return curves({"": curve}, domain, title, x_label, y_label, points, markers, y_range)


def curves(curves, domain=(-8, 8), title="", x_label="", y_label="", points=(), markers=(), y_range=None):
    """As curve, for each of several; the marked points lie on the first."""
    drawn = {name: sampled(one, domain) for name, one in curves.items()}
    across = x_label or "x"
    parts = [f"{f'The curve {name}' if name else 'The curve'} {course(x, y, across)}" for name, (x, y) in drawn.items()]
    x, y = next(iter(drawn.values()))
    for point in points:
        at, words = point if isinstance(point, tuple) else (point, "")
        parts.append(f"Marked: at {across} = {short(at)} it is {number(np.interp(at, x, y))}" + (f" ({words})" if words else ""))
    for marker in markers:
        at, words = marker if isinstance(marker, tuple) else (marker, "")
        parts.append(f"An upright line stands at {across} = {short(at)}" + (f" ({words})" if words else ""))
    return sentences(title, *parts)


def sampled(curve, domain, count=201):
    """A curve as (x, y): a function is asked at count places of its domain, a pair of arrays is taken as it is.

    Raises ValueError when x and y differ in length.
    """
    if callable(curve):
        x = np.linspace(domain[0], domain[1], count)
        return x, np.asarray(curve(x), float)
    x, y = (np.asarray(values, float) for values in curve)
    if x.shape != y.shape or x.ndim != 1:
        raise ValueError(f"expected as many y as x, got {x.size} x and {y.size} y")
    return x, y


def course(x, y, across):
    """Where a curve begins and ends, and whether it rises or falls."""
    change = np.diff(y)
    if (change >= 0).all() and (change > 0).any():
        shape = "rises all the way"
    elif (change <= 0).all() and (change < 0).any():
        shape = "falls all the way"
    elif not change.any():
        shape = "is flat"
    else:
        shape = (
            f"is highest at {across} = {short(x[y.argmax()])}, with {number(y.max())}, and lowest at {across} = "
            f"{short(x[y.argmin()])}, with {number(y.min())}"
        )
    return f"goes from {number(y[0])} at {across} = {short(x[0])} to {number(y[-1])} at {across} = {short(x[-1])} and {shape}"
