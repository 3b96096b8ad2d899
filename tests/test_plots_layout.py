"""Every figure is laid out with care: nothing leaves the paper, nothing covers another thing, and each text belongs to something."""

from functools import cache
from itertools import combinations, groupby, pairwise, permutations
from typing import NamedTuple

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.image import AxesImage
from matplotlib.patches import PathPatch, Rectangle
from test_plots import DOT, EXAMPLES, bar

from nn_core import plots

EDGE = 0.015  # inches that stay free around a figure
NEAR = 0.02  # inches: two places that differ by less are one
# Room is kept below these for what other examples have there.
LONGER = {"neuron_formula", "paper_network", "cost_box"}
# What the texts begin with that stand in a sentence, on a line of their own, or above a column of numbers.
FREE = {
    "agreement": ("other way",), "all_parameters": ("blue",), "contributions": ("weight ×", "brings", "activation"),
    "cost_box": ("",), "cost_ledger": ("digit", "output", "target", "cost"), "curve": ("y",), "curves": ("up", "down"),
    "descents": ("small", "large", "huge", "cost"), "function_box": ("10 numbers",), "neuron_formula": ("",), "paper_network": ("",),
    "runs": ("right", "none", "one", "two", "three", "four"),
    "shades": ("row", "column"), "squish": ("",), "stages": ("parts", "a", "whole", "thing"), "surface": ("other", "a"),
    "unrolled": ("index", "activation"), "weight_grid": ("+",), "weight_grids": ("+", "−"),
}  # fmt: skip
# Words or numbers stand on one side only.
LOPSIDED = set(FREE) - {"all_parameters", "contributions", "unrolled", "weight_grids"} | {
    "strip", "bars", "pixel_values", "most_activating", "answers",
}  # fmt: skip
# As many things as the chapters show at once.
BUSY = {
    "digits": ([DOT] * 7, list("abcdefg"), "Seven", 3, list("1234567"), [None] * 6 + [DOT > 0]),
    "ranking": ([DOT, bar(4)] * 2, [1.0, 2.5, -3.0, 12.25]),
    "weight_grids": ([bar(4).ravel(), -bar(10).ravel()] * 8, None, "Layer"),
    "equation": (
        [np.full((4, 6), 0.5), np.ones(6), np.ones(4), np.ones(4)], ["", "+", "="], ["W", "a", "b", "z"], "Step", 1
    ),
    "contributions": (np.linspace(-2, 2, 16), np.full(16, 0.9), -1.25, 0.1, "Ledger"),
    "neurons": (np.linspace(0, 1, 10), "Ten", list("0123456789")),
    "one_step": (np.linspace(0, 1, 16), np.linspace(0, 1, 10), np.ones((10, 16)), "Step", "0123456789"),
    "sum_of_parts": ([[bar(4) + bar(10), bar(4), bar(10)], [bar(4), bar(4)]], [["both", "upper", "lower"], ["one", "same"]], "Parts"),
    "strip": ({f"network {number}": np.linspace(0, 1, 16) for number in range(8)}, "Strip", "likeness", (0, 1), 0.6),
    "bars": ([20.0, -10.0, 5.5, 1.0, 0.0], ["a long name", "up", "down", "c", "d"], "Bars", "points", 1),
    "runs": ({name: {400 * 3**k: [k, k + 1.0] for k in range(6)} for name in ("none", "one", "two", "three", "four")}, "Runs", "size", "right"),
    "shades": (np.arange(60.0).reshape(6, 10), "abcdef", range(10), "Table", "row", "column", 0),
    "most_activating": (
        [bar(4).ravel(), -DOT.ravel(), bar(9).ravel()], [[DOT] * 6, [bar(10)] * 6, [DOT] * 6], ["0", "1", "2"], "Liked"
    ),
    "answers": ([np.eye(10)[4], np.full(10, 0.5), np.linspace(0, 0.9, 10)], 4, [0.0, 2.5, 1.25], "ABC", "Three answers"),
    "layer_activations": (
        [DOT.ravel(), np.full(16, 0.7), np.full(16, 0.2), np.linspace(0, 0.9, 10)], "", [np.ones((16, 784)), np.ones((16, 16)), np.ones((10, 16))]
    ),
    "descents": (np.square, {"small": [2.0, 1.5], "large": [2.0, -1.0, 0.5], "huge": [1.0, -2.0]}, (-2, 2), "Steps", "dial", "cost"),
    "chain": (["w", "b", "z", "a"], [1.0, 2.0, 0.25, 0.5], [2.0, 0.5, -1.0], "Chain"),
}  # fmt: skip
CASES = [(name, False) for name in plots.__all__] + [(name, True) for name in BUSY]


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

    def widened(self, by):
        return self._replace(left=self.left - by, top=self.top - by, right=self.right + by, bottom=self.bottom + by)

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
def parts(name, busy):
    """The parts of an example of a plot: {kind: boxes}; the numbers along an axis are "ticks"."""
    figure = getattr(plots, name)(*(BUSY if busy else EXAMPLES)[name])
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

    def lines(axes):
        return [
            box("line", line)
            for line in [
                *(line for line in axes.lines if line.get_linestyle() != "None"),
                *(patch for patch in axes.patches if isinstance(patch, PathPatch)),
            ]
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
        "lines": [line for axes in figure.axes for line in lines(axes)],
        "strays": [
            line
            for axes in figure.axes
            if axes is not figure.paper
            for line in lines(axes)
            if not box("chart", axes).widened(0.02).holds(line)
        ],
        "charts": [box("chart", axes) for axes in charts],
        "planes": [box("plane", axes) for axes in figure.axes if axes is not figure.paper],
        "tiles": [tile for tile, _ in tiles],
        "cells": [cell for tile, size in tiles if np.prod(size) <= 400 for cell in cells(tile, *size)],
        "circles": circles,
        "bars": [box("bar", bar) for bar in figure.findobj(Rectangle) if bar.axes and bar is not bar.axes.patch],
    }


