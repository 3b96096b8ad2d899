"""One step of the network in words."""

import numpy as np

from nn_core.plots.describe.layers import outputs
from nn_core.plots.describe.words import counted, listing, sentences


def one_step(before, after, weights=None, title="", labels=None):
    """How many neurons stand above and below, which of them are lit, and what the connections say.

    >>> one_step([0.9, 0.1], [0.7], [[2.0, -1.0]])
    'Above 2 neurons, 1 of them above one half: 0. Below 1 neuron, 1 of them above one half: 0. 2 connections, 1 positive and 1 negative.'
    """
    parts = []
    for where, layer in (("Above", before), ("Below", after)):
        lit = np.flatnonzero(np.asarray(layer).ravel() > 0.5)
        kind = "pixel, as an image" if np.size(layer) > 16 else "neuron"
        count = counted(np.size(layer), kind) if kind == "neuron" else f"{np.size(layer)} pixels, as an image"
        parts.append(f"{where} {count}, {len(lit)} of them above one half" + (f": {listing(lit)}" if 0 < len(lit) <= 16 else ""))
    lines = f"{counted(np.size(before) * np.size(after), 'connection')}"
    if weights is not None:
        lines += f", {int((np.asarray(weights) > 0).sum())} positive and {int((np.asarray(weights) < 0).sum())} negative"
    return sentences(title, *parts, lines, outputs(after, "", labels) if labels is not None else "")
