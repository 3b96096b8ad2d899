"""What the laboratory tells of each shape is what was measured."""

import pytest

from nn_core import Network
from nn_core.evaluation.measurements import measured
from nn_core.laboratory.shapes import _accuracy, measured_shapes


def test_of_three_runs_the_mean_the_extremes_and_the_margin_of_so_many_images_are_told():
    found = _accuracy([0.8, 0.9, 1.0], 100)
    assert (found["mean"], found["lowest"], found["highest"]) == (0.9, 0.8, 1.0)
    assert found["margin"] == pytest.approx(1.96 * 0.03)  # the standard deviation of 100 draws is √(0.9 · 0.1 / 100)


def test_every_shape_that_was_measured_is_told_once_with_its_parameters_in_rising_order():
    shapes, stored = measured_shapes(), measured("findings", "shapes")
    assert {"-".join(map(str, one["sizes"])) for one in shapes} == {name for name in stored if name.startswith("784-")}
    for one in shapes:
        assert one["parameters"] == Network.random(one["sizes"], seed=0).parameter_count
        runs = stored["-".join(map(str, one["sizes"]))]
        for half in ("train", "test"):
            assert one[half]["lowest"] == min(runs[half]) and one[half]["highest"] == max(runs[half])
    assert [one["parameters"] for one in shapes] == sorted(one["parameters"] for one in shapes)


def test_each_depth_that_the_page_offers_was_measured():
    assert {len(one["sizes"]) - 2 for one in measured_shapes()} == {0, 1, 2, 3, 4}
