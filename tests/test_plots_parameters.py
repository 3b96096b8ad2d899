"""All parameters as pixels, and their counts as bars: drawn and told."""

import numpy as np
import pytest

from nn_core import Network, plots

LAYERS = Network.random([784, 16, 16, 10], seed=1).layers
WEIGHTS, BIASES = [layer.weights for layer in LAYERS], [layer.biases + 0.5 for layer in LAYERS]


def pixels(figure):
    return sum(np.prod(tile.get_size()) for tile in figure.paper.images)


def test_every_parameter_has_exactly_one_pixel():
    assert pixels(plots.all_parameters(WEIGHTS, BIASES)) == 13_002


def test_every_pixel_has_the_same_size():
    figure = plots.all_parameters(WEIGHTS, BIASES)
    extents, sizes = zip(*((tile.get_extent(), tile.get_size()) for tile in figure.paper.images), strict=True)
    sides = [
        ((right - left) / columns, (bottom - top) / rows)
        for (left, right, bottom, top), (rows, columns) in zip(extents, sizes, strict=True)
    ]
    assert np.allclose(sides, sides[0][0])


def test_a_positive_parameter_is_blue_and_a_negative_one_red():
    figure = plots.all_parameters([[[2.0, -2.0]]], [[-1.0]])
    (first, second), (bias,) = (tile.get_array().reshape(-1, 4) for tile in figure.paper.images)
    assert first[2] > first[0] and second[0] > second[2] and bias[0] > bias[2]


def test_nothing_is_drawn_outside_the_paper_for_a_wide_network_either():
    wide = Network.random([784, 100, 10], seed=1).layers
    figure = plots.all_parameters([layer.weights for layer in wide], [layer.biases for layer in wide])
    width, height = figure.get_size_inches()
    left, right, bottom, top = np.transpose([tile.get_extent() for tile in figure.paper.images])
    assert min(left.min(), top.min()) >= 0 and right.max() <= width and bottom.max() <= height


def test_the_words_tell_the_counts_the_signs_and_the_form():
    words = plots.all_parameters([[[1.0, -3.0], [0.0, 2.0]]], [[0.5, -0.5]]).description
    assert words == (
        "All 6 parameters, a pixel for each. Step 1: 4 weights, 2 positive and 1 negative, from \N{MINUS SIGN}3.00 to 2.00, "
        "as 2 rows of 2; 2 biases, from \N{MINUS SIGN}0.50 to 0.50."
    )
    assert "as 16 squares of 28 by 28" in plots.all_parameters(WEIGHTS, BIASES).description


def test_the_bars_tell_how_many_parameters_each_step_holds():
    figure = plots.parameter_bars(WEIGHTS, BIASES)
    assert [bar.get_width() for bar in figure.axes[0].patches] == [12_560, 272, 170]
    assert [text.get_text() for text in figure.texts if "," in text.get_text() or text.get_text().isdigit()] == ["12,560", "272", "170"]
    assert figure.description.startswith("Bars: step 1 holds 12,560 parameters, 96.6 % of all; step 2 holds 272")


@pytest.mark.parametrize("plot", [plots.all_parameters, plots.parameter_bars])
def test_a_bias_too_few_is_refused_with_both_numbers(plot):
    with pytest.raises(ValueError, match="each of the 2 rows of step 1, got 1 biases"):
        plot([[[1.0], [2.0]]], [[0.5]])


def test_the_biases_of_squares_are_level_with_the_words_about_them_and_below_the_squares():
    figure = plots.all_parameters(WEIGHTS, BIASES)
    _, height = figure.get_size_inches()
    tiles = [tile.get_extent() for tile in figure.paper.images]
    (_, right, bottom, top) = next(tile for tile, image in zip(tiles, figure.paper.images, strict=True) if image.get_size() == (1, 16))
    (words,) = (text for text in figure.texts if text.get_text().startswith("Step 1"))
    assert (1 - words.get_position()[1]) * height == pytest.approx((top + bottom) / 2)
    assert words.get_position()[0] * figure.get_size_inches()[0] > right
    assert all(tile[2] < top for tile, image in zip(tiles, figure.paper.images, strict=True) if image.get_size() == (28, 28))
