import numpy as np
import pytest

from nn_core.mnist import load_mnist
from nn_core.preprocessing import moments, prepare
from nn_core.training.augmentation import Distortion, distort, make_copies, make_non_digits, thicken, to_bytes

DIGITS = load_mnist().test.images[:120]
INK = (DIGITS / 255.0).astype(np.float32)
NONE = Distortion(0, 0, 0, 0, 0, 0)


def distorted(reads="framed", seed=1, **limits):
    return distort(INK, np.random.default_rng(seed), reads, NONE._replace(**limits))


def test_the_first_copy_is_not_distorted():
    for reads in ("framed", "straightened"):
        copies = make_copies(DIGITS, reads, 2, seed=3)
        assert np.array_equal(copies[0], to_bytes(prepare(DIGITS, reads)))
        assert not np.array_equal(copies[1], copies[0])


def test_one_seed_gives_equal_banks_and_another_a_different_one():
    first, again, other = (make_copies(DIGITS, "straightened", 3, seed) for seed in (3, 3, 4))
    assert first.shape == (3, 120, 784) and first.dtype == np.uint8
    assert np.array_equal(first, again)
    assert not np.array_equal(first[1], other[1]) and not np.array_equal(first[1], first[2])


def test_no_distortion_straightens_like_the_preprocessing():
    straight = prepare(DIGITS, "straightened").reshape(-1, 28, 28)
    assert np.abs(distorted("straightened") - straight).max() < 1e-4


def test_no_distortion_centres_the_mass_at_14():
    mean, _ = moments(distorted())
    assert np.abs(mean - 14).max() < 0.02


def test_a_shift_moves_the_mass_within_its_limit():
    mean, _ = moments(distorted(shift=0.5))
    assert 0.4 < np.abs(mean - 14).max() < 0.52


def test_a_rotation_keeps_the_size_and_turns_the_axes():
    _, before = moments(INK)
    _, after = moments(distorted(rotation=20.0))
    assert np.allclose(np.trace(after, axis1=1, axis2=2), np.trace(before, axis1=1, axis2=2), rtol=0.05)
    assert np.abs(after[:, 0, 1] - before[:, 0, 1]).max() > 3


def test_a_scale_changes_each_spread_within_its_limit():
    before, after = moments(INK)[1], moments(distorted(scale=0.2))[1]
    ratio = np.sqrt(after[:, [0, 1], [0, 1]] / before[:, [0, 1], [0, 1]])
    assert 0.77 < ratio.min() < 0.85 and 1.15 < ratio.max() < 1.25


def test_an_elastic_field_bends_a_little():
    change = np.abs(distorted(elastic=0.45) - distorted())
    assert 0.02 < change.mean() < 0.2


def test_straightening_takes_shear_and_scale_away():
    spread = distorted("straightened", shear=0.3, scale=0.2)
    assert np.abs(spread - distorted("straightened")).mean() < 0.02


def test_thicker_strokes_hold_more_ink_and_thinner_ones_less():
    ink = [thicken(INK, np.full(120, amount)).sum() for amount in (-0.5, 0.0, 0.5)]
    assert ink[0] < ink[1] < ink[2]
    assert np.allclose(thicken(INK, np.zeros(120)), INK / INK.max(axis=(1, 2), keepdims=True), atol=1e-6)


def test_fully_thickened_a_dot_is_a_plus_and_a_plus_fully_thinned_a_dot():
    dot, plus = np.zeros((2, 1, 28, 28), np.float32)
    dot[0, 5, 9] = 1
    plus[0, 4:7, 9] = plus[0, 5, 8:11] = 1
    assert np.array_equal(thicken(dot, [1.0]), plus)
    assert np.array_equal(thicken(plus, [-1.0]), dot)


def test_non_digits_are_noise_and_nothing():
    rows = make_non_digits(64, "straightened", seed=2)
    assert rows.shape == (64, 784) and rows.dtype == np.uint8
    assert not rows[::16].any() and rows[1::16].any(axis=1).all()
    assert np.array_equal(rows, make_non_digits(64, "straightened", seed=2))


@pytest.mark.parametrize(("pixel", "byte"), [(0.0, 0), (1.0, 255), (0.5 / 255, 1), (0.49 / 255, 0)])
def test_bytes_are_rounded_a_half_up(pixel, byte):
    assert to_bytes(np.array([pixel]))[0] == byte
