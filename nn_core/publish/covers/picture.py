"""A picture of dots, lines, areas and rasters: as a small SVG, or on a matplotlib axes.

matplotlib's own SVG takes a hundred bytes for each dot; here a dot is a line of no length with round ends, six bytes.
"""

import base64
import io
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import ArrayLike, NDArray
from PIL import Image

WIDTH, HEIGHT = 320, 180
GROUND = "#0b0f18"
AMBER = "#ffbf47"  # the answer
BLUE = "#5cabff"  # for
RED = "#ff6258"  # against
CREAM = "#fff3dc"  # light

Array = NDArray[Any]
BRIGHTEST = 0.45  # how opaque a halo is in its middle
FINE = 4  # steps of the SVG's whole numbers in one unit
LETTERS = {Path.MOVETO: "m", Path.LINETO: "l", Path.CURVE3: "q", Path.CURVE4: "c", Path.CLOSEPOLY: "z"}


class _Shape(Protocol):
    """What a picture is made of."""

    def svg(self) -> str:
        """The shape as an element of an SVG.

        Returns:
            Its text.
        """

    def draw(self, axes: Axes, order: int) -> None:
        """Draw the shape with matplotlib.

        Args:
            axes: with the limits of the picture.
            order: the number of the shape, from the farthest back.
        """


class _Dots(NamedTuple):
    """Dots of one size and colour.

    Attributes:
        points: (how many, 2).
        diameter: of each.
        colour: as "#rrggbb".
        opacity: from 0 to 1.
    """

    points: Array
    diameter: float
    colour: str
    opacity: float

    def svg(self) -> str:
        dots = (f"m{_numbers(step)}h0" for step in np.diff(_fine(self.points), axis=0, prepend=0))
        return f'<path stroke="{self.colour}" stroke-width="{self.diameter * FINE:.3g}"{_opacity(self.opacity)} d="{"".join(dots)}"/>'

    def draw(self, axes: Axes, order: int) -> None:
        sizes = np.full(len(self.points), self.diameter)
        dots = EllipseCollection(
            sizes, sizes, 0 * sizes, units="xy", offsets=self.points, offset_transform=axes.transData,
            facecolors=self.colour, edgecolors="none", alpha=self.opacity, zorder=order,
        )  # fmt: skip
        axes.add_artist(dots)


class _Lattice(NamedTuple):
    """Dots in rows and columns. In the SVG each row is one dotted line.

    Attributes:
        rows: how many.
        columns: how many.
        place: of the first dot.
        pitch: from one to the next, to the right and down.
        diameter: of each.
        colour: as "#rrggbb".
        opacity: from 0 to 1.
    """

    rows: int
    columns: int
    place: tuple[float, float]
    pitch: tuple[float, float]
    diameter: float
    colour: str
    opacity: float

    @property
    def points(self) -> Array:
        row, column = np.mgrid[: self.rows, : self.columns]
        return np.stack([column, row], axis=-1) * self.pitch + self.place

    def svg(self) -> str:
        x, y, right, down = _fine(np.array([*self.place, *self.pitch]))
        line = f'stroke="{self.colour}" stroke-width="{self.diameter * FINE:.3g}" stroke-dasharray="0 {right}"{_opacity(self.opacity)}'
        return f'<path {line} d="{"".join(f"M{x} {y + down * row}h{right * self.columns - 1}" for row in range(self.rows))}"/>'

    def draw(self, axes: Axes, order: int) -> None:
        _Dots(self.points.reshape(-1, 2), self.diameter, self.colour, self.opacity).draw(axes, order)


