"""Plots take arrays and give Figures; what they say in words is true of the arrays."""

import subprocess
import sys

import numpy as np
import pytest
from arrays import lit
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from nn_core import plots, sigmoid
from nn_core.plots import style
from nn_core.plots.paper import picture
from nn_core.plots.weights import colour_bar

DOT = lit((3, 5))


def bar(row, value=1.0):
    return lit(np.s_[row : row + 2, 10:15], value)


EXAMPLES = {
    "digit": (DOT, "A dot", DOT > 0),
    "digits": ([DOT, bar(4)], ["a", "b"], "Two", 2, ["1", "2"], [None, DOT > 0]),
    "ranking": ([DOT, bar(4)], [1.0, 2.5]),
    "pixel_values": (DOT, "Values", 2, 4, 3, 3),
    "weighted_sum": (bar(4, -1.0), DOT, "Sum"),
    "weight_grid": (bar(4) - bar(10), "Grid", None, DOT > 0),
    "weight_grids": ([bar(4).ravel(), -bar(10).ravel()], None, "Layer"),
    "curve": (np.tanh, (-2, 2), "", "z", "y", [(0, "middle")], [(1, "one")]),
    "curves": ({"up": np.tanh, "down": ([0.0, 1.0], [1.0, 0.0])}, (-2, 2)),
    "equation": ([np.eye(2), [0.2, 0.8], [0.2, 0.8]], ["", "="], ["W", "a", "z"], "Step", 1),
    "matrix_row": (np.vstack([bar(4).ravel(), DOT.ravel()]), 1, "Row"),
    "neuron_formula": (),
    "contributions": ([2.0, -1.0], [0.5, 1.0], 0.25, 0.562, "Ledger"),
    "function_box": (DOT, np.linspace(0, 0.9, 10), 13002, "Box"),
    "neurons": ([0.0, 0.4, 1.0], "Three", ["a", "b", "c"]),
    "unrolled": (DOT, "A column", 2, (88, 91)),
    "one_step": ([0.1, 0.9], [0.2, 0.6, 0.9], [[1.0, -0.5], [0.2, 0.1], [-1.0, 0.3]], "Step", "abc"),
    "sum_of_parts": ([[bar(4) + bar(10), bar(4), bar(10)]], [["both", "upper", "lower"]], "Parts"),
    "stages": (
        [[DOT], ["a", ("bar", bar(4))], ["b"]],
        ["pixels", "parts", "whole\nthing"],
        "Path",
        [[(0, 0)], [(0, 0), (1, 0)]],
        [[0], [1], [0]],
    ),
    "all_parameters": ([np.ones((4, 784)), np.eye(3, 4)], [np.ones(4), np.ones(3)], "All"),
    "parameter_bars": ([np.ones((4, 784)), np.eye(3, 4)], [np.ones(4), np.ones(3)], "Bars"),
    "strip": ({"one": [0.2, 0.9], "two": [0.5]}, "Strip", "likeness", (0, 1), 0.6),
    "bars": ([2.0, -1.0], ["up", "down"], "Bars", "points", 1),
    "runs": ({"none": {800: [1.0]}, "one": {700: [1.0, 2.0], 9000: [3.0]}}, "Runs", "size", "right"),
    "shades": ([[1.0, 3.0], [2.0, np.nan]], ["x", "y"], ["a", "b"], "Table", "row", "column", 0),
    "most_activating": ([bar(4).ravel(), -DOT.ravel()], [[DOT, bar(4)], [bar(10), DOT]], ["0", "1"], "Liked"),
    "squish": (sigmoid, 4, (0, 4), "Squished", "sum", "activation"),
    "cost_ledger": (np.linspace(0, 0.9, 10), np.eye(10)[9], "Cost"),
    "answers": ([np.eye(10)[4], np.full(10, 0.5)], 4, [0.0, 2.5], "AB", "Two answers"),
    "cost_box": (13002, 60000, 0.06, "Box"),
    "descents": (np.square, {"small": [2.0, 1.5], "large": [2.0, -1.0, 0.5]}, (-2, 2), "Steps", "dial", "cost"),
    "surface": ([0.0, 1.0, 2.0], [0.0, 1.0], [[3.0, 1.0, 2.0], [4.0, 2.0, 3.0]], {"a": [[0.0, 0.0], [1.0, 1.0]]}, "Map", "one", "other"),
    "paper_network": ([[1.0, 0.0], [0.5, None]], [[[1.0, -1.0], [0.5, 2.0]]], [["", ""], ["b 1", ""]], "Paper", ["in", "out"], 1, True),
    "chain": (["w", "z"], [1.0, 2.0], [2.0], "Chain"),
    "agreement": ([1.0, -2.0], [1.0, -2.1], "Check", "one way", "other way"),
    "outputs": (np.linspace(0, 0.9, 10),),
    "layer_activations": ([DOT.ravel(), np.full(16, 0.7), np.linspace(0, 0.9, 10)],),
}