def cells(tile, rows, columns):
    x, y = np.linspace(tile.left, tile.right, columns + 1), np.linspace(tile.top, tile.bottom, rows + 1)
    return [Box("cell", x[j], y[i], x[j + 1], y[i + 1]) for i in range(rows) for j in range(columns)]


@pytest.mark.parametrize(("name", "busy"), CASES)
def test_nothing_leaves_the_paper(name, busy):
    (paper,) = parts(name, busy)["paper"]
    inner = paper.widened(-EDGE)
    assert [box for kind, boxes in parts(name, busy).items() if kind != "paper" for box in boxes if not inner.holds(box)] == []


@pytest.mark.parametrize(("name", "busy"), CASES)
def test_no_line_of_a_chart_leaves_it(name, busy):
    assert parts(name, busy)["strays"] == []


@pytest.mark.parametrize(("name", "busy"), CASES)
def test_the_paper_ends_where_the_picture_does(name, busy):
    boxes = [box for kind in ("texts", "ticks", "tiles", "circles", "charts") for box in parts(name, busy)[kind]]
    (paper,) = parts(name, busy)["paper"]
    assert min(box.top for box in boxes) < 0.19
    assert paper.bottom - max(box.bottom for box in boxes) < 0.23 or name in LONGER


@pytest.mark.parametrize(("name", "busy"), CASES)
def test_no_two_texts_and_no_two_pictures_cover_each_other(name, busy):
    found = parts(name, busy)
    for boxes in (found["texts"] + found["ticks"], found["tiles"] + found["circles"]):
        assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1], by=0.002)] == []


@pytest.mark.parametrize(("name", "busy"), CASES)
def test_a_text_on_a_picture_stands_in_the_middle_of_its_circle_or_cell(name, busy):
    found = parts(name, busy)
    for text in found["texts"]:
        for shape in found["tiles"] + found["circles"]:
            if shape.overlaps(text):
                ground = [each for each in found["cells"] + found["circles"] if each.holds(text)]
                assert [each for each in ground if np.allclose(each.middle, text.middle, atol=0.03)], text


