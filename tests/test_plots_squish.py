"""The picture of the squish: each named number stands above, what becomes of it below, and a line joins them."""

import numpy as np
import pytest

from nn_core import plots, sigmoid


def test_every_named_number_is_printed_with_what_becomes_of_it():
    words = [text.get_text() for text in plots.squish(sigmoid, 4, (-4, 0, 2)).texts]
    assert set(words) >= {"\N{MINUS SIGN}4", "0.02", "0", "0.50", "2", "0.88"}


def test_the_description_says_where_the_named_numbers_land():
    description = plots.squish(sigmoid, 8, (-8, 0), x_label="the sum").description
    assert description.startswith("The sum from \N{MINUS SIGN}8 to 8, and below it the range from 0 to 1.")
    assert description.endswith("\N{MINUS SIGN}8 lands at 0.00, 0 lands at 0.50.")


def test_a_function_that_only_moves_the_scale_gives_upright_lines_one_for_each_whole_number():
    figure = plots.squish(lambda z: (z + 2) / 4, 2, (0,))
    ends = np.concatenate([patch.get_path().vertices.reshape(-1, 2, 2) for patch in figure.paper.patches])
    falling = [pair for pair in ends if pair[1, 1] - pair[0, 1] > 1]
    assert len(falling) == 5
    assert all(abs(pair[0, 0] - pair[1, 0]) < 1e-9 for pair in falling)


def test_unless_told_otherwise_as_many_numbers_are_named_below_zero_as_above():
    words = [text.get_text() for text in plots.squish(sigmoid).texts]
    assert [word for word in words if "." not in word] == ["\N{MINUS SIGN}8", "\N{MINUS SIGN}2", "0", "2", "8"]


def test_the_number_line_is_as_long_as_the_range_below_it_and_each_path_joins_the_two():
    figure = plots.squish(lambda z: (z + 4) / 8, 4, (-4, 0, 4), x_label="above", y_label="below")
    width, height = figure.get_size_inches()
    places = {text.get_text(): (text.get_position()[0] * width, (1 - text.get_position()[1]) * height) for text in figure.texts}
    dots = np.transpose(figure.paper.lines[0].get_data())
    for (z, share), (upper, lower) in zip((("\N{MINUS SIGN}4", "0.00"), ("0", "0.50"), ("4", "1.00")), dots.reshape(3, 2, 2), strict=True):
        assert places[z][0] == places[share][0] == upper[0] == lower[0]
        assert 0.1 < upper[1] - places[z][1] < 0.25 and 0.1 < places[share][1] - lower[1] < 0.25
    assert dots[2, 0] == width / 2 and dots[0, 0] == pytest.approx(width - dots[4, 0])
    assert places["above"][1] < places["0"][1] < places["0.50"][1] < places["below"][1] < height
