"""One step of the network as algebra: the arrays of W a + b = z, and the formula."""

from collections.abc import Collection, Sequence

import numpy as np
from matplotlib.image import AxesImage
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, picture, stroke, stroke_cells, text, tile
from nn_core.plots.style import (
    ACCENT,
    INK,
    LINE,
    MARK,
    MUTED,
    OUTLINE,
    POSITIVE,
    SMALL_TEXT,
    TEXT,
    WIDTH,
    Array,
    Arrays,
    grey,
    signed,
    table,
)
from nn_core.plots.weights import grid_in_words, signed_tile
from nn_core.plots.words import counted, listing, minus, number, short

SIGN = 0.3  # inches for the sign between two arrays
FEW = 6  # up to so many rows and columns, every number is printed


def equation(
    arrays: Sequence[ArrayLike],
    signs: Sequence[str],
    names: Sequence[str],
    title: str = "",
    row: int | None = None,
    activations: Collection[int] = (1,),
) -> Picture:
    """Draw arrays side by side with the signs between them, as in W a + b = z.

    Each has its name above and its shape below. Small arrays show their numbers. In large ones a long side stands for more
    numbers, but not to scale.

    Args:
        arrays: Tables of numbers, or vectors, which stand upright.
        signs: One fewer than arrays; "" for a product.
        names: One for each array.
        title: A line above them.
        row: This row is outlined in every array that has as many rows as the first one, but not behind a product: what is
            multiplied by a matrix meets all of its rows.
        activations: Which of the arrays are drawn in grey from 0 to 1; the others are blue and red around 0.

    Returns:
        The figure.

    Examples:
        >>> equation([[[1.0, 2.0]], [3.0, 4.0], [11.0]], ["", "="], ["W", "a", "z"], activations=()).description
        'W a = z. The array W, 1 by 2: 1 2. The array a, 2: 3 4. The array z, 1: 11.'
    """
    given = [np.asarray(array, float) for array in arrays]
    sharing = [] if row is None else [i for i, array in enumerate(given) if len(array) == len(given[0]) and (i == 0 or signs[i - 1])]
    whole = names[0] + "".join(f" {sign} {name}" if sign else f" {name}" for sign, name in zip(signs, names[1:], strict=True))
    outlined = f"Outlined: row {row} of {listing(names[i] for i in sharing)}" if row is not None else ""
    tables = [array[:, None] if array.ndim == 1 else array for array in given]
    small = max(max(array.shape) for array in tables) <= FEW
    widths = [_length(array.shape[1], 0.5 if small else 0.07) for array in tables]
    heights = [_length(array.shape[0], 0.36 if small else 0.07) for array in tables]
    gaps = [SIGN if sign else SIGN / 2 for sign in signs]
    share = min(1.0, (WIDTH - 0.3 - sum(gaps)) / sum(widths))
    widths, heights = ([share * length for length in lengths] for lengths in (widths, heights))
    top, tallest = 0.08 + LINE, max(heights)
    width = 0.3 + sum(widths) + sum(gaps)
    figure = picture(max(width, 2.4), top + tallest + 1.2 * LINE, title, whole, *map(_array_in_words, names, given), outlined)
    left, middle = (figure.get_size_inches()[0] - width) / 2 + 0.15, top + tallest / 2
    for index, (array, name) in enumerate(zip(tables, names, strict=True)):
        across, down = widths[index], heights[index]
        place = _filled(figure, array, index in activations, small, left, middle - down / 2, across, down)
        if row is not None and index in sharing:
            _outline_row(place, array, row)
        text(figure, left + across / 2, middle - down / 2 - LINE / 2, name, size=TEXT + 1)
        shape = " × ".join(map(str, given[index].shape))
        text(figure, left + across / 2, middle + down / 2 + LINE / 2, shape, MUTED, SMALL_TEXT)
        left += across
        if index < len(signs):
            text(figure, left + gaps[index] / 2, middle, signs[index], size=TEXT + 3)
            left += gaps[index]
    return figure


def matrix_row(weights: Arrays, row: int, title: str = "") -> Picture:
    """Draw one row of the matrix, cut into pieces and stacked: the grid of that neuron.

    Args:
        weights: (neurons, 784).
        row: Which neuron.
        title: A line above all of it.

    Returns:
        The figure.
    """
    weights = np.asarray(weights, float)
    grid = table(weights[row])
    side, left, across = 2.3, 0.1, WIDTH - 0.2
    limit = float(np.quantile(np.abs(weights), 0.99)) or 1.0
    first = 0.08
    strip_top = first + LINE + 1.15 + LINE + 0.14
    grid_top = strip_top + 0.2 + LINE + 0.14
    figure = picture(
        WIDTH,
        grid_top + side + 0.1,
        title,
        f"A matrix of {len(weights)} rows and {weights.shape[1]} columns of weights, row {row} outlined",
        f"Below it that row alone, cut into {counted(len(grid), 'piece')} of {grid.shape[1]}",
        f"Below that the pieces stacked into the grid of neuron {row}",
        *grid_in_words(grid),
    )
    text(figure, WIDTH / 2, first + LINE / 2, f"the matrix: {len(weights)} rows of {weights.shape[1]} weights")
    _outline_row(tile(figure, signed(weights, limit), left, first + LINE, across, 1.15), weights, row)
    text(figure, WIDTH / 2, strip_top - LINE / 2, f"row {row}, in {len(grid)} pieces of {grid.shape[1]}")
    strip = tile(figure, signed(weights[row][None], limit), left, strip_top, across, 0.2)
    cuts = np.arange(1, len(grid)) * grid.shape[1] - 0.5
    stroke_cells(strip, [(x, y) for x in cuts for y in (-0.5, 0.5)], MUTED, 0.8)
    piece = int(np.abs(grid).sum(axis=1).argmax())
    start = piece * grid.shape[1] - 0.5
    _box(strip, start, start + grid.shape[1], -0.5, 0.5)
    text(figure, WIDTH / 2, grid_top - LINE / 2, f"the pieces stacked: the grid of neuron {row}")
    _outline_row(signed_tile(figure, grid, (WIDTH - side) / 2, grid_top, side, limit), grid, piece)
    return figure


