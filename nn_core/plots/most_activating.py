"""A neuron with its weights, and the images that activate it most."""

from collections.abc import Sequence

import numpy as np

from nn_core.plots.paper import Picture, picture, text, tile
from nn_core.plots.style import SMALL_TEXT, WIDTH, Arrays, brightness, grey, table
from nn_core.plots.weights import signed_tile, strongest, whereabouts
from nn_core.plots.words import counted

ROW_NAME = 0.36  # inches


def most_activating(weights: Arrays, images: Sequence[Arrays], names: Sequence[str] | None = None, title: str = "") -> Picture:
    """Draw a row for each neuron: its weights, then its favourite images.

    Args:
        weights: (neurons, 784).
        images: For each neuron as many images, (28, 28) or (784,).
        names: One for each row.
        title: A line above them.

    Returns:
        The figure.

    Examples:
        >>> most_activating([[1.0, 0.0, 0.0, 0.0]], [[[0.0, 0.0, 0.0, 1.0]]], ["first"]).description
        'Each row shows the weights of a neuron, then 1 image. First: the strongest positive one lies in row 0, column 0;
        no weight is negative; on average its images have their ink in row 1, column 1.'
    """
    names = [str(index) for index in range(len(weights))] if names is None else names
    columns = 1 + len(images[0])
    side = (WIDTH - ROW_NAME - 0.08 - 0.16 - 0.06 * (columns - 1)) / columns
    top = 0.06
    parts = [f"Each row shows the weights of a neuron, then {counted(columns - 1, 'image')}"]
    for name, grid, liked in zip(names, weights, images, strict=True):
        mean = np.mean([brightness(image) for image in liked], axis=0)
        parts.append(f"{name}: {strongest(table(grid))}; on average its images have their ink {whereabouts(mean > mean.max() / 2)}")
    figure = picture(WIDTH, top + (side + 0.08) * len(weights), title, *parts)
    for row, (name, grid, liked) in enumerate(zip(names, weights, images, strict=True)):
        upper = top + row * (side + 0.08)
        text(figure, ROW_NAME - 0.06, upper + side / 2, name, ha="right", size=SMALL_TEXT)
        signed_tile(figure, table(grid), ROW_NAME, upper, side, float(np.abs(grid).max()))
        for index, image in enumerate(liked):
            tile(figure, grey(brightness(image)), ROW_NAME + 0.16 + (index + 1) * (side + 0.06), upper, side)
    return figure
