"""Backpropagation on paper: a network with all of its numbers, and the gradient checked."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, chart, picture, stroke, text
from nn_core.plots.style import ACCENT, INK, LINE, NEGATIVE, POSITIVE, SMALL_TEXT, TEXT, WIDTH
from nn_core.plots.words import counted, number

RADIUS = 0.27  # inches


def paper_network(
    nodes: Sequence[Sequence[float | None]],
    edges: Sequence[ArrayLike],
    notes: Sequence[Sequence[str]] | None = None,
    title: str = "",
    heads: Sequence[str] | None = None,
    digits: int = 2,
    backwards: bool = False,
) -> Picture:
    """Draw a small network with a number in every neuron and one on every connection.

    Args:
        nodes: A list of layers, each a list of numbers; None leaves a neuron empty.
        edges: One matrix (after, before) for each step.
        notes: Words below each neuron, in the same form as nodes.
        title: A line above it.
        heads: A name above each layer.
        digits: Decimals of the numbers.
        backwards: The arrows point to the left.

    Returns:
        The figure.

    Examples:
        >>> paper_network([[1.0], [0.5]], [[[2.0]]], digits=1).description
        'A network of 2 layers. Layer 0: 1.0. Layer 1: 0.5. On the connections from layer 0 to layer 1: from
        0 to 0 +2.0.'
    """
    rows, pitch = max(map(len, nodes)), 1.25
    top = 0.1 + LINE * (heads is not None)
    height = rows * pitch
    parts = [f"A network of {len(nodes)} layers" + (", its arrows pointing backwards" if backwards else "")]
    for index, layer in enumerate(nodes):
        written = ["empty" if value is None else number(value, digits) for value in layer]
        if notes is not None:
            written = [f"{words} ({note})" if note else words for words, note in zip(written, notes[index], strict=True)]
        head = f", {' '.join(heads[index].split())}" if heads is not None and heads[index] else ""
        parts.append(f"Layer {index}{head}: {', '.join(written)}")
    for step, matrix in enumerate(edges):
        ends = f"between layers {step} and {step + 1}" if backwards else f"from layer {step} to layer {step + 1}"
        each = [f"from {start} to {to} {number(value, digits, plus=True)}" for (to, start), value in np.ndenumerate(_floats(matrix))]
        parts.append(f"On the connections {ends}: {', '.join(each)}")
    figure = picture(WIDTH, top + height, title, *parts)
    columns = np.linspace(0.5, WIDTH - 0.55, len(nodes))
    places = [
        [(x, top + height / 2 + pitch * (index - (len(layer) - 1) / 2) - 0.08) for index in range(len(layer))]
        for x, layer in zip(columns, nodes, strict=True)
    ]
    for step, matrix in enumerate(edges):
        for (to, start), value in np.ndenumerate(_floats(matrix)):
            _edge(figure, places[step][start], places[step + 1][to], number(value, digits, plus=True), value, backwards)
    _rings(figure, [place for layer in places for place in layer])
    for index, layer in enumerate(nodes):
        if heads is not None:
            text(figure, columns[index], top - LINE / 2, heads[index], size=SMALL_TEXT)
        for row, value in enumerate(layer):
            x, y = places[index][row]
            if value is not None:
                text(figure, x, y, number(value, digits), size=SMALL_TEXT, weight="bold")
            if notes is not None:
                text(figure, x, y + RADIUS + 0.13, notes[index][row], size=SMALL_TEXT)
    return figure


def chain(names: Sequence[str], values: Sequence[float], rates: Sequence[float], title: str = "", digits: int = 3) -> Picture:
    """Draw a chain of numbers, each made from the one before.

    Above each arrow stands how much the next number changes for a change in this one.

    Args:
        names: One for each link.
        values: One for each link.
        rates: One for each arrow, a slope.
        title: A line above it.
        digits: Decimals of the numbers.

    Returns:
        The figure.

    Examples:
        >>> chain(["w", "z"], [1.0, 2.0], [2.0]).description
        'A chain: w = 1.000, z = 2.000. From w to z the rate is +2.000.'
    """
    links = ", ".join(f"{name} = {number(value, digits)}" for name, value in zip(names, values, strict=True))
    arrows = [f"From {a} to {b} the rate is {number(rate, digits, plus=True)}" for a, b, rate in zip(names, names[1:], rates, strict=False)]
    top = 0.1
    figure = picture(WIDTH, top + 1.35, title, f"A chain: {links}", *arrows)
    columns, y = np.linspace(0.42, WIDTH - 0.42, len(names)), top + 0.62
    _rings(figure, [(x, y) for x in columns])
    for x, name, value in zip(columns, names, values, strict=True):
        text(figure, x, y, name, size=TEXT + 2)
        text(figure, x, y + RADIUS + 0.16, number(value, digits), size=SMALL_TEXT)
    for left, right, rate in zip(columns, columns[1:], rates, strict=False):
        a, b = left + RADIUS + 0.03, right - RADIUS - 0.03
        stroke(figure.paper, [(a, y), (b, y), (b - 0.1, y - 0.06), (b, y), (b - 0.1, y + 0.06), (b, y)], ACCENT, 1.4)
        text(figure, (a + b) / 2, y - 0.46, "rate", ACCENT, SMALL_TEXT)
        text(figure, (a + b) / 2, y - 0.24, number(rate, digits, plus=True), ACCENT, SMALL_TEXT, weight="bold")
    return figure


def agreement(x: ArrayLike, y: ArrayLike, title: str = "", x_label: str = "", y_label: str = "") -> Picture:
    """Draw two measurements of the same numbers, one against the other.

    Where they agree, all dots lie on the diagonal.

    Args:
        x: What one way gives.
        y: What the other way gives.
        title: A line above it.
        x_label: What runs across.
        y_label: What runs upwards.

    Returns:
        The figure.

    Examples:
        >>> agreement([1.0, 2.0], [1.0, 2.2]).description
        '2 dots. They lie along the diagonal; the furthest is off it by 9.09e-02 of the largest value.'
    """
    x, y = _floats(x), _floats(y)
    largest = max(np.abs(x).max(), np.abs(y).max())
    top = 0.12 + LINE * bool(y_label)
    side = 2.6
    figure = picture(
        WIDTH,
        top + side + 0.54,
        title,
        counted(x.size, "dot") + (f", {x_label} across and {y_label} upwards" if x_label and y_label else ""),
        f"They lie along the diagonal; the furthest is off it by {np.abs(x - y).max() / largest:.2e} of the largest value",
    )
    axes = chart(figure, 0.8, top, WIDTH - 1.0, side, x_label, y_label)
    limit = 1.08 * largest
    axes.plot([-limit, limit], [-limit, limit], color=ACCENT, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.plot(x, y, "o", color=POSITIVE, markersize=4, markerfacecolor="none")
    axes.set(xlim=(-limit, limit), ylim=(-limit, limit))
    axes.locator_params(nbins=5)
    return figure


def _floats(values: ArrayLike) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.asarray(values, float)


def _rings(figure: Picture, places: Sequence[tuple[float, float]]) -> None:
    x, y = np.transpose(places)
    figure.paper.scatter(x, y, s=(2 * RADIUS * 72) ** 2, c="none", edgecolors=INK, linewidths=1.3, clip_on=False)


def _edge(figure: Picture, start: tuple[float, float], end: tuple[float, float], words: str, value: float, backwards: bool) -> None:
    """Draw an arrow from neuron to neuron, its number where two that cross are still apart."""
    along = np.subtract(end, start)
    along = along / np.hypot(*along)
    a, b = start + along * RADIUS, end - along * RADIUS
    color, dashes = (POSITIVE, "-") if value >= 0 else (NEGATIVE, (0, (4, 2)))
    stroke(figure.paper, [a, b], color, 1.4, linestyle=dashes)
    tip, inward = (a, along) if backwards else (b, -along)
    across = np.array([-along[1], along[0]])
    stroke(figure.paper, [p for side in (-0.05, 0.05) for p in (tip, tip + 0.1 * inward + side * across)], color, 1.4)
    above = across if across[1] < 0 else -across
    x, y = a + 0.3 * (b - a) + (0.11 if abs(along[1]) < 0.1 else 0.05) * above
    side = "center" if abs(along[1]) < 0.1 else "left" if along[1] > 0 else "right"
    text(figure, x, y, words, color, SMALL_TEXT, ha=side)
