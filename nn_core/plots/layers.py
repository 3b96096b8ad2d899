"""The network at work: every layer a column of neurons, lit as far as each is active, and the ten outputs as bars."""

import math

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import bar, paper, plane, stroke, tile
from nn_core.plots.style import GRID, INK, LINE, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, TEXT, WIDTH, grey, number, picture, text

MOST = 16  # neurons a column has room for; of a larger layer it shows the first and the last eight
PITCH = 0.225  # inches from neuron to neuron
NEURON = 11.5  # points across
# Connections in three steps of strength: up to which share of the strongest, how wide, how opaque.
STEPS = ((0.25, 0.4, 0.3), (0.55, 0.9, 0.6), (1.0, 1.7, 0.95))


def layer_activations(activations, title="", weights=None, labels="0123456789"):
    """Every activation of one forward pass: the image, then each layer as a column of neurons from black (0) to white (1).

    activations: one vector for each layer, the input first, as in network.forward_pass(pixels).activations.
    weights: one matrix for each layer after the input; draws the connections between the columns, blue and solid
        for positive, red and dashed for negative, the wider the stronger.  labels: names of the outputs.
    """
    activations = [np.asarray(layer, float).ravel() for layer in activations]
    top = 0.34 + 1.3 * LINE * bool(title)
    height = PITCH * max(len(_shown(layer)) for layer in activations[1:])
    figure = picture(WIDTH, top + height + 0.12, describe.layer_activations(activations, title, weights, labels), title)
    middle = top + height / 2
    canvas = paper(figure)
    side = 1.15 if _is_image(activations[0]) else 0.0
    first = side + 0.62 if side else 0.35
    columns = np.linspace(first, WIDTH - 0.92, len(activations) - bool(side))
    places = [_places(layer, x, middle) for layer, x in zip(activations[bool(side) :], columns, strict=True)]
    if side:
        tile(figure, grey(activations[0]), 0.08, middle - side / 2, side)
        places.insert(0, None)
        text(figure, 0.08 + side / 2, middle - side / 2 - 0.14, _name(0, activations), size=SMALL_TEXT)
    _connect(canvas, places, weights, (0.08 + side, middle))
    for index, layer in enumerate(activations):
        if places[index] is not None:
            draw_neurons(canvas, layer, places[index])
            text(figure, places[index][0, 0], top - 0.2, _name(index, activations), size=SMALL_TEXT)
    _label_outputs(figure, activations[-1], places[-1], list(labels))
    return figure


def outputs(outputs, title="", labels="0123456789"):
    """The output activations as bars, each with its value; the most active one is blue and bold.

    outputs: (10,), from 0 to 1.  labels: a name for each.
    """
    outputs, labels = np.asarray(outputs, float), list(labels)
    row, top, left, length = 0.235, 0.1 + 1.3 * LINE * bool(title), 0.42, WIDTH - 1.1
    figure = picture(WIDTH, top + row * len(outputs) + 0.1, describe.outputs(outputs, title, labels), title)
    output_bars(figure, outputs, labels, left, top, length, row)
    return figure


def output_bars(figure, outputs, labels, left, top, length, row, size=TEXT):
    """One bar for each output, with its label before and its value behind it; the places in inches."""
    place = plane(figure, left, top, length, row * len(outputs), (0, 1), (len(outputs) - 0.5, -0.5))
    best = int(outputs.argmax())
    for index, value in enumerate(outputs):
        bar(place, index, 1.0, 0.62, GRID)
        bar(place, index, np.clip(value, 0, 1), 0.62, POSITIVE if index == best else MUTED)
        y, weight = top + row * (index + 0.5), "bold" if index == best else "normal"
        text(figure, left - 0.14, y, labels[index], weight=weight, size=size)
        text(figure, left + length + 0.1, y, number(value), ha="left", weight=weight, size=size)


def _shown(layer):
    """Which neurons of a layer are drawn; -1 stands for those left out."""
    count = len(layer)
    if count <= MOST:
        return list(range(count))
    half = MOST // 2
    return [*range(half), -1, *range(count - half, count)]


def _is_image(layer):
    return len(layer) > MOST and math.isqrt(len(layer)) ** 2 == len(layer)


def _places(layer, x, middle):
    """(x, y) in inches for each neuron shown. A short column is spread a little, so that it fans out."""
    count = len(_shown(layer))
    pitch = PITCH * min(1.4, MOST / count) if count < MOST else PITCH
    return np.column_stack([np.full(count, x), middle + pitch * (np.arange(count) - (count - 1) / 2)])


def draw_neurons(canvas, layer, places):
    """A circle for each neuron shown, filled by its activation, and dots where some are left out."""
    shown = np.array(_shown(layer))
    x, y = places[shown >= 0].T
    levels = np.clip(layer[shown[shown >= 0]], 0, 1)
    canvas.scatter(x, y, s=NEURON**2, c=np.repeat(levels[:, None], 3, axis=1), edgecolors=MUTED, linewidths=0.8, zorder=3)
    for gap_x, gap_y in places[shown < 0]:
        canvas.text(gap_x, gap_y, "⋮", color=INK, size=SMALL_TEXT, ha="center", va="center_baseline")


def _connect(canvas, places, weights, image_edge):
    for index in range(1, len(places)):
        if places[index - 1] is None:
            ends = [point for place in places[index] for point in (image_edge, tuple(place))]
            stroke(canvas, ends, GRID, 0.6)
        elif weights is None:
            stroke(canvas, [tuple(end) for b in places[index] for a in places[index - 1] for end in (a, b)], GRID, 0.5)
        else:
            draw_weights(canvas, np.asarray(weights[index - 1]), places[index - 1], places[index])


def draw_weights(canvas, weights, before, after):
    """A line for each weight between neurons shown: its colour and dashes are the sign, its width the size."""
    limit = float(np.abs(weights).max()) or 1.0
    from_shown, to_shown = _shown(weights[0]), _shown(weights[:, 0])
    weakest = 0.0
    for strongest, width, opacity in STEPS:
        for sign, color, dashes in ((1, POSITIVE, "-"), (-1, NEGATIVE, (0, (2.2, 1.4)))):
            share = sign * weights / limit
            ends = [
                tuple(end)
                for j, b in zip(to_shown, after, strict=True)
                for k, a in zip(from_shown, before, strict=True)
                if min(j, k) >= 0 and weakest < share[j, k] <= strongest
                for end in (a, b)
            ]
            stroke(canvas, ends, color, width, alpha=opacity, linestyle=dashes)
        weakest = strongest


def _label_outputs(figure, outputs, places, labels):
    best = int(outputs.argmax())
    for index, (x, y) in zip(_shown(outputs), places, strict=True):
        if index >= 0:
            weight = "bold" if index == best else "normal"
            text(figure, x + 0.22, y, labels[index], weight=weight)
            text(figure, x + 0.8, y, number(outputs[index]), size=SMALL_TEXT, ha="right", weight=weight)


def _name(index, activations):
    first = "pixels" if _is_image(activations[0]) else "inputs"
    kind = [first, *["hidden"] * (len(activations) - 2), "outputs"][index]
    return f"{len(activations[index])} {kind}"
