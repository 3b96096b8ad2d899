"""The paper of a figure, and what is put on it: text, tiles, charts, lines and circles.

A place is given in inches: from the left, and from the top or, where there is a title, from below the title. A tile is a
picture of an array.
"""

import io
from functools import cached_property
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from numpy.typing import ArrayLike

from nn_core.plots.style import GRID, INK, MUTED, NET, OUTLINE, PAPER, SMALL_TEXT, TEXT, TITLE, Array, table
from nn_core.plots.words import minus, sentences


class Picture(Figure):
    """A matplotlib Figure that shows itself in any notebook.

    Attributes:
        description: What it shows, in words, for readers who cannot see it.
        head: How much room the title takes, in inches.
    """

    description: str
    head: float

    @cached_property
    def paper(self) -> Axes:
        """Axes over all of it but the title, in inches."""
        width, height = self.get_size_inches() - (0, self.head)
        return plane(self, 0, 0, width, height, (0, width), (height, 0))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Turn a place into shares of the figure, counted from its lower left corner.

        Args:
            x: In inches.
            y: In inches.

        Returns:
            The same from 0 to 1.
        """
        width, height = self.get_size_inches()
        return x / width, 1 - (y + self.head) / height

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        png = io.BytesIO()
        self.savefig(png, format="png", dpi=192)
        width, height = self.get_size_inches() * 96
        return png.getvalue(), {"width": int(width), "height": int(height)}


def picture(width: float, height: float, title: str = "", *parts: str) -> Picture:
    """Make an empty figure with its title in the top line.

    Args:
        width: In inches.
        height: In inches, without the title.
        title: The first sentence of its description, too.
        *parts: The other sentences; empty ones are left out.

    Returns:
        The figure.
    """
    head = TITLE if title else 0.0
    figure = Picture(figsize=(width, height + head), facecolor=PAPER)
    figure.suppressComposite = True  # every image stays the small array that it is
    figure.description, figure.head = sentences(title, *parts), head
    text(figure, width / 2, 0.16 - head, title, weight="bold", size=TEXT + 1)
    return figure


def text(
    figure: Picture, x: float, y: float, words: str, color: str = INK, size: float = TEXT, ha: str = "center", weight: str = "normal"
) -> None:
    """Write one line of text.

    Args:
        figure: Where.
        x: Inches from the left to its middle, or to the end that ha names.
        y: Inches down to its middle.
        words: The text.
        color: Of the text.
        size: In points.
        ha: Which end of it, or its middle, stands at x, in matplotlib's words.
        weight: "normal" or "bold".
    """
    if words:
        figure.text(*figure.at(x, y), words, color=color, size=size, ha=ha, va="center_baseline", weight=weight, parse_math=False)


def plane(
    figure: Picture, left: float, top: float, width: float, height: float, across: tuple[float, float], up: tuple[float, float]
) -> Axes:
    """Make axes without a line or a number.

    Args:
        figure: Where.
        left: In inches.
        top: In inches.
        width: In inches.
        height: In inches.
        across: The coordinates at the left and the right edge.
        up: Those at the lower and the upper edge.

    Returns:
        The axes.
    """
    axes = _axes(figure, left, top, width, height)
    axes.set(xlim=across, ylim=up)
    axes.axis("off")
    return axes


def chart(
    figure: Picture, left: float, top: float, width: float, height: float, x_label: str = "", y_label: str = "", grid: bool = True
) -> Axes:
    """Make axes for a curve or for bars: two quiet lines, numbers, and a faint grid.

    Args:
        figure: Where.
        left: In inches.
        top: In inches.
        width: In inches.
        height: In inches.
        x_label: What stands below the axis.
        y_label: What stands on top of the axis, and is level, too.
        grid: Whether there is one.

    Returns:
        The axes.
    """
    axes = _axes(figure, left, top, width, height)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set(color=MUTED, linewidth=0.8)
    axes.tick_params(length=3.0, width=0.8, color=MUTED, labelcolor=INK, labelsize=SMALL_TEXT)
    if grid:
        axes.grid(color=GRID, linewidth=0.6, clip_on=False)
        axes.set_axisbelow(True)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: minus(f"{value:g}"))
    text(figure, left + width / 2, top + height + 0.38, x_label)
    text(figure, left - 0.3, top - 0.16, y_label, ha="left")
    return axes


def tile(figure: Picture, colours: Array, left: float, top: float, width: float, height: float | None = None) -> AxesImage:
    """Draw a picture of an array in a thin frame, every number a square of one colour.

    Args:
        figure: Where.
        colours: (rows, columns, 4) of uint8.
        left: In inches.
        top: In inches.
        width: In inches.
        height: In inches; the squares are stretched to it.

    Returns:
        The tile.
    """
    rows, columns = colours.shape[:2]
    height = height or width * rows / columns
    extent = (left, left + width, top + height, top)
    image = figure.paper.imshow(colours, interpolation="none", aspect="auto", extent=extent, clip_on=False)
    # On dark paper black needs an edge.
    figure.paper.add_artist(Rectangle((left, top), width, height, fill=False, edgecolor=MUTED, linewidth=0.6, clip_on=False))
    return image


def cells(image: AxesImage) -> None:
    """Draw a fine net over a tile, so that its cells can be counted where it is black.

    Args:
        image: The tile.
    """
    rows, columns = image.get_size()
    right, bottom = columns - 0.5, rows - 0.5
    ends = [(x, y) for x in np.arange(0.5, right) for y in (-0.5, bottom)]
    ends += [(x, y) for y in np.arange(0.5, bottom) for x in (-0.5, right)]
    stroke_cells(image, ends, NET, 0.5)


def outline(image: AxesImage, region: ArrayLike) -> None:
    """Draw around some cells of a tile.

    Args:
        image: The tile.
        region: (rows, columns), True for those cells.
    """
    inside = np.pad(np.asarray(table(region), bool), 1)
    ends = []
    for row, column in np.argwhere(inside[:, 1:] != inside[:, :-1]):
        ends += [(column - 0.5, row - 1.5), (column - 0.5, row - 0.5)]
    for row, column in np.argwhere(inside[1:] != inside[:-1]):
        ends += [(column - 1.5, row - 0.5), (column - 0.5, row - 0.5)]
    stroke_cells(image, ends, OUTLINE, 1.6, capstyle="projecting")


def stroke_cells(image: AxesImage, ends: ArrayLike, color: Any, width: float, **how: Any) -> None:
    """Draw lines on a tile, at places that count its cells.

    Args:
        image: The tile.
        ends: As in stroke; (0, 0) is the middle of the upper left cell and (1, 0) that of its right neighbour.
        color: Of the lines.
        width: In points.
        **how: What else matplotlib lets one say of a path.
    """
    left, right, bottom, top = image.get_extent()
    rows, columns = image.get_size()
    inches = Affine2D().translate(0.5, 0.5).scale((right - left) / columns, (bottom - top) / rows).translate(left, top)
    stroke(image.axes, ends, color, width, transform=inches + image.axes.transData, **how)


def stroke(axes: Axes, ends: ArrayLike, color: Any, width: float, **how: Any) -> None:
    """Draw many straight lines as one path.

    Args:
        axes: Where.
        ends: Places (x, y): a line goes from the first to the second, one from the third to the fourth, and so on.
        color: Of the lines.
        width: In points.
        **how: What else matplotlib lets one say of a path.
    """
    ends = np.reshape(ends, (-1, 2))
    if len(ends):
        path = Path(ends, [Path.MOVETO, Path.LINETO] * (len(ends) // 2))
        axes.add_artist(PathPatch(path, fill=False, edgecolor=color, linewidth=width, clip_on=False, **how))


def bar(axes: Axes, row: float, value: float, height: float, color: str, **how: Any) -> None:
    """Draw a level bar from 0 to a value.

    Args:
        axes: Where, and in whose coordinates.
        row: The height of its middle.
        value: Where it ends.
        height: How thick it is.
        color: Of the bar.
        **how: What else matplotlib lets one say of a rectangle.
    """
    axes.add_artist(Rectangle((0, row - height / 2), value, height, facecolor=color, clip_on=False, **how))


def circles(figure: Picture, places: ArrayLike, activations: ArrayLike, across: float) -> None:
    """Draw neurons as circles from black (0) to white (1).

    Args:
        figure: Where.
        places: (x, y) for each, in inches.
        activations: One for each.
        across: The width of a circle, in points.
    """
    levels = np.repeat(np.clip(activations, 0, 1)[:, None], 3, axis=1)
    x, y = np.transpose(places)
    figure.paper.scatter(x, y, s=across**2, c=levels, edgecolors=MUTED, linewidths=0.8, zorder=3, clip_on=False)


def _axes(figure: Picture, left: float, top: float, width: float, height: float) -> Axes:
    (x, y), (right, upper) = figure.at(left, top + height), figure.at(left + width, top)
    return figure.add_axes((x, y, right - x, upper - y), facecolor="none")
