"""Straightening: moments and the map by hand, and what real digits look like afterwards."""

import numpy as np
import pytest
from arrays import lit

from nn_core.mnist import load_mnist
from nn_core.preprocessing import grid, moments, sample, straight_map, straighten

DIGITS = load_mnist().test.images[:200]


def sheared(a):
    """A bar of 18 rows that leans by a pixels a row."""
    index = np.arange(28.0)
    return np.maximum(0, 1 - np.abs(index - (13.5 + a * (index[:, None] - 13.5))) / 3) * (np.abs(index[:, None] - 13.5) < 9)


def test_moments_by_hand():
    # Columns 4 and 8, of which the first counts three times as much; rows 10 and 18.
    mean, covariance = moments((lit((10, 4), 0.75) + lit((18, 8), 0.25))[None])
    assert mean.tolist() == [[5.0, 12.0]]
    assert covariance.tolist() == [[[3.0, 6.0], [6.0, 12.0]]]


def test_a_digit_of_the_wanted_spread_has_the_identity_as_its_map():
    assert np.allclose(straight_map(np.array([[[4.2**2, 0.0], [0.0, 5.6**2]]])), np.eye(2))


def test_the_map_of_a_leaning_digit_by_hand():
    # var(y) = 4, cov = 2: slant 1/2; var(x) 5 leaves 5 - 1 = 4. Both factors, 2.1 and 2.8, are held at 1.6.
    expected = np.array([[1 / 1.6, 0.5 / 1.6], [0, 1 / 1.6]])
    assert np.allclose(straight_map(np.array([[[5.0, 2.0], [2.0, 4.0]]])), expected)


def test_the_map_holds_slant_and_stretch_within_their_limits():
    assert straight_map(np.array([[[900.0, 0.0], [0.0, 900.0]]]))[0] == pytest.approx(np.eye(2) / 0.45)
    assert straight_map(np.array([[[90.0, 20.0], [20.0, 10.0]]]))[0, 0, 1] == pytest.approx(1 / 1.6)
    assert straight_map(np.array([[[90.0, -20.0], [-20.0, 10.0]]]))[0, 0, 1] == pytest.approx(-1 / 1.6)
    assert np.isfinite(straight_map(np.zeros((1, 2, 2)))).all()


def test_the_grid_of_a_shift_is_a_shift():
    x, y = grid(np.eye(2)[None], np.array([[10.0, 12.0]]), 13.5)
    assert x[0, 3].tolist() == (np.arange(28) - 3.5).tolist()
    assert y[0, :, 3].tolist() == (np.arange(28) - 1.5).tolist()


def test_sampling_at_the_pixels_gives_the_pixels():
    x, y = np.meshgrid(np.arange(28.0), np.arange(28.0))
    pictures = DIGITS[:3] / 255.0
    assert np.array_equal(sample(pictures, np.stack([x] * 3), np.stack([y] * 3)), pictures)


@pytest.mark.parametrize(
    ("column", "row", "expected"),
    [
        (0.25, 0.0, 0.45),
        (0.5, 0.5, 0.25),
        (-0.5, 0.0, 0.2),
        (-1.0, 0.0, 0.0),
        (-9.0, 0.0, 0.0),
        (27.5, 27.5, 0.2),
        (27.25, 27.0, 0.6),
        (28.0, 27.0, 0.0),
        (90.0, 90.0, 0.0),
    ],
)
def test_sampling_between_four_pixels_by_hand_and_black_outside(column, row, expected):
    image = lit((0, 0), 0.4) + lit((0, 1), 0.6) + lit((27, 27), 0.8)
    assert sample(image[None], np.full((1, 28, 28), column), np.full((1, 28, 28), row)) == pytest.approx(expected)


@pytest.mark.parametrize("a", [-0.6, -0.3, 0.3, 0.6])
def test_a_leaning_bar_stands_upright(a):
    straight = straighten(sheared(a))
    covariance = moments(straight[None])[1][0]
    assert abs(covariance[0, 1] / covariance[1, 1]) < 0.02
    assert np.abs(straight - straighten(sheared(0.0))).max() < 0.2


def test_straightened_digits_have_the_wanted_moments():
    mean, covariance = moments(straighten(DIGITS))
    factor = 1 / straight_map(moments(DIGITS / 255.0)[1])[:, [0, 1], [0, 1]]
    free = ((factor > 0.46) & (factor < 1.59)).all(axis=1)
    assert free.mean() > 0.7
    assert np.abs(mean - 13.5).max() < 0.2
    assert np.abs(np.sqrt(covariance[free][:, [0, 1], [0, 1]]) - [4.2, 5.6]).max() < 0.25


def test_a_level_stroke_is_not_leaned_into_a_pole():
    stroke = lit(np.s_[13, 4:14]) + lit(np.s_[14, 14:24])
    covariance = moments(straighten(stroke)[None])[1][0]
    assert covariance[0, 0] > 4 * covariance[1, 1]


def test_straightening_a_batch_is_straightening_each():
    many = np.concatenate([DIGITS, DIGITS[:70]])
    assert np.allclose(straighten(many)[[0, 199, 200, 269]], [straighten(many[n]) for n in (0, 199, 200, 269)], atol=1e-12)
