"""One look for every figure: its colours, its sizes, and how an array becomes colours.

No two of the colours of a chart are alike, and no picture has one of them. So whoever shows a figure on other paper can tell
ink from paper and exchange each. Pictures (digits, weights) keep their colours everywhere: there, bright always means much.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]
Arrays = Sequence[ArrayLike] | Array  # one array for each image, neuron or layer

PAPER = "#fefefd"
INK = "#1c1d1f"
MUTED = "#66676b"
GRID = "#d4d5d8"
POSITIVE = "#1565c1"
NEGATIVE = "#c4321d"
ACCENT = "#a35a01"
# On pictures only, and pictures look the same everywhere:
OUTLINE = "#ffb81c"
NET = (1.0, 1.0, 1.0, 0.16)  # seen on black, lost on bright
MARK = "#010101"  # not #000000: matplotlib leaves that out of an SVG, and a page's own rule would fill the gap

WIDTH = 4.5  # inches; wider, and the text is too small to read on a phone
TEXT = 10.0  # points
SMALL_TEXT = 9.0
GAP = 0.12  # inches between neighbours
LINE = 0.24  # inches for one line of text
TITLE = 1.3 * LINE  # inches for the title of a figure

# Zero is black, as in a digit, and strong is bright. The blue is the lighter of the two, so they differ in a grey print too.
# An odd number of steps, so that the middle one is zero; few, because they make the pictures small.
SIGNED = LinearSegmentedColormap.from_list(
    "signed", [(0.0, "#ff6a4d"), (0.25, "#b8311b"), (0.5, "#000000"), (0.75, "#1e6fc4"), (1.0, "#8fd0ff")], N=65
)


def grey(image: ArrayLike) -> Array:
    """Turn brightness from 0 (black) to 1 (white ink) into colours.

    Args:
        image: (rows, columns), or 784 numbers in a row.

    Returns:
        (rows, columns, 4) of uint8: red, green, blue, and how opaque.
    """
    level = np.round(np.clip(brightness(image), 0.0, 1.0) * 255).astype(np.uint8)
    return np.dstack([level, level, level, np.full_like(level, 255)])


def signed(values: ArrayLike, limit: float) -> Array:
    """Turn numbers from -limit (red) over 0 (black) to +limit (blue) into colours.

    Args:
        values: (rows, columns).
        limit: The size that gets the brightest colour.

    Returns:
        (rows, columns, 4) of uint8: red, green, blue, and how opaque.
    """
    return SIGNED(0.5 + 0.5 * np.asarray(values) / (limit or 1.0), bytes=True)


def brightness(image: ArrayLike) -> Array:
    """Bring an image to floats from 0 to 1, as a table.

    Args:
        image: Floats from 0 to 1, or whole numbers from 0 to 255, which are divided by 255.

    Returns:
        (rows, columns), as table makes it.
    """
    image = table(image)
    return image / 255.0 if image.dtype.kind in "iu" else image.astype(float)


def table(values: ArrayLike) -> Array:
    """Make a square of 784 (or any square number of) values; a table stays what it is.

    Args:
        values: The numbers.

    Returns:
        (rows, columns).

    Raises:
        ValueError: They are neither a table nor as many as fill a square.
    """
    values = np.asarray(values)
    side = math.isqrt(values.size)
    if values.ndim == 1 and values.size and side * side == values.size:
        return values.reshape(side, side)
    if values.ndim != 2 or not values.size:
        shape = " x ".join(map(str, values.shape)) or "a single number"
        raise ValueError(f"expected 28 x 28 numbers, or 784 in a row, got {shape}")
    return values