@pytest.mark.parametrize(("name", "busy"), CASES)
def test_every_text_belongs_to_something(name, busy):
    """Its middle lies over the middle of a part, or of the gap between two; or it stands level with one, or begins where one begins."""
    found = parts(name, busy)
    shapes = [box for kind in ("paper", "planes", "tiles", "cells", "circles", "bars", "lines") for box in found[kind]]
    gaps = [
        box for one, other in permutations(found["tiles"] + found["circles"] + found["bars"], 2)
        for box in (Box("gap", one.right, 0, other.left, 0), Box("gap", 0, one.bottom, 0, other.top))
    ][:4000]  # fmt: skip
    for text in found["texts"]:
        over = [each for each in shapes + gaps if each.left + each.right and abs(each.middle[0] - text.middle[0]) < NEAR]
        level = [each for each in shapes + gaps if each.top + each.bottom and abs(each.middle[1] - text.middle[1]) < 0.03]
        assert over or level or text.name.startswith(FREE.get(name, ())), text


@pytest.mark.parametrize(("name", "busy"), [case for case in CASES if case[0] not in LOPSIDED])
def test_as_much_is_free_on_the_left_as_on_the_right(name, busy):
    found = parts(name, busy)
    (paper,) = found["paper"]
    boxes = [box for kind in ("tiles", "circles", "charts", "texts") for box in found[kind]]
    left, right = min(box.left for box in boxes), paper.right - max(box.right for box in boxes)
    assert left == pytest.approx(right, abs=0.041)


@pytest.mark.parametrize(("name", "busy"), [case for case in CASES if case[0] != "equation"])
def test_the_pictures_of_a_row_are_evenly_apart(name, busy):
    tiles = sorted(parts(name, busy)["tiles"], key=lambda tile: (round(tile.top, 3), tile.left))
    for _, row in groupby(tiles, key=lambda tile: round(tile.top, 3)):
        gaps = [right.left - left.right for left, right in pairwise(row)]
        gaps = gaps[1:] if name == "most_activating" else gaps  # first the weights, and then what they like
        assert gaps == pytest.approx(gaps[:1] * len(gaps))


@pytest.mark.parametrize("name", ["digit", "digits", "matrix_row", "most_activating", "ranking", "weight_grid", "weighted_sum"])
def test_below_pictures_as_much_is_free_as_beside_them(name):
    found = parts(name, False)
    (paper,), boxes = found["paper"], found["tiles"] + found["texts"]
    beside = paper.right - max(box.right for box in boxes)
    assert paper.bottom - max(box.bottom for box in boxes) == pytest.approx(beside, abs=0.03)


@pytest.mark.parametrize(("name", "busy"), CASES)
def test_no_text_stands_across_the_end_of_a_bar_or_on_a_chart(name, busy):
    found = parts(name, busy)
    charts = [] if name in ("bars", "parameter_bars") else found["charts"]  # their numbers stand at the ends of the bars
    on = [(text, bar) for text in found["texts"] for bar in found["bars"] if text.overlaps(bar, by=0.005) and not bar.holds(text)]
    assert on + [(text, chart) for text in found["texts"] for chart in charts if text.overlaps(chart, by=0.005)] == []


@pytest.mark.parametrize(("name", "busy"), [case for case in CASES if case[0] in ("equation", "sum_of_parts", "weighted_sum")])
def test_a_sign_between_two_pictures_stands_in_the_middle_between_them(name, busy):
    found, signs = parts(name, busy), 0
    for one, other in permutations(found["tiles"], 2):
        gap = Box("gap", one.right, min(one.top, other.top), other.left, max(one.bottom, other.bottom))
        inside = [text for text in found["texts"] if gap.holds(text)]
        side_by_side = one.right < other.left and one.top < other.bottom and other.top < one.bottom
        if side_by_side and len(inside) == 1 and not [tile for tile in found["tiles"] if tile.overlaps(gap)]:
            assert inside[0].middle == pytest.approx(gap.middle, abs=0.025)
            signs += 1
    assert signs
