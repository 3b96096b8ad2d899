"""Pictures of digits: white ink on black, as the network receives them."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import cells, outline, tile
from nn_core.plots.style import GAP, LINE, MARK, MUTED, SMALL_TEXT, WIDTH, brightness, grey, number, picture, table, text


def digit(image, title="", region=None):
    """One image, large.

    image: (28, 28) or (784,), floats from 0 to 1 or grey values from 0 to 255.
    title: a line above it.  region: (28, 28) of True and False; what is True is outlined.
    """
    side, top = 2.6, 0.08 + 1.3 * LINE * bool(title)
    figure = picture(side + 0.16, top + side + 0.08, describe.digit(image, title, region), title)
    place = tile(figure, grey(image), 0.08, top, side)
    if region is not None:
        cells(place)
        outline(place, region)
    return figure


def digits(images, titles=None, title="", columns=None, notes=None, regions=None):
    """Several images in rows.

    images: a sequence of images as in digit.  titles: a line above each.  notes: a line below each.
    columns: how many stand side by side (up to 5 unless told).  regions: a region for each, as in digit, or None.
    """
    count = len(images)
    columns = columns or min(count, 5)
    rows = -(-count // columns)
    side = min(1.6, (WIDTH - 0.16 - GAP * (columns - 1)) / columns)
    above, below = LINE * (titles is not None), LINE * (notes is not None)
    pitch = side + above + below + GAP
    top = 0.08 + 1.3 * LINE * bool(title)
    width = 0.16 + columns * (side + GAP) - GAP
    words = describe.digits(images, titles, title, columns, notes, regions)
    figure = picture(width, top + rows * pitch - GAP + 0.08, words, title)
    for index, image in enumerate(images):
        left, upper = 0.08 + (index % columns) * (side + GAP), top + (index // columns) * pitch
        if titles is not None:
            text(figure, left + side / 2, upper + LINE / 2, titles[index])
        place = tile(figure, grey(image), left, upper + above, side)
        if notes is not None:
            text(figure, left + side / 2, upper + above + side + LINE / 2 + 0.03, notes[index])
        if regions is not None and regions[index] is not None:
            outline(place, regions[index])
    return figure


def ranking(images, sums=None, titles="ABCDEFGH", title="", region=None):
    """Images with a name above and a sum under each; without sums it is the question, with them the answer.

    sums: one number for each image; the largest is named as such by describe.ranking.  region: outlined in all of them.
    """
    notes = None if sums is None else [number(value) for value in sums]
    columns = len(images) if len(images) <= 5 else None
    regions = None if region is None else [region] * len(images)
    figure = digits(images, list(titles)[: len(images)], title, columns, notes, regions)
    figure.description = describe.ranking(images, sums, titles, title, region)
    return figure


def pixel_values(image, title="", top=8, left=8, rows=12, columns=12):
    """A cut-out of an image, each pixel with its number printed in it.

    top, left: the first row and column that are shown, counted from 0.  rows, columns: how many are.
    """
    cut = brightness(image)[top : top + rows, left : left + columns]
    if cut.size == 0:
        raise ValueError(f"row {top}, column {left} lies outside an image of {' x '.join(map(str, table(image).shape))} pixels")
    margin, upper = 0.3, 0.3 + 1.3 * LINE * bool(title)
    side = WIDTH - margin - 0.06
    cell = side / cut.shape[1]
    words = describe.pixel_values(image, title, top, left, rows, columns)
    figure = picture(WIDTH, upper + cell * cut.shape[0] + 0.06, words, title)
    place = tile(figure, grey(cut), margin, upper, side)
    for (row, column), value in np.ndenumerate(cut):
        place.text(column, row, number(value), "#ffffff" if value < 0.5 else MARK)
    for row in range(cut.shape[0]):
        text(figure, margin - 0.06, upper + cell * (row + 0.5), str(top + row), color=MUTED, size=SMALL_TEXT, ha="right")
    for column in range(cut.shape[1]):
        text(figure, margin + cell * (column + 0.5), upper - 0.12, str(left + column), color=MUTED, size=SMALL_TEXT)
    return figure
