"""Which page has which cover, and a plain one for each of the others."""

from nn_core.publish.covers import laboratory, learning, structure, verdict
from nn_core.publish.covers.motifs import in_letters
from nn_core.publish.covers.picture import AMBER, CREAM, HEIGHT, WIDTH, Picture
from nn_core.publish.menu import Page

COVERS = structure.COVERS | learning.COVERS | verdict.COVERS | laboratory.COVERS


def cover(page: Page) -> bytes:
    """The cover of a page.

    Args:
        page: of the menu.

    Returns:
        The bytes of an SVG, 320 x 180.
    """
    return picture_of(page).svg()


def picture_of(page: Page) -> Picture:
    """The picture on the cover of a page.

    Args:
        page: of the menu.

    Returns:
        The picture that was drawn for it; without one, its number among as many lit dots, or a question mark for an experiment.
    """
    return COVERS.get(page.stem, lambda: _plain(page.number))()


def _plain(number: int | None) -> Picture:
    picture = Picture()
    dots = picture.lattice(8, 15, (20, 20), (20, 20), 3, CREAM, 0.16).reshape(-1, 2)
    picture.dots(dots[: number or 0], 7, AMBER)
    picture.area(in_letters(str(number or "?"), (WIDTH / 2, HEIGHT / 2), 110), CREAM)
    return picture