class _Line(NamedTuple):
    """A line, or an area if its width is 0.

    Attributes:
        path: straight or curved; it may be in several pieces.
        width: of the line.
        colour: as "#rrggbb".
        opacity: from 0 to 1.
    """

    path: Path
    width: float
    colour: str
    opacity: float

    def svg(self) -> str:
        paint = f'stroke="{self.colour}" stroke-width="{self.width * FINE:.3g}"' if self.width else f'fill="{self.colour}"'
        return f'<path {paint}{_opacity(self.opacity)} d="{self._steps()}"/>'

    def _steps(self) -> str:
        """The path in the letters of SVG, with relative whole numbers, the shortest."""
        words, last, here, start = [], "", np.zeros(2, int), np.zeros(2, int)
        for flat, code in self.path.iter_segments(simplify=False, curves=True):
            letter = LETTERS[code]
            if letter == "z":
                words.append(letter)
                here = start
            else:
                points = _fine(np.reshape(flat, (-1, 2)))
                numbers = _numbers((points - here).ravel())
                words.append(letter + numbers if letter != last or letter == "m" else numbers if numbers[0] == "-" else f" {numbers}")
                here = points[-1]
                start = here if letter == "m" else start
            last = letter
        return "".join(words)

    def draw(self, axes: Axes, order: int) -> None:
        points = axes.bbox.width / WIDTH * 72 / axes.figure.dpi  # in one unit
        paint: dict[str, Any] = {"edgecolor": self.colour, "fill": False} if self.width else {"facecolor": self.colour, "edgecolor": "none"}
        style = {"capstyle": "round", "joinstyle": "round", "linewidth": self.width * points}
        axes.add_artist(PathPatch(self.path, alpha=self.opacity, zorder=order, **paint, **style))


class _Halo(NamedTuple):
    """Light around a point.

    Attributes:
        point: its middle.
        diameter: where it ends.
        colour: as "#rrggbb".
    """

    point: Array
    diameter: float
    colour: str

    def svg(self) -> str:
        x, y, radius = _fine(np.array([*self.point, self.diameter / 2]))
        name = f"h{x}-{y}"
        stops = "".join(
            f'<stop offset="{place:g}" stop-color="{self.colour}" stop-opacity="{BRIGHTEST * (1 - place) ** 2:.2g}"/>'
            for place in (0, 0.5, 1)
        )
        return f'<radialGradient id="{name}">{stops}</radialGradient><circle cx="{x}" cy="{y}" r="{radius}" fill="url(#{name})"/>'

    def draw(self, axes: Axes, order: int) -> None:
        x, y = np.meshgrid(np.linspace(-1, 1, 128), np.linspace(-1, 1, 128))
        light = np.empty((128, 128, 4))
        light[:] = to_rgba(self.colour)
        light[:, :, 3] = np.interp(np.hypot(x, y), (0, 0.5, 1), BRIGHTEST * np.array([1, 0.25, 0]))
        left, right, top, bottom = np.repeat(self.point, 2) + self.diameter / 2 * np.array([-1, 1, -1, 1])
        axes.imshow(light, extent=(left, right, bottom, top), interpolation="bilinear", zorder=order, aspect=axes.get_aspect())


class _Raster(NamedTuple):
    """Square pixels, for what has too many for dots.

    Attributes:
        pixels: (rows, columns) of uint8, each the number of a colour.
        colours: (how many, 3) of uint8.
        place: of the upper left corner.
        pitch: the side of a pixel.
    """

    pixels: Array
    colours: Array
    place: tuple[float, float]
    pitch: float

    def svg(self) -> str:
        image = Image.fromarray(self.pixels)
        image.putpalette(self.colours.tobytes())
        file = io.BytesIO()
        image.save(file, "PNG", optimize=True, bits=max(1, (len(self.colours) - 1).bit_length()))
        x, y, width, height = (round(FINE * number) for number in self._box())
        box = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        return f'<image {box} style="image-rendering:pixelated" href="data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"/>'

    def draw(self, axes: Axes, order: int) -> None:
        x, y, width, height = self._box()
        axes.imshow(
            self.colours[self.pixels], extent=(x, x + width, y + height, y), interpolation="nearest", zorder=order, aspect=axes.get_aspect()
        )

    def _box(self) -> tuple[float, float, float, float]:
        rows, columns = self.pixels.shape
        return (*self.place, columns * self.pitch, rows * self.pitch)


