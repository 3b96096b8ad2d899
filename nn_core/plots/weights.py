"""Pictures of weights: blue is positive, red is negative, brightness is size, and + or − marks the strong ones."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import cells, outline, stroke, tile
from nn_core.plots.style import GAP, LINE, MARK, SMALL_TEXT, TEXT, WIDTH, brightness, grey, number, picture, signed, table, text

STRONG = 0.5  # of the limit: from here on a weight carries its sign as a mark


def weight_grid(weights, title="", limit=None, region=None):
    """The weights of one neuron, laid out as the pixels that they belong to, with a colour bar.

    weights: (28, 28) or (784,).  limit: the size that gets the brightest colour (the largest one, unless told).
    region: (28, 28) of True and False; what is True is outlined.
    """
    weights = table(weights)
    limit = limit or float(np.abs(weights).max())
    side, top = 3.3, 0.08 + 1.3 * LINE * bool(title)
    height = side * weights.shape[0] / weights.shape[1]
    figure = picture(side + 0.92, top + height + 0.08, describe.weight_grid(weights, title, limit, region), title)
    place = signed_tile(figure, weights, 0.08, top, side, limit)
    cells(place)
    if region is not None:
        outline(place, region)
    colour_bar(figure, limit, 0.08 + side + 0.16, top, 0.16, height)
    return figure


def weight_grids(weights, titles=None, title="", columns=4, limit=None):
    """The weights of a whole layer in one mosaic: one grid for each neuron, all on the same scale.

    weights: (neurons, 784).  titles: a line above each grid ("0", "1", … unless told).
    limit: the size that gets the brightest colour, as do all beyond it (99 weights in 100 stay below, unless told).
    """
    grids = [table(row) for row in weights]
    sizes = np.abs(np.concatenate([grid.ravel() for grid in grids]))
    # One very strong weight would leave a whole layer in the dark, so one weight in a hundred may be off the scale.
    limit = limit or float(np.quantile(sizes, 0.99)) or float(sizes.max())
    titles = [str(index) for index in range(len(grids))] if titles is None else titles
    columns = min(columns, len(grids))
    rows = -(-len(grids) // columns)
    side, top = (WIDTH - 0.16 - GAP * (columns - 1)) / columns, 0.08 + 1.3 * LINE * bool(title)
    pitch = side + LINE
    bar_top = top + rows * pitch + 0.14
    figure = picture(WIDTH, bar_top + 0.5, describe.weight_grids(weights, titles, title, columns, limit), title)
    for index, (grid, name) in enumerate(zip(grids, titles, strict=True)):
        left, upper = 0.08 + (index % columns) * (side + GAP), top + (index // columns) * pitch
        text(figure, left + side / 2, upper + LINE / 2 + 0.02, name, size=SMALL_TEXT)
        signed_tile(figure, grid, left, upper + LINE, side, limit)
    colour_bar(figure, limit, WIDTH / 2 - 1.2, bar_top, 2.4, 0.14, beyond=sizes.max() > limit)
    return figure


def weighted_sum(weights, image, title="", titles=("weights", "image", "products")):
    """Weights, image and their products pixel by pixel, W ⊙ a, side by side; the sum of the products under the last.

    weights: (28, 28) or (784,).  image: the same, floats from 0 to 1.
    """
    weights, image = table(weights), brightness(image)
    products = weights * image
    limit = float(np.abs(weights).max())
    sign = 0.2
    side, top = (WIDTH - 0.16 - 2 * sign) / 3, 0.08 + LINE + 1.3 * LINE * bool(title)
    figure = picture(WIDTH, top + side + 1.3 * LINE, describe.weighted_sum(weights, image, title, titles), title)
    lefts = [0.08 + index * (side + sign) for index in range(3)]
    signed_tile(figure, weights, lefts[0], top, side, limit)
    tile(figure, grey(image), lefts[1], top, side)
    signed_tile(figure, products, lefts[2], top, side, limit)
    for left, words in zip(lefts, titles, strict=True):
        text(figure, left + side / 2, top - LINE / 2, words)
    for left, words in zip(lefts[1:], "×=", strict=True):
        text(figure, left - sign / 2, top + side / 2, words, size=TEXT + 3)
    text(figure, lefts[2] + side / 2, top + side + LINE / 2 + 0.03, f"sum {number(products.sum())}", weight="bold")
    return figure


def signed_tile(figure, values, left, top, side, limit):
    """A picture of signed numbers with their marks."""
    place = tile(figure, signed(values, limit), left, top, side)
    # One mark a cell where cells are large enough, else one for each block of cells: 5 points is the least that can be read.
    block = int(np.ceil(5.0 / (side * 72 / values.shape[1])))
    _mark(place, values, limit, block)
    return place


def colour_bar(figure, limit, left, top, width, height, beyond=False):
    """The scale from −limit to +limit, upright or lying, whichever way it is longer; beyond: some weights exceed it."""
    upright = height > width
    # From -1 to 1, whatever the limit: its last digit, which may differ between two runs, must not decide a colour.
    shares = np.linspace(1, -1, 41)[:, None] if upright else np.linspace(-1, 1, 41)[None, :]
    place = tile(figure, signed(shares, 1.0), left, top, width, height)
    for share, value in ((0.0, limit), (0.5, 0.0), (1.0, -limit)):
        words = number(value, 2 if limit < 10 else 0, plus=True) if value else "0"
        if beyond and value:
            words = f"{'≥' if value > 0 else '≤'} {words}"
        if upright:
            text(figure, left + width + 0.08, top + 0.07 + share * (height - 0.14), words, size=SMALL_TEXT, ha="left")
        else:
            text(figure, left + width * (1 - share), top + height + 0.16, words, size=SMALL_TEXT)
    return place


def _mark(place, values, limit, block):
    middle, arm = (block - 1) / 2, 0.26 * block
    for strong, upright in ((values >= STRONG * limit, True), (values <= -STRONG * limit, False)):
        corners = _corners(strong, block) if limit else []
        ends = []
        for y, x in np.array(corners).reshape(-1, 2) + middle:
            ends += [(x - arm, y), (x + arm, y)]
            if upright:
                ends += [(x, y - arm), (x, y + arm)]
        if ends:
            stroke(place, ends, MARK, 0.9)


def _corners(strong, block):
    """The upper left corners of as many blocks as fit side by side into what is strong, wherever a pattern begins."""
    left, corners = strong.copy(), []
    for y, x in np.argwhere(strong):
        square = left[y : y + block, x : x + block]
        if square.size == block * block and square.all():
            square[:] = False
            corners.append((y, x))
    return corners
