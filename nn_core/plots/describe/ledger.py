"""Contributions and boxes in words."""

import numpy as np

from nn_core.plots.describe import layers
from nn_core.plots.describe.words import sentences
from nn_core.plots.style import number


def ledger(weights, activations, bias, output, title=""):
    """Who brings the most in either direction, and the sum.

    >>> ledger([2.0, -1.0], [0.5, 1.0], 0.25, 0.562)
    'Neuron 0 brings the most, +1.00; neuron 1 the least, −1.00. The bias brings +0.25. The sum z is +0.25, the activation 0.562.'
    """
    products = np.asarray(weights, float) * np.asarray(activations, float)
    most, least = int(products.argmax()), int(products.argmin())
    return sentences(
        title,
        f"Neuron {most} brings the most, {number(products[most], plus=True)}; "
        f"neuron {least} the least, {number(products[least], plus=True)}",
        f"The bias brings {number(bias, plus=True)}",
        f"The sum z is {number(products.sum() + bias, plus=True)}, the activation {number(output, 3)}",
    )


def function_box(image, outputs, parameters, title=""):
    """What goes in, what the box holds, and what comes out."""
    return sentences(
        title,
        f"A box with {parameters:,} parameters. Into it goes an image of {np.size(image)} numbers, out of it come {len(outputs)} numbers",
        layers.outputs(outputs),
    )


def cost_box(parameters, examples, cost, title=""):
    """What goes in, what is fixed inside, and what comes out.

    >>> cost_box(9, 20, 0.5)
    'A box, the cost. 9 parameters go in, one number comes out: 0.500. Fixed inside are 20 labelled images.'
    """
    return sentences(
        title,
        "A box, the cost",
        f"{parameters:,} parameters go in, one number comes out: {number(cost, 3)}",
        f"Fixed inside are {examples:,} labelled images",
    )
