"""Repeated runs: each is a dot at its place, and the curve goes through their means."""

import numpy as np
import pytest

from nn_core import plots

GROUPS = {"none": {800: [1.0]}, "one": {9000: [3.0, 5.0], 700: [1.0, 2.0]}}


@pytest.fixture(scope="module")
def lines():
    return plots.runs(GROUPS).axes[0].lines


def test_every_run_is_a_dot_at_its_place(lines):
    dots = [list(zip(*line.get_data(), strict=True)) for line in lines if line.get_marker() == "o"]
    assert dots == [[(800, 1.0)], [(700, 1.0), (700, 2.0), (9000, 3.0), (9000, 5.0)]]


def test_a_curve_goes_through_the_means_from_left_to_right(lines):
    means = [np.array(line.get_data()).tolist() for line in lines if line.get_marker() != "o"]
    assert means == [[[800], [1.0]], [[700, 9000], [1.5, 4.0]]]


def test_equal_factors_are_equally_far_apart():
    axes = plots.runs({"a": {10: [1], 100: [2], 1000: [3]}}).axes[0]
    across = axes.transData.transform([(10, 1), (100, 1), (1000, 1)])[:, 0]
    assert np.diff(across)[0] == pytest.approx(np.diff(across)[1])


def test_the_axis_names_round_numbers_between_the_smallest_and_the_largest():
    figure = plots.runs(GROUPS)
    figure.canvas.draw()
    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == ["1,000", "2,000", "5,000"]


def test_the_extremes_are_told_in_words():
    assert "one: 2 places from 700 (1.0 to 2.0, mean 1.5) to 9,000 (3.0 to 5.0, mean 4.0)" in plots.runs(GROUPS).description.lower()


def test_curves_may_grow_by_factors_as_well_and_name_the_same_numbers():
    figure = plots.curves({"a": ([1, 10, 100], [0, 1, 2])}, by_factors=True)
    figure.canvas.draw()
    axes = figure.axes[0]
    across = axes.transData.transform([(1, 0), (10, 0), (100, 0)])[:, 0]
    assert np.diff(across)[0] == pytest.approx(np.diff(across)[1])
    assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "2", "5", "10", "20", "50", "100"]
