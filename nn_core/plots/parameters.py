"""All the parameters of a network: a pixel for each, and how many each step holds."""

import math

import numpy as np

from nn_core.plots.paper import Picture, bar, chart, picture, text
from nn_core.plots.style import GAP, LINE, MUTED, POSITIVE, SMALL_TEXT, WIDTH, Array, Arrays, table
from nn_core.plots.weights import signed_tile
from nn_core.plots.words import counted, number, size_of

BRIGHTEST = 0.98  # of a block: the few that are larger are as bright as this one
COLUMNS = 4  # squares beside each other
INDENT = 0.08  # inches


def all_parameters(list_of_weights: Arrays, list_of_biases: Arrays, title: str = "") -> Picture:
    """Draw all parameters of a network, each a pixel of the same size.

    Blue is positive, red is negative, bright is large. Where the inputs are an image, the weights of each neuron are a square
    like it; elsewhere they are a row, neuron below neuron. The biases of a step are a strip beside its rows, or below its
    squares. Every block has a brightness scale of its own.

    Args:
        list_of_weights: For each step, (outputs, inputs).
        list_of_biases: For each step, (outputs,).
        title: A line above all of it.

    Returns:
        The figure.

    Raises:
        ValueError: A step has not one bias for each row of its weights.

    Examples:
        >>> all_parameters([[[2.0, -1.0]]], [[0.5]]).description
        'All 3 parameters, a pixel for each. Step 1: 2 weights, 1 positive and 1 negative, from −1.00 to
        2.00, as 1 row of 2; 1 bias, 0.50.'
    """
    steps = _steps(list_of_weights, list_of_biases)
    total = sum(weights.size + biases.size for weights, biases in steps)
    said = [_step_in_words(step, *pair) for step, pair in enumerate(steps, start=1)]
    pixel = min(_pixel(weights) for weights, _ in steps)
    top = 0.04
    heights = [_height(weights, pixel) + GAP for weights, _ in steps]
    figure = picture(WIDTH, top + sum(heights) + LINE, title, f"All {total:,} parameters, a pixel for each", *said)
    for step, ((weights, biases), height) in enumerate(zip(steps, heights, strict=True), start=1):
        draw = _squares if _is_image(weights) else _rows
        draw(figure, weights, biases, top, pixel, step)
        top += height
    text(figure, INDENT, top + LINE / 2 - 0.04, "blue: positive · red: negative · black: near 0", MUTED, SMALL_TEXT, ha="left")
    return figure


def parameter_bars(list_of_weights: Arrays, list_of_biases: Arrays, title: str = "") -> Picture:
    """Draw how many parameters each step holds, as bars with their numbers.

    Args:
        list_of_weights: For each step, (outputs, inputs).
        list_of_biases: For each step, (outputs,).
        title: A line above them.

    Returns:
        The figure.

    Raises:
        ValueError: A step has not one bias for each row of its weights.

    Examples:
        >>> parameter_bars([[[2.0, -1.0]]], [[0.5]]).description
        'Bars: step 1 holds 3 parameters, 100.0 % of all.'
    """
    counts = [weights.size + biases.size for weights, biases in _steps(list_of_weights, list_of_biases)]
    said = [
        f"step {step} holds {count:,} parameters, {100 * count / sum(counts):.1f} % of all" for step, count in enumerate(counts, start=1)
    ]
    top, pitch, left, right = 0.08, 0.42, 0.66, 0.68
    width = WIDTH - left - right
    figure = picture(WIDTH, top + pitch * len(counts) + 0.52, title, f"Bars: {'; '.join(said)}")
    axes = chart(figure, left, top, width, pitch * len(counts), "parameters")
    axes.set(xlim=(0, max(counts)), ylim=(len(counts) - 0.5, -0.5), yticks=[])
    axes.locator_params(axis="x", nbins=4)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    for index, count in enumerate(counts):
        bar(axes, index, count, 0.6, POSITIVE)
        middle = top + pitch * (index + 0.5)
        text(figure, left - 0.1, middle, f"step {index + 1}", ha="right")
        text(figure, left + width * count / max(counts) + 0.08, middle, f"{count:,}", ha="left", weight="bold")
    return figure


