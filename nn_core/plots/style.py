"""One look for every figure: its colours, its sizes, and the paper it is drawn on.

The colours below do two jobs. In a notebook they are what they say: dark ink on white paper. On the site each of them is a
signal: nn_core.publish.chapter.svg exchanges it for the page's own colour, so that a figure follows the light and the dark palette.
Pictures (digits, weights) keep their colours in both: there, bright always means much.
"""

import io
import math

import numpy as np
from matplotlib import rcParams
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.text import Text

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
BASELINE = 0.38  # of the size: how far below the middle of a line its letters stand

# Zero is black, as in a digit, and strong is bright. The blue is the lighter of the two, so they differ in a grey print too.
# An odd number of steps, so that the middle one is zero; few, because they make the pictures small.
SIGNED = LinearSegmentedColormap.from_list(
    "signed", [(0.0, "#ff6a4d"), (0.25, "#b8311b"), (0.5, "#000000"), (0.75, "#1e6fc4"), (1.0, "#8fd0ff")], N=65
)


class Picture(Figure):
    """A matplotlib Figure that shows itself in any notebook, and carries its description in words."""

    description = ""

    def _repr_png_(self):
        png = io.BytesIO()
        self.savefig(png, format="png", dpi=192)
        width, height = self.get_size_inches() * 96
        return png.getvalue(), {"width": int(width), "height": int(height)}


def picture(width, height, description="", title=""):
    """An empty Picture of width by height inches, with its title in the top line."""
    figure = Picture(figsize=(width, height), facecolor=PAPER)
    figure.description = description
    if title:
        text(figure, width / 2, 0.16, title, weight="bold", size=TEXT + 1)
    return figure


class Words(Text):
    """One line of text around a place, which is half its height, and its middle or the end that ha names.

    A page sets it in a font of its own, so there nothing is measured first, which is half the time that text takes.
    """

    def __init__(self, x, y, words, color=INK, size=TEXT, ha="center", weight="normal"):
        super().__init__(x, y, words, color=color, size=size, ha=ha, va="center_baseline", weight=weight, parse_math=False)

    def draw(self, renderer):
        """Draw the words."""
        if not (isinstance(self.figure.canvas, FigureCanvasSVG) and rcParams["svg.fonttype"] == "none"):
            super().draw(renderer)
        elif self.get_text():
            x, y = self.get_transform().transform(self.get_position())
            y = renderer.get_canvas_width_height()[1] - y + BASELINE * self.get_fontproperties().get_size_in_points()
            pen = renderer.new_gc()
            pen.set_foreground(self.get_color())
            renderer.draw_text(pen, x, y, self.get_text(), self.get_fontproperties(), 0.0, mtext=self)
            pen.restore()


def text(figure, x, y, words, *how, **more):
    """Words whose middle is y inches below the top and x inches from the left; what may follow is said by Words."""
    width, height = figure.get_size_inches()
    line = Words(x / width, 1 - y / height, words, *how, **more)
    line.set_figure(figure)
    line.set_transform(figure.transFigure)
    figure.texts.append(line)


def grey(image):
    """Brightness from 0 (black) to 1 (white ink) as colours, (rows, columns, 4) of uint8."""
    values = np.clip(brightness(image), 0.0, 1.0)
    level = np.round(values * 255).astype(np.uint8)
    return np.dstack([level, level, level, np.full_like(level, 255)])


def signed(values, limit):
    """Numbers from -limit (red) over 0 (black) to +limit (blue) as colours, (rows, columns, 4) of uint8."""
    return SIGNED(0.5 + 0.5 * np.asarray(values) / (limit or 1.0), bytes=True)


def brightness(image):
    """An image as a table of floats from 0 to 1: grey values from 0 to 255 are divided by 255, 784 pixels made 28 by 28."""
    image = table(image)
    return image / 255.0 if image.dtype.kind in "iu" else image.astype(float)


def table(values):
    """A vector of 784 (or any square number) as a square; a table of rows stays what it is.

    Raises ValueError for anything else.
    """
    values = np.asarray(values)
    side = math.isqrt(values.size)
    if values.ndim == 1 and values.size and side * side == values.size:
        return values.reshape(side, side)
    if values.ndim != 2 or not values.size:
        shape = " x ".join(map(str, values.shape)) or "a single number"
        raise ValueError(f"expected 28 x 28 numbers, or 784 in a row, got {shape}")
    return values


def number(value, digits=2, plus=False):
    """A number as it is printed in a figure: with a real minus sign, and never "-0"."""
    words = f"{value:+.{digits}f}" if plus else f"{value:.{digits}f}"
    if float(words) == 0:
        words = words.lstrip("+-")
    return words.replace("-", "\N{MINUS SIGN}")
