"""The network at work: a column of neurons for each layer, and the ten outputs as bars."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, bar, circles, picture, plane, stroke, text, tile
from nn_core.plots.style import GRID, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, TEXT, WIDTH, Array, Arrays, grey
from nn_core.plots.words import is_or_are, listing, number, signs

MOST_NEURONS = 16  # neurons a column has room for; of a larger layer it shows the first and the last eight
PITCH = 0.225  # inches from neuron to neuron
NEURON = 11.5  # points across
# Connections in three steps of strength: up to which share of the strongest, how wide, how opaque.
STEPS = ((0.25, 0.4, 0.3), (0.55, 0.9, 0.6), (1.0, 1.7, 0.95))


def layer_activations(
    activations: Arrays, title: str = "", weights: Sequence[ArrayLike] | None = None, labels: Sequence[str] = "0123456789"
) -> Picture:
    """Draw a forward pass: the image, then each layer as a column, black (0) to white (1).

    Args:
        activations: One vector for each layer, the input first, as in network.forward_pass(pixels).activations.
        title: A line above all of it.
        weights: One matrix for each layer after the input; draws the connections between the columns, blue and solid for
            positive, red and dashed for negative, the wider the stronger.
        labels: Names of the outputs.

    Returns:
        The figure.
    """
    layers = [np.asarray(layer, float).ravel() for layer in activations]
    as_image = len(layers[0]) > MOST_NEURONS and math.isqrt(len(layers[0])) ** 2 == len(layers[0])
    kinds = ["pixels" if as_image else "inputs", *["hidden"] * (len(layers) - 2), "outputs"]
    heads = [f"{len(layer)} {kind}" for layer, kind in zip(layers, kinds, strict=True)]
    parts = [f"A network of {len(layers)} layers, each a column of neurons, black for activation 0 to white for 1"]
    for index, layer in enumerate(layers[:-1]):
        lit = np.flatnonzero(layer > 0.5)
        which = f": {listing(lit)}" if 0 < len(lit) <= MOST_NEURONS else ""
        kind = "hidden" if index else "the input"
        parts.append(f"Layer {index}, {kind}: {len(lit)} of {len(layer)} neurons {is_or_are(len(lit))} above one half{which}")
    if weights is not None:
        parts.append("Lines are connections: " + "; ".join(f"into layer {index}, {signs(w)}" for index, w in enumerate(weights, start=1)))
    top = 0.34
    height = PITCH * max(len(_shown(layer)) for layer in layers[1:])
    middle = top + height / 2
    figure = picture(WIDTH, top + height + 0.12, title, *parts, outputs_in_words(layers[-1], labels))
    side = 1.15 * as_image
    columns = np.linspace(side + 0.62 if as_image else 0.35, WIDTH - 0.92, len(layers) - as_image)
    places = [_places(layer, x, middle) for layer, x in zip(layers[as_image:], columns, strict=True)]
    if as_image:
        tile(figure, grey(layers[0]), 0.08, middle - side / 2, side)
        places.insert(0, np.array([[0.08 + side, middle]]))
        text(figure, 0.08 + side / 2, middle - side / 2 - 0.14, heads[0], size=SMALL_TEXT)
    for index in range(1, len(layers)):
        from_image = as_image and index == 1
        if from_image or weights is None:
            ends = [end for b in places[index] for a in places[index - 1] for end in (a, b)]
            stroke(figure.paper, ends, GRID, 0.6 if from_image else 0.5)
        else:
            draw_weights(figure, np.asarray(weights[index - 1]), places[index - 1], places[index])
    for layer, spots, head in list(zip(layers, places, heads, strict=True))[as_image:]:
        draw_neurons(figure, layer, spots)
        text(figure, spots[0, 0], top - 0.2, head, size=SMALL_TEXT)
    _label_outputs(figure, layers[-1], places[-1], labels)
    return figure


def outputs(outputs: ArrayLike, title: str = "", labels: Sequence[str] = "0123456789") -> Picture:
    """Draw the output activations as bars; the most active one is blue and bold.

    Args:
        outputs: (10,), from 0 to 1.
        title: A line above them.
        labels: A name for each.

    Returns:
        The figure.

    Examples:
        >>> outputs([0.1, 0.9]).description
        'The most active of 2 output neurons is 1, at 0.90. All of them: 0 at 0.10, 1 at 0.90.'
    """
    outputs = np.asarray(outputs, float)
    row, top, left, length = 0.235, 0.1, 0.42, WIDTH - 1.1
    figure = picture(WIDTH, top + row * len(outputs) + 0.1, title, outputs_in_words(outputs, labels))
    output_bars(figure, outputs, labels, left, top, length, row)
    return figure


def output_bars(
    figure: Picture, outputs: Array, labels: Sequence[str], left: float, top: float, length: float, row: float, size: float = TEXT
) -> None:
    """Draw one bar for each output, with its label before and its value behind it.

    Args:
        figure: Where.
        outputs: From 0 to 1.
        labels: A name for each.
        left: Where the bars begin, in inches.
        top: Where the first begins.
        length: Of an output of 1, in inches.
        row: From bar to bar, in inches.
        size: Of the text, in points.
    """
    axes = plane(figure, left, top, length, row * len(outputs), (0, 1), (len(outputs) - 0.5, -0.5))
    best = int(outputs.argmax())
    for index, value in enumerate(outputs):
        bar(axes, index, 1.0, 0.62, GRID)
        bar(axes, index, np.clip(value, 0, 1), 0.62, POSITIVE if index == best else MUTED)
        y, weight = top + row * (index + 0.5), "bold" if index == best else "normal"
        text(figure, left - 0.14, y, labels[index], weight=weight, size=size)
        text(figure, left + length + 0.1, y, number(value), ha="left", weight=weight, size=size)


def outputs_in_words(outputs: Array, labels: Sequence[str] = "0123456789") -> str:
    """Say every output with its value, the most active one first.

    Args:
        outputs: From 0 to 1.
        labels: A name for each.

    Returns:
        Two sentences.
    """
    best = int(outputs.argmax())
    every = ", ".join(f"{labels[i]} at {number(value)}" for i, value in enumerate(outputs))
    return f"The most active of {len(outputs)} output neurons is {labels[best]}, at {number(outputs[best])}. All of them: {every}"


def draw_neurons(figure: Picture, layer: Array, places: Array) -> None:
    """Draw a circle for each neuron that is shown, and dots where some are left out.

    Args:
        figure: Where.
        layer: The activations of all neurons, from 0 to 1.
        places: (x, y) in inches for each circle, and for the dots.
    """
    shown = np.array(_shown(layer))
    circles(figure, places[shown >= 0], layer[shown[shown >= 0]], NEURON)
    for x, y in places[shown < 0]:
        text(figure, x, y, "⋮", size=SMALL_TEXT)


def draw_weights(figure: Picture, weights: Array, before: Array, after: Array) -> None:
    """Draw a line for each weight: its colour and dashes are the sign, its width the size.

    Args:
        figure: Where.
        weights: (after, before).
        before: (x, y) in inches for each neuron that is shown of the layer before.
        after: The same of the layer after.
    """
    share = weights / (float(np.abs(weights).max()) or 1.0)
    from_shown, to_shown = _shown(weights[0]), _shown(weights[:, 0])
    weakest = 0.0
    for strongest, width, opacity in STEPS:
        for sign, color, dashes in ((1, POSITIVE, "-"), (-1, NEGATIVE, (0, (2.2, 1.4)))):
            ends = [
                end
                for j, b in zip(to_shown, after, strict=True)
                for k, a in zip(from_shown, before, strict=True)
                if min(j, k) >= 0 and weakest < sign * share[j, k] <= strongest
                for end in (a, b)
            ]
            stroke(figure.paper, ends, color, width, alpha=opacity, linestyle=dashes)
        weakest = strongest


def _shown(layer: Array) -> list[int]:
    """Say which neurons of a layer are drawn; -1 stands for those left out."""
    count = len(layer)
    if count <= MOST_NEURONS:
        return list(range(count))
    half = MOST_NEURONS // 2
    return [*range(half), -1, *range(count - half, count)]


def _places(layer: Array, x: float, middle: float) -> Array:
    """Give (x, y) for each neuron shown; a short column is spread, so that it fans out."""
    count = len(_shown(layer))
    pitch = PITCH * min(1.4, MOST_NEURONS / count) if count < MOST_NEURONS else PITCH
    return np.column_stack([np.full(count, x), middle + pitch * (np.arange(count) - (count - 1) / 2)])


def _label_outputs(figure: Picture, outputs: Array, places: Array, labels: Sequence[str]) -> None:
    best = int(outputs.argmax())
    for index, (x, y) in zip(_shown(outputs), places, strict=True):
        if index >= 0:
            weight = "bold" if index == best else "normal"
            text(figure, x + 0.22, y, labels[index], weight=weight)
            text(figure, x + 0.8, y, number(outputs[index]), size=SMALL_TEXT, ha="right", weight=weight)
