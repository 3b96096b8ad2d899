"""One look for every figure: its colours, its sizes, and the paper it is drawn on.

The colours below do two jobs. In a notebook they are what they say: dark ink on white paper. On the site each of them is a
signal: nn_core.publish.svg exchanges it for the page's own colour, so that a figure follows the light and the dark palette.
Pictures (digits, weights) keep their colours in both: there, bright always means much.
"""

import io
import math
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, TransformedBbox

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


def text(figure, x, y, words, color=INK, size=TEXT, ha="center", **how):
    """Words whose middle is y inches below the top and x inches from the left."""
    width, height = figure.get_size_inches()
    figure.text(x / width, 1 - y / height, words, color=color, size=size, ha=ha, va="center_baseline", parse_math=False, **how)


def axes(figure, left, top, width, height, kind=Axes):
    """Axes at a place given in inches from the top left corner."""
    total_width, total_height = figure.get_size_inches()
    place = (left / total_width, 1 - (top + height) / total_height, width / total_width, height / total_height)
    return figure.add_axes(place, facecolor="none", axes_class=kind)


class WithoutTicks:
    """An axis with nothing to draw. To make ticks and then remove them is most of what a small picture would cost."""

    majorTicks: Any = ()  # noqa: N815, matplotlib's name
    minorTicks: Any = ()  # noqa: N815

    def draw(self, renderer):
        """Draw nothing."""

    def get_children(self):
        """No ticks, and no label."""
        return []

    def get_tightbbox(self, renderer=None, **how):
        """Nothing takes no room."""


class BareX(WithoutTicks, XAxis):
    """A horizontal axis with nothing to draw."""


class BareY(WithoutTicks, YAxis):
    """A vertical axis with nothing to draw."""


class BareAxes(Axes):
    """A place to draw in, with coordinates, but no ticks, no frame and no labels."""

    def _init_axis(self):
        self.xaxis, self.yaxis = BareX(self, clear=False), BareY(self, clear=False)

    def _gen_axes_spines(self):
        return {}


class Tile(Artist):
    """A picture of one array in a thin frame, with coordinates that count its cells: (0, 0) is the middle of the upper left one.

    Axes could show it as well, but to make them takes twenty times as long, and some figures have fifty pictures.
    """

    def __init__(self, figure, colours, left, top, width, height):
        super().__init__()
        self.rows, self.columns = colours.shape[:2]
        inches = Affine2D().translate(0.5, 0.5).scale(width / self.columns, -height / self.rows)
        self.set_transform(inches.translate(left, figure.get_figheight() - top) + figure.dpi_scale_trans)
        # Of its axes an image wants no more than where to cut it off.
        nowhere: Any = None
        self.image = AxesImage(nowhere, interpolation="none", clip_on=False)
        self.image.set_data(colours)
        # On dark paper black needs an edge. It lies above the picture, which would hide half of it.
        self.frame = Rectangle((-0.5, -0.5), self.columns, self.rows, fill=False, edgecolor=MUTED, linewidth=0.6, zorder=2.5)
        self.patches, self.texts = [], []
        figure.add_artist(self)
        for artist in (self.image, self.frame):
            self._take(artist)

    def add_patch(self, patch):
        """Draw a shape on the picture, and only there unless it has clip_on=False."""
        patch.set_clip_box(TransformedBbox(self.frame.get_bbox(), self.get_transform()))
        self.patches.append(self._take(patch))

    def text(self, x, y, words, color, size=SMALL_TEXT):
        """Words whose middle is the middle of a cell."""
        how = {"color": color, "size": size, "ha": "center", "va": "center_baseline", "parse_math": False}
        self.texts.append(self._take(Text(x, y, words, **how)))

    def get_children(self):
        """All that is drawn."""
        return [self.image, self.frame, *self.patches, *self.texts]

    def get_window_extent(self, renderer=None):
        """The frame, in the figure's dots: a notebook cuts off what lies outside all of these."""
        return self.frame.get_window_extent(renderer)

    def draw(self, renderer):
        """The picture, then what lies on it."""
        for artist in sorted(self.get_children(), key=Artist.get_zorder):
            artist.draw(renderer)

    def _take(self, artist):
        artist.set_figure(self.get_figure())
        artist.set_transform(self.get_transform())
        return artist


def tile(figure, colours, left, top, width, height=None):
    """A Tile: every number of an array a square of one colour, stretched where a height is given."""
    rows, columns = colours.shape[:2]
    return Tile(figure, colours, left, top, width, height or width * rows / columns)


def plane(figure, left, top, width, height, across, down):
    """An empty place whose own coordinates run from across[0] to across[1], and upwards from down[0] to down[1]."""
    place = axes(figure, left, top, width, height, BareAxes)
    place.set(xlim=across, ylim=down)
    return place


def paper(figure):
    """A place as large as the figure, in inches from its top left corner."""
    width, height = figure.get_size_inches()
    return plane(figure, 0, 0, width, height, (0, width), (height, 0))


def chart(figure, left, top, width, height, x_label="", y_label=""):
    """Axes for a curve or for bars: two quiet lines, horizontal labels, a faint grid. y_label stands on top of its axis."""
    place = axes(figure, left, top, width, height)
    place.spines[["top", "right"]].set_visible(False)
    place.spines[["left", "bottom"]].set(color=MUTED, linewidth=0.8)
    place.tick_params(color=MUTED, labelcolor=INK, labelsize=SMALL_TEXT, length=3, width=0.8)
    place.grid(color=GRID, linewidth=0.6)
    place.set_axisbelow(True)
    if x_label:
        text(figure, left + width / 2, top + height + 0.38, x_label, size=TEXT)
    if y_label:
        text(figure, left - 0.3, top - 0.16, y_label, size=TEXT, ha="left")
    return place


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


def cells(place):
    """A fine net over a picture, so that its cells can be counted: it shows where the picture is black."""
    right, bottom = place.columns - 0.5, place.rows - 0.5
    lines = [(x, y) for x in np.arange(0.5, right) for y in (-0.5, bottom)]
    lines += [(x, y) for y in np.arange(0.5, bottom) for x in (-0.5, right)]
    stroke(place, lines, NET, 0.5)


def outline(place, region):
    """Draw around the cells of a picture where region, a table of True and False, is True."""
    inside = np.pad(np.asarray(table(region), bool), 1)
    lines = []
    for row, column in np.argwhere(inside[:, 1:] != inside[:, :-1]):
        lines += [(column - 0.5, row - 1.5), (column - 0.5, row - 0.5)]
    for row, column in np.argwhere(inside[1:] != inside[:-1]):
        lines += [(column - 1.5, row - 0.5), (column - 0.5, row - 0.5)]
    stroke(place, lines, OUTLINE, 1.6, capstyle="projecting")


def stroke(place, ends, color, width, **how):
    """Draw many straight lines as one path: ends[0] to ends[1], ends[2] to ends[3], and so on."""
    if ends:
        path = Path(ends, [Path.MOVETO, Path.LINETO] * (len(ends) // 2))
        place.add_patch(PathPatch(path, fill=False, edgecolor=color, linewidth=width, **how))
