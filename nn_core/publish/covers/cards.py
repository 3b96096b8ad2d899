"""The pictures that a posted link shows, 1200 x 630 pixels."""

import io

from matplotlib.figure import Figure
from PIL import Image

from nn_core.publish.covers.covers import cover
from nn_core.publish.covers.picture import CREAM, GROUND, Picture
from nn_core.publish.menu import Menu, Page

NAME = "13,002 Dials"
WIDTH, HEIGHT = 1200, 630


def card(page: Page) -> bytes:
    """The card of one page: its cover, number and title.

    Args:
        page: of the menu.

    Returns:
        The bytes of a PNG.
    """
    return _png(cover(page), f"{page.number}  " * bool(page.number) + page.title)


def site_card(menu: Menu) -> bytes:
    """The card of the site, for every page that has none of its own.

    Args:
        menu: of the site.

    Returns:
        The bytes of a PNG.
    """
    return _png(cover(menu.pages[0]), NAME)


def _png(picture: Picture, words: str) -> bytes:
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=GROUND)
    axes = figure.add_axes((0.1, 0.24, 0.8, 0.72), frameon=False)
    picture.draw(axes)
    figure.text(0.05, 0.09, words, color=CREAM, fontsize=28, weight="bold", family="DejaVu Sans")
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    small = io.BytesIO()
    Image.open(file).convert("RGB").quantize(128).save(small, "PNG", optimize=True)
    return small.getvalue()
