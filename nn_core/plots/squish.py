"""The squish: a number line above, the range from 0 to 1 below, and a line from each whole number to its place there."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import paper, stroke
from nn_core.plots.style import ACCENT, INK, LINE, MUTED, POSITIVE, SMALL_TEXT, WIDTH, number, picture, text

DROP = 1.4  # inches from the upper line to the lower one
EDGE = 0.45  # inches, left and right


def squish(function, reach=8, named=(-8, -2, 0, 2, 8), title="", x_label="", y_label=""):
    """Where a function that gives numbers from 0 to 1 sends the whole numbers from -reach to reach.

    named: those that are printed, each with what becomes of it.  x_label, y_label: names of the upper and the lower line.
    """
    whole, length = np.arange(-reach, reach + 1), WIDTH - 2 * EDGE
    top = 0.1 + 1.3 * LINE * bool(title) + LINE * bool(x_label) + LINE
    bottom = top + DROP
    height = bottom + LINE + LINE * bool(y_label) + 0.1
    figure = picture(WIDTH, height, describe.squish(function, reach, named, title, x_label, y_label), title)
    canvas = paper(figure)

    def above(z):
        return EDGE + length * (z + reach) / (2 * reach)

    def below(z):
        return EDGE + length * float(function(np.float64(z)))

    stroke(canvas, [(0.1, top), (WIDTH - 0.1, top)], INK, 1.4)
    stroke(canvas, [(EDGE, bottom), (EDGE + length, bottom)], INK, 1.4)
    for z in whole:
        stroke(canvas, [(above(z), top), (below(z), bottom)], POSITIVE if z in named else MUTED, 1.6 if z in named else 0.8)
    for z in named:
        canvas.plot([above(z), below(z)], [top, bottom], "o", color=ACCENT, markersize=4.5, zorder=4)
        text(figure, above(z), top - LINE / 2 - 0.04, number(z, 0), size=SMALL_TEXT)
        text(figure, below(z), bottom + LINE / 2 + 0.04, number(float(function(np.float64(z)))), size=SMALL_TEXT)
    text(figure, EDGE, top - 1.5 * LINE, x_label, size=SMALL_TEXT, ha="left")
    text(figure, EDGE, bottom + 1.5 * LINE, y_label, size=SMALL_TEXT, ha="left")
    return figure
