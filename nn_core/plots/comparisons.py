"""Many numbers side by side: dots on a line for each group, bars with their numbers, and a table whose cells are as bright as their numbers."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import bar, chart, tile
from nn_core.plots.style import ACCENT, INK, LINE, MARK, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, WIDTH, grey, number, picture, text

NAMES = 1.28  # inches for the names of rows
PITCH = 0.34  # inches from row to row
MOST = 0.42  # inches: a cell is no larger
PRINTED = 0.29  # inches: a smaller cell has no room for its number
BETWEEN = 0.14  # of a row: how far apart the two heights lie on which dots alternate


def strip(groups, title="", x_label="", domain=(0, 1), threshold=None):
    """A row of dots for each group, one dot a number, with a bar at their mean; a dashed line at the threshold.

    groups: a dictionary from a name to numbers.  domain: from where to where the axis goes.
    """
    top, width = 0.1 + 1.3 * LINE * bool(title), WIDTH - NAMES - 0.2
    height = PITCH * len(groups)
    figure = picture(WIDTH, top + height + 0.3 + 0.24 * bool(x_label), describe.strip(groups, title, x_label, domain, threshold), title)
    place = chart(figure, NAMES, top, width, height, x_label)
    place.set(xlim=domain, ylim=(len(groups) - 0.5, -0.5), yticks=[])
    place.xaxis.set_major_formatter(lambda value, _: f"{value:g}".replace("-", "\N{MINUS SIGN}"))
    for row, (name, values) in enumerate(groups.items()):
        values = np.sort(np.asarray(values, float))
        sides = np.where(np.arange(len(values)) % 2, BETWEEN, -BETWEEN)
        place.plot(values, row + sides, "o", color=POSITIVE, markersize=3.4, alpha=0.75, markeredgewidth=0, clip_on=False)
        place.plot([values.mean()] * 2, [row - 0.36, row + 0.36], color=INK, linewidth=2.0)
        text(figure, NAMES - 0.1, top + PITCH * (row + 0.5), name, ha="right", size=SMALL_TEXT)
    if threshold is not None:
        place.axvline(threshold, color=ACCENT, linestyle=(0, (3, 2.5)), linewidth=1.4)
    return figure


def bars(values, names, title="", x_label="", digits=2):
    """A bar for each number, with the number beside it; bars below 0 are hatched.

    names: one for each.  digits: behind the point.
    """
    values = np.asarray(values, float)
    top, pitch, right = 0.06 + 1.3 * LINE * bool(title), 0.22, 0.55
    width, height = WIDTH - NAMES - right, pitch * len(values)
    figure = picture(WIDTH, top + height + 0.3 + 0.24 * bool(x_label), describe.bars(values, names, title, x_label, digits), title)
    place = chart(figure, NAMES, top, width, height, x_label)
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    high = high or float(low == 0)
    place.set(xlim=(low, high), ylim=(len(values) - 0.5, -0.5), yticks=[])
    place.locator_params(axis="x", nbins=5)
    place.xaxis.set_major_formatter(lambda value, _: f"{value:g}".replace("-", "\N{MINUS SIGN}"))
    for row, (value, name) in enumerate(zip(values, names, strict=True)):
        negative = value < 0
        bar(place, row, value, 0.68, NEGATIVE if negative else POSITIVE, hatch="////" if negative else None, linewidth=0)
        middle = top + pitch * (row + 0.5)
        text(figure, NAMES - 0.1, middle, name, ha="right", size=SMALL_TEXT)
        end = NAMES + width * (max(value, 0.0) - low) / (high - low)
        text(figure, end + 0.06, middle, number(value, digits), ha="left", size=SMALL_TEXT)
    return figure


def shades(values, rows, columns, title="", row_label="", column_label="", digits=2):
    """A table of numbers as cells, black for 0 to white for the largest; each carries its number where there is room.

    values: (rows, columns), none negative; a NaN is an empty cell.  rows, columns: their names.
    row_label, column_label: what the names name.  digits: behind the point.
    """
    values = np.asarray(values, float)
    largest = np.nanmax(values) or 1.0
    widest = max(len(str(name)) for name in rows)
    left, above = 0.16 + 0.075 * widest, LINE * bool(row_label or column_label) + LINE
    cell = min(MOST, (WIDTH - left - 0.06) / len(columns))
    top = 0.04 + 1.3 * LINE * bool(title) + above
    side = cell * len(columns)
    words = describe.shades(values, rows, columns, title, row_label, column_label, digits)
    figure = picture(max(left + side + 0.06, 3.2), top + cell * len(rows) + 0.06, words, title)
    place = tile(figure, grey(np.nan_to_num(values) / largest), left, top, side)
    if row_label or column_label:
        text(figure, 0.04, top - above + LINE / 2, f"{row_label} ↓", MUTED, SMALL_TEXT, ha="left")
        text(figure, left + side, top - above + LINE / 2, f"{column_label} →", MUTED, SMALL_TEXT, ha="right")
    for index, name in enumerate(rows):
        text(figure, left - 0.08, top + cell * (index + 0.5), str(name), ha="right", size=SMALL_TEXT)
    for index, name in enumerate(columns):
        text(figure, left + cell * (index + 0.5), top - LINE / 2, str(name), size=SMALL_TEXT)
    for (row, column), value in np.ndenumerate(values):
        if np.isfinite(value) and cell >= PRINTED:
            place.text(column, row, number(value, digits), "#ffffff" if value < 0.5 * largest else MARK)
    return figure
