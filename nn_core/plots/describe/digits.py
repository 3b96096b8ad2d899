"""Pictures of digits in words."""

import numpy as np

from nn_core.plots.describe.words import counted, is_or_are, outlining, place_of, sentences, size_of
from nn_core.plots.style import brightness, number


def digit(image, title="", region=None):
    """The size of the image, where its ink lies, and how much of it there is.

    >>> digit([[0.0, 1.0], [0.0, 0.0]])
    'An image of 2 by 2 pixels, white ink on black. The ink lies in row 0, column 1; 1 of 4 pixels is brighter than one half.'
    """
    values = brightness(image)
    lit = int((values > 0.5).sum())
    size = f"An image of {size_of(values)} pixels, white ink on black"
    if not (values > 0).any():
        ink = "There is no ink in it"
    else:
        ink = f"The ink lies in {place_of(values > 0)}; {lit} of {values.size} pixels {is_or_are(lit)} brighter than one half"
    return sentences(title, size, ink, outlining(region))


def digits(images, titles=None, title="", columns=None, notes=None, regions=None):
    """The images one after the other, each with its title and its note."""
    parts = []
    for index, image in enumerate(images):
        name = titles[index] if titles is not None else f"Image {index + 1}"
        note = f" ({notes[index]})" if notes is not None else ""
        values = brightness(image)
        where = f"ink in {place_of(values > 0)}" if (values > 0).any() else "no ink"
        outlined = outlining(regions[index]) if regions is not None else ""
        parts.append(f"{name}{note}: {where}" + (f", {outlined[0].lower()}{outlined[1:]}" if outlined else ""))
    return sentences(title, f"{counted(len(images), 'image')}, white ink on black", *parts)


def ranking(images, sums=None, titles="ABCDEFGH", title="", region=None):
    """The images as in digits; with sums, who has which, largest first."""
    titles = list(titles)[: len(images)]
    order = ""
    if sums is not None:
        ranked = np.argsort(-np.asarray(sums, float), kind="stable")
        order = "From the largest sum to the smallest: " + ", ".join(f"{titles[i]} {number(sums[i])}" for i in ranked)
    return sentences(digits(images, titles, title), outlining(region), order)


def pixel_values(image, title="", top=8, left=8, rows=12, columns=12):
    """Which part of the image is shown, and the row with the most ink number by number."""
    cut = brightness(image)[top : top + rows, left : left + columns]
    fullest = int(cut.sum(axis=1).argmax())
    return sentences(
        title,
        f"The numbers of the pixels in rows {top} to {top + len(cut) - 1}, columns {left} to {left + cut.shape[1] - 1}: "
        f"0 is black, 1 is white, {int((cut == 0).sum())} of {cut.size} are exactly 0",
        f"Row {top + fullest}, the brightest, reads {', '.join(number(value) for value in cut[fullest])}",
    )
