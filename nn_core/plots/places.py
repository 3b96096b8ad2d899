"""The places of a figure in which something is drawn: pictures, charts, and plain paper.

matplotlib's own Axes can be all of these, but most of the time that they take goes into what is not seen in the end.
"""

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis, XAxis, YAxis
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.spines import Spine
from matplotlib.transforms import Affine2D, Bbox, BboxTransformTo, TransformedBbox

from nn_core.plots.style import GRID, INK, MUTED, NET, OUTLINE, SMALL_TEXT, TEXT, Words, table, text

TICK = 3.0  # points


class BareAxis(Axis):
    """An axis with nothing to draw."""

    majorTicks: Any = ()  # noqa: N815, matplotlib's name
    minorTicks: Any = ()  # noqa: N815

    def draw(self, renderer):
        """Draw nothing."""

    def get_children(self):
        """No ticks, and no label."""
        return []

    def get_major_ticks(self, numticks=None):  # noqa: ARG002
        """No tick is made."""
        return []

    def get_tightbbox(self, renderer=None, **_):
        """Nothing takes no room."""


class BareX(BareAxis, XAxis):
    """A horizontal axis with nothing to draw."""


class BareY(BareAxis, YAxis):
    """A vertical axis with nothing to draw."""


class BareAxes(Axes):
    """A place to draw in, with coordinates, but no ticks, no frame and no labels."""

    horizontal: type[XAxis] = BareX
    vertical: type[YAxis] = BareY
    sides: tuple = ()

    def _init_axis(self):
        self.xaxis, self.yaxis = self.horizontal(self, clear=False), self.vertical(self, clear=False)

    def _gen_axes_spines(self):
        return {side: Spine.linear_spine(self, side) for side in self.sides}


class ChartAxis(BareAxis):
    """An axis that draws its grid as one path, its ticks as another, and its numbers; matplotlib makes six artists for each tick."""

    has_grid = True
    outwards: Any  # which way its ticks point
    away: Any  # points from the axis to the middle of a number, or to its end
    anchor: Any  # which of them it is: "center" or "right"
    dots: Any  # places in the figure's dots: of these numbers, at this share (0 to 1) of the way across the chart

    def draw(self, renderer):
        """Draw the grid, the ticks and the numbers."""
        for part in self._parts():
            part.draw(renderer)

    def get_tightbbox(self, renderer=None, **_):
        """The room that all of it takes: a notebook cuts off the rest."""
        return Bbox.union([self.axes.bbox, *(part.get_window_extent(renderer) for part in self._parts())])

    def _parts(self):
        low, high = sorted(self.get_view_interval())
        slack = 1e-9 * (high - low)
        every = list(self.get_majorticklocs())
        ticks = zip(every, self.get_major_formatter().format_ticks(every), strict=True)
        shown = {number: words for number, words in ticks if low - slack <= number <= high + slack}
        near, far = self.dots(list(shown), 0.0), self.dots(list(shown), 1.0)
        figure = self.axes.figure
        point = np.array(self.outwards) * figure.dpi / 72
        parts = [_lines(near, far, GRID, 0.6)] if self.has_grid else []
        parts += [_lines(near, near + TICK * point, MUTED, 0.8)]
        parts += [
            Words(x, y, said, INK, SMALL_TEXT, self.anchor) for (x, y), said in zip(near + self.away * point, shown.values(), strict=True)
        ]
        for part in parts:
            part.set_figure(figure)
        return parts


class ChartX(ChartAxis, XAxis):
    """The horizontal axis of a chart."""

    outwards, away, anchor = (0, -1), 9.9, "center"

    def dots(self, numbers, share):
        """Across is up."""
        return self.axes.get_xaxis_transform().transform(np.column_stack([numbers, np.full(len(numbers), share)]))


class ChartY(ChartAxis, YAxis):
    """The vertical axis of a chart."""

    outwards, away, anchor = (-1, 0), 6.5, "right"

    def dots(self, numbers, share):
        """Across is to the right."""
        return self.axes.get_yaxis_transform().transform(np.column_stack([np.full(len(numbers), share), numbers]))


class ChartAxes(BareAxes):
    """A place for a curve or for bars, with numbers on the left and below."""

    horizontal, vertical, sides = ChartX, ChartY, ("left", "bottom")