class Picture:
    """Shapes on a dark ground, the first of them farthest back; (0, 0) is top left."""

    def __init__(self) -> None:
        self.shapes: list[_Shape] = []

    def dots(self, points: ArrayLike, diameter: float, colour: str, opacity: float = 1.0) -> None:
        """Add dots.

        Args:
            points: (how many, 2), or a single one.
            diameter: of each.
            colour: as "#rrggbb".
            opacity: from 0 to 1.
        """
        if np.size(points) and diameter > 0 and opacity > 0:
            self.shapes.append(_Dots(np.reshape(points, (-1, 2)).astype(float), diameter, colour, opacity))

    def lattice(
        self,
        rows: int,
        columns: int,
        place: tuple[float, float],
        pitch: tuple[float, float],
        diameter: float,
        colour: str,
        opacity: float = 1.0,
    ) -> Array:
        """Add dots in rows and columns.

        Args:
            rows: how many.
            columns: how many.
            place: of the first dot.
            pitch: from one to the next, to the right and down: whole quarters of a unit.
            diameter: of each.
            colour: as "#rrggbb".
            opacity: from 0 to 1.

        Returns:
            (rows, columns, 2), the middles of the dots.
        """
        shape = _Lattice(rows, columns, place, pitch, diameter, colour, opacity)
        self.shapes.append(shape)
        return shape.points

    def lines(self, paths: Iterable[Path], width: float, colour: str, opacity: float = 1.0) -> None:
        """Add lines with round ends.

        Args:
            paths: straight or curved.
            width: of each.
            colour: as "#rrggbb".
            opacity: from 0 to 1; where lines of one call cross, they do not add up.
        """
        if (paths := list(paths)) and width > 0 and opacity > 0:
            self.shapes.append(_Line(Path.make_compound_path(*paths), width, colour, opacity))

    def halo(self, point: ArrayLike, diameter: float, colour: str) -> None:
        """Add light that fades.

        Args:
            point: its middle.
            diameter: where it ends.
            colour: as "#rrggbb".
        """
        self.shapes.append(_Halo(np.reshape(point, 2).astype(float), diameter, colour))

    def area(self, path: Path, colour: str, opacity: float = 1.0) -> None:
        """Add a filled area.

        Args:
            path: its outline.
            colour: as "#rrggbb".
            opacity: from 0 to 1.
        """
        self.shapes.append(_Line(path, 0.0, colour, opacity))

    def raster(self, pixels: Array, colours: Array, place: tuple[float, float], pitch: float) -> None:
        """Add square pixels.

        Args:
            pixels: (rows, columns) of uint8, each the number of a colour.
            colours: (how many, 3) of uint8.
            place: of the upper left corner.
            pitch: the side of a pixel.
        """
        self.shapes.append(_Raster(pixels, colours, place, pitch))

    def svg(self) -> bytes:
        """The picture as an SVG file.

        Returns:
            Its bytes.
        """
        size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH * FINE} {HEIGHT * FINE}"'
        style = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
        ground = f'<path fill="{GROUND}" d="M0 0h{WIDTH * FINE}v{HEIGHT * FINE}H0z"/>'
        shapes = "".join(shape.svg() for shape in self.shapes)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{ground}{shapes}</svg>\n'.encode()

    def draw(self, axes: Axes) -> None:
        """Draw the picture with matplotlib.

        Args:
            axes: whose limits are set to the picture's.
        """
        axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0), xticks=[], yticks=[], aspect="equal")
        for order, shape in enumerate(self.shapes):
            shape.draw(axes, order)


def _fine(points: Array) -> Array:
    return np.rint(points * FINE).astype(int)


def _numbers(step: Array) -> str:
    return "".join(f"{number:+d}" for number in step).removeprefix("+").replace("+", " ")


def _opacity(opacity: float) -> str:
    return f' opacity="{opacity:.2g}"' if opacity < 1 else ""
