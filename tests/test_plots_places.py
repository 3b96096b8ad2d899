"""The places of a figure show what they are given, on a page and in a notebook alike."""

import io

import numpy as np
import pytest
from PIL import Image

from nn_core.plots import places, style
from nn_core.publish.chapter.svg import to_svg
from nn_core.publish.site import SITE


def drawn(figure, **how):
    """The figure as a table of colours."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=100, **how)
    return np.asarray(Image.open(file).convert("RGB")).astype(int)


def test_a_tile_shows_every_number_where_it_stands_in_the_array():
    shades = np.array([[0, 50, 100], [150, 200, 250]])
    figure = style.picture(3.2, 2.2)
    places.tile(figure, style.grey(shades), 0.1, 0.1, 3.0)
    pixels = drawn(figure)
    assert [[pixels[60 + 100 * row, 60 + 100 * column, 0] for column in range(3)] for row in range(2)] == shades.tolist()


def test_what_lies_on_a_tile_ends_at_its_frame():
    figure = style.picture(3.0, 3.0)
    tile = places.tile(figure, style.grey(np.zeros((2, 2))), 1.0, 1.0, 1.0)
    places.stroke(tile, [(-5.0, 0.0), (5.0, 0.0)], style.OUTLINE, 4.0)
    row = drawn(figure)[125]
    assert row[150].tolist() == [255, 184, 28] and row[50].tolist() == row[250].tolist() == row[2].tolist()


def test_a_chart_has_a_line_and_a_number_for_each_tick_within_its_limits():
    figure = style.picture(4.0, 3.0)
    place = places.chart(figure, 0.5, 0.5, 3.0, 2.0)
    place.set(xticks=[-1, 0, 0.5, 1], yticks=[])
    place.set(xlim=(0, 1), ylim=(0, 1))
    svg = to_svg(figure, "a", "b", "c", SITE.palette)
    assert [words in svg for words in (">0.0<", ">0.5<", ">1.0<", ">\N{MINUS SIGN}1.0<")] == [True, True, True, False]
    assert "var(--figure-grid)" in svg


def test_a_chart_can_do_without_its_grid():
    figure = style.picture(4.0, 3.0)
    places.chart(figure, 0.5, 0.5, 3.0, 2.0, grid=False)
    assert "var(--figure-grid)" not in to_svg(figure, "a", "b", "c", SITE.palette)


@pytest.mark.parametrize("kind", ["tile", "chart"])
def test_a_notebook_that_cuts_off_empty_paper_leaves_all_that_is_drawn(kind):
    figure = style.picture(6.0, 6.0)
    if kind == "tile":
        places.tile(figure, style.grey(np.eye(4)), 2.0, 2.0, 1.0)
    else:
        places.chart(figure, 2.0, 2.0, 1.0, 1.0)
    whole, cut = ((pixels != pixels[0, 0]).any(axis=2) for pixels in (drawn(figure), drawn(figure, bbox_inches="tight")))
    assert cut.size < whole.size and abs(int(cut.sum()) - int(whole.sum())) <= 0.1 * whole.sum()