def neuron_formula(inputs: int = 784) -> Picture:
    """Draw the formula of one neuron j of layer 1, every symbol with its name.

    Args:
        inputs: How many activations the neuron reads.

    Returns:
        The figure.

    Examples:
        >>> neuron_formula(2).description.split(". ")[0]
        'The activation of neuron j in layer 1 is the sigmoid of the weighted input z'
    """
    figure = picture(
        WIDTH,
        2.75,
        "",
        "The activation of neuron j in layer 1 is the sigmoid of the weighted input z",
        f"The weighted input is the weighted sum, {inputs} products, plus the bias of neuron j",
        "Each product is a weight times the activation of a pixel; "
        "the weight, w, has two indices: j for the neuron and a number for the pixel",
    )
    line, last = 1.2, inputs - 1
    for x, base, below, above, color in (
        (0.22, "a", "j", "(1)", INK), (0.64, "=", "", "", INK), (0.89, "σ", "", "", INK), (1.07, "(", "", "", INK),
        (1.26, "w", "j,0", "", POSITIVE), (1.73, "a", "0", "(0)", INK), (2.36, "+ … +", "", "", INK),
        (2.85, "w", f"j,{last}", "", POSITIVE), (3.45, "a", f"{last}", "(0)", INK), (3.93, "+", "", "", INK),
        (4.13, "b", "j", "", ACCENT), (4.37, ")", "", "", INK),
    ):  # fmt: skip
        text(figure, x, line, base, color, TEXT + 5)
        text(figure, x + 0.09, line + 0.1, below, color, SMALL_TEXT, ha="left")
        text(figure, x + 0.09, line - 0.12, above, color, SMALL_TEXT, ha="left")
    pointers = [(1.26, line + 0.22), (1.26, 1.62)]
    for x, words, top, across in (
        (0.22, "activation of neuron j in layer 1", 0.14, "left"),
        (0.89, "sigmoid", 0.46, "center"),
        (1.73, "activation of pixel 0 (layer 0)", 0.46, "left"),
        (4.13, "bias of neuron j", 0.14, "right"),
    ):
        shift = {"left": -0.12, "right": 0.3, "center": 0.0}[across]
        text(figure, x + shift, top, words, ACCENT if x > 4 else INK, SMALL_TEXT, ha=across)
        pointers += [(x, top + 0.12), (x, line - 0.25)]
    stroke(figure.paper, pointers, MUTED, 0.8)
    text(figure, 0.1, 1.74, "weight from pixel 0 to neuron j", POSITIVE, SMALL_TEXT, ha="left")
    for left, right, y, words in (
        (1.17, 3.76, 2.0, f"weighted sum: {inputs} products"),
        (1.17, 4.3, 2.42, "weighted input z, with the bias in it"),
    ):
        stroke(figure.paper, [(left, y), (right, y), (left, y), (left, y - 0.08), (right, y), (right, y - 0.08)], INK, 0.9)
        text(figure, (left + right) / 2, y + 0.14, words, size=SMALL_TEXT)
    return figure


def _array_in_words(name: str, array: Array) -> str:
    extent = f"from {number(array.min())} to {number(array.max())}"
    values = " ".join(map(short, array.ravel())) if array.size <= 12 else extent
    return f"The array {name}, {' by '.join(map(str, array.shape))}: {values}"


def _length(count: int, cell: float) -> float:
    return min(1.75, max(0.17, cell * count))


def _filled(
    figure: Picture, array: Array, is_activation: bool, small: bool, left: float, top: float, across: float, down: float
) -> AxesImage:
    limit = float(np.quantile(np.abs(array), 1.0 if small else 0.99)) or 1.0
    if small:
        for (row, column), value in np.ndenumerate(array):
            bright = value > 0.5 if is_activation else abs(value) > 0.6 * limit
            x, y = left + across * (column + 0.5) / array.shape[1], top + down * (row + 0.5) / array.shape[0]
            text(figure, x, y, minus(f"{value:g}"), MARK if bright else "#ffffff")
    return tile(figure, grey(array) if is_activation else signed(array, limit), left, top, across, down)


def _outline_row(place: AxesImage, array: Array, row: int) -> None:
    _box(place, -0.5, array.shape[1] - 0.5, row - 0.5, row + 0.5)


def _box(place: AxesImage, left: float, right: float, top: float, bottom: float) -> None:
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    ends = [end for pair in zip(corners, corners[1:] + corners[:1], strict=True) for end in pair]
    stroke_cells(place, ends, OUTLINE, 1.6, capstyle="projecting")
