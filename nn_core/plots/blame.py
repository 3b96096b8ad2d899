"""Backpropagation on paper: a network small enough to write every number beside its place, and the check of the gradient."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.curves import minus
from nn_core.plots.places import chart, paper, stroke
from nn_core.plots.style import ACCENT, INK, LINE, NEGATIVE, POSITIVE, SMALL_TEXT, TEXT, WIDTH, number, picture, text

RADIUS = 0.27  # inches


def paper_network(nodes, edges, notes=None, title="", heads=None, digits=2, backwards=False):
    """A small network with a number in every neuron and one on every connection.

    nodes: a list of layers, each a list of numbers; None leaves a neuron empty.  edges: one matrix (after, before) for each step.
    notes: words below each neuron, in the same form as nodes.  heads: a name above each layer.
    digits: decimals of the numbers.  backwards: the arrows point to the left.
    """
    rows, pitch = max(map(len, nodes)), 1.25
    top = 0.1 + 1.3 * LINE * bool(title) + LINE * (heads is not None)
    height = rows * pitch
    figure = picture(WIDTH, top + height, describe.paper_network(nodes, edges, notes, title, heads, digits, backwards), title)
    canvas = paper(figure)
    columns = np.linspace(0.5, WIDTH - 0.55, len(nodes))
    places = [
        [(x, top + height / 2 + pitch * (index - (len(layer) - 1) / 2) - 0.08) for index in range(len(layer))]
        for x, layer in zip(columns, nodes, strict=True)
    ]
    for step, matrix in enumerate(edges):
        for (to, start), value in np.ndenumerate(np.asarray(matrix, float)):
            _edge(figure, canvas, places[step][start], places[step + 1][to], number(value, digits, plus=True), value, backwards)
    for index, layer in enumerate(nodes):
        if heads is not None:
            text(figure, columns[index], top - LINE / 2, heads[index], size=SMALL_TEXT)
        for row, value in enumerate(layer):
            x, y = places[index][row]
            canvas.scatter([x], [y], s=(2 * RADIUS * 72) ** 2, c="none", edgecolors=INK, linewidths=1.3)
            if value is not None:
                text(figure, x, y, number(value, digits), size=SMALL_TEXT, weight="bold")
            if notes is not None and notes[index][row]:
                text(figure, x, y + RADIUS + 0.13, notes[index][row], size=SMALL_TEXT)
    return figure


def _edge(figure, canvas, start, end, words, value, backwards):
    """An arrow between two neurons, with its number above it, a third of the way along, where two that cross are apart."""
    start, end = np.array(start), np.array(end)
    along = (end - start) / np.hypot(*(end - start))
    a, b = start + along * RADIUS, end - along * RADIUS
    color, dashes = (POSITIVE, "-") if value >= 0 else (NEGATIVE, (0, (4, 2)))
    stroke(canvas, [tuple(a), tuple(b)], color, 1.4, linestyle=dashes)
    tip, inward = (a, along) if backwards else (b, -along)
    across = np.array([-along[1], along[0]])
    stroke(canvas, [p for side in (-0.05, 0.05) for p in (tuple(tip), tuple(tip + 0.1 * inward + side * across))], color, 1.4)
    above = across if across[1] < 0 else -across
    x, y = a + 0.3 * (b - a) + (0.11 if abs(along[1]) < 0.1 else 0.05) * above
    side = "center" if abs(along[1]) < 0.1 else "left" if along[1] > 0 else "right"
    text(figure, x, y, words, color=color, size=SMALL_TEXT, ha=side)


def chain(names, values, rates, title="", digits=3):
    """A chain of numbers, each made from the one before; above each arrow, how much the next changes for a change in this one.

    names, values: one for each link.  rates: one for each arrow, a slope.
    """
    top = 0.1 + 1.3 * LINE * bool(title)
    figure = picture(WIDTH, top + 1.35, describe.chain(names, values, rates, title, digits), title)
    canvas = paper(figure)
    columns, y = np.linspace(0.42, WIDTH - 0.42, len(names)), top + 0.62
    for x, name, value in zip(columns, names, values, strict=True):
        canvas.scatter([x], [y], s=(2 * RADIUS * 72) ** 2, c="none", edgecolors=INK, linewidths=1.3)
        text(figure, x, y, name, size=TEXT + 2)
        text(figure, x, y + RADIUS + 0.16, number(value, digits), size=SMALL_TEXT)
    for left, right, rate in zip(columns, columns[1:], rates, strict=False):
        a, b = left + RADIUS + 0.03, right - RADIUS - 0.03
        stroke(canvas, [(a, y), (b, y), (b - 0.1, y - 0.06), (b, y), (b - 0.1, y + 0.06), (b, y)], ACCENT, 1.4)
        text(figure, (a + b) / 2, y - 0.46, "rate", color=ACCENT, size=SMALL_TEXT)
        text(figure, (a + b) / 2, y - 0.24, number(rate, digits, plus=True), color=ACCENT, size=SMALL_TEXT, weight="bold")
    return figure


def agreement(x, y, title="", x_label="", y_label=""):
    """Two ways to measure the same numbers, one against the other: where they agree, all dots lie on the diagonal."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    top = 0.12 + 1.3 * LINE * bool(title) + LINE * bool(y_label)
    side = 2.6
    figure = picture(WIDTH, top + side + 0.54, describe.agreement(x, y, title, x_label, y_label), title)
    place = chart(figure, 0.8, top, WIDTH - 1.0, side, x_label, y_label)
    limit = 1.08 * max(np.abs(x).max(), np.abs(y).max())
    place.plot([-limit, limit], [-limit, limit], color=ACCENT, linewidth=1.2, linestyle=(0, (4, 2)))
    place.plot(x, y, "o", color=POSITIVE, markersize=4, markerfacecolor="none")
    place.set(xlim=(-limit, limit), ylim=(-limit, limit))
    place.locator_params(nbins=5)
    minus(place)
    return figure
