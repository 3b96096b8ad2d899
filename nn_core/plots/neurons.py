"""Neurons as circles with their numbers: a few in a row, or the column that an image is."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, circles, outline, picture, stroke, text, tile
from nn_core.plots.style import GRID, LINE, MARK, MUTED, SMALL_TEXT, WIDTH, Array, brightness, grey
from nn_core.plots.words import number, size_of, span

ACROSS = 30.0  # points: room for a number such as 0.33
PITCH = 0.3  # inches from neuron to neuron in the column


def neurons(activations: ArrayLike, title: str = "", labels: Sequence[str] | None = None) -> Picture:
    """Draw a row of neurons, each with its activation printed in it.

    Args:
        activations: Up to ten numbers from 0 to 1.
        title: A line above them.
        labels: Words below each.

    Returns:
        The figure.

    Examples:
        >>> neurons([0.0, 0.75], "", ["left", "right"]).description
        'A row of 2 neurons, black for activation 0 to white for 1: left at 0.00, right at 0.75.'
    """
    activations = np.asarray(activations, float)
    names = [f"number {index}" for index in range(len(activations))] if labels is None else labels
    every = ", ".join(f"{name} at {number(value)}" for name, value in zip(names, activations, strict=True))
    middle = 0.32
    height = 2 * middle + LINE * (labels is not None)
    figure = picture(WIDTH, height, title, f"A row of {len(activations)} neurons, black for activation 0 to white for 1: {every}")
    columns = WIDTH / len(activations) * (np.arange(len(activations)) + 0.5)
    circles(figure, [(x, middle) for x in columns], activations, ACROSS)
    for x, value in zip(columns, activations, strict=True):
        text(figure, x, middle, number(value), "#ffffff" if value < 0.5 else MARK, SMALL_TEXT)
    for x, words in zip(columns, labels or [], strict=False):
        text(figure, x, 2 * middle + LINE / 2 - 0.04, words, size=SMALL_TEXT)
    return figure


def unrolled(image: ArrayLike, title: str = "", ends: int = 3, middle: tuple[int, int] | None = None) -> Picture:
    """Draw an image beside the column of neurons that its rows become, laid end to end.

    Args:
        image: (28, 28) or (784,).
        title: A line above them.
        ends: How many neurons are shown at the top and at the bottom.
        middle: (first, last + 1), the run that is shown between them; without it, six from the row with the most ink.

    Returns:
        The figure.
    """
    values = brightness(image)
    runs = _runs(values, ends, middle)
    shown = [f"{span('neuron', run)} at {', '.join(number(value) for value in values.flat[run])}" for run in runs]
    upper, side = 0.3, 2.3
    tall = PITCH * (sum(map(len, runs)) + len(runs) - 1)
    figure = picture(
        WIDTH,
        upper + tall,
        title,
        f"An image of {size_of(values)} pixels beside a column of {values.size} neurons: its rows, laid end to end",
        f"Shown are {'; '.join(shown)}",
        "The others are left out, which three dots say",
    )
    top = upper + (tall - side) / 2
    place = tile(figure, grey(values), 0.08, top, side)
    x, y = WIDTH - 0.95, upper + PITCH / 2
    text(figure, x - 0.2, upper - 0.16, "index", MUTED, SMALL_TEXT, ha="right")
    text(figure, x + 0.22, upper - 0.16, "activation", MUTED, SMALL_TEXT, ha="left")
    for run in runs:
        outline(place, np.isin(np.arange(values.size), run).reshape(values.shape))
        if run is not runs[0]:
            text(figure, x, y, "⋮")
            y += PITCH
        heights = y + PITCH * np.arange(len(run))
        edge = top + side * (run[0] // values.shape[1] + 0.5) / values.shape[0]
        stroke(figure.paper, [(0.08 + side, edge), (x - 0.62, heights.mean())], GRID, 1.0)
        circles(figure, [(x, level) for level in heights], values.flat[run], ACROSS / 2)
        for index, level in zip(run, heights, strict=True):
            text(figure, x - 0.2, level, str(index), size=SMALL_TEXT, ha="right")
            text(figure, x + 0.22, level, number(values.flat[index]), size=SMALL_TEXT, ha="left")
        y = heights[-1] + PITCH
    return figure


def _runs(values: Array, ends: int, middle: tuple[int, int] | None) -> list[Array]:
    """Give the indices of the neurons that are shown: first, a run in the middle, last."""
    if middle is None:
        row = int(values.sum(axis=1).argmax())
        first = row * values.shape[1] + max(int((values[row] > 0).argmax()) - 2, 0)
        middle = (first, first + 6)
    return [np.arange(ends), np.arange(*middle), np.arange(values.size - ends, values.size)]
