"""Pictures of weights: blue is positive, red is negative, and bright is large."""

from collections.abc import Sequence

import numpy as np
from matplotlib.image import AxesImage
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, cells, outline, picture, stroke_cells, text, tile
from nn_core.plots.style import GAP, LINE, MARK, SMALL_TEXT, TEXT, WIDTH, Array, Arrays, brightness, grey, signed, table
from nn_core.plots.words import counted, number, outlining, place_of, size_of

STRONG = 0.5  # of the limit: from here on a weight carries its sign as a mark, and its place is told


def weight_grid(weights: ArrayLike, title: str = "", limit: float | None = None, region: ArrayLike | None = None) -> Picture:
    """Draw the weights of one neuron, laid out as the pixels that they belong to.

    Args:
        weights: (28, 28) or (784,).
        title: A line above them.
        limit: The size that gets the brightest colour; the largest one, unless told.
        region: (28, 28) of True and False; what is True is outlined.

    Returns:
        The figure.

    Examples:
        >>> weight_grid([[0.0, 2.0]]).description
        'A 1 by 2 grid of weights from 0.00 to 2.00. The strongest positive one lies in row 0, column 1; no
        weight is negative.'
    """
    weights = table(weights)
    limit = limit or float(np.abs(weights).max())
    side, top = 3.3, 0.08
    height = side * weights.shape[0] / weights.shape[1]
    figure = picture(side + 0.92, top + height + 0.08, title, *grid_in_words(weights), outlining(region))
    place = signed_tile(figure, weights, 0.08, top, side, limit)
    cells(place)
    if region is not None:
        outline(place, region)
    colour_bar(figure, limit, 0.08 + side + 0.16, top, 0.16, height)
    return figure


