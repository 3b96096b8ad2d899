"""A line is white along its way and black elsewhere."""

import numpy as np

from nn_core.training.drawing import arc, draw


def test_a_level_line_lights_its_row_between_its_ends():
    image = draw([[(5, 8), (5, 20)]], width=1.0)
    assert (image[5, 8:21] == 1).all()
    assert image[:4].sum() == image[7:].sum() == image[:, :7].sum() == 0


def test_a_wider_line_has_more_ink_and_none_is_brighter_than_white():
    thin, thick = (draw([[(5, 8), (20, 8)]], width=width) for width in (1.0, 3.0))
    assert thin.sum() < thick.sum() and thick.max() == 1.0 and thin.min() == 0.0


def test_two_lines_are_as_bright_as_the_brighter_of_them():
    one, other = [(5, 5), (20, 20)], [(5, 20), (20, 5)]
    assert np.array_equal(draw([one, other]), np.maximum(draw([one]), draw([other])))


def test_a_line_of_one_place_is_a_dot():
    assert draw([[(9, 9), (9, 9)]], width=1.0).sum() == 1.0


def test_an_arc_goes_from_right_to_bottom_in_a_quarter_turn():
    points = arc(14, 14, 10, 5, 0, 90)
    assert np.allclose(points[0], (14, 19)) and np.allclose(points[-1], (24, 14))