@pytest.mark.parametrize("name", plots.__all__)
def test_a_plot_is_a_figure_that_can_be_read_on_a_phone_and_carries_its_description(name):
    figure = getattr(plots, name)(*EXAMPLES[name])
    assert isinstance(figure, Figure)
    assert figure.get_size_inches()[0] <= style.WIDTH
    assert figure.description.endswith(".")
    texts = figure.findobj(lambda artist: hasattr(artist, "get_fontsize") and artist.get_text())
    assert min((text.get_fontsize() for text in texts), default=style.SMALL_TEXT) >= style.SMALL_TEXT


def test_a_figure_shows_itself_in_a_notebook():
    png, size = plots.digit(DOT)._repr_png_()
    assert png.startswith(b"\x89PNG")
    assert size["width"] < 432


def test_plots_know_no_pyplot():
    code = "import sys; from nn_core import plots; plots.digit([[0.0, 1.0]]); sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_zero_is_black_and_both_signs_are_equally_far_from_it():
    colours = style.signed(np.array([[-1.0, 0.0, 1.0]]), 1.0)
    assert colours[0, 1].tolist() == [0, 0, 0, 255]
    assert colours[0, 0, 0] > colours[0, 0, 2] and colours[0, 2, 2] > colours[0, 2, 0]


def test_weights_that_are_all_zero_can_be_drawn():
    assert "All of them are 0" in plots.weight_grid(np.zeros(784)).description


@pytest.mark.parametrize("same", [DOT.ravel(), np.uint8(255 * DOT)], ids=["784 in a row", "grey values"])
def test_the_same_ink_is_the_same_picture_however_it_is_told(same):
    assert (style.grey(same) == style.grey(DOT)).all()


@pytest.mark.parametrize(
    ("draw", "problem"),
    [
        (lambda: plots.digit(np.zeros(783)), "784.* 783"),
        (lambda: plots.weight_grid(np.zeros((2, 28, 28))), "got 2 x 28 x 28"),
        (lambda: plots.pixel_values(DOT, top=30), "row 30, column 8 .*28 x 28"),
        (lambda: plots.curve(([0, 1, 2], [0, 1])), "got 3 x and 2 y"),
    ],
)
def test_numbers_that_make_no_picture_are_refused(draw, problem):
    with pytest.raises(ValueError, match=problem):
        draw()


def test_a_digit_is_described_by_where_its_ink_lies():
    words = plots.digit(DOT, "A dot").description
    assert words.startswith("A dot. An image of 28 by 28 pixels, white ink on black. The ink lies in row 3, column 5;")
    assert words.endswith("1 of 784 pixels is brighter than one half.")
    assert "There is no ink in it" in plots.digit(np.zeros(784)).description


def test_the_ranking_names_the_largest_sum_first():
    assert plots.ranking([DOT, DOT, DOT], [1.0, 3.0, -2.0]).description.endswith("largest sum to the smallest: B 3.00, A 1.00, C −2.00.")
    assert "largest" not in plots.ranking([DOT, DOT]).description


def test_a_weight_grid_is_described_by_where_its_strong_weights_lie():
    words = plots.weight_grid(bar(4) - 2 * bar(10)).description
    assert "from −2.00 to 1.00" in words
    assert "strongest positive ones lie in rows 4 to 5, columns 10 to 14" in words
    assert "strongest negative ones lie in rows 10 to 11, columns 10 to 14" in words


def test_strewn_weights_are_not_said_to_lie_in_a_place():
    words = plots.weight_grid(lit(np.s_[::9, ::9])).description
    assert "strewn over the whole grid, 16 of them; no weight is negative" in words


def test_the_weighted_sum_is_the_sum_of_its_positive_and_its_negative_part():
    words = plots.weighted_sum(bar(4) - bar(10, 0.5), bar(4) + bar(10)).description
    assert "positive products add up to 10.00, the negative ones to −5.00, all together to 5.00" in words


