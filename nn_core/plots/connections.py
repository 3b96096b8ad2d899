"""One step of the network: the neurons of a layer above, those of the next below, and every connection between them."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.layers import draw_neurons, draw_weights
from nn_core.plots.places import paper, stroke, tile
from nn_core.plots.style import GRID, LINE, MUTED, SMALL_TEXT, WIDTH, grey, number, picture, table, text

MOST = 16  # a longer layer is drawn as an image
SIDE = 1.0  # inches, of that image
GAP = 1.0  # inches between the two layers


def one_step(before, after, weights=None, title="", labels=None):
    """Two layers and what connects them; bright is active.

    before: the activations of up to 16 neurons, or an image, whose connections are too many to draw one by one.
    after: those of the next layer.  weights: (after, before); colours the connections by sign, the wider the stronger.
    labels: a name below each neuron of the next layer, with its activation.
    """
    before, after = (np.asarray(layer, float).ravel() for layer in (before, after))
    top, as_image = 0.1 + 1.3 * LINE * bool(title), len(before) > MOST
    upper = SIDE if as_image else 0.24
    height = top + upper + GAP + 0.24 + (2 * LINE if labels is not None else 0.0)
    figure = picture(WIDTH, height, describe.one_step(before, after, weights, title, labels), title)
    canvas = paper(figure)
    below = _row(len(after), top + upper + GAP)
    if as_image:
        tile(figure, grey(table(before)), (WIDTH - SIDE) / 2, top, SIDE)
        above = np.array([[WIDTH / 2, top + SIDE]])
    else:
        above = _row(len(before), top + 0.12)
    if weights is None or as_image:
        color, width = (GRID, 1.0) if as_image else (MUTED, 0.5)
        stroke(canvas, [tuple(end) for b in below for a in above for end in (a, b)], color, width)
    else:
        draw_weights(canvas, np.asarray(weights, float), above, below)
    if not as_image:
        draw_neurons(canvas, before, above)
    draw_neurons(canvas, after, below)
    for label, value, (x, y) in zip([] if labels is None else labels, after, below, strict=False):
        weight = "bold" if value == after.max() else "normal"
        text(figure, x, y + LINE, str(label), weight=weight)
        text(figure, x, y + 1.9 * LINE, number(value), size=SMALL_TEXT, weight=weight)
    return figure


def _row(count, y):
    """(x, y) in inches for each neuron."""
    pitch = min(0.6, (WIDTH - 0.2) / count)
    return np.column_stack([WIDTH / 2 + pitch * (np.arange(count) - (count - 1) / 2), np.full(count, y)])
