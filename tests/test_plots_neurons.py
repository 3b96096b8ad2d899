"""What the pictures of neurons say: each number at its place, and the rows of an image end to end."""

import numpy as np
from matplotlib.colors import to_rgb

from nn_core import plots

DOT = np.zeros((28, 28))
DOT[3, 5] = 0.75


def words(figure):
    return [text.get_text() for text in figure.texts]


def test_a_row_of_neurons_prints_each_activation_on_a_ground_that_it_stands_out_from():
    figure = plots.neurons([0.0, 0.4, 1.0])
    assert words(figure) == ["0.00", "0.40", "1.00"]
    circles = figure.paper.collections[0].get_facecolors()[:, 0]
    assert circles.tolist() == [0.0, 0.4, 1.0]
    assert all(abs(to_rgb(text.get_color())[0] - level) >= 0.5 for text, level in zip(figure.texts, circles, strict=True))


def test_a_column_counts_its_neurons_row_by_row():
    figure = plots.unrolled(DOT, middle=(88, 91))
    shown = words(figure)
    assert shown[shown.index("89") + 1] == "0.75"
    assert [text for text in shown if text.isdigit()] == ["0", "1", "2", "88", "89", "90", "781", "782", "783"]
    assert shown.count("⋮") == 2


def test_a_column_shows_the_row_with_the_most_ink_unless_told_otherwise():
    assert "neurons 87 to 92 at 0.00, 0.00, 0.75, 0.00, 0.00, 0.00" in plots.unrolled(DOT).description


def test_a_column_says_its_length_and_that_most_of_it_is_left_out():
    description = plots.unrolled(DOT, ends=2).description
    assert "a column of 784 neurons" in description and "neurons 0 to 1 at 0.00, 0.00" in description
    assert description.endswith("The others are left out, which three dots say.")
