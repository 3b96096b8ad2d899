"""The pictures that a posted link shows, 1200 x 630 pixels."""

import io
from functools import cache
from itertools import combinations, pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from PIL import Image

from nn_core import load_mnist, load_network
from nn_core.publish.covers.motifs import dots_by_size, edges, in_letters, neurons
from nn_core.publish.covers.pages import picture_of
from nn_core.publish.covers.picture import AMBER, BLUE, CREAM, GROUND, RED, Array, Picture
from nn_core.publish.menu import Page

NAME = "13,002 Dials"
PROMISE = "A neural network from the inside. Every number is there to touch."
WIDTH, HEIGHT = 1200, 630
STEPS = 48  # of the palette from the ground to an accent
BOLD = FontProperties(family="DejaVu Sans", weight="bold")  # it comes with matplotlib, so a card is the same everywhere
PLAIN = FontProperties(family="DejaVu Sans")
BESIDE = 230  # pixels for words beside a cover
NAME_AT = 1000  # pixels from the left
NARROW = 0.92  # of the font's own width
DIGIT = 30  # the test image that runs through the network on the card of the site


def card(page: Page, group: str) -> bytes:
    """The card of one page: its cover, number and title.

    Args:
        page: of the menu.
        group: the title of its part, or of the laboratory.

    Returns:
        The bytes of a PNG.
    """
    figure, axes = _sheet()
    _cover_on(figure, picture_of(page), (296, 0, 904))
    _fade(axes, (296, 340, 510, 0), np.linspace(1, 0, 64)[None])
    _fade(axes, (296, WIDTH, 510, 480), np.linspace(0, 1, 64)[:, None])
    if page.number:
        _words(axes, str(page.number), (54, 158), 128, AMBER, BOLD)
        _words(axes, group, (58, 212), 26, CREAM, PLAIN, widest=BESIDE)
    else:
        _words(axes, group, (56, 92), 36, AMBER, BOLD, widest=BESIDE)
    _words(axes, page.title, (56, 584), 52, CREAM, BOLD, widest=NAME_AT - 96)
    _words(axes, NAME, (NAME_AT, 584), 26, AMBER, BOLD)
    return _png(figure)


def site_card() -> bytes:
    """The card of the site: a digit on its way through the network.

    It is for every page that has none of its own.

    Returns:
        The bytes of a PNG.
    """
    figure, axes = _sheet()
    _cover_on(figure, _lit_network(), (0, 0, WIDTH))
    _words(axes, NAME, (56, 566), 68, CREAM, BOLD)
    _words(axes, PROMISE, (58, 606), 25, CREAM, PLAIN)
    return _png(figure)


def _lit_network() -> Picture:
    """All that a digit lights up, in the upper part of a picture."""
    network, picture = load_network(), Picture()
    pixels = load_mnist().test.images[DIGIT].ravel() / 255
    passed = network.forward_pass(pixels).activations
    winner = int(passed[-1].argmax())
    plane = _plane()
    layers = [plane, *(np.column_stack([np.full(count, x), np.linspace(9, 125, count)]) for count, x in ((16, 166), (16, 226), (10, 280)))]
    for (starts, ends), layer, active, strongest, width, opacity in zip(
        pairwise(layers), network.layers, passed[:-1], (170, 70, 50), (0.9, 1.3, 1.7), (0.7, 0.85, 0.9), strict=True
    ):
        edges(picture, starts, ends, layer.weights * active, strongest, width, opacity)
    picture.dots(plane, 0.8, CREAM, 0.3)
    dots_by_size(picture, plane, pixels, 3.4, CREAM)
    for points, active in zip(layers[1:3], passed[1:3], strict=True):
        for point in points[active > 0.5]:
            picture.halo(point, 20, CREAM)
        neurons(picture, points, active, 6.4)
    picture.halo(layers[3][winner], 60, AMBER)
    neurons(picture, layers[3], passed[3], 9, AMBER)
    picture.dots(layers[3][winner], 9, AMBER)
    for digit, (x, y) in enumerate(layers[3]):
        size, colour, opacity = (20, AMBER, 1.0) if digit == winner else (9, CREAM, 0.45)
        picture.area(in_letters(str(digit), (x + (16 if digit == winner else 13), y), size), colour, opacity)
    return picture


def _plane() -> Array:
    """(784, 2), the pixels on a sheet that stands askew."""
    row, column = np.divmod(np.arange(784), 28)
    depth = 1 - 0.22 * column / 27
    return np.column_stack([14 + 96 * column / 27 * (1 + depth) / 1.9, 67 + (row - 13.5) / 27 * 122 * depth])


def _sheet() -> tuple[Figure, Axes]:
    """A figure, and axes in pixels from its upper left corner."""
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=GROUND)
    axes = figure.add_axes((0, 0, 1, 1), frameon=False, zorder=1)
    axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0), xticks=[], yticks=[])
    return figure, axes


def _cover_on(figure: Figure, picture: Picture, place: tuple[float, float, float]) -> None:
    """A picture on a sheet.  place: its left, top and width, in pixels."""
    left, top, width = place
    height = width * 9 / 16
    axes = figure.add_axes((left / WIDTH, 1 - (top + height) / HEIGHT, width / WIDTH, height / HEIGHT), frameon=False)
    picture.draw(axes)


def _fade(axes: Axes, box: tuple[float, float, float, float], opacity: Array) -> None:
    """The ground over the rim of a cover.  box: left, right, bottom, top."""
    light = np.broadcast_to([*to_rgb(GROUND), 1.0], (*opacity.shape, 4)).copy()
    light[:, :, 3] = opacity
    axes.imshow(light, extent=box, aspect="auto", zorder=1)


def _words(
    axes: Axes, words: str, place: tuple[float, float], size: float, colour: str, font: FontProperties, widest: float = WIDTH
) -> None:
    """Words, smaller where they would be wider than that.  place: where their line begins."""
    path = TextPath((0, 0), words, size=size, prop=font)
    shrink = min(1.0, widest / (NARROW * path.get_extents().width))
    moved = Affine2D().scale(shrink * NARROW, -shrink).translate(*place)
    axes.add_artist(PathPatch(path.transformed(moved), facecolor=colour, edgecolor="none", zorder=2))


def _png(figure: Figure) -> bytes:
    canvas, file = FigureCanvasAgg(figure), io.BytesIO()
    canvas.draw()
    pixels = Image.fromarray(np.asarray(canvas.buffer_rgba())[:, :, :3])
    pixels.quantize(palette=_palette(), dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


@cache
def _palette() -> Image.Image:
    """The ground, the way from it to each accent, and where two accents meet.

    The steps are finest near the ground, because light fades there.
    """
    ground, *accents = (np.array(to_rgb(colour)) for colour in (GROUND, AMBER, BLUE, RED, CREAM))
    pairs = [(one + other) / 2 for one, other in combinations(accents, 2)]
    ways = [(colour, np.linspace(0, 1, STEPS)[1:] ** 2) for colour in accents] + [(colour, np.linspace(0, 1, 12)[1:]) for colour in pairs]
    colours = np.array([ground, *(ground + (colour - ground) * step for colour, steps in ways for step in steps)])
    image = Image.new("P", (1, 1))
    image.putpalette(np.rint(255 * colours).astype(np.uint8).tobytes())
    return image
