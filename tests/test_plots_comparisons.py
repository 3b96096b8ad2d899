"""Numbers side by side: what is drawn is where its number says."""

import numpy as np
import pytest

from nn_core import plots
from nn_core.plots import style


def test_every_number_of_a_group_is_one_dot_at_its_place():
    place = plots.strip({"a": [0.9, 0.1, 0.5], "b": [0.3]}, threshold=0.6).axes[0]
    dots = [line.get_xdata().tolist() for line in place.lines if line.get_marker() == "o"]
    assert dots == [[0.1, 0.5, 0.9], [0.3]]


def test_the_mean_and_the_threshold_are_lines():
    place = plots.strip({"a": [0.2, 0.4]}, threshold=0.6).axes[0]
    upright = [float(line.get_xdata()[0]) for line in place.lines if line.get_marker() != "o"]
    assert upright == [pytest.approx(0.3), 0.6]


def test_what_lies_above_the_threshold_is_counted():
    assert "3 from 0.10 to 0.90, mean 0.50, 1 above the line" in plots.strip({"a": [0.9, 0.1, 0.5]}, threshold=0.6).description


def test_a_bar_is_as_long_as_its_number_and_a_negative_one_is_hatched():
    up, down = plots.bars([2.0, -1.0], ["up", "down"]).axes[0].patches
    assert (up.get_width(), down.get_width()) == (2.0, -1.0)
    assert not up.get_hatch() and down.get_hatch()


def test_the_largest_cell_is_white_and_zero_is_black():
    (tile,) = plots.shades([[0.0, 3.0]], ["x"], ["a", "b"]).paper.images
    assert tile.get_array()[0, :, 0].tolist() == [0, 255]


def test_a_cell_is_as_bright_as_its_share_of_the_largest_and_its_number_stands_out_from_it():
    figure = plots.shades([[0.0, 1.0, 2.0, 4.0]], ["x"], list("abcd"))
    assert figure.paper.images[0].get_array()[0, :, 0].tolist() == [0, 64, 128, 255]
    colours = {text.get_text(): text.get_color() for text in figure.texts}
    assert [colours[words] for words in ("0.00", "1.00", "2.00", "4.00")] == ["#ffffff", "#ffffff", style.MARK, style.MARK]


def test_a_table_of_nothing_but_zeros_is_black():
    assert not plots.shades([[0.0, 0.0]], ["x"], ["a", "b"]).paper.images[0].get_array()[..., :3].any()


def test_a_cell_carries_its_number_unless_it_is_empty_or_too_small():
    def printed(figure):
        return [text.get_text() for text in figure.texts if text.get_color() in (style.MARK, "#ffffff")]

    assert printed(plots.shades([[1.0, np.nan]], ["x"], ["a", "b"], digits=0)) == ["1"]
    assert printed(plots.shades(np.ones((1, 30)), ["x"], [""] * 30)) == []


def test_an_empty_cell_is_left_out_of_the_words():
    words = plots.shades([[np.nan, 2.0], [np.nan, np.nan]], ["x", "y"], ["a", "b"], digits=0).description
    assert "Row x: largest 2 in column b, smallest 2 in column b" in words and "Row y" not in words


def test_a_row_of_most_activating_images_is_one_picture_of_weights_and_then_its_images():
    dot = np.eye(4)[0]
    figure = plots.most_activating([dot, -dot], [[dot, dot], [dot, dot]])
    assert len(figure.paper.images) == 6
    lefts = [tile.get_extent()[0] for tile in figure.paper.images[:3]]
    assert lefts == sorted(lefts)
    assert figure.get_size_inches()[0] == style.WIDTH
