"""Every figure is laid out with care: nothing leaves the paper, nothing covers another thing, and each text belongs to something."""

from functools import cache
from itertools import combinations, permutations
from typing import NamedTuple

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle
from test_plots import EXAMPLES

from nn_core import plots

EDGE = 0.015  # inches that stay free around a figure
NEAR = 0.02  # inches: two places that differ by less are one
# Room is kept below these for what other examples have there.
LONGER = {"neuron_formula", "paper_network", "cost_box"}
# Some of their texts stand in a sentence, beside a line, or in columns of their own.
FREE = LONGER | {
    "agreement", "all_parameters", "contributions", "cost_ledger", "curve", "curves", "descents", "function_box", "shades", "squish", "stages",
    "strip", "surface", "unrolled", "weight_grid", "weight_grids",
}  # fmt: skip


class Box(NamedTuple):
    """A part of a figure in inches from its upper left corner."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self):
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlaps(self, other, by=0.0):
        width = min(self.right, other.right) - max(self.left, other.left)
        return width > by and min(self.bottom, other.bottom) - max(self.top, other.top) > by

    def holds(self, other):
        return (
            self.left <= other.left + 0.01
            and self.top <= other.top + 0.01
            and self.right + 0.01 >= other.right
            and self.bottom + 0.01 >= other.bottom
        )


@cache
def parts(name):
    """The parts of an example of a plot: {kind: boxes}; the numbers along an axis are "ticks"."""
    figure = getattr(plots, name)(*EXAMPLES[name])
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    width, height = figure.get_size_inches()

    def box(name, artist):
        left, bottom, right, top = artist.get_window_extent(renderer).extents / figure.dpi
        return Box(name, left, height - top, right, height - bottom)

    def shown(axis):
        low, high = sorted(axis.get_view_interval())
        return [
            label
            for label, place in zip(axis.get_ticklabels(), axis.get_ticklocs(), strict=True)
            if low <= place <= high and label.get_text()
        ]

    charts = [axes for axes in figure.axes if axes.axison]
    tiles = [(box("tile", tile), tile.get_size()) for tile in figure.findobj(AxesImage)]
    circles = []
    for row in figure.findobj(PathCollection):
        radius = row.get_sizes()[0] ** 0.5 / 72 / 2
        places = row.get_offset_transform().transform(row.get_offsets()) / figure.dpi
        circles += [Box("circle", x - radius, height - y - radius, x + radius, height - y + radius) for x, y in places]
    return {
        "paper": [Box("paper", 0, 0, width, height)],
        "texts": [box(text.get_text(), text) for text in figure.texts],
        "ticks": [box(label.get_text(), label) for axes in charts for axis in (axes.xaxis, axes.yaxis) for label in shown(axis)],
        "charts": [box("chart", axes) for axes in charts],
        "tiles": [tile for tile, _ in tiles],
        "cells": [cell for tile, size in tiles if np.prod(size) <= 400 for cell in cells(tile, *size)],
        "circles": circles,
        "bars": [box("bar", bar) for bar in figure.findobj(Rectangle) if bar.axes and bar is not bar.axes.patch],
    }


def cells(tile, rows, columns):
    x, y = np.linspace(tile.left, tile.right, columns + 1), np.linspace(tile.top, tile.bottom, rows + 1)
    return [Box("cell", x[j], y[i], x[j + 1], y[i + 1]) for i in range(rows) for j in range(columns)]


@pytest.mark.parametrize("name", plots.__all__)
def test_nothing_leaves_the_paper(name):
    (paper,) = parts(name)["paper"]
    inner = Box("paper", EDGE, EDGE, paper.right - EDGE, paper.bottom - EDGE)
    outside = [box for kind, boxes in parts(name).items() if kind != "paper" for box in boxes if not inner.holds(box)]
    assert outside == []


@pytest.mark.parametrize("name", plots.__all__)
def test_the_paper_ends_where_the_picture_does(name):
    boxes = [box for kind in ("texts", "ticks", "tiles", "circles", "charts") for box in parts(name)[kind]]
    (paper,) = parts(name)["paper"]
    assert min(box.top for box in boxes) < 0.19
    assert paper.bottom - max(box.bottom for box in boxes) < 0.23 or name in LONGER


@pytest.mark.parametrize("name", plots.__all__)
def test_no_two_texts_and_no_two_pictures_cover_each_other(name):
    found = parts(name)
    for boxes in (found["texts"] + found["ticks"], found["tiles"] + found["circles"]):
        assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1], by=0.002)] == []


@pytest.mark.parametrize("name", plots.__all__)
def test_a_text_on_a_picture_stands_in_the_middle_of_its_circle_or_cell(name):
    found = parts(name)
    for text in found["texts"]:
        for shape in found["tiles"] + found["circles"]:
            if shape.overlaps(text):
                ground = [each for each in found["cells"] + found["circles"] if each.holds(text)]
                assert [each for each in ground if np.allclose(each.middle, text.middle, atol=0.03)], text


@pytest.mark.parametrize("name", sorted(set(plots.__all__) - FREE))
def test_every_text_belongs_to_something(name):
    """Its middle lies over the middle of a part, or of the gap between two; or it stands level with one, or begins where one begins."""
    found = parts(name)
    shapes = [box for kind in ("paper", "charts", "tiles", "cells", "circles", "bars") for box in found[kind]]
    gaps = [
        box for one, other in permutations(found["tiles"] + found["circles"] + found["bars"], 2)
        for box in (Box("gap", one.right, 0, other.left, 0), Box("gap", 0, one.bottom, 0, other.top))
    ][:4000]  # fmt: skip
    alone = []
    for text in found["texts"]:
        over = [each for each in shapes + gaps if each.left + each.right and abs(each.middle[0] - text.middle[0]) < NEAR]
        level = [each for each in shapes + gaps if each.top + each.bottom and abs(each.middle[1] - text.middle[1]) < 0.03]
        if not over and not level:
            alone.append(text.name)
    assert alone == []
