"""Pictures of digits: white ink on black, as the network receives them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, cells, outline, picture, text, tile
from nn_core.plots.style import GAP, LINE, MARK, MUTED, SMALL_TEXT, WIDTH, Arrays, brightness, grey, table
from nn_core.plots.words import counted, is_or_are, number, outlining, place_of, sentences, size_of


def digit(image: ArrayLike, title: str = "", region: ArrayLike | None = None) -> Picture:
    """Draw one image, large.

    Args:
        image: (28, 28) or (784,), floats from 0 to 1 or grey values from 0 to 255.
        title: A line above it.
        region: (28, 28) of True and False; what is True is outlined.

    Returns:
        The figure.

    Examples:
        >>> digit([[0.0, 1.0], [0.0, 0.0]]).description
        'An image of 2 by 2 pixels, white ink on black. The ink lies in row 0, column 1; 1 of 4 pixels is
        brighter than one half.'
    """
    values = brightness(image)
    lit = int((values > 0.5).sum())
    ink = "There is no ink in it"
    if (values > 0).any():
        ink = f"The ink lies in {place_of(values > 0)}; {lit} of {values.size} pixels {is_or_are(lit)} brighter than one half"
    side, top = 2.6, 0.08
    figure = picture(
        side + 0.16, top + side + 0.08, title, f"An image of {size_of(values)} pixels, white ink on black", ink, outlining(region)
    )  # fmt: skip
    place = tile(figure, grey(image), 0.08, top, side)
    if region is not None:
        cells(place)
        outline(place, region)
    return figure


def digits(
    images: Arrays,
    titles: Sequence[str] | None = None,
    title: str = "",
    columns: int | None = None,
    notes: Sequence[str] | None = None,
    regions: Sequence[ArrayLike | None] | None = None,
) -> Picture:
    """Draw several images in rows.

    Args:
        images: Each as in digit.
        titles: A line above each.
        title: A line above all of them.
        columns: How many stand side by side; up to 5 unless told.
        notes: A line below each.
        regions: A region for each, as in digit, or None.

    Returns:
        The figure.
    """
    count = len(images)
    columns = columns or min(count, 5)
    rows = -(-count // columns)
    side = min(1.6, (WIDTH - 0.16 - GAP * (columns - 1)) / columns)
    above, below = LINE * (titles is not None), LINE * (notes is not None)
    pitch = side + above + below + GAP
    top = 0.08
    width = 0.16 + columns * (side + GAP) - GAP
    figure = picture(width, top + rows * pitch - GAP + 0.08, title, *_one_by_one(images, titles, notes, regions))
    for index, image in enumerate(images):
        left, upper = 0.08 + (index % columns) * (side + GAP), top + (index // columns) * pitch
        if titles is not None:
            text(figure, left + side / 2, upper + LINE / 2, titles[index])
        place = tile(figure, grey(image), left, upper + above, side)
        if notes is not None:
            text(figure, left + side / 2, upper + above + side + LINE / 2 + 0.03, notes[index])
        if regions is not None and (region := regions[index]) is not None:
            outline(place, region)
    return figure


def ranking(
    images: Arrays,
    sums: Sequence[float] | None = None,
    titles: Sequence[str] = "ABCDEFGH",
    title: str = "",
    region: ArrayLike | None = None,
) -> Picture:
    """Draw images with a name above and a sum under each.

    Without sums it is the question, with them the answer.

    Args:
        images: Each as in digit.
        sums: A number for each image.
        titles: A name for each image.
        title: A line above all of them.
        region: What is outlined in all of them.

    Returns:
        The figure.
    """
    titles = list(titles)[: len(images)]
    notes = None if sums is None else [number(value) for value in sums]
    columns = len(images) if len(images) <= 5 else None
    figure = digits(images, titles, title, columns, notes, None if region is None else [region] * len(images))
    order = ""
    if notes is not None:
        ranked = np.argsort(-np.asarray(sums, float), kind="stable")
        order = "From the largest sum to the smallest: " + ", ".join(f"{titles[i]} {notes[i]}" for i in ranked)
    figure.description = sentences(title, *_one_by_one(images, titles), outlining(region), order)
    return figure


def pixel_values(image: ArrayLike, title: str = "", top: int = 8, left: int = 8, rows: int = 12, columns: int = 12) -> Picture:
    """Draw a cut-out of an image, each pixel with its number printed in it.

    Args:
        image: As in digit.
        title: A line above it.
        top: The first row that is shown, counted from 0.
        left: The first column.
        rows: How many rows are shown.
        columns: How many columns.

    Returns:
        The figure.

    Raises:
        ValueError: The cut lies outside the image.
    """
    cut = brightness(image)[top : top + rows, left : left + columns]
    if cut.size == 0:
        raise ValueError(f"row {top}, column {left} lies outside an image of {' x '.join(map(str, table(image).shape))} pixels")
    margin, upper = 0.3, 0.3
    side = WIDTH - margin - 0.06
    cell = side / cut.shape[1]
    fullest = int(cut.sum(axis=1).argmax())
    figure = picture(
        WIDTH,
        upper + cell * cut.shape[0] + 0.06,
        title,
        f"The numbers of the pixels in rows {top} to {top + len(cut) - 1}, columns {left} to {left + cut.shape[1] - 1}: "
        f"0 is black, 1 is white, {int((cut == 0).sum())} of {cut.size} are exactly 0",
        f"Row {top + fullest}, the brightest, reads {', '.join(number(value) for value in cut[fullest])}",
    )
    tile(figure, grey(cut), margin, upper, side)
    for (row, column), value in np.ndenumerate(cut):
        x, y = margin + cell * (column + 0.5), upper + cell * (row + 0.5)
        text(figure, x, y, number(value), "#ffffff" if value < 0.5 else MARK, SMALL_TEXT)
    for row in range(cut.shape[0]):
        text(figure, margin - 0.06, upper + cell * (row + 0.5), str(top + row), MUTED, SMALL_TEXT, ha="right")
    for column in range(cut.shape[1]):
        text(figure, margin + cell * (column + 0.5), upper - 0.12, str(left + column), MUTED, SMALL_TEXT)
    return figure


def _one_by_one(
    images: Arrays,
    titles: Sequence[str] | None,
    notes: Sequence[str] | None = None,
    regions: Sequence[ArrayLike | None] | None = None,
) -> list[str]:
    """Say of each image where its ink lies."""
    parts = [f"{counted(len(images), 'image')}, white ink on black"]
    for index, image in enumerate(images):
        name = titles[index] if titles is not None else f"Image {index + 1}"
        note = f" ({notes[index]})" if notes is not None else ""
        ink = brightness(image) > 0
        where = f"ink in {place_of(ink)}" if ink.any() else "no ink"
        outlined = outlining(regions[index]) if regions is not None else ""
        parts.append(f"{name}{note}: {where}" + (f", {outlined[0].lower()}{outlined[1:]}" if outlined else ""))
    return parts
