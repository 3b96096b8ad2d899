"""Measurements that were repeated, against a size that grows by factors."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.curves import STROKES, grow_by_factors, legend
from nn_core.plots.paper import Picture, chart, picture, text
from nn_core.plots.style import LINE, MUTED, WIDTH
from nn_core.plots.words import counted, number

HEIGHT = 2.4  # inches


def runs(
    groups: Mapping[str, Mapping[float, ArrayLike]], title: str = "", x_label: str = "", y_label: str = "", digits: int = 1
) -> Picture:
    """Draw the means of repeated runs as curves over a logarithmic axis, each run a dot.

    Args:
        groups: A dictionary from a name to the runs at each x; five names at most.
        title: A line above them.
        x_label: What runs across.
        y_label: What runs upwards.
        digits: Decimals in the description.

    Returns:
        The figure.

    Examples:
        >>> runs({"one": {10: [1, 3], 100: [4]}}, x_label="size").description
        'Runs against size, which grows by factors, and their means as curves.
        One: 2 places from 10 (1.0 to 3.0, mean 2.0) to 100 (4.0 to 4.0, mean 4.0).'
    """
    strokes = (*STROKES, (MUTED, "-"))
    parts = [f"Runs against {x_label or 'x'}, which grows by factors, and their means as curves"]
    for name, places in groups.items():
        ends = [f"{x:,} ({_words(np.asarray(places[x], float), digits)})" for x in dict.fromkeys((min(places), max(places)))]
        parts.append(f"{name}: {counted(len(places), 'place')} from {' to '.join(ends)}" if len(ends) > 1 else f"{name}: at {ends[0]}")
    top = 0.12 + LINE + LINE * bool(y_label)
    figure = picture(WIDTH, top + HEIGHT + 0.3 + 0.24 * bool(x_label), title, *parts)
    axes = chart(figure, 0.5, top, WIDTH - 0.9, HEIGHT, x_label)
    every = [x for places in groups.values() for x in places]
    grow_by_factors(axes, every)
    axes.set_xlim(0.9 * min(every), 1.1 * max(every))
    for places, (color, dashes) in zip(groups.values(), strokes, strict=False):
        sizes = sorted(places)
        values = [np.asarray(places[x], float) for x in sizes]
        axes.plot(sizes, [each.mean() for each in values], color=color, linestyle=dashes, linewidth=2.0)
        dots = [(x, y) for x, each in zip(sizes, values, strict=True) for y in each]
        axes.plot(*np.transpose(dots), "o", color=color, markersize=3.4, alpha=0.75, markeredgewidth=0)
    text(figure, 0.2, top - 0.16, y_label, ha="left")
    legend(figure, list(groups), 0.12 + LINE / 2, strokes)
    return figure


def _words(values: np.ndarray, digits: int) -> str:
    lowest, highest, mean = (number(value, digits) for value in (values.min(), values.max(), values.mean()))
    return f"{lowest} to {highest}, mean {mean}"
