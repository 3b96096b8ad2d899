"""Curves: a function of one number, or measurements in order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, NullLocator
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, chart, picture, text
from nn_core.plots.style import ACCENT, INK, LINE, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, WIDTH, Array
from nn_core.plots.words import number, short

Curve = Callable[[Array], ArrayLike] | Sequence[ArrayLike]
Mark = float | tuple[float, str]

# Each curve differs from the others by its dashes as well as by its colour.
STROKES: tuple[tuple[str, Any], ...] = (
    (POSITIVE, "-"), (ACCENT, (0, (5, 2))), (NEGATIVE, (0, (1.2, 1.6))), (INK, (0, (6, 2, 1.2, 2)))
)  # fmt: skip


def curve(
    curve: Curve,
    domain: tuple[float, float] = (-8, 8),
    title: str = "",
    x_label: str = "",
    y_label: str = "",
    points: Sequence[Mark] = (),
    markers: Sequence[Mark] = (),
    y_range: tuple[float, float] | None = None,
) -> Picture:
    """Draw one curve.

    Args:
        curve: A function of an array, drawn over domain; or a pair (x, y) of arrays, and domain is not used.
        domain: From where to where.
        title: A line above it.
        x_label: What runs across.
        y_label: What runs upwards.
        points: Places on the curve to mark: x, or a pair (x, words).
        markers: Upright dashed lines: x, or a pair (x, words).
        y_range: (lowest, highest) of the axis.

    Returns:
        The figure.

    Raises:
        ValueError: x and y differ in length.
    """
    return curves({"": curve}, domain, title, x_label, y_label, points, markers, y_range)


def curves(
    curves: Mapping[str, Curve],
    domain: tuple[float, float] = (-8, 8),
    title: str = "",
    x_label: str = "",
    y_label: str = "",
    points: Sequence[Mark] = (),
    markers: Sequence[Mark] = (),
    y_range: tuple[float, float] | None = None,
    by_factors: bool = False,
) -> Picture:
    """Draw several curves on the same axes, told apart by colour and dashes.

    Args:
        curves: A dictionary from a curve's name to a curve as in curve.
        domain: From where to where.
        title: A line above them.
        x_label: What runs across.
        y_label: What runs upwards.
        points: As in curve; they lie on the first of the curves.
        markers: As in curve.
        y_range: (lowest, highest) of the axis.
        by_factors: Whether equal factors are equally far apart to the right, as 1, 10 and 100.

    Returns:
        The figure.

    Raises:
        ValueError: x and y of a curve differ in length.
    """
    drawn = {name: sampled(one, domain) for name, one in curves.items()}
    named = [name for name in drawn if name]
    upright = [_named(marker) for marker in markers]
    raised = LINE * any(words for _, words in upright)
    top = 0.12 + LINE * bool(named) + LINE * bool(y_label) + raised
    height = 2.3
    x, y = next(iter(drawn.values()))
    marked = [(at, float(np.interp(at, x, y)), words) for at, words in map(_named, points)]
    across = x_label or "x"
    figure = picture(
        WIDTH,
        top + height + 0.3 + 0.24 * bool(x_label),
        title,
        *(f"{f'The curve {name}' if name else 'The curve'} {course(*one, across)}" for name, one in drawn.items()),
        *(f"Marked: at {across} = {short(at)} it is {number(value)}" + _aside(words) for at, value, words in marked),
        *(f"An upright line stands at {across} = {short(at)}" + _aside(words) for at, words in upright),
    )
    axes = chart(figure, 0.5, top, WIDTH - 0.68, height, x_label)
    text(figure, 0.2, top - 0.16 - raised, y_label, ha="left")
    for line, (color, dashes) in zip(drawn.values(), STROKES, strict=False):
        axes.plot(*line, color=color, linestyle=dashes, linewidth=2.2, solid_capstyle="round")
    every_x = np.concatenate([x for x, _ in drawn.values()])
    if by_factors:
        grow_by_factors(axes, every_x)
    axes.set_xlim(every_x.min(), every_x.max())
    if y_range is not None:
        axes.set_ylim(*y_range)
    _mark(axes, marked, upright)
    legend(figure, named, 0.12 + LINE / 2)
    return figure


def grow_by_factors(axes: Axes, every_x: ArrayLike) -> None:
    """Let equal factors be equally far apart to the right, and name 1, 2, 5, 10 and so on.

    Args:
        axes: Where.
        every_x: All that stands on them, above 0.
    """
    lowest, highest = np.min(every_x), np.max(every_x)
    powers = 10.0 ** np.arange(np.floor(np.log10(lowest)), np.ceil(np.log10(highest)) + 1)
    axes.set_xscale("log")
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_locator(FixedLocator([tick for tick in np.outer(powers, (1, 2, 5)).ravel() if lowest <= tick <= highest]))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def legend(figure: Picture, names: Sequence[str], y: float, strokes: Sequence[tuple[str, Any]] = STROKES) -> None:
    """Write the names of curves in one line, each with a piece of its stroke.

    Args:
        figure: Where.
        names: In the order of their strokes.
        y: How far down, in inches.
        strokes: A colour and a line style for each.
    """
    for index, (name, (color, dashes)) in enumerate(zip(names, strokes, strict=False)):
        left = 0.2 + index * (WIDTH - 0.4) / len(names)
        ends = np.transpose([figure.at(left, y), figure.at(left + 0.38, y)])
        figure.add_artist(Line2D(*ends, color=color, linestyle=dashes, linewidth=2.2))
        text(figure, left + 0.46, y, name, size=SMALL_TEXT, ha="left")


def sampled(curve: Curve, domain: tuple[float, float], count: int = 201) -> tuple[Array, Array]:
    """Ask a function all over its domain; take a pair of arrays as it is.

    Args:
        curve: As in the function curve.
        domain: From where to where.
        count: At how many places.

    Returns:
        x and y.

    Raises:
        ValueError: x and y differ in length.
    """
    if callable(curve):
        x = np.linspace(domain[0], domain[1], count)
        return x, np.asarray(curve(x), float)
    x, y = (np.asarray(values, float) for values in curve)
    if x.shape != y.shape or x.ndim != 1:
        raise ValueError(f"expected as many y as x, got {x.size} x and {y.size} y")
    return x, y


def course(x: Array, y: Array, across: str) -> str:
    """Say where a curve begins and ends, and whether it rises or falls.

    Args:
        x: In rising order.
        y: As many.
        across: What x is called.

    Returns:
        The words after "the curve".
    """
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


def _named(mark: Mark) -> tuple[float, str]:
    return mark if isinstance(mark, tuple) else (mark, "")


def _aside(words: str) -> str:
    return f" ({words})" if words else ""


def _mark(axes: Axes, points: Iterable[tuple[float, float, str]], markers: Iterable[tuple[float, str]]) -> None:
    middle_x, middle_y = np.mean(axes.get_xlim()), np.mean(axes.get_ylim())
    for x, y, words in points:
        axes.plot([x], [y], "o", color=INK, markersize=5.5, clip_on=False, zorder=5)
        axes.annotate(
            words, (x, y), xytext=(8 if x < middle_x else -8, 8 if y < middle_y else -12), textcoords="offset points",
            color=INK, size=SMALL_TEXT, ha="left" if x < middle_x else "right", parse_math=False,
        )  # fmt: skip
    for at, words in markers:
        axes.axvline(at, color=MUTED, linestyle=(0, (3, 2.5)), linewidth=1.1)
        axes.annotate(
            words, (at, 1), xycoords=("data", "axes fraction"), xytext=(0, 6), textcoords="offset points", color=INK,
            size=SMALL_TEXT, ha="center", parse_math=False,
        )  # fmt: skip
