"""The squished number line in words."""

import numpy as np

from nn_core.plots.describe.words import sentences, short
from nn_core.plots.style import number


def squish(function, reach=8, named=(-8, -2, 0, 2, 8), title="", x_label="", y_label=""):
    """Where each of the named numbers lands.

    >>> squish(np.tanh, 2, (0, 2))
    'A number line from −2 to 2, and below it the range from 0 to 1. Of the whole numbers, these are named: 0 lands at 0.00, 2 lands at 0.96.'
    """
    lines = f"{x_label or 'a number line'} from {short(-reach)} to {short(reach)}, and below it {y_label or 'the range'} from 0 to 1"
    landing = ", ".join(f"{short(z)} lands at {number(float(function(np.float64(z))))}" for z in named)
    return sentences(title, lines, f"Of the whole numbers, these are named: {landing}")
