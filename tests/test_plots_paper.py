"""What is put on the paper of a figure stands where it is meant to, on a page and in a notebook alike."""

import io

import numpy as np
from PIL import Image

from nn_core.plots import paper, style
from nn_core.publish.chapter.svg import to_svg
from nn_core.publish.site import SITE


def drawn(figure):
    """The figure as a table of colours."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=100)
    return np.asarray(Image.open(file).convert("RGB")).astype(int)


def test_a_tile_shows_every_number_where_it_stands_in_the_array():
    shades = np.array([[0, 50, 100], [150, 200, 250]])
    figure = paper.picture(3.2, 2.2)
    paper.tile(figure, style.grey(shades), 0.1, 0.1, 3.0)
    pixels = drawn(figure)
    assert [[pixels[60 + 100 * row, 60 + 100 * column, 0] for column in range(3)] for row in range(2)] == shades.tolist()


def test_two_tiles_stay_two_small_pictures_on_a_page():
    figure = paper.picture(3.2, 2.2)
    for left in (0.1, 1.7):
        paper.tile(figure, style.grey(np.eye(3)), left, 0.1, 1.4)
    svg = to_svg(figure, "a", "b", "c", SITE.palette)
    assert svg.count("<image ") == svg.count('width="3" height="3"') == 2


def test_a_line_on_a_tile_counts_its_cells():
    figure = paper.picture(3.0, 3.0)
    tile = paper.tile(figure, style.grey(np.zeros((2, 2))), 1.0, 1.0, 1.0)
    paper.stroke_cells(tile, [(-0.5, 0.0), (0.5, 0.0)], style.OUTLINE, 4.0)
    row = drawn(figure)[125]
    assert row[125].tolist() == [255, 184, 28] and row[50].tolist() == row[250].tolist() == row[2].tolist()
    assert row[175].tolist() == [0, 0, 0]


def test_an_outline_runs_between_the_cells_that_are_in_and_those_that_are_out():
    figure = paper.picture(3.0, 3.0)
    paper.outline(paper.tile(figure, style.grey(np.zeros((3, 3))), 0.0, 0.0, 3.0), [[False] * 3, [False, True, False], [False] * 3])
    points = figure.paper.patches[-1].get_path().vertices
    assert len(points) == 8 and points.min(axis=0).tolist() == [0.5, 0.5] and points.max(axis=0).tolist() == [1.5, 1.5]


def test_a_chart_writes_its_numbers_within_its_limits_with_a_real_minus_sign():
    figure = paper.picture(4.0, 3.0)
    axes = paper.chart(figure, 0.5, 0.5, 3.0, 2.0)
    axes.set(xticks=[-2, -1, 0, 0.5], yticks=[])
    axes.set(xlim=(-1, 1), ylim=(0, 1))
    svg = to_svg(figure, "a", "b", "c", SITE.palette)
    shown = [words in svg for words in (">0<", ">0.5<", ">\N{MINUS SIGN}1<", ">\N{MINUS SIGN}2<")]
    assert shown == [True, True, True, False]


def test_a_chart_can_do_without_its_grid():
    figure = paper.picture(4.0, 3.0)
    paper.chart(figure, 0.5, 0.5, 3.0, 2.0, grid=False)
    assert "var(--figure-grid)" not in to_svg(figure, "a", "b", "c", SITE.palette)
    paper.chart(figure, 0.5, 0.5, 3.0, 2.0)
    assert "var(--figure-grid)" in to_svg(figure, "a", "b", "c", SITE.palette)


def test_the_grid_of_a_chart_lies_below_its_bars():
    figure = paper.picture(4.0, 3.0)
    axes = paper.chart(figure, 0.5, 0.5, 3.0, 2.0)
    axes.set(xlim=(0, 2), ylim=(0, 2), xticks=[1], yticks=[])
    paper.bar(axes, 1, 2, 1.0, style.POSITIVE)
    column = drawn(figure)[:, 200]
    assert column[150].tolist() == [0x15, 0x65, 0xC1]
    assert column[225].tolist() != drawn(figure)[225, 150].tolist()  # below the bar the line of the grid is seen


def test_a_bar_has_its_row_in_its_middle_and_ends_at_its_value():
    axes = paper.chart(paper.picture(4.0, 3.0), 0.5, 0.5, 3.0, 2.0)
    paper.bar(axes, 3.0, -2.0, 0.5, style.NEGATIVE)
    (x, y), width, height = axes.patches[0].get_xy(), axes.patches[0].get_width(), axes.patches[0].get_height()
    assert (x, x + width, y, y + height) == (0.0, -2.0, 2.75, 3.25)