def test_every_grid_of_a_layer_is_described():
    words = plots.weight_grids([bar(4).ravel(), DOT.ravel() * -3]).description
    assert "2 grids of 28 by 28 weights, from −3.00 to 1.00" in words
    assert "Grid 1: largest 0.00 at row 0, column 0, smallest −3.00 at row 3, column 5" in words


def test_the_pixel_values_of_the_brightest_row_are_read_out():
    words = plots.pixel_values(DOT, top=2, left=4, rows=3, columns=3).description
    assert "rows 2 to 4, columns 4 to 6" in words
    assert "Row 3, the brightest, reads 0.00, 1.00, 0.00" in words


@pytest.mark.parametrize(("limit", "legend"), [(None, {"≥ +0.50", "≤ −0.50"}), (9.0, {"+9.00", "−9.00"})])
def test_of_many_weights_one_in_a_hundred_may_leave_the_scale_and_the_legend_says_so(limit, legend):
    weights = lit((0, 0), 8.5, shape=(1, 784)) + 0.5
    assert legend <= {text.get_text() for text in plots.weight_grids(weights, limit=limit).texts}


def test_where_nearly_all_weights_are_zero_the_strongest_is_the_brightest():
    figure = plots.weight_grids([0.25 * DOT.ravel(), 0.0 * DOT.ravel()])
    assert {"+0.25", "−0.25"} <= {text.get_text() for text in figure.texts}
    assert figure.paper.images[0].get_array()[3, 5].tolist() == style.signed(np.array([[1.0]]), 1.0)[0, 0].tolist()


def test_the_most_active_output_is_named_first():
    words = plots.outputs([0.1, 0.2, 0.03, 0.0, 0.88, 0.0, 0.0, 0.0, 0.0, 0.7]).description
    assert words.startswith("The most active of 10 output neurons is 4, at 0.88.")
    assert "4 at 0.88" in words and "9 at 0.70" in words


def test_layer_activations_tell_which_neurons_are_lit():
    hidden = lit([2, 5], 0.9, shape=16)
    words = plots.layer_activations([DOT.ravel(), hidden, [0.1, 0.6]], weights=[np.ones((16, 784)), -np.ones((2, 16))]).description
    assert "Layer 0, the input: 1 of 784 neurons is above one half" in words
    assert "Layer 1, hidden: 2 of 16 neurons are above one half: 2, 5" in words
    assert "into layer 1, 12544 positive and 0 negative; into layer 2, 0 positive and 32 negative" in words
    assert "most active of 2 output neurons is 1, at 0.60" in words


def test_a_neuron_is_as_bright_as_it_is_active():
    figure = plots.layer_activations([[0.0, 1.0, 0.5], [0.25]])
    first, last = (scatter.get_facecolors()[:, 0] for scatter in figure.paper.collections)
    assert first.tolist() == [0.0, 1.0, 0.5] and last.tolist() == [0.25]


def test_strong_connections_are_drawn_wider_and_negative_ones_dashed():
    figure = plots.layer_activations([[0.0, 1.0], [0.5]], weights=[np.array([[1.0, -0.3]])])
    weak, strong = figure.paper.patches
    assert strong.get_linewidth() > weak.get_linewidth()
    assert strong.get_linestyle() == "-" and weak.get_linestyle() != "-"


def test_the_columns_of_a_network_share_their_middle_and_an_image_is_joined_at_the_middle_of_its_right_edge():
    figure = plots.layer_activations([DOT.ravel(), np.full(16, 0.7), np.linspace(0, 0.9, 10)])
    columns = [scatter.get_offsets() for scatter in figure.paper.collections]
    _, right, bottom, top = figure.paper.images[0].get_extent()
    assert [column[:, 1].mean() for column in columns] == pytest.approx([(bottom + top) / 2] * 2)
    starts = figure.paper.patches[1].get_path().vertices[::2]
    assert np.allclose(starts, (right, (bottom + top) / 2))
    width, height = figure.get_size_inches()
    for (x, y), label in zip(columns[1], "0123456789", strict=True):
        (text,) = (text for text in figure.texts if text.get_text() == label)
        place, level = text.get_position()[0] * width, (1 - text.get_position()[1]) * height
        assert level == pytest.approx(y) and x + 0.1 < place < x + 0.4


