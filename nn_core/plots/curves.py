"""Curves: a function of one number, or measurements in order, with the points that matter named."""

import numpy as np
from matplotlib.lines import Line2D

from nn_core.plots import describe
from nn_core.plots.places import chart
from nn_core.plots.style import ACCENT, INK, LINE, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, WIDTH, picture, text

# Each curve differs from the others by its dashes as well as by its colour.
STROKES = ((POSITIVE, "-"), (ACCENT, (0, (5, 2))), (NEGATIVE, (0, (1.2, 1.6))), (INK, (0, (6, 2, 1.2, 2))))


def curve(curve, domain=(-8, 8), title="", x_label="", y_label="", points=(), markers=(), y_range=None):
    """One curve.

    curve: a function of an array, drawn over domain; or a pair (x, y) of arrays, and domain is not used.
    points: places on the curve to mark: x, or a pair (x, words).
    markers: upright dashed lines: x, or a pair (x, words).  y_range: (lowest, highest) of the axis.
    """
    return curves({"": curve}, domain, title, x_label, y_label, points, markers, y_range)


def curves(curves, domain=(-8, 8), title="", x_label="", y_label="", points=(), markers=(), y_range=None):
    """Several curves on the same axes, told apart by colour and dashes.

    curves: a dictionary from a curve's name to a curve as in curve. points lie on the first of them.
    """
    drawn = {name: describe.sampled(one, domain) for name, one in curves.items()}
    named = [name for name in drawn if name]
    top = 0.12 + 1.3 * LINE * bool(title) + LINE * bool(named) + LINE * bool(y_label) + LINE * _has_words(markers)
    words = describe.curves(curves, domain, title, x_label, y_label, points, markers, y_range)
    height = 2.3
    figure = picture(WIDTH, top + height + 0.3 + 0.24 * bool(x_label), words, title)
    place = chart(figure, 0.5, top, WIDTH - 0.68, height, x_label, y_label if not _has_words(markers) else "")
    if y_label and _has_words(markers):
        text(figure, 0.2, top - 0.16 - LINE, y_label, ha="left")
    for (x, y), (color, dashes) in zip(drawn.values(), STROKES, strict=False):
        place.plot(x, y, color=color, linestyle=dashes, linewidth=2.2, solid_capstyle="round")
    every_x = np.concatenate([x for x, _ in drawn.values()])
    place.set_xlim(every_x.min(), every_x.max())
    if y_range is not None:
        place.set_ylim(*y_range)
    _mark_points(place, points, *next(iter(drawn.values())))
    _draw_markers(place, markers)
    legend(figure, named, 0.12 + 1.3 * LINE * bool(title) + LINE / 2)
    minus(place)
    return figure


def minus(place):
    """Print the numbers of both axes with a real minus sign."""
    for axis in (place.xaxis, place.yaxis):
        axis.set_major_formatter(lambda value, _: f"{value:g}".replace("-", "\N{MINUS SIGN}"))


def legend(figure, names, y, strokes=STROKES):
    """The names of curves in one line, y inches below the top, each with a piece of its stroke."""
    if not names:
        return
    width, height = figure.get_size_inches()
    share, level = (width - 0.4) / len(names), [1 - y / height] * 2
    for index, (name, (color, dashes)) in enumerate(zip(names, strokes, strict=False)):
        left = 0.2 + index * share
        ends = [left / width, (left + 0.38) / width]
        figure.add_artist(Line2D(ends, level, color=color, linestyle=dashes, linewidth=2.2))
        text(figure, left + 0.46, y, name, size=SMALL_TEXT, ha="left")


def _mark_points(place, points, x, y):
    low, high = place.get_xlim()
    for point in points:
        at, words = point if isinstance(point, tuple) else (point, "")
        value = float(np.interp(at, x, y))
        place.plot([at], [value], "o", color=INK, markersize=5.5, clip_on=False, zorder=5)
        left = at < (low + high) / 2
        place.annotate(
            words, (at, value), xytext=(8 if left else -8, 8 if value < np.mean(place.get_ylim()) else -12),
            textcoords="offset points", color=INK, size=SMALL_TEXT, ha="left" if left else "right", parse_math=False,
        )  # fmt: skip


def _draw_markers(place, markers):
    for marker in markers:
        at, words = marker if isinstance(marker, tuple) else (marker, "")
        place.axvline(at, color=MUTED, linestyle=(0, (3, 2.5)), linewidth=1.1)
        place.annotate(
            words, (at, 1), xycoords=("data", "axes fraction"), xytext=(0, 6), textcoords="offset points", color=INK,
            size=SMALL_TEXT, ha="center", parse_math=False,
        )  # fmt: skip


def _has_words(markers):
    return any(isinstance(marker, tuple) for marker in markers)
