"""Many numbers side by side: as dots on a line, as bars, or as the cells of a table."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, bar, chart, picture, text, tile
from nn_core.plots.style import ACCENT, INK, LINE, MARK, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, WIDTH, grey
from nn_core.plots.words import counted, number

NAMES = 1.28  # inches for the names of rows
PITCH = 0.34  # inches from row to row
LARGEST_CELL = 0.42  # inches: a cell is no larger
PRINTED = 0.29  # inches: a smaller cell has no room for its number
BETWEEN = 0.14  # of a row: how far apart the two heights lie on which dots alternate


def strip(
    groups: Mapping[str, ArrayLike],
    title: str = "",
    x_label: str = "",
    domain: tuple[float, float] = (0, 1),
    threshold: float | None = None,
) -> Picture:
    """Draw a row of dots for each group, one dot a number, with a bar at their mean.

    Args:
        groups: A dictionary from a name to numbers.
        title: A line above them.
        x_label: What the numbers measure.
        domain: From where to where the axis goes.
        threshold: Where a dashed line stands.

    Returns:
        The figure.

    Examples:
        >>> strip({"plain": [0.2, 0.4]}, threshold=0.3).description
        'Dots for each of 1 group, and a line at 0.30. Plain: 2 from 0.20 to 0.40, mean 0.30, 1 above the line.'
    """
    sorted_groups = {name: np.sort(np.asarray(values, float)) for name, values in groups.items()}
    parts = [
        f"Dots for each of {counted(len(groups), 'group')}" + (f", and a line at {number(threshold)}" if threshold is not None else "")
    ]
    for name, values in sorted_groups.items():
        above = f", {int((values > threshold).sum())} above the line" if threshold is not None else ""
        parts.append(f"{name}: {len(values)} from {number(values[0])} to {number(values[-1])}, mean {number(values.mean())}{above}")
    top, width = 0.1, WIDTH - NAMES - 0.2
    height = PITCH * len(groups)
    figure = picture(WIDTH, top + height + 0.3 + 0.24 * bool(x_label), title, x_label, *parts)
    axes = chart(figure, NAMES, top, width, height, x_label)
    axes.set(xlim=domain, ylim=(len(groups) - 0.5, -0.5), yticks=[])
    for row, (name, values) in enumerate(sorted_groups.items()):
        sides = np.where(np.arange(len(values)) % 2, BETWEEN, -BETWEEN)
        axes.plot(values, row + sides, "o", color=POSITIVE, markersize=3.4, alpha=0.75, markeredgewidth=0, clip_on=False)
        axes.plot([values.mean()] * 2, [row - 0.36, row + 0.36], color=INK, linewidth=2.0)
        text(figure, NAMES - 0.1, top + PITCH * (row + 0.5), name, ha="right", size=SMALL_TEXT)
    if threshold is not None:
        axes.axvline(threshold, color=ACCENT, linestyle=(0, (3, 2.5)), linewidth=1.4)
    return figure


def bars(values: ArrayLike, names: Sequence[str], title: str = "", x_label: str = "", digits: int = 2) -> Picture:
    """Draw a bar for each number, with the number beside it; bars below 0 are hatched.

    Args:
        values: The numbers.
        names: One for each.
        title: A line above them.
        x_label: What the numbers measure.
        digits: Decimals of the numbers.

    Returns:
        The figure.

    Examples:
        >>> bars([2.0, -1.0], ["a", "b"], "", "points", 1).description
        'Bars of points: a 2.0, b −1.0.'
    """
    values = np.asarray(values, float)
    top, pitch, right = 0.06, 0.22, 0.55
    width, height = WIDTH - NAMES - right, pitch * len(values)
    every = ", ".join(f"{name} {number(value, digits)}" for name, value in zip(names, values, strict=True))
    figure = picture(WIDTH, top + height + 0.3 + 0.24 * bool(x_label), title, f"Bars of {x_label or 'numbers'}: {every}")
    axes = chart(figure, NAMES, top, width, height, x_label)
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    high = high or float(low == 0)
    axes.set(xlim=(low, high), ylim=(len(values) - 0.5, -0.5), yticks=[])
    axes.locator_params(axis="x", nbins=5)
    for row, (value, name) in enumerate(zip(values, names, strict=True)):
        negative = value < 0
        bar(axes, row, value, 0.68, NEGATIVE if negative else POSITIVE, hatch="////" if negative else None, linewidth=0)
        middle = top + pitch * (row + 0.5)
        text(figure, NAMES - 0.1, middle, name, ha="right", size=SMALL_TEXT)
        end = NAMES + width * (max(value, 0.0) - low) / (high - low)
        text(figure, end + 0.06, middle, number(value, digits), ha="left", size=SMALL_TEXT)
    return figure


def shades(
    values: ArrayLike,
    rows: Sequence[object],
    columns: Sequence[object],
    title: str = "",
    row_label: str = "",
    column_label: str = "",
    digits: int = 2,
) -> Picture:
    """Draw a table of numbers as cells, black for 0 to white for the largest.

    Each cell carries its number where there is room.

    Args:
        values: (rows, columns), none negative; a NaN is an empty cell.
        rows: Their names.
        columns: Their names.
        title: A line above the table.
        row_label: What the names of the rows name.
        column_label: What those of the columns name.
        digits: Decimals of the numbers.

    Returns:
        The figure.

    Examples:
        >>> shades([[1.0, 3.0]], ["x"], ["a", "b"], digits=0).description
        'A table of 1 row and 2 columns. The largest number is 3, in row x, column b.
        Row x: largest 3 in column b, smallest 1 in column a.'
    """
    values = np.asarray(values, float)
    largest = np.nanmax(values) or 1.0
    row, column = map(int, np.unravel_index(np.nanargmax(values), values.shape))
    parts = [
        f"A table of {counted(len(rows), 'row')} and {counted(len(columns), 'column')}"
        + (f", {row_label} against {column_label}" if row_label or column_label else ""),
        f"The largest number is {number(values[row, column], digits)}, in row {rows[row]}, column {columns[column]}",
    ]
    for name, numbers in zip(rows, values, strict=True):
        if np.isfinite(numbers).any():
            most, least = int(np.nanargmax(numbers)), int(np.nanargmin(numbers))
            parts.append(
                f"Row {name}: largest {number(numbers[most], digits)} in column {columns[most]}, "
                f"smallest {number(numbers[least], digits)} in column {columns[least]}"
            )
    widest = max(len(str(name)) for name in rows)
    left, above = 0.16 + 0.075 * widest, LINE * bool(row_label or column_label) + LINE
    cell = min(LARGEST_CELL, (WIDTH - left - 0.06) / len(columns))
    top = 0.04 + above
    side = cell * len(columns)
    figure = picture(max(left + side + 0.06, 3.2), top + cell * len(rows) + 0.06, title, *parts)
    tile(figure, grey(np.nan_to_num(values) / largest), left, top, side)
    if row_label or column_label:
        text(figure, 0.04, top - above + LINE / 2, f"{row_label} ↓", MUTED, SMALL_TEXT, ha="left")
        text(figure, left + side, top - above + LINE / 2, f"{column_label} →", MUTED, SMALL_TEXT, ha="right")
    for index, name in enumerate(rows):
        text(figure, left - 0.08, top + cell * (index + 0.5), str(name), ha="right", size=SMALL_TEXT)
    for index, name in enumerate(columns):
        text(figure, left + cell * (index + 0.5), top - LINE / 2, str(name), size=SMALL_TEXT)
    for (row, column), value in np.ndenumerate(values):
        if np.isfinite(value) and cell >= PRINTED:
            x, y = left + cell * (column + 0.5), top + cell * (row + 0.5)
            text(figure, x, y, number(value, digits), "#ffffff" if value < 0.5 * largest else MARK, SMALL_TEXT)
    return figure