def _steps(list_of_weights: Arrays, list_of_biases: Arrays) -> list[tuple[Array, Array]]:
    steps = [(np.asarray(w, float), np.asarray(b, float)) for w, b in zip(list_of_weights, list_of_biases, strict=True)]
    for step, (weights, biases) in enumerate(steps, start=1):
        if biases.shape != weights.shape[:1]:
            raise ValueError(f"expected one bias for each of the {len(weights)} rows of step {step}, got {biases.size} biases")
    return steps


def _step_in_words(step: int, weights: Array, biases: Array) -> str:
    rows, inputs = weights.shape
    form = f"{counted(rows, 'square')} of {size_of(table(weights[0]))}" if _is_image(weights) else f"{counted(rows, 'row')} of {inputs}"
    strip = f"{rows} biases, from {number(biases.min())} to {number(biases.max())}" if rows > 1 else f"1 bias, {number(biases[0])}"
    return (
        f"Step {step}: {weights.size:,} weights, {(weights > 0).sum():,} positive and {(weights < 0).sum():,} negative, "
        f"from {number(weights.min())} to {number(weights.max())}, as {form}; {strip}"
    )


def _is_image(weights: Array) -> bool:
    """Say whether the inputs of a step are too many for a row, and fill a square."""
    inputs = len(weights[0])
    return inputs > 64 and math.isqrt(inputs) ** 2 == inputs


def _columns(weights: Array) -> int:
    return max(COLUMNS, math.ceil(math.sqrt(len(weights))))


def _pixel(weights: Array) -> float:
    """Give the largest pixel, in inches, with which a block fits into the width."""
    room = WIDTH - 2 * INDENT
    if not _is_image(weights):
        return (room - 2.2) / (len(weights[0]) + 3)  # the rest is for the words
    columns = _columns(weights)
    return (room - GAP * (columns - 1)) / (columns * math.sqrt(len(weights[0])))


def _height(weights: Array, pixel: float) -> float:
    if not _is_image(weights):
        return max(len(weights) * pixel, 2 * LINE)
    rows = -(-len(weights) // _columns(weights))
    return rows * (math.sqrt(len(weights[0])) * pixel + GAP) + LINE


def _squares(figure: Picture, weights: Array, biases: Array, top: float, pixel: float, step: int) -> None:
    side = math.isqrt(len(weights[0]))
    pitch, columns = side * pixel + GAP, _columns(weights)
    limit = _limit(weights)
    for index, row in enumerate(weights):
        left, upper = INDENT + index % columns * pitch, top + index // columns * pitch
        signed_tile(figure, row.reshape(side, side), left, upper, side * pixel, limit)
    below = top + -(-len(weights) // columns) * pitch
    signed_tile(figure, biases[None, :], INDENT, below + (LINE - pixel) / 2, len(biases) * pixel, _limit(biases))
    words = f"Step {step}: {weights.size:,} weights above, {biases.size} biases here"
    text(figure, INDENT + len(biases) * pixel + GAP, below + LINE / 2, words, size=SMALL_TEXT, ha="left")


def _rows(figure: Picture, weights: Array, biases: Array, top: float, pixel: float, step: int) -> None:
    height, width = (size * pixel for size in weights.shape)
    signed_tile(figure, weights, INDENT, top, width, _limit(weights))
    strip = INDENT + width + 2 * pixel
    signed_tile(figure, biases[:, None], strip, top, pixel, _limit(biases))
    words = f"Step {step}: {weights.size:,} weights, {biases.size} biases"
    text(figure, strip + pixel + GAP, top + height / 2, words, size=SMALL_TEXT, ha="left")


def _limit(values: Array) -> float:
    return float(np.quantile(np.abs(values), BRIGHTEST)) or 1.0
