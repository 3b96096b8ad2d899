"""Walking downhill: the path that gradient descent takes over a curve, or over a map, and the slopes that it follows."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.curves import STROKES, legend, minus
from nn_core.plots.places import chart
from nn_core.plots.style import ACCENT, INK, LINE, MUTED, POSITIVE, SMALL_TEXT, WIDTH, number, picture, text

LEVELS = 12  # lines of equal height on a map


def descents(curve, paths, domain=None, title="", x_label="", y_label=""):
    """The same curve once for each path, one below the other, with the steps of the path on it.

    curve: a function of an array, drawn over domain; or a pair (x, y) of arrays, and domain is not used.
    paths: a dictionary from a name to the places x at which the walker stood, in order.
    """
    x, y = describe.sampled(curve, domain)
    named = any(paths)
    top, height = 0.12 + 1.3 * LINE * bool(title) + LINE * bool(y_label), 1.75 if len(paths) == 1 else 1.15
    pitch = height + 0.34 + LINE * named
    words = describe.descents(curve, paths, domain, title, x_label, y_label)
    figure = picture(WIDTH, top + pitch * len(paths) + 0.24 * bool(x_label), words, title)
    for index, (name, path) in enumerate(paths.items()):
        upper = top + index * pitch + LINE * named
        last = index == len(paths) - 1
        place = chart(figure, 0.55, upper, WIDTH - 0.73, height, x_label if last else "")
        if named:
            text(figure, 0.55, upper - LINE / 2, name, size=SMALL_TEXT, ha="left", weight="bold")
        place.plot(x, y, color=POSITIVE, linewidth=2.2)
        path = np.asarray(path, float)
        heights = np.interp(path, x, y)
        place.plot(path, heights, color=ACCENT, linewidth=1.2, linestyle=(0, (3, 1.5)))
        place.plot(path, heights, "o", color=ACCENT, markersize=3.5)
        place.plot(path[:1], heights[:1], "o", color=INK, markersize=6.5)
        place.set_xlim(x.min(), x.max())
        place.locator_params(axis="y", nbins=4)
        minus(place)
    if y_label:
        text(figure, 0.25, top - 0.5 * LINE - 0.02, y_label, ha="left")
    return figure


def surface(x, y, heights, paths=None, title="", x_label="", y_label=""):
    """A map of the cost over two dials, with lines of equal cost, the lowest place, and the paths that were walked on it.

    x: (columns,) and y: (rows,), the settings of the dials.  heights: (rows, columns).
    paths: a dictionary from a name to places (steps, 2); each begins at the large dot.
    """
    paths = {name: np.asarray(path, float) for name, path in (paths or {}).items()}
    named = [name for name in paths if name]
    top = 0.12 + 1.3 * LINE * bool(title) + LINE * bool(named) + LINE * bool(y_label)
    height = 2.9
    figure = picture(WIDTH, top + height + 0.54, describe.surface(x, y, heights, paths, title, x_label, y_label), title)
    place = chart(figure, 0.55, top, WIDTH - 0.73, height, x_label, y_label, grid=False)
    # The steps between lines grow with the height: a valley is flat, and its floor is what one wants to see.
    low, high = float(np.min(heights)), float(np.max(heights))
    levels = low + (high - low) * np.linspace(0.06, 0.97, LEVELS) ** 2
    lines = place.contour(x, y, heights, levels=levels, colors=MUTED, linewidths=0.9)
    place.clabel(lines, levels[3::3], fmt=number, fontsize=SMALL_TEXT, colors=INK)
    row, column = np.unravel_index(np.argmin(heights), np.shape(heights))
    place.plot([x[column]], [y[row]], "+", color=INK, markersize=10, markeredgewidth=1.8, zorder=5)
    for path, (color, dashes) in zip(paths.values(), STROKES[1:], strict=False):
        place.plot(*path.T, color=color, linestyle=dashes, linewidth=1.6)
        place.plot(*path.T, "o", color=color, markersize=3.2)
        place.plot(*path[0], "o", color=INK, markersize=6.5, zorder=5)
    place.set_xlim(np.min(x), np.max(x))
    place.set_ylim(np.min(y), np.max(y))
    minus(place)
    legend(figure, named, 0.12 + 1.3 * LINE * bool(title) + LINE / 2, STROKES[1:])
    return figure
