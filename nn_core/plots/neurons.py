"""Neurons as circles, from black (0) to white (1), each with its number: a few in a row, or the column that an image becomes."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import outline, paper, stroke, tile
from nn_core.plots.style import GRID, INK, LINE, MARK, MUTED, SMALL_TEXT, WIDTH, brightness, grey, number, picture, text

ACROSS = 30.0  # points: room for a number such as 0.33
PITCH = 0.3  # inches from neuron to neuron in the column


def neurons(activations, title="", labels=None):
    """A row of neurons, each with its activation printed in it.

    activations: up to ten numbers from 0 to 1.  labels: words below each.
    """
    activations = np.asarray(activations, float)
    top, middle = 1.3 * LINE * bool(title), 0.32
    height = top + 2 * middle + LINE * (labels is not None)
    figure = picture(WIDTH, height, describe.neurons(activations, title, labels), title)
    canvas = paper(figure)
    places = WIDTH / len(activations) * (np.arange(len(activations)) + 0.5)
    _circles(canvas, places, np.full(len(activations), top + middle), activations, ACROSS)
    for x, value in zip(places, activations, strict=True):
        color = "#ffffff" if value < 0.5 else MARK
        text(figure, x, top + middle, number(value), color=color, size=SMALL_TEXT)
    for x, words in zip(places, [] if labels is None else labels, strict=False):
        text(figure, x, top + 2 * middle + LINE / 2 - 0.04, words, size=SMALL_TEXT)
    return figure


def unrolled(image, title="", ends=3, middle=None):
    """An image beside the column of neurons that its rows become, laid end to end.

    image: (28, 28) or (784,).  ends: how many neurons are shown at the top and at the bottom.
    middle: (first, last + 1), the run that is shown between them; without it, six from the row with the most ink.
    """
    values = brightness(image)
    runs = describe.runs(values, ends, middle)
    upper, side = 0.3 + 1.3 * LINE * bool(title), 2.3
    shown = sum(len(run) for run in runs) + len(runs) - 1
    height = upper + PITCH * shown
    figure = picture(WIDTH, height, describe.unrolled(image, title, ends, middle), title)
    top = upper + (PITCH * shown - side) / 2
    place = tile(figure, grey(values), 0.08, top, side)
    for run in runs:
        outline(place, np.isin(np.arange(values.size), run).reshape(values.shape))
    canvas, x, y = paper(figure), WIDTH - 0.95, upper + PITCH / 2
    text(figure, x - 0.2, upper - 0.16, "index", size=SMALL_TEXT, ha="right", color=MUTED)
    text(figure, x + 0.22, upper - 0.16, "activation", size=SMALL_TEXT, ha="left", color=MUTED)
    for run in runs:
        if run is not runs[0]:
            text(figure, x, y, "⋮", color=INK)
            y += PITCH
        heights = y + PITCH * np.arange(len(run))
        edge = top + side * (run[0] // values.shape[1] + 0.5) / values.shape[0]
        stroke(canvas, [(0.08 + side, edge), (x - 0.62, heights.mean())], GRID, 1.0)
        _circles(canvas, np.full(len(run), x), heights, values.ravel()[run], ACROSS / 2)
        for index, level in zip(run, heights, strict=True):
            text(figure, x - 0.2, level, str(index), size=SMALL_TEXT, ha="right")
            text(figure, x + 0.22, level, number(values.flat[index]), size=SMALL_TEXT, ha="left")
        y = heights[-1] + PITCH
    return figure


def _circles(canvas, x, y, activations, across):
    levels = np.repeat(np.clip(activations, 0, 1)[:, None], 3, axis=1)
    canvas.scatter(x, y, s=across**2, c=levels, edgecolors=MUTED, linewidths=0.8, zorder=3)
