"""Comparisons of numbers in words."""

import numpy as np

from nn_core.plots.describe.words import counted, sentences
from nn_core.plots.style import number


def strip(groups, title="", x_label="", domain=(0, 1), threshold=None):
    """For each group how many numbers, their range and mean, and how many lie above the threshold.

    >>> strip({"plain": [0.2, 0.4]}, threshold=0.3)
    'Dots for each of 1 group, and a line at 0.30. Plain: 2 from 0.20 to 0.40, mean 0.30, 1 above the line.'
    """
    parts = [
        f"Dots for each of {counted(len(groups), 'group')}" + (f", and a line at {number(threshold)}" if threshold is not None else "")
    ]
    for name, values in groups.items():
        values = np.asarray(values, float)
        above = f", {int((values > threshold).sum())} above the line" if threshold is not None else ""
        parts.append(f"{name}: {len(values)} from {number(values.min())} to {number(values.max())}, mean {number(values.mean())}{above}")
    return sentences(title, x_label, *parts)


def bars(values, names, title="", x_label="", digits=2):
    """Every bar with its number, in the order in which they stand.

    >>> bars([2.0, -1.0], ["a", "b"], "", "points", 1)
    'Bars of points: a 2.0, b −1.0.'
    """
    every = ", ".join(f"{name} {number(value, digits)}" for name, value in zip(names, values, strict=True))
    return sentences(title, f"Bars of {x_label or 'numbers'}: {every}")


def shades(values, rows, columns, title="", row_label="", column_label="", digits=2):
    """The size of the table, its largest number, and the largest of each row.

    >>> shades([[1.0, 3.0]], ["x"], ["a", "b"], digits=0)
    'A table of 1 row and 2 columns. The largest number is 3, in row x, column b. Row x: largest 3 in column b, smallest 1 in column a.'
    """
    values = np.asarray(values, float)
    row, column = np.unravel_index(np.nanargmax(values), values.shape)
    named = f", {row_label} against {column_label}" if row_label or column_label else ""
    parts = [
        f"A table of {counted(len(rows), 'row')} and {counted(len(columns), 'column')}{named}",
        f"The largest number is {number(values[row, column], digits)}, in row {rows[row]}, column {columns[column]}",
    ]
    for name, numbers in zip(rows, values, strict=True):
        if np.isfinite(numbers).any():
            most, least = int(np.nanargmax(numbers)), int(np.nanargmin(numbers))
            parts.append(
                f"Row {name}: largest {number(numbers[most], digits)} in column {columns[most]}, "
                f"smallest {number(numbers[least], digits)} in column {columns[least]}"
            )
    return sentences(title, *parts)
