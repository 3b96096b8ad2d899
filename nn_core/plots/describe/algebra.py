"""Arrays and the formula in words."""

import numpy as np

from nn_core.plots.describe.weights import weight_grid
from nn_core.plots.describe.words import counted, listing, sentences, short
from nn_core.plots.style import number, table


def equation(arrays, signs, names, title="", row=None, activations=(1,)):
    """Every array with its shape and its range, small ones number by number, and the row that is outlined.

    >>> equation([[[1.0, 2.0]], [3.0, 4.0], [11.0]], ["", "="], ["W", "a", "z"], activations=())
    'W a = z. The array W, 1 by 2: 1 2. The array a, 2: 3 4. The array z, 1: 11.'
    """
    sharing = sharing_rows(arrays, signs)
    signs = [f" {sign} " if sign else " " for sign in signs] + [""]
    whole = "".join(f"{name}{sign}" for name, sign in zip(names, signs, strict=True))
    parts = []
    for name, array in zip(names, arrays, strict=True):
        array = np.asarray(array, float)
        extent = f"from {number(array.min())} to {number(array.max())}"
        values = " ".join(map(short, array.ravel())) if array.size <= 12 else extent
        parts.append(f"The array {name}, {' by '.join(map(str, array.shape))}: {values}")
    outlined = f"Outlined: row {row} of {listing(names[index] for index in sharing)}" if row is not None else ""
    return sentences(title, whole, *parts, outlined)


def sharing_rows(arrays, signs):
    """Which arrays of an equation have the rows of the first one: all of its length but those that it multiplies.

    >>> sharing_rows([[[1.0, 2.0], [3.0, 4.0]], [5.0, 6.0], [17.0, 39.0]], ["", "="])
    [0, 2]
    """
    return [index for index, array in enumerate(arrays) if len(array) == len(arrays[0]) and (index == 0 or signs[index - 1])]


def matrix_row(weights, row, title=""):
    """The size of the matrix, and where the strong weights of the row lie once it is a grid."""
    weights = np.asarray(weights, float)
    grid = table(weights[row])
    return sentences(
        title,
        f"A matrix of {len(weights)} rows and {weights.shape[1]} columns of weights, row {row} outlined",
        f"Below it that row alone, cut into {counted(len(grid), 'piece')} of {grid.shape[1]}",
        f"Below that the pieces stacked into the grid of neuron {row}",
        weight_grid(grid),
    )


def neuron_formula(inputs=784):
    """The formula read aloud, with the name of every symbol.

    >>> neuron_formula(2).split(". ")[0]
    'The activation of neuron j in layer 1 is the sigmoid of the weighted input z'
    """
    return sentences(
        "The activation of neuron j in layer 1 is the sigmoid of the weighted input z",
        f"The weighted input is the weighted sum, {inputs} products, plus the bias of neuron j",
        "Each product is a weight times the activation of a pixel; "
        "the weight, w, has two indices: j for the neuron and a number for the pixel",
    )
