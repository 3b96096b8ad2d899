"""Pictures of weights in words."""

import numpy as np

from nn_core.plots.describe.words import counted, outlining, place_of, sentences, size_of
from nn_core.plots.style import brightness, number, table

STRONG = 0.5  # of the largest: the weights whose place is told


def weighted_sum(weights, image, title="", titles=("weights", "image", "products")):
    """What the products add up to, and how much of it is positive."""
    products = table(weights) * brightness(image)
    positive, negative = products[products > 0].sum(), products[products < 0].sum()
    return sentences(
        title,
        f"Three pictures side by side: {titles[0]}, times {titles[1]} pixel by pixel, gives {titles[2]}",
        f"The positive products add up to {number(positive)}, the negative ones to {number(negative)}, "
        f"all together to {number(products.sum())}",
    )


def weight_grid(weights, title="", limit=None, region=None):
    """The range of the weights, and where the strongest of each sign lie.

    >>> weight_grid([[0.0, 2.0]])
    'A 1 by 2 grid of weights from 0.00 to 2.00. The strongest positive one lies in row 0, column 1; no weight is negative.'
    """
    weights = table(weights)
    return sentences(
        title,
        f"A {size_of(weights)} grid of weights from {number(weights.min())} to {number(weights.max())}",
        strongest(weights),
        outlining(region),
    )


def weight_grids(weights, titles=None, title="", columns=4, limit=None):
    """The range of the whole layer, then of each grid where its strongest weights lie."""
    grids = [table(row) for row in weights]
    titles = [str(index) for index in range(len(grids))] if titles is None else titles
    lowest, highest = min(grid.min() for grid in grids), max(grid.max() for grid in grids)
    head = f"{counted(len(grids), 'grid')} of {size_of(grids[0])} weights, from {number(lowest)} to {number(highest)}"
    parts = []
    for name, grid in zip(titles, grids, strict=True):
        up, down = np.unravel_index(grid.argmax(), grid.shape), np.unravel_index(grid.argmin(), grid.shape)
        parts.append(
            f"Grid {name}: largest {number(grid.max())} at row {up[0]}, column {up[1]}, "
            f"smallest {number(grid.min())} at row {down[0]}, column {down[1]}"
        )
    return sentences(title, head, *parts)


def strongest(weights):
    """Where the weights of each sign lie that are at least STRONG of the largest."""
    limit = np.abs(weights).max()
    if not limit:
        return "All of them are 0"
    parts = []
    for sign, name in ((1, "positive"), (-1, "negative")):
        strong = sign * weights >= STRONG * limit
        if strong.any():
            parts.append(f"the strongest {name} {'one lies' if strong.sum() == 1 else 'ones lie'} {whereabouts(strong)}")
        else:
            weak = f"no {name} one comes near in size" if (sign * weights > 0).any() else f"no weight is {name}"
            parts.append(weak)
    return "; ".join(parts)


def whereabouts(mask):
    """The rows and columns of a patch; strewn cells have no such place."""
    rows, columns = (np.ptp(indices) + 1 for indices in np.nonzero(mask))
    strewn = rows * columns > mask.size / 2 and mask.sum() < rows * columns / 2
    return f"strewn over the whole grid, {mask.sum()} of them" if strewn else f"in {place_of(mask)}"
