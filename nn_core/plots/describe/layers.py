"""Activations, layer by layer, in words."""

import numpy as np

from nn_core.plots.describe.words import is_or_are, listing, sentences
from nn_core.plots.style import number


def outputs(outputs, title="", labels="0123456789"):
    """Every output with its value, the most active one first named.

    >>> outputs([0.1, 0.9])
    'The most active of 2 output neurons is 1, at 0.90. All of them: 0 at 0.10, 1 at 0.90.'
    """
    outputs, labels = np.asarray(outputs), list(labels)
    best = int(outputs.argmax())
    every = ", ".join(f"{labels[i]} at {number(value)}" for i, value in enumerate(outputs))
    head = f"The most active of {len(outputs)} output neurons is {labels[best]}, at {number(outputs[best])}"
    return sentences(title, head, f"All of them: {every}")


def layer_activations(activations, title="", weights=None, labels="0123456789"):
    """Layer by layer: how many neurons, how many of them more than half lit, and the outputs one by one."""
    parts = [f"A network of {len(activations)} layers, each a column of neurons, black for activation 0 to white for 1"]
    for index, layer in enumerate(activations[:-1]):
        layer = np.asarray(layer).ravel()
        lit = np.flatnonzero(layer > 0.5)
        which = f": {listing(lit)}" if 0 < len(lit) <= 16 else ""
        kind = "the input" if index == 0 else "hidden"
        parts.append(f"Layer {index}, {kind}: {len(lit)} of {len(layer)} neurons {is_or_are(len(lit))} above one half{which}")
    if weights is not None:
        parts.append(
            "Lines are connections: " + "; ".join(
                f"into layer {index}, {int((w > 0).sum())} positive and {int((w < 0).sum())} negative"
                for index, w in enumerate(map(np.asarray, weights), start=1)
            )
        )  # fmt: skip
    return sentences(title, *parts, outputs(activations[-1], "", labels))
