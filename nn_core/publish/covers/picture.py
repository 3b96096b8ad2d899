"""A picture of dots, lines and areas, as a small SVG or on a matplotlib axes.

matplotlib's own SVG would take a hundred bytes for each dot; here a dot is a line of no length with round ends.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import ArrayLike, NDArray

WIDTH, HEIGHT = 320, 180
GROUND = "#0b0f18"
AMBER = "#ffbf47"  # the answer
BLUE = "#5cabff"  # for
RED = "#ff6258"  # against
CREAM = "#fff3dc"  # light

Array = NDArray[Any]
FINE = 4  # steps of the SVG's whole numbers in one unit
LETTERS = {Path.MOVETO: "m", Path.LINETO: "l", Path.CURVE3: "q", Path.CURVE4: "c", Path.CLOSEPOLY: "z"}


class Shape(NamedTuple):
    """What is drawn in one colour.

    Args:
        path: its outline; for dots, one point each.
        colour: as "#rrggbb".
        opacity: from 0 to 1.
        width: of the line, or the dots' diameter; 0 for an area.
        is_dots: whether each point of the path is a dot.
    """

    path: Path
    colour: str
    opacity: float
    width: float
    is_dots: bool = False


class Picture:
    """Shapes on a dark ground, the first of them farthest back; the corner (0, 0) is top left."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []

    def dots(self, points: ArrayLike, diameter: float, colour: str, opacity: float = 1.0) -> None:
        """Add dots.

        Args:
            points: (how many, 2).
            diameter: of each.
            colour: as "#rrggbb".
            opacity: from 0 to 1.
        """
        if np.size(points):
            self.shapes.append(Shape(Path(np.reshape(points, (-1, 2))), colour, opacity, diameter, is_dots=True))

    def lines(self, paths: Iterable[Path], width: float, colour: str, opacity: float = 1.0) -> None:
        """Add lines with round ends.

        Args:
            paths: straight or curved.
            width: of each.
            colour: as "#rrggbb".
            opacity: from 0 to 1; where lines of one call cross, they do not add up.
        """
        if paths := list(paths):
            self.shapes.append(Shape(Path.make_compound_path(*paths), colour, opacity, width))

    def area(self, path: Path, colour: str, opacity: float = 1.0) -> None:
        """Add a filled area.

        Args:
            path: its outline.
            colour: as "#rrggbb".
            opacity: from 0 to 1.
        """
        self.shapes.append(Shape(path, colour, opacity, 0.0))

    def svg(self) -> bytes:
        """The picture as an SVG file."""
        ground = f'<path fill="{GROUND}" stroke="none" d="M0 0h{WIDTH * FINE}v{HEIGHT * FINE}H0z"/>'
        size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH * FINE} {HEIGHT * FINE}"'
        style = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
        shapes = "".join(map(_element, self.shapes))
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{ground}{shapes}</svg>\n'.encode()

    def draw(self, axes: Axes) -> None:
        """Draw the picture with matplotlib.

        Args:
            axes: whose limits are set to the picture's.
        """
        axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0), facecolor=GROUND, xticks=[], yticks=[], aspect="equal")
        points = axes.bbox.width / WIDTH * 72 / axes.figure.dpi  # of one unit
        for order, (path, colour, opacity, width, is_dots) in enumerate(self.shapes):
            if is_dots:
                sizes = np.full(np.shape(path.vertices)[0], width)
                axes.add_collection(
                    EllipseCollection(
                        sizes, sizes, np.zeros_like(sizes), units="xy", offsets=path.vertices, offset_transform=axes.transData,
                        facecolors=colour, edgecolors="none", alpha=opacity, zorder=order,
                    ),
                    autolim=False,
                )  # fmt: skip
            else:
                style = {"fill": True, "facecolor": colour, "edgecolor": "none"} if not width else {"fill": False, "edgecolor": colour}
                axes.add_patch(
                    PathPatch(path, linewidth=width * points, capstyle="round", joinstyle="round", alpha=opacity, zorder=order, **style)
                )


def _element(shape: Shape) -> str:
    paint = "stroke" if shape.width else "fill"
    opacity = f' opacity="{shape.opacity:.2g}"' if shape.opacity < 1 else ""
    width = f' stroke-width="{shape.width * FINE:.3g}"' if shape.width else ""
    return f'<path {paint}="{shape.colour}"{width}{opacity} d="{_steps(shape)}"/>'


def _steps(shape: Shape) -> str:
    """The path in SVG's own letters, with relative whole numbers, which are the shortest."""
    words, last, here, start = [], "", np.zeros(2, int), np.zeros(2, int)
    for flat, code in shape.path.iter_segments(simplify=False, curves=True):
        letter = LETTERS[code]
        if letter == "z":
            words.append("z")
            here, last = start, ""
            continue
        points = np.rint(np.reshape(flat, (-1, 2)) * FINE).astype(int)
        if letter == "m" or shape.is_dots:
            start = points[-1]
        if shape.is_dots:
            letter = "m"
        numbers = "".join(f"{number:+d}" for number in (points - here).ravel()).removeprefix("+").replace("+", " ")
        words.append((" " * (not numbers.startswith("-")) if letter == last else letter) + numbers + "h0" * shape.is_dots)
        here, last = points[-1], "" if letter == "m" else letter
    return "".join(words)
