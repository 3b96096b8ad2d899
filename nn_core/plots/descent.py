"""Walking downhill: the path that gradient descent takes over a curve, or over a map."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.curves import STROKES, Curve, course, legend, sampled
from nn_core.plots.paper import Picture, chart, picture, text
from nn_core.plots.style import ACCENT, INK, LINE, MUTED, POSITIVE, SMALL_TEXT, WIDTH, Array
from nn_core.plots.words import counted, number, short

LEVELS = 12  # lines of equal height on a map


def descents(
    curve: Curve,
    paths: Mapping[str, ArrayLike],
    domain: tuple[float, float] = (-8, 8),
    title: str = "",
    x_label: str = "",
    y_label: str = "",
) -> Picture:
    """Draw the same curve once for each path, with the steps of that path on it.

    Args:
        curve: A function of an array, drawn over domain; or a pair (x, y) of arrays, and domain is not used.
        paths: A dictionary from a name to the places x at which the walker stood, in order.
        domain: From where to where.
        title: A line above them.
        x_label: What runs across.
        y_label: What runs upwards.

    Returns:
        The figure.

    Examples:
        >>> descents(lambda x: x**2, {"": [2.0, 1.0]}, (-2, 2), y_label="cost").description.split(". ")[1]
        'The path takes 1 step, from x = 2 with cost 4.000 to x = 1 with cost 1.000.'
    """
    x, y = sampled(curve, domain)
    walked = {name: np.asarray(path, float) for name, path in paths.items()}
    named = any(walked)
    top, height = 0.12 + LINE * bool(y_label), 1.75 if len(walked) == 1 else 1.15
    pitch = height + 0.34 + LINE * named
    across = x_label or "x"

    def place(at: float) -> str:
        return f"{across} = {short(at)} with {y_label or 'height'} {number(np.interp(at, x, y), 3)}"

    figure = picture(
        WIDTH,
        top + pitch * len(walked) + 0.24 * bool(x_label),
        title,
        f"The curve {course(x, y, across)}",
        *(_walk(name, path, place(path[0]), place(path[-1])) for name, path in walked.items()),
    )
    for index, (name, path) in enumerate(walked.items()):
        upper = top + index * pitch + LINE * named
        axes = chart(figure, 0.55, upper, WIDTH - 0.73, height, x_label if index == len(walked) - 1 else "")
        text(figure, 0.55, upper - LINE / 2, name, size=SMALL_TEXT, ha="left", weight="bold")
        axes.plot(x, y, color=POSITIVE, linewidth=2.2)
        heights = np.interp(path, x, y)
        axes.plot(path, heights, color=ACCENT, linewidth=1.2, linestyle=(0, (3, 1.5)))
        axes.plot(path, heights, "o", color=ACCENT, markersize=3.5)
        axes.plot(path[:1], heights[:1], "o", color=INK, markersize=6.5)
        axes.set_xlim(x.min(), x.max())
        axes.locator_params(axis="y", nbins=4)
    text(figure, 0.25, top - 0.5 * LINE - 0.02, y_label, ha="left")
    return figure


def surface(
    x: ArrayLike,
    y: ArrayLike,
    heights: ArrayLike,
    paths: Mapping[str, ArrayLike] | None = None,
    title: str = "",
    x_label: str = "",
    y_label: str = "",
) -> Picture:
    """Draw a map of the cost over two dials: lines of equal cost, and the paths walked on it.

    Args:
        x: (columns,), the settings of one dial.
        y: (rows,), the settings of the other.
        heights: (rows, columns), the costs.
        paths: A dictionary from a name to places (steps, 2); each begins at the large dot.
        title: A line above the map.
        x_label: What runs across.
        y_label: What runs upwards.

    Returns:
        The figure.

    Examples:
        >>> surface([0, 1], [0, 1], [[3.0, 1.0], [4.0, 2.0]]).description
        'A map with lines of equal height, from 1.000 to 4.000. The lowest place, marked +, is at x = 1, y = 0.'
    """
    x, y, heights = (np.asarray(values, float) for values in (x, y, heights))
    walked = {name: np.asarray(path, float) for name, path in (paths or {}).items()}
    named = [name for name in walked if name]
    top = 0.12 + LINE * bool(named) + LINE * bool(y_label)
    height = 2.9
    low, high = float(heights.min()), float(heights.max())
    row, column = np.unravel_index(heights.argmin(), heights.shape)
    lowest = np.array([x[column], y[row]])

    def place(where: Array) -> str:
        return ", ".join(f"{name} = {short(at)}" for name, at in zip((x_label or "x", y_label or "y"), where, strict=True))

    figure = picture(
        WIDTH,
        top + height + 0.54,
        title,
        f"A map with lines of equal height, from {number(low, 3)} to {number(high, 3)}",
        f"The lowest place, marked +, is at {place(lowest)}",
        *(_walk(name, path, place(path[0]), place(path[-1])) for name, path in walked.items()),
    )
    axes = chart(figure, 0.55, top, WIDTH - 0.73, height, x_label, y_label, grid=False)
    # The steps between lines grow with the height: a valley is flat, and its floor is what one wants to see.
    levels = low + (high - low) * np.linspace(0.06, 0.97, LEVELS) ** 2
    lines = axes.contour(x, y, heights, levels=levels, colors=MUTED, linewidths=0.9)
    axes.clabel(lines, levels[3::3], fmt=number, fontsize=SMALL_TEXT, colors=INK)
    axes.plot(*lowest[:, None], "+", color=INK, markersize=10, markeredgewidth=1.8, zorder=5)
    for path, (color, dashes) in zip(walked.values(), STROKES[1:], strict=False):
        axes.plot(*path.T, color=color, linestyle=dashes, linewidth=1.6)
        axes.plot(*path.T, "o", color=color, markersize=3.2)
        axes.plot(*path[:1].T, "o", color=INK, markersize=6.5, zorder=5)
    axes.set(xlim=(x.min(), x.max()), ylim=(y.min(), y.max()))
    legend(figure, named, 0.12 + LINE / 2, STROKES[1:])
    return figure


def _walk(name: str, path: Array, start: str, end: str) -> str:
    return f"{name + ': the' if name else 'The'} path takes {counted(len(path) - 1, 'step')}, from {start} to {end}"
