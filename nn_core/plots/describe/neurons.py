"""Rows and columns of neurons in words."""

import numpy as np

from nn_core.plots.describe.words import sentences, size_of, span
from nn_core.plots.style import brightness, number


def neurons(activations, title="", labels=None):
    """Every neuron with its activation.

    >>> neurons([0.0, 0.75], "", ["left", "right"])
    'A row of 2 neurons, black for activation 0 to white for 1: left at 0.00, right at 0.75.'
    """
    names = [f"number {index}" for index in range(len(activations))] if labels is None else labels
    every = ", ".join(f"{name} at {number(value)}" for name, value in zip(names, activations, strict=True))
    return sentences(title, f"A row of {len(activations)} neurons, black for activation 0 to white for 1: {every}")


def unrolled(image, title="", ends=3, middle=None):
    """How long the column is, and every neuron of it that is shown."""
    values = brightness(image)
    size = f"An image of {size_of(values)} pixels beside a column of {values.size} neurons: its rows, laid end to end"
    shown = [f"{span('neuron', run)} at {', '.join(number(value) for value in values.flat[run])}" for run in runs(values, ends, middle)]
    return sentences(title, size, f"Shown are {'; '.join(shown)}", "The others are left out, which three dots say")


def runs(values, ends, middle):
    """The indices of those neurons of an unrolled image that are shown: the first, a run in the middle, the last."""
    if middle is None:
        row = int(values.sum(axis=1).argmax())
        first = row * values.shape[1] + max(int((values[row] > 0).argmax()) - 2, 0)
        middle = (first, first + 6)
    return [np.arange(ends), np.arange(*middle), np.arange(values.size - ends, values.size)]
