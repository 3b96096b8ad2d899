"""What the pictures of neurons say: each number at its place, and the rows of an image end to end."""

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from nn_core import plots
from nn_core.plots.style import GRID, OUTLINE

DOT = np.zeros((28, 28))
DOT[3, 5] = 0.75


def words(figure):
    return [text.get_text() for text in figure.texts]


def places(figure):
    """{a text: its place in inches, the last of those that stand twice}."""
    width, height = figure.get_size_inches()
    return {text.get_text(): (text.get_position()[0] * width, (1 - text.get_position()[1]) * height) for text in figure.texts}


def circles(figure):
    """The middles of all circles, and their radius, in inches."""
    found = figure.paper.collections
    return np.concatenate([row.get_offsets() for row in found]), found[0].get_sizes()[0] ** 0.5 / 72 / 2


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


@pytest.mark.parametrize("labels", [None, ["left", "middle", "right", "last"]])
def test_a_row_divides_the_width_evenly_and_each_label_stands_right_below_its_neuron(labels):
    values = [0.11, 0.22, 0.33, 0.44]
    figure = plots.neurons(values, labels=labels)
    (width, height), (middles, radius), stands = figure.get_size_inches(), circles(figure), places(figure)
    assert np.allclose(middles[:, 0], width * np.array([1, 3, 5, 7]) / 8)
    assert np.allclose(middles[:, 1], middles[0, 1]) and radius < middles[0, 1] < 2 * radius
    for (x, y), value, label in zip(middles, values, labels or [None] * 4, strict=True):
        assert stands[f"{value:.2f}"] == pytest.approx((x, y))
        if label:
            assert stands[label][0] == pytest.approx(x)
            assert y + radius + 0.05 < stands[label][1] < min(y + 2 * radius, height - 0.1)


def test_a_long_row_leaves_no_circle_on_another():
    middles, radius = circles(plots.neurons(np.linspace(0, 1, 10)))
    assert np.diff(middles[:, 0]).min() > 2 * radius


def test_each_neuron_of_a_column_has_its_index_to_the_left_and_its_activation_to_the_right():
    image = np.zeros((28, 28))
    image.flat[[0, 1, 2, 88, 89, 90, 781, 782, 783]] = 0.11 * np.arange(1, 10)
    figure = plots.unrolled(image, middle=(88, 91))
    (middles, radius), stands = circles(figure), places(figure)
    for (x, y), index, value in zip(middles, (0, 1, 2, 88, 89, 90, 781, 782, 783), 0.11 * np.arange(1, 10), strict=True):
        (left, one), (right, other) = stands[str(index)], stands[f"{value:.2f}"]
        assert one == other == pytest.approx(y)
        assert x - radius - 0.15 < left < x - radius and x + radius < right < x + radius + 0.15
    assert stands["index"][0] == stands["783"][0] and stands["activation"][0] == stands["0.99"][0]
    assert stands["index"][1] == stands["activation"][1] < middles[0, 1] - radius


def test_the_runs_of_a_column_are_parted_by_one_place_and_it_fills_the_height():
    figure = plots.unrolled(DOT, middle=(88, 91))
    _, height = figure.get_size_inches()
    middles, radius = circles(figure)
    apart = np.diff(middles[:, 1])
    pitch = apart[0]
    assert pitch > 2 * radius
    assert np.allclose(apart, pitch * np.array([1, 1, 2, 1, 1, 2, 1, 1]))
    assert height - middles[-1, 1] == pytest.approx(pitch / 2)
    dots = [text.get_position()[1] for text in figure.texts if text.get_text() == "⋮"]
    assert [height * (1 - y) for y in dots] == pytest.approx([middles[2, 1] + pitch, middles[5, 1] + pitch])


def test_a_line_leads_from_the_row_of_the_image_to_the_middle_of_its_run():
    # The run in the middle begins at the end of a row.
    figure = plots.unrolled(DOT, middle=(83, 86))
    (middles, _), (left, right, bottom, top) = circles(figure), figure.paper.images[0].get_extent()
    assert (top + bottom) / 2 == pytest.approx(middles[:, 1].mean()) and right - left == pytest.approx(bottom - top)
    paths = [patch.get_path().vertices for patch in figure.paper.patches if to_hex(patch.get_edgecolor()) == GRID]
    for path, row, run in zip(paths, (0, 2, 27), (slice(0, 3), slice(3, 6), slice(6, 9)), strict=True):
        (x, y), end = path
        assert (x, y) == pytest.approx((right, top + (bottom - top) * (row + 0.5) / 28))
        assert end[1] == pytest.approx(middles[run, 1].mean())
        assert right < end[0] < places(figure)["783"][0] - 0.25  # before the widest index, 0.25 inches long


def test_in_the_image_each_run_is_outlined():
    figure = plots.unrolled(DOT, ends=2, middle=(88, 91))
    paths = [patch.get_path().vertices for patch in figure.paper.patches if to_hex(patch.get_edgecolor()) == OUTLINE]
    boxes = [(*path.min(axis=0), *path.max(axis=0)) for path in paths]
    assert boxes == [(-0.5, -0.5, 1.5, 0.5), (3.5, 2.5, 6.5, 3.5), (25.5, 26.5, 27.5, 27.5)]


@pytest.mark.parametrize(("column", "first"), [(0, 84), (1, 84), (2, 84), (3, 85), (20, 102)])
def test_the_run_in_the_middle_begins_two_before_the_ink_but_not_before_its_row(column, first):
    dot = np.zeros((28, 28))
    dot[3, column] = 0.75
    shown = [text for text in words(plots.unrolled(dot)) if text.isdigit()]
    assert shown == [str(index) for index in [0, 1, 2, *range(first, first + 6), 781, 782, 783]]