def test_the_signs_on_a_grid_stand_on_its_strong_weights():
    figure = plots.weight_grid(bar(4) - bar(10))
    marks = [patch for patch in figure.paper.patches if to_hex(patch.get_edgecolor()) == style.MARK]
    plus, minus = (patch.get_path().vertices for patch in marks)
    assert plus[:, 1].min() > 3.5 and plus[:, 1].max() < 5.5 and minus[:, 1].min() > 9.5 and minus[:, 1].max() < 11.5
    assert all(points[:, 0].min() > 9.5 and points[:, 0].max() < 14.5 for points in (plus, minus))
    assert len(plus) == 2 * len(minus)


def test_of_a_layer_too_long_for_a_column_both_ends_are_drawn():
    figure = plots.layer_activations([np.zeros(3), np.zeros(100), np.zeros(10)])
    assert [len(scatter.get_offsets()) for scatter in figure.paper.collections] == [3, 16, 10]
    assert [text.get_text() for text in figure.texts].count("⋮") == 1


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (plots.curve(np.tanh, (-2, 2), x_label="z"), "goes from −0.96 at z = −2 to 0.96 at z = 2 and rises all the way"),
        (plots.curve(([0.0, 1.0], [1.0, 0.0])), "falls all the way"),
        (plots.curve(([0.0, 1.0, 2.0], [1.0, 1.0, 0.5])), "falls all the way"),
        (plots.curve(([0.0, 1.0, 2.0], [1.0, 1.0, 1.5])), "rises all the way"),
        (plots.curve(([0.0, 1.0, 2.0], [1.0, 1.0, 1.0])), "is flat"),
        (plots.curve(np.cos, (-3, 3)), "is highest at x = 0, with 1.00"),
        (plots.curve(np.tanh, points=[(-1, "here")]), "at x = −1 it is −0.76 (here)"),
        (plots.curve(np.tanh, markers=[(-1.5, "bias - 2")]), "An upright line stands at x = −1.5 (bias - 2)"),
    ],
)
def test_a_curve_is_described_by_its_course(figure, words):
    assert words in figure.description


@pytest.mark.parametrize(("width", "height"), [(0.16, 2.0), (2.4, 0.14)], ids=["upright", "level"])
def test_a_colour_bar_goes_from_the_brightest_blue_over_black_to_the_brightest_red(width, height):
    figure = picture(4, 3)
    colour_bar(figure, 0.3, 0.5, 0.5, width, height)
    colours = figure.paper.images[0].get_array().reshape(-1, 4)
    ends = [style.signed(np.array([[share]]), 1.0)[0, 0].tolist() for share in (1.0, 0.0, -1.0)]
    found = [colours[index].tolist() for index in (0, len(colours) // 2, -1)]
    assert found == (ends if height > width else ends[::-1])


@pytest.mark.parametrize("limit", [np.nextafter(0.3, 1.0), 0.7, 4.41])
def test_a_colour_bar_has_the_same_colours_whatever_the_limit(limit):
    """A limit that differs in its last digit, as it may between two runs, changes no byte of the site."""
    figure = picture(3, 1)
    colour_bar(figure, 0.3, 0.1, 0.1, 2.0, 0.1)
    colour_bar(figure, limit, 0.1, 0.1, 2.0, 0.1)
    one, other = (image.get_array() for image in figure.paper.images)
    assert (one == other).all()


def test_a_weight_of_just_the_strong_size_carries_its_sign_whether_positive_or_negative():
    def lines(sign):
        figure = plots.weight_grid(sign * np.array([[1.0, 0.5, 0.4], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]))
        return sum(len(patch.get_path().vertices) // 2 for patch in figure.findobj(PathPatch) if patch.get_linewidth() == 0.9)

    assert (lines(1), lines(-1)) == (2 * 2, 2 * 1)  # a plus has two lines, a minus one


def test_a_layer_of_seventeen_neurons_shows_its_first_and_last_eight():
    def shown(neurons):
        figure = plots.layer_activations([np.zeros(4), np.linspace(0, 1, neurons), np.zeros(10)])
        dots = [artist for artist in figure.findobj(Text) if artist.get_text() == "⋮"]
        return sum(len(row.get_offsets()) for row in figure.findobj(PathCollection)) - 4 - 10, len(dots)

    assert shown(16) == (16, 0)
    assert shown(17) == (16, 1)


def test_a_curve_is_said_to_begin_and_end_where_it_does():
    words = plots.curve(([0.0, 1.0, 2.0, 3.0], [0.1, 0.9, 0.4, 0.6])).description
    assert "goes from 0.10 at x = 0 to 0.60 at x = 3 " in words
