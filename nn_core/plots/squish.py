"""The squish: a number line, and the places between 0 and 1 where its numbers land."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, picture, stroke, text
from nn_core.plots.style import ACCENT, INK, LINE, MUTED, POSITIVE, SMALL_TEXT, WIDTH
from nn_core.plots.words import number, short

DROP = 1.4  # inches from the upper line to the lower one
EDGE = 0.45  # inches, left and right


def squish(
    function: Callable[[np.float64], ArrayLike],
    reach: int = 8,
    named: Sequence[int] = (-8, -2, 0, 2, 8),
    title: str = "",
    x_label: str = "",
    y_label: str = "",
) -> Picture:
    """Draw where a function into 0 to 1 sends the whole numbers from -reach to reach.

    Args:
        function: Of one number.
        reach: How far the number line goes either way.
        named: Those that are printed, each with what becomes of it.
        title: A line above it.
        x_label: The name of the upper line.
        y_label: The name of the lower line.

    Returns:
        The figure.

    Examples:
        >>> squish(np.tanh, 2, (0, 2)).description
        'A number line from −2 to 2, and below it the range from 0 to 1.
        Of the whole numbers, these are named: 0 lands at 0.00, 2 lands at 0.96.'
    """
    lands = {z: float(np.asarray(function(np.float64(z)))) for z in {*range(-reach, reach + 1), *named}}
    landing = ", ".join(f"{short(z)} lands at {number(lands[z])}" for z in named)
    length = WIDTH - 2 * EDGE
    top = 0.1 + LINE * bool(x_label) + LINE
    bottom = top + DROP
    figure = picture(
        WIDTH,
        bottom + LINE + LINE * bool(y_label) + 0.1,
        title,
        f"{x_label or 'a number line'} from {short(-reach)} to {short(reach)}, and below it {y_label or 'the range'} from 0 to 1",
        f"Of the whole numbers, these are named: {landing}",
    )
    paths = {z: ((EDGE + length * (z + reach) / (2 * reach), top), (EDGE + length * share, bottom)) for z, share in lands.items()}
    stroke(figure.paper, [(0.1, top), (WIDTH - 0.1, top), (EDGE, bottom), (EDGE + length, bottom)], INK, 1.4)
    stroke(figure.paper, [paths[z] for z in range(-reach, reach + 1) if z not in named], MUTED, 0.8)
    stroke(figure.paper, [paths[z] for z in named], POSITIVE, 1.6)
    figure.paper.plot(*np.transpose([end for z in named for end in paths[z]]), "o", color=ACCENT, markersize=4.5, zorder=4)
    for z in named:
        (above, _), (below, _) = paths[z]
        text(figure, above, top - LINE / 2 - 0.04, number(z, 0), size=SMALL_TEXT)
        text(figure, below, bottom + LINE / 2 + 0.04, number(lands[z]), size=SMALL_TEXT)
    text(figure, EDGE, top - 1.5 * LINE, x_label, size=SMALL_TEXT, ha="left")
    text(figure, EDGE, bottom + 1.5 * LINE, y_label, size=SMALL_TEXT, ha="left")
    return figure
