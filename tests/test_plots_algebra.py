"""What the pictures of one step say is true of the arrays, and the outlined row is the row that is meant."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from nn_core import plots
from nn_core.plots import style

W = np.array([[2.0, 3.0, -4.0], [0.0, -1.0, 2.0]])
a = np.array([1.0, 0.0, 0.5])


def outlines(figure):
    """The lowest and highest x and y of each outline, counted in cells of its tile."""
    paths = [patch.get_path().vertices for patch in figure.paper.patches if to_hex(patch.get_edgecolor()) == style.OUTLINE]
    return [(points.min(axis=0).tolist(), points.max(axis=0).tolist()) for points in paths]


def printed(figure):
    """The numbers that stand in cells, black or white."""
    return [text.get_text() for text in figure.texts if text.get_color() in (style.MARK, "#ffffff")]


def test_an_equation_is_read_out_array_by_array():
    words = plots.equation([W, a, W @ a], ["", "="], ["W", "a", "z"], row=1).description
    assert words.startswith("W a = z. The array W, 2 by 3: 2 3 −4 0 −1 2.")
    assert "The array z, 2: 0 1." in words
    assert words.endswith("Outlined: row 1 of W, z.")


def test_of_a_large_array_the_range_is_told():
    words = plots.equation([np.full((16, 784), -0.5)], [], ["W"]).description
    assert "The array W, 16 by 784: from −0.50 to −0.50" in words


def test_every_array_stands_under_its_name_and_over_its_shape():
    figure = plots.equation([W, a, W @ a], ["", "="], ["W", "a", "z"])
    assert {"W", "a", "z", "2 × 3", "3", "2", "="} <= {text.get_text() for text in figure.texts}


def test_numbers_are_printed_in_small_arrays_only():
    assert printed(plots.equation([W, a], [""], ["W", "a"])) == ["2", "3", "−4", "0", "−1", "2", "1", "0", "0.5"]
    assert printed(plots.equation([np.ones((7, 7))], [], ["W"])) == []


def test_a_row_is_outlined_in_the_arrays_that_have_it():
    figure = plots.equation([W, a, W @ a], ["", "="], ["W", "a", "z"], row=1)
    assert outlines(figure) == [([-0.5, 0.5], [2.5, 1.5]), ([-0.5, 0.5], [0.5, 1.5])]


def test_what_a_matrix_multiplies_has_no_row_outlined_even_if_it_is_as_long():
    figure = plots.equation([np.eye(2), [1.0, 0.5], [1.0, 0.5]], ["", "="], ["W", "a", "z"], row=0)
    assert outlines(figure) == [([-0.5, -0.5], [1.5, 0.5]), ([-0.5, -0.5], [0.5, 0.5])]
    assert figure.description.endswith("Outlined: row 0 of W, z.")


def test_an_equation_of_the_whole_first_layer_fits_a_phone():
    arrays = [np.zeros((8, 784)), np.zeros((784, 16)), np.zeros((1, 16)), np.zeros((8, 16))]
    assert plots.equation(arrays, ["", "+", "="], "AWbZ").get_size_inches()[0] <= 4.5


def test_the_piece_of_the_row_and_the_row_of_the_grid_are_the_same_weights():
    weights = np.zeros((2, 784))
    weights[1, 5 * 28 : 6 * 28] = 1.0
    figure = plots.matrix_row(weights, 1)
    _, piece, row = outlines(figure)
    assert piece == ([5 * 28 - 0.5, -0.5], [6 * 28 - 0.5, 0.5])
    assert row == ([-0.5, 4.5], [27.5, 5.5])
    assert "row 1 outlined" in figure.description
    assert "strongest positive ones lie in row 5, columns 0 to 27" in figure.description


@pytest.mark.parametrize("inputs", [16, 784])
def test_the_formula_names_the_last_input(inputs):
    figure = plots.neuron_formula(inputs)
    assert f"j,{inputs - 1}" in [text.get_text() for text in figure.texts]
    assert f"{inputs} products" in figure.description
