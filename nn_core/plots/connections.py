"""One step of the network: two layers of neurons, and every connection between them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.layers import draw_neurons, draw_weights, outputs_in_words
from nn_core.plots.paper import Picture, picture, stroke, text, tile
from nn_core.plots.style import GRID, LINE, MUTED, SMALL_TEXT, WIDTH, Array, grey, table
from nn_core.plots.words import counted, listing, number, signs

MOST_NEURONS = 16  # a longer layer is drawn as an image
SIDE = 1.0  # inches, of that image
GAP = 1.0  # inches between the two layers


def one_step(
    before: ArrayLike, after: ArrayLike, weights: ArrayLike | None = None, title: str = "", labels: Sequence[str] | None = None
) -> Picture:
    """Draw two layers and what connects them; bright is active.

    Args:
        before: The activations of up to 16 neurons, or an image, whose connections are too many to draw one by one.
        after: Those of the next layer.
        weights: (after, before); colours the connections by sign, the wider the stronger.
        title: A line above them.
        labels: A name below each neuron of the next layer, with its activation.

    Returns:
        The figure.

    Examples:
        >>> one_step([0.9, 0.1], [0.7], [[2.0, -1.0]]).description
        'Above 2 neurons, 1 of them above one half: 0. Below 1 neuron, 1 of them above one half: 0.
        2 connections, 1 positive and 1 negative.'
    """
    before, after = (np.asarray(layer, float).ravel() for layer in (before, after))
    top, as_image = 0.1, len(before) > MOST_NEURONS
    upper = SIDE if as_image else 0.24
    figure = picture(
        WIDTH,
        top + upper + GAP + 0.24 + (2 * LINE if labels is not None else 0.0),
        title,
        _layer_in_words("Above", before),
        _layer_in_words("Below", after),
        counted(before.size * after.size, "connection") + (f", {signs(weights)}" if weights is not None else ""),
        outputs_in_words(after, labels) if labels is not None else "",
    )
    below = _row(len(after), top + upper + GAP)
    if as_image:
        tile(figure, grey(table(before)), (WIDTH - SIDE) / 2, top, SIDE)
        above = np.array([[WIDTH / 2, top + SIDE]])
    else:
        above = _row(len(before), top + 0.12)
    if weights is None or as_image:
        color, width = (GRID, 1.0) if as_image else (MUTED, 0.5)
        stroke(figure.paper, [end for b in below for a in above for end in (a, b)], color, width)
    else:
        draw_weights(figure, np.asarray(weights, float), above, below)
    if not as_image:
        draw_neurons(figure, before, above)
    draw_neurons(figure, after, below)
    for label, value, (x, y) in zip([] if labels is None else labels, after, below, strict=False):
        weight = "bold" if value == after.max() else "normal"
        text(figure, x, y + LINE, str(label), weight=weight)
        text(figure, x, y + 1.9 * LINE, number(value), size=SMALL_TEXT, weight=weight)
    return figure


def _row(count: int, y: float) -> Array:
    """Place so many neurons in a row: (x, y) in inches for each."""
    pitch = min(0.6, (WIDTH - 0.2) / count)
    return np.column_stack([WIDTH / 2 + pitch * (np.arange(count) - (count - 1) / 2), np.full(count, y)])


def _layer_in_words(where: str, layer: Array) -> str:
    lit = np.flatnonzero(layer > 0.5)
    count = counted(layer.size, "neuron") if layer.size <= MOST_NEURONS else f"{layer.size} pixels, as an image"
    return f"{where} {count}, {len(lit)} of them above one half" + (f": {listing(lit)}" if 0 < len(lit) <= MOST_NEURONS else "")
