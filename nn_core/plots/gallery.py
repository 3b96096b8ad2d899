"""A neuron and its favourites: the picture of its weights, and beside it the images that light it most."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import tile
from nn_core.plots.style import LINE, SMALL_TEXT, WIDTH, brightness, grey, picture, table, text
from nn_core.plots.weights import signed_tile

ROW_NAME = 0.36  # inches


def favourites(weights, images, names=None, title=""):
    """For each neuron a row: its weights, then images.

    weights: (neurons, 784).  images: for each neuron as many images, (28, 28) or (784,).  names: one for each row.
    """
    names = [str(index) for index in range(len(weights))] if names is None else names
    columns = 1 + len(images[0])
    side = (WIDTH - ROW_NAME - 0.08 - 0.16 - 0.06 * (columns - 1)) / columns
    top = 0.06 + 1.3 * LINE * bool(title)
    figure = picture(WIDTH, top + (side + 0.08) * len(weights), describe.favourites(weights, images, names, title), title)
    for row, (name, grid, liked) in enumerate(zip(names, weights, images, strict=True)):
        upper = top + row * (side + 0.08)
        text(figure, ROW_NAME - 0.06, upper + side / 2, name, ha="right", size=SMALL_TEXT)
        signed_tile(figure, table(grid), ROW_NAME, upper, side, float(np.abs(grid).max()))
        for index, image in enumerate(liked):
            tile(figure, grey(brightness(image)), ROW_NAME + 0.16 + (index + 1) * (side + 0.06), upper, side)
    return figure
