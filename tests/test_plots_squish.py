"""The picture of the squish: each named number stands above, what becomes of it below, and a line joins them."""

import numpy as np

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
