"""All parameters in words."""

import numpy as np

from nn_core.plots.describe.words import counted, sentences, size_of
from nn_core.plots.style import number, table


def all_parameters(list_of_weights, list_of_biases, title=""):
    """For each step, how many weights and biases there are, how many of them are positive, and their range.

    >>> all_parameters([[[2.0, -1.0]]], [[0.5]])
    'All 3 parameters, a pixel for each. Step 1: 2 weights, 1 positive and 1 negative, from −1.00 to 2.00, as 1 row of 2; 1 bias, 0.50.'
    """
    parts = []
    for step, (weights, biases) in enumerate(blocks(list_of_weights, list_of_biases), start=1):
        rows = len(weights)
        form = (
            f"{counted(rows, 'square')} of {size_of(table(weights[0]))}"
            if is_image(weights)
            else f"{counted(rows, 'row')} of {weights.shape[1]}"
        )
        strip = (
            f"{biases.size} biases, from {number(biases.min())} to {number(biases.max())}" if rows > 1 else f"1 bias, {number(biases[0])}"
        )
        parts.append(
            f"Step {step}: {weights.size:,} weights, {(weights > 0).sum():,} positive and {(weights < 0).sum():,} negative, "
            f"from {number(weights.min())} to {number(weights.max())}, as {form}; {strip}"
        )
    total = sum(np.size(one) for one in [*list_of_weights, *list_of_biases])
    return sentences(title, f"All {total:,} parameters, a pixel for each", *parts)


def parameter_bars(list_of_weights, list_of_biases, title=""):
    """How many parameters each step holds, and what share of all that is.

    >>> parameter_bars([[[2.0, -1.0]]], [[0.5]])
    'Bars: step 1 holds 3 parameters, 100.0 % of all.'
    """
    counts = [weights.size + biases.size for weights, biases in blocks(list_of_weights, list_of_biases)]
    bars = "; ".join(
        f"step {step} holds {count:,} parameters, {count / sum(counts):.1%} of all" for step, count in enumerate(counts, start=1)
    )
    return sentences(title, f"Bars: {bars}".replace("%", " %"))


def blocks(list_of_weights, list_of_biases):
    """Each step as a pair of arrays (weights, biases).

    Raises ValueError when a step has not one bias for each row of its weights.
    """
    steps = [(np.asarray(w, float), np.asarray(b, float)) for w, b in zip(list_of_weights, list_of_biases, strict=True)]
    for step, (weights, biases) in enumerate(steps, start=1):
        if biases.shape != weights.shape[:1]:
            raise ValueError(f"expected one bias for each of the {len(weights)} rows of step {step}, got {biases.size} biases")
    return steps


def is_image(weights):
    """Whether the inputs of a step are too many for a row, and fill a square."""
    inputs = weights.shape[1]
    return inputs > 64 and int(np.sqrt(inputs)) ** 2 == inputs
