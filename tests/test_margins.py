"""Margins, against their definitions: the equation that Wilson solved, Student's density, and draws from known shares."""

import math

import numpy as np
import pytest

from nn_core.evaluation.margins import NORMAL, STUDENT, margin, mean_over_runs, paired_difference

RANDOM = np.random.default_rng(8)


def farthest(share, images, way):
    """The true share at the edge of what is compatible with the one that was counted, by halving."""
    near, far = share, float(way > 0)
    for _ in range(60):
        middle = (near + far) / 2
        compatible = abs(share - middle) <= NORMAL * math.sqrt(middle * (1 - middle) / images)
        near, far = (middle, far) if compatible else (near, middle)
    return near


@pytest.mark.parametrize(("share", "images"), [(0.9745, 10_000), (0.5, 20), (1.0, 100), (0.0, 10), (0.3, 4)])
def test_the_margin_is_half_of_what_lies_between_the_two_shares_that_are_just_compatible(share, images):
    between = farthest(share, images, +1) - farthest(share, images, -1)
    assert margin(share, images) == pytest.approx(between / 2, rel=1e-9)


def test_the_margin_of_framed_is_three_tenths_of_a_point():
    assert round(100 * margin(0.9745), 2) == 0.31


def test_nineteen_of_twenty_counts_lie_within_the_margin_of_the_truth():
    counted = RANDOM.binomial(500, 0.9, 4000) / 500
    within = [abs(share - 0.9) <= margin(share, 500) for share in counted]
    assert np.mean(within) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("freedom", range(1, len(STUDENT) + 1))
def test_between_minus_and_plus_the_bound_lies_95_percent_of_students_density(freedom):
    t = np.linspace(-STUDENT[freedom - 1], STUDENT[freedom - 1], 20_001)
    height = math.gamma((freedom + 1) / 2) / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))
    assert np.trapezoid(height * (1 + t * t / freedom) ** (-(freedom + 1) / 2), t) == pytest.approx(0.95, abs=1e-5)


def test_a_paired_difference_by_hand():
    right, others = np.array([True, True, True, True, False]), np.array([True, False, False, True, True])
    difference, off = paired_difference(right, others)  # two images the one alone, one image the other alone
    assert difference == pytest.approx(1 / 5)
    assert off == pytest.approx(NORMAL * math.sqrt(3 - 1 / 5) / 5)


def test_the_margin_of_a_paired_difference_is_that_of_the_mean_of_the_differences():
    right, others = RANDOM.random(400) < 0.9, RANDOM.random(400) < 0.8
    each = right.astype(float) - others
    difference, off = paired_difference(right, others)
    assert (difference, off) == (pytest.approx(each.mean()), pytest.approx(NORMAL * each.std() / 20))


def test_two_networks_that_err_on_the_same_images_are_told_apart_more_sharply_than_by_their_margins():
    right = RANDOM.random(10_000) < 0.97
    others = right & (RANDOM.random(10_000) < 0.999)
    assert paired_difference(right, others)[1] < margin(right.mean()) / 3


def test_runs_that_do_not_differ_have_no_margin():
    assert mean_over_runs([0.5, 0.5, 0.5]) == (0.5, 0.0)


def test_the_margin_of_two_runs_by_hand():
    assert mean_over_runs([1.0, 3.0]) == (2.0, pytest.approx(12.7062))  # the spread is √2, and so is the root of two runs


@pytest.mark.parametrize("count", [1, 11])
def test_a_number_of_runs_without_a_margin_is_refused(count):
    with pytest.raises(ValueError, match=f"from 2 to 10 runs, and not from {count}"):
        mean_over_runs([0.5] * count)


def test_answers_to_other_images_are_not_paired():
    with pytest.raises(ValueError, match="the same images, and not 2 and 3"):
        paired_difference(np.ones(2, bool), np.ones(3, bool))
