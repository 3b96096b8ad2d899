"""Each page's cover, drawn from the data of its key figure."""

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from nn_core.publish.covers.picture import AMBER, CREAM, HEIGHT, WIDTH, Picture
from nn_core.publish.menu import Page


def cover(page: Page) -> Picture:
    """The cover of a page; a plain one, its number among dots, for a page whose cover nobody has drawn.

    Args:
        page: of the menu.

    Returns:
        The picture.
    """
    return plain(page)


def plain(page: Page) -> Picture:
    """The motif of dots, as many of them lit as the page's number says.

    Args:
        page: of the menu.

    Returns:
        The picture.
    """
    picture = Picture()
    grid = np.stack(np.meshgrid(np.arange(20, WIDTH, 20), np.arange(20, HEIGHT, 20)), axis=-1).reshape(-1, 2)
    picture.dots(grid, 3, CREAM, 0.16)
    picture.dots(grid[: page.number or 0], 7, AMBER)
    words = TextPath((0, 0), str(page.number or "?"), size=110, prop=FontProperties(family="DejaVu Sans", weight="bold"))
    box = words.get_extents()
    moved = Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2).scale(1, -1).translate(WIDTH / 2, HEIGHT / 2)
    picture.area(words.transformed(moved), CREAM)
    return picture
