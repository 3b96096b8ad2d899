"""The paper network, its chain and its check in words."""

import numpy as np

from nn_core.plots.describe.words import counted, sentences
from nn_core.plots.style import number


def paper_network(nodes, edges, notes=None, title="", heads=None, digits=2, backwards=False):
    """Layer by layer the number in each neuron, then step by step the number on each connection.

    >>> paper_network([[1.0], [0.5]], [[[2.0]]], digits=1)
    'A network of 2 layers. Layer 0: 1.0. Layer 1: 0.5. On the connections from layer 0 to layer 1: from 0 to 0 +2.0.'
    """
    parts = [f"A network of {len(nodes)} layers" + (", its arrows pointing backwards" if backwards else "")]
    for index, layer in enumerate(nodes):
        written = []
        for row, value in enumerate(layer):
            note = notes[index][row] if notes is not None else ""
            shown = "empty" if value is None else number(value, digits)
            written.append(f"{shown} ({note})" if note else shown)
        head = f", {' '.join(heads[index].split())}" if heads is not None and heads[index] else ""
        parts.append(f"Layer {index}{head}: {', '.join(written)}")
    for step, matrix in enumerate(edges):
        ends = (step + 1, step) if backwards else (step, step + 1)
        each = ", ".join(
            f"from {start} to {to} {number(value, digits, plus=True)}" for (to, start), value in np.ndenumerate(np.asarray(matrix, float))
        )
        parts.append(
            f"On the connections {'between layers {1} and {0}' if backwards else 'from layer {0} to layer {1}'}: ".format(*ends) + each
        )
    return sentences(title, *parts)


def chain(names, values, rates, title="", digits=3):
    """Each link with its value, and the rate of each arrow.

    >>> chain(["w", "z"], [1.0, 2.0], [2.0])
    'A chain: w = 1.000, z = 2.000. From w to z the rate is +2.000.'
    """
    links = ", ".join(f"{name} = {number(value, digits)}" for name, value in zip(names, values, strict=True))
    arrows = [f"From {a} to {b} the rate is {number(rate, digits, plus=True)}" for a, b, rate in zip(names, names[1:], rates, strict=False)]
    return sentences(title, f"A chain: {links}", *arrows)


def agreement(x, y, title="", x_label="", y_label=""):
    """How many dots there are, and how far the furthest lies from the diagonal, as a share of the largest value.

    >>> agreement([1.0, 2.0], [1.0, 2.2])
    '2 dots. They lie along the diagonal; the furthest is off it by 9.09e-02 of the largest value.'
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    furthest = np.abs(x - y).max() / max(np.abs(x).max(), np.abs(y).max())
    axes = f"{counted(x.size, 'dot')}" + (f", {x_label} across and {y_label} upwards" if x_label and y_label else "")
    return sentences(title, axes, f"They lie along the diagonal; the furthest is off it by {furthest:.2e} of the largest value")
