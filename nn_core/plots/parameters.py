"""All the parameters of a network in one picture, a pixel for each, and how many of them each step holds."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import bar, chart
from nn_core.plots.style import GAP, LINE, MUTED, POSITIVE, SMALL_TEXT, WIDTH, picture, text
from nn_core.plots.weights import signed_tile

BRIGHTEST = 0.98  # of a block: the few that are larger are as bright as this one
COLUMNS = 4  # squares beside each other
INDENT = 0.08  # inches


def all_parameters(list_of_weights, list_of_biases, title=""):
    """All parameters of a network, each a pixel of the same size: blue is positive, red negative, bright is large.

    list_of_weights: for each step, (outputs, inputs).  list_of_biases: for each step, (outputs,).
    Where the inputs are an image, the weights of each neuron are a square like it; elsewhere they are a row, neuron below neuron.
    The biases of a step are a strip beside its rows, or below its squares. Every block has a brightness scale of its own.
    """
    blocks = describe.blocks(list_of_weights, list_of_biases)
    pixel = min(_pixel(weights) for weights, _ in blocks)
    top = 0.04 + 1.3 * LINE * bool(title)
    heights = [_height(weights, pixel) + GAP for weights, _ in blocks]
    figure = picture(WIDTH, top + sum(heights) + LINE, describe.all_parameters(list_of_weights, list_of_biases, title), title)
    for step, ((weights, biases), height) in enumerate(zip(blocks, heights, strict=True), start=1):
        draw = _squares if describe.is_image(weights) else _rows
        draw(figure, weights, biases, top, pixel, step)
        top += height
    text(figure, INDENT, top + LINE / 2 - 0.04, "blue: positive · red: negative · black: near 0", MUTED, SMALL_TEXT, ha="left")
    return figure


def parameter_bars(list_of_weights, list_of_biases, title=""):
    """How many parameters each step holds, as bars with their numbers.

    list_of_weights: for each step, (outputs, inputs).  list_of_biases: for each step, (outputs,).
    """
    counts = [weights.size + biases.size for weights, biases in describe.blocks(list_of_weights, list_of_biases)]
    top, pitch, left, right = 0.08 + 1.3 * LINE * bool(title), 0.42, 0.66, 0.68
    width = WIDTH - left - right
    figure = picture(WIDTH, top + pitch * len(counts) + 0.52, describe.parameter_bars(list_of_weights, list_of_biases, title), title)
    place = chart(figure, left, top, width, pitch * len(counts), "parameters")
    place.set(xlim=(0, max(counts)), ylim=(len(counts) - 0.5, -0.5), yticks=[])
    place.locator_params(axis="x", nbins=4)
    place.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    for index, count in enumerate(counts):
        bar(place, index, count, 0.6, POSITIVE)
        middle = top + pitch * (index + 0.5)
        text(figure, left - 0.1, middle, f"step {index + 1}", ha="right")
        text(figure, left + width * count / max(counts) + 0.08, middle, f"{count:,}", ha="left", weight="bold")
    return figure


def _columns(weights):
    return max(COLUMNS, int(np.ceil(np.sqrt(len(weights)))))


def _pixel(weights):
    """The largest pixel, in inches, with which a block fits into the width."""
    room = WIDTH - 2 * INDENT
    if not describe.is_image(weights):
        return (room - 2.2) / (weights.shape[1] + 3)  # the rest is for the words
    columns = _columns(weights)
    return (room - GAP * (columns - 1)) / (columns * np.sqrt(weights.shape[1]))


def _height(weights, pixel):
    if not describe.is_image(weights):
        return max(len(weights) * pixel, 2 * LINE)
    rows = -(-len(weights) // _columns(weights))
    return rows * (np.sqrt(weights.shape[1]) * pixel + GAP) + LINE


def _squares(figure, weights, biases, top, pixel, step):
    side = round(np.sqrt(weights.shape[1]))
    pitch, columns = side * pixel + GAP, _columns(weights)
    limit = _limit(weights)
    for index, row in enumerate(weights):
        left, upper = INDENT + index % columns * pitch, top + index // columns * pitch
        signed_tile(figure, row.reshape(side, side), left, upper, side * pixel, limit)
    below = top + -(-len(weights) // columns) * pitch
    signed_tile(figure, biases[None, :], INDENT, below + (LINE - pixel) / 2, len(biases) * pixel, _limit(biases))
    words = f"Step {step}: {weights.size:,} weights above, {biases.size} biases here"
    text(figure, INDENT + len(biases) * pixel + GAP, below + LINE / 2, words, size=SMALL_TEXT, ha="left")


def _rows(figure, weights, biases, top, pixel, step):
    height, width = (size * pixel for size in weights.shape)
    signed_tile(figure, weights, INDENT, top, width, _limit(weights))
    strip = INDENT + width + 2 * pixel
    signed_tile(figure, biases[:, None], strip, top, pixel, _limit(biases))
    words = f"Step {step}: {weights.size:,} weights, {biases.size} biases"
    text(figure, strip + pixel + GAP, top + height / 2, words, size=SMALL_TEXT, ha="left")


def _limit(values):
    return float(np.quantile(np.abs(values), BRIGHTEST)) or 1.0