def weight_grids(
    weights: Arrays, titles: Sequence[str] | None = None, title: str = "", columns: int = 4, limit: float | None = None
) -> Picture:
    """Draw the weights of a whole layer: a grid for each neuron, all on the same scale.

    Args:
        weights: (neurons, 784).
        titles: A line above each grid; "0", "1", … unless told.
        title: A line above all of them.
        columns: How many stand side by side.
        limit: The size that gets the brightest colour, as do all beyond it; 99 weights in 100 stay below, unless told.

    Returns:
        The figure.
    """
    grids = [table(row) for row in weights]
    sizes = np.abs(np.concatenate([grid.ravel() for grid in grids]))
    # One very strong weight would leave a whole layer in the dark, so one weight in a hundred may be off the scale.
    limit = limit or float(np.quantile(sizes, 0.99)) or float(sizes.max())
    titles = [str(index) for index in range(len(grids))] if titles is None else titles
    columns = min(columns, len(grids))
    rows = -(-len(grids) // columns)
    side, top = (WIDTH - 0.16 - GAP * (columns - 1)) / columns, 0.08
    pitch = side + LINE
    bar_top = top + rows * pitch + 0.14
    lowest, highest = min(grid.min() for grid in grids), max(grid.max() for grid in grids)
    head = f"{counted(len(grids), 'grid')} of {size_of(grids[0])} weights, from {number(lowest)} to {number(highest)}"
    figure = picture(WIDTH, bar_top + 0.5, title, head, *map(_extremes, titles, grids))
    for index, (grid, name) in enumerate(zip(grids, titles, strict=True)):
        left, upper = 0.08 + (index % columns) * (side + GAP), top + (index // columns) * pitch
        text(figure, left + side / 2, upper + LINE / 2 + 0.02, name, size=SMALL_TEXT)
        signed_tile(figure, grid, left, upper + LINE, side, limit)
    colour_bar(figure, limit, WIDTH / 2 - 1.2, bar_top, 2.4, 0.14, beyond=sizes.max() > limit)
    return figure


def weighted_sum(
    weights: ArrayLike, image: ArrayLike, title: str = "", titles: Sequence[str] = ("weights", "image", "products")
) -> Picture:
    """Draw weights, an image, and their products pixel by pixel, W ⊙ a, with their sum.

    Args:
        weights: (28, 28) or (784,).
        image: The same, floats from 0 to 1.
        title: A line above all of them.
        titles: A line above each of the three.

    Returns:
        The figure.
    """
    weights, image = table(weights), brightness(image)
    products = weights * image
    limit = float(np.abs(weights).max())
    sign = 0.2
    side, top = (WIDTH - 0.16 - 2 * sign) / 3, 0.08 + LINE
    figure = picture(
        WIDTH,
        top + side + 1.3 * LINE,
        title,
        f"Three pictures side by side: {titles[0]}, times {titles[1]} pixel by pixel, gives {titles[2]}",
        f"The positive products add up to {number(products[products > 0].sum())}, "
        f"the negative ones to {number(products[products < 0].sum())}, all together to {number(products.sum())}",
    )
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


def signed_tile(figure: Picture, values: Array, left: float, top: float, side: float, limit: float) -> AxesImage:
    """Draw a tile of signed numbers, with + or − on those that are strong.

    Args:
        figure: Where.
        values: (rows, columns).
        left: In inches.
        top: In inches.
        side: Its width in inches.
        limit: The size that gets the brightest colour.

    Returns:
        The tile.
    """
    place = tile(figure, signed(values, limit), left, top, side)
    # One mark a cell where cells are large enough, else one for each block of cells: 5 points is the least that can be read.
    block = int(np.ceil(5.0 / (side * 72 / values.shape[1])))
    if limit:
        _mark(place, values, STRONG * limit, block)
    return place


def colour_bar(figure: Picture, limit: float, left: float, top: float, width: float, height: float, beyond: bool = False) -> None:
    """Draw the scale from −limit to +limit, upright or lying, whichever is longer.

    Args:
        figure: Where.
        limit: The size that gets the brightest colour.
        left: In inches.
        top: In inches.
        width: In inches.
        height: In inches.
        beyond: Some weights exceed the limit, and the ends of the scale say so.
    """
    upright = height > width
    # From -1 to 1, whatever the limit: its last digit, which may differ between two runs, must not decide a colour.
    shares = np.linspace(1, -1, 41)[:, None] if upright else np.linspace(-1, 1, 41)[None, :]
    tile(figure, signed(shares, 1.0), left, top, width, height)
    for share, value in ((0.0, limit), (0.5, 0.0), (1.0, -limit)):
        words = number(value, 2 if limit < 10 else 0, plus=True) if value else "0"
        if beyond and value:
            words = f"{'≥' if value > 0 else '≤'} {words}"
        if upright:
            text(figure, left + width + 0.08, top + 0.07 + share * (height - 0.14), words, size=SMALL_TEXT, ha="left")
        else:
            text(figure, left + width * (1 - share), top + height + 0.16, words, size=SMALL_TEXT)


def grid_in_words(weights: Array) -> tuple[str, str]:
    """Say how far the weights of a grid reach, and where the strongest of each sign lie.

    Args:
        weights: (rows, columns).

    Returns:
        Two sentences.
    """
    size = f"A {size_of(weights)} grid of weights from {number(weights.min())} to {number(weights.max())}"
    return size, strongest(weights)


def strongest(weights: Array) -> str:
    """Say where the weights of each sign lie that are at least STRONG of the largest.

    Args:
        weights: (rows, columns).

    Returns:
        A sentence.
    """
    limit = np.abs(weights).max()
    if not limit:
        return "All of them are 0"
    parts = []
    for sign, name in ((1, "positive"), (-1, "negative")):
        strong = sign * weights >= STRONG * limit
        if strong.any():
            parts.append(f"the strongest {name} {'one lies' if strong.sum() == 1 else 'ones lie'} {whereabouts(strong)}")
        else:
            parts.append(f"no {name} one comes near in size" if (sign * weights > 0).any() else f"no weight is {name}")
    return "; ".join(parts)


def whereabouts(mask: Array) -> str:
    """Name the rows and columns of a patch; strewn cells have no such place.

    Args:
        mask: (rows, columns), True where the patch is.

    Returns:
        The words after "it lies".
    """
    rows, columns = (np.ptp(indices) + 1 for indices in np.nonzero(mask))
    strewn = rows * columns > mask.size / 2 and mask.sum() < rows * columns / 2
    return f"strewn over the whole grid, {mask.sum()} of them" if strewn else f"in {place_of(mask)}"


def _extremes(name: str, grid: Array) -> str:
    up, down = np.unravel_index(grid.argmax(), grid.shape), np.unravel_index(grid.argmin(), grid.shape)
    return (
        f"Grid {name}: largest {number(grid.max())} at row {up[0]}, column {up[1]}, "
        f"smallest {number(grid.min())} at row {down[0]}, column {down[1]}"
    )


def _mark(place: AxesImage, values: Array, least: float, block: int) -> None:
    middle, arm = (block - 1) / 2, 0.26 * block
    for strong, upright in ((values >= least, True), (values <= -least, False)):
        ends = []
        for row, column in _corners(strong, block):
            x, y = column + middle, row + middle
            ends += [(x - arm, y), (x + arm, y)]
            if upright:
                ends += [(x, y - arm), (x, y + arm)]
        stroke_cells(place, ends, MARK, 0.9)


def _corners(strong: Array, block: int) -> list[tuple[int, int]]:
    """Find the upper left corners of as many blocks as fit side by side into what is strong."""
    left, corners = strong.copy(), []
    for y, x in np.argwhere(strong):
        square = left[y : y + block, x : x + block]
        if square.size == block * block and square.all():
            square[:] = False
            corners.append((y, x))
    return corners