class Tile(Artist):
    """A picture of one array in a thin frame, with coordinates that count its cells: (0, 0) is the middle of the upper left one."""

    def __init__(self, figure, colours, left, top, width, height):
        super().__init__()
        self.colours, self.patches, self.texts = colours, [], []
        self.rows, self.columns = colours.shape[:2]
        total_width, total_height = figure.get_size_inches()
        inches = Affine2D().translate(0.5, 0.5).scale(width / self.columns, -height / self.rows).translate(left, total_height - top)
        self.set_transform(inches.scale(1 / total_width, 1 / total_height) + figure.transFigure)
        figure.add_artist(self)

    def add_artist(self, patch):
        """Put a shape on the picture, which shows no more of it than lies inside, unless it has clip_on=False."""
        patch.set_clip_box(self.get_window_extent())
        self.patches.append(self._take(patch))

    def text(self, x, y, words, color, size=SMALL_TEXT):
        """Words whose middle is the middle of a cell."""
        self.texts.append(self._take(Words(x, y, words, color, size)))

    def get_children(self):
        """All that lies on the picture."""
        return [*self.patches, *self.texts]

    def get_window_extent(self, renderer=None):  # noqa: ARG002
        """The frame, in the figure's dots: a notebook cuts off what lies outside all of these."""
        return TransformedBbox(Bbox.from_bounds(-0.5, -0.5, self.columns, self.rows), self.get_transform())

    def draw(self, renderer):
        """The picture, its frame, and what lies on it."""
        pen = renderer.new_gc()
        self._draw_colours(renderer, pen)
        # On dark paper black needs an edge.
        pen.set_foreground(MUTED)
        pen.set_linewidth(0.6)
        pen.set_joinstyle("miter")
        renderer.draw_path(pen, Path.unit_rectangle(), BboxTransformTo(self.get_window_extent()))
        pen.restore()
        for artist in self.get_children():
            artist.draw(renderer)

    def _draw_colours(self, renderer, pen):
        box = self.get_window_extent()
        if renderer.option_scale_image():
            upside_down = Affine2D().scale(box.width, -box.height).translate(0, box.height)
            renderer.draw_image(pen, box.x0, box.y0, self.colours, upside_down)
        else:
            # A file of pixels wants one colour for each, the lowest row first.
            left, bottom, right, top = np.round(box.extents).astype(int)
            rows = np.arange(top - bottom)[::-1] * self.rows // (top - bottom)
            columns = np.arange(right - left) * self.columns // (right - left)
            renderer.draw_image(pen, left, bottom, self.colours[np.ix_(rows, columns)])

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
    place = _axes(figure, left, top, width, height, BareAxes)
    place.set(xlim=across, ylim=down)
    return place


def paper(figure):
    """A place as large as the figure, in inches from its top left corner."""
    width, height = figure.get_size_inches()
    return plane(figure, 0, 0, width, height, (0, width), (height, 0))


def chart(figure, left, top, width, height, x_label="", y_label="", grid=True):
    """Axes for a curve or for bars: two quiet lines, horizontal labels, a faint grid. y_label stands on top of its axis."""
    place = _axes(figure, left, top, width, height, ChartAxes)
    place.spines[:].set(position=("outward", 0), color=MUTED, linewidth=0.8)
    place.tick_params(labelsize=SMALL_TEXT)  # matplotlib leaves as much room between ticks
    place.set_axisbelow(True)
    place.xaxis.has_grid = place.yaxis.has_grid = grid
    if x_label:
        text(figure, left + width / 2, top + height + 0.38, x_label, size=TEXT)
    if y_label:
        text(figure, left - 0.3, top - 0.16, y_label, size=TEXT, ha="left")
    return place


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
        # add_patch would look how far the lines reach, but the place has its limits.
        place.add_artist(_lines(ends[::2], ends[1::2], color, width, **how))


def bar(place, row, value, height, color, **how):
    """A level bar from 0 to a value, as high as it says and with its middle at the row."""
    place.add_artist(Rectangle((0, row - height / 2), value, height, facecolor=color, **how))


def _lines(starts, ends, color, width, **how):
    """One path from each start to its end, whose coordinates are the figure's dots until it is put into a place."""
    corners = np.stack([starts, ends], axis=1).reshape(-1, 2)
    return PathPatch(Path(corners, [Path.MOVETO, Path.LINETO] * len(starts)), fill=False, edgecolor=color, linewidth=width, **how)


def _axes(figure, left, top, width, height, kind):
    """Axes at a place given in inches from the top left corner."""
    total_width, total_height = figure.get_size_inches()
    place = (left / total_width, 1 - (top + height) / total_height, width / total_width, height / total_height)
    return figure.add_axes(place, facecolor="none", axes_class=kind)
