"""Neurons beside their favourite images, in words."""

import numpy as np

from nn_core.plots.describe.weights import strongest, whereabouts
from nn_core.plots.describe.words import counted, sentences
from nn_core.plots.style import brightness, table


def favourites(weights, images, names=None, title=""):
    """For each neuron where its strong weights lie, and where the ink of its images is.

    >>> favourites([[1.0, 0.0, 0.0, 0.0]], [[[0.0, 0.0, 0.0, 1.0]]], ["first"])
    'Each row shows the weights of a neuron, then 1 image. First: the strongest positive one lies in row 0, column 0;
    no weight is negative; on average its images have their ink in row 1, column 1.'
    """
    names = [str(index) for index in range(len(weights))] if names is None else names
    parts = [f"Each row shows the weights of a neuron, then {counted(len(images[0]), 'image')}"]
    for name, grid, liked in zip(names, weights, images, strict=True):
        mean = np.mean([brightness(image) for image in liked], axis=0)
        parts.append(f"{name}: {strongest(table(grid))}; on average its images have their ink {whereabouts(mean > mean.max() / 2)}")
    return sentences(title, *parts)
