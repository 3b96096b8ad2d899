"""One step of the network as algebra: the matrix, the column that it multiplies, and the formula with its names."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import paper, stroke, tile
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
    grey,
    picture,
    signed,
    table,
    text,
)
from nn_core.plots.weights import signed_tile

SIGN = 0.3  # inches for the sign between two arrays
FEW = 6  # up to so many rows and columns, every number is printed


def equation(arrays, signs, names, title="", row=None, activations=(1,)):
    """Arrays side by side with the signs between them, as in W a + b = z, each with its name above and its shape below.

    arrays: tables of numbers, or vectors, which stand upright.  signs: one fewer than arrays ("" for a product).
    row: this row is outlined in every array that has as many rows as the first one, but not behind a product: what is
    multiplied by a matrix meets all of its rows.
    activations: which of the arrays are drawn in grey from 0 to 1; the others are blue and red around 0.
    Small arrays show their numbers. In large ones a long side stands for more numbers, but not to scale.
    """
    tables = [np.asarray(array, float) for array in arrays]
    tables = [array[:, None] if array.ndim == 1 else array for array in tables]
    small = max(max(array.shape) for array in tables) <= FEW
    widths = [_length(array.shape[1], 0.5 if small else 0.07) for array in tables]
    heights = [_length(array.shape[0], 0.36 if small else 0.07) for array in tables]
    gaps = [SIGN if sign else SIGN / 2 for sign in signs]
    share = min(1.0, (WIDTH - 0.3 - sum(gaps)) / sum(widths))
    widths, heights = ([share * length for length in lengths] for lengths in (widths, heights))
    top, tallest = 0.08 + LINE + 1.3 * LINE * bool(title), max(heights)
    width = 0.3 + sum(widths) + sum(gaps)
    words = describe.equation(arrays, signs, names, title, row, activations)
    figure = picture(max(width, 2.4), top + tallest + 1.2 * LINE, words, title)
    left, middle = (figure.get_size_inches()[0] - width) / 2 + 0.15, top + tallest / 2
    for index, (array, name) in enumerate(zip(tables, names, strict=True)):
        across, down = widths[index], heights[index]
        place = _filled(figure, array, index in activations, small, left, middle - down / 2, across, down)
        if row is not None and index in describe.sharing_rows(tables, signs):
            _outline_row(place, array, row)
        text(figure, left + across / 2, middle - down / 2 - LINE / 2, name, size=TEXT + 1)
        shape = " × ".join(map(str, np.shape(arrays[index])))
        text(figure, left + across / 2, middle + down / 2 + LINE / 2, shape, color=MUTED, size=SMALL_TEXT)
        left += across
        if index < len(signs):
            text(figure, left + gaps[index] / 2, middle, signs[index], size=TEXT + 3)
            left += gaps[index]
    return figure


def matrix_row(weights, row, title=""):
    """One row of the matrix, cut into pieces and stacked: the grid of weights of that neuron.

    weights: (neurons, 784).  row: which neuron.
    """
    weights = np.asarray(weights, float)
    grid = table(weights[row])
    side, left, across = 2.3, 0.1, WIDTH - 0.2
    limit = float(np.quantile(np.abs(weights), 0.99)) or 1.0
    first = 0.08 + 1.3 * LINE * bool(title)
    strip_top = first + LINE + 1.15 + LINE + 0.14
    grid_top = strip_top + 0.2 + LINE + 0.14
    figure = picture(WIDTH, grid_top + side + 0.1, describe.matrix_row(weights, row, title), title)
    text(figure, WIDTH / 2, first + LINE / 2, f"the matrix: {len(weights)} rows of {weights.shape[1]} weights")
    place = tile(figure, signed(weights, limit), left, first + LINE, across, 1.15)
    _outline_row(place, weights, row)
    text(figure, WIDTH / 2, strip_top - LINE / 2, f"row {row}, in {len(grid)} pieces of {grid.shape[1]}")
    place = tile(figure, signed(weights[row][None], limit), left, strip_top, across, 0.2)
    cuts = np.arange(1, len(grid)) * grid.shape[1] - 0.5
    stroke(place, [(x, y) for x in cuts for y in (-0.5, 0.5)], MUTED, 0.8)
    piece = int(np.abs(grid).sum(axis=1).argmax())
    start = piece * grid.shape[1] - 0.5
    _box(place, start, start + grid.shape[1], -0.5, 0.5)
    text(figure, WIDTH / 2, grid_top - LINE / 2, f"the pieces stacked: the grid of neuron {row}")
    place = signed_tile(figure, grid, (WIDTH - side) / 2, grid_top, side, limit)
    _outline_row(place, grid, piece)
    return figure


def neuron_formula(inputs=784):
    """The formula of one neuron j of layer 1, every symbol with its name.

    inputs: how many activations the neuron reads.
    """
    figure = picture(WIDTH, 2.75, describe.neuron_formula(inputs))
    canvas = paper(figure)
    line, last = 1.2, inputs - 1
    for x, base, below, above, color in (
        (0.22, "a", "j", "(1)", INK), (0.64, "=", "", "", INK), (0.89, "σ", "", "", INK), (1.07, "(", "", "", INK),
        (1.26, "w", "j,0", "", POSITIVE), (1.73, "a", "0", "(0)", INK), (2.36, "+ … +", "", "", INK),
        (2.85, "w", f"j,{last}", "", POSITIVE), (3.45, "a", f"{last}", "(0)", INK), (3.93, "+", "", "", INK),
        (4.13, "b", "j", "", ACCENT), (4.37, ")", "", "", INK),
    ):  # fmt: skip
        _symbol(figure, x, line, base, below, above, color)
    for x, words, top, across in (
        (0.22, "activation of neuron j in layer 1", 0.14, "left"),
        (0.89, "sigmoid", 0.46, "center"),
        (1.73, "activation of pixel 0 (layer 0)", 0.46, "left"),
        (4.13, "bias of neuron j", 0.14, "right"),
    ):
        shift = {"left": -0.12, "right": 0.3, "center": 0.0}[across]
        color = ACCENT if x > 4 else INK
        text(figure, x + shift, top, words, size=SMALL_TEXT, ha=across, color=color)
        stroke(canvas, [(x, top + 0.12), (x, line - 0.25)], MUTED, 0.8)
    stroke(canvas, [(1.26, line + 0.22), (1.26, 1.62)], MUTED, 0.8)
    text(figure, 0.1, 1.74, "weight from pixel 0 to neuron j", color=POSITIVE, size=SMALL_TEXT, ha="left")
    for left, right, y, words in (
        (1.17, 3.76, 2.0, f"weighted sum: {inputs} products"),
        (1.17, 4.3, 2.42, "weighted input z, with the bias in it"),
    ):
        stroke(canvas, [(left, y), (right, y), (left, y), (left, y - 0.08), (right, y), (right, y - 0.08)], INK, 0.9)
        text(figure, (left + right) / 2, y + 0.14, words, size=SMALL_TEXT)
    return figure


def _symbol(figure, x, y, base, below, above, color):
    text(figure, x, y, base, size=TEXT + 5, color=color)
    edge = x + 0.09
    if below:
        text(figure, edge, y + 0.1, below, size=SMALL_TEXT, color=color, ha="left")
    if above:
        text(figure, edge, y - 0.12, above, size=SMALL_TEXT, color=color, ha="left")


def _length(count, cell):
    return min(1.75, max(0.17, cell * count))


def _filled(figure, array, is_activation, small, *where):
    limit = float(np.quantile(np.abs(array), 1.0 if small else 0.99)) or 1.0
    place = tile(figure, grey(array) if is_activation else signed(array, limit), *where)
    if small:
        for (y, x), value in np.ndenumerate(array):
            bright = value > 0.5 if is_activation else abs(value) > 0.6 * limit
            place.text(x, y, f"{value:g}".replace("-", "\N{MINUS SIGN}"), MARK if bright else "#ffffff", TEXT)
    return place


def _outline_row(place, array, row):
    _box(place, -0.5, array.shape[1] - 0.5, row - 0.5, row + 0.5)


def _box(place, left, right, top, bottom):
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    ends = [end for pair in zip(corners, corners[1:] + corners[:1], strict=True) for end in pair]
    stroke(place, ends, OUTLINE, 1.6, capstyle="projecting", clip_on=False, zorder=5)
