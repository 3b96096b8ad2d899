import numpy as np
import pytest

from nn_core.mnist import load_mnist
from nn_core.preprocessing import moments, prepare
from nn_core.training.augmentation import Distortion, _elastic_field, _linear_maps, distort, make_copies, make_non_digits, thicken, to_bytes

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


def test_an_elastic_field_is_smooth_and_as_far_from_the_middle_as_its_spread_says():
    field = _elastic_field(np.random.default_rng(5), 0.45, 4000)
    assert field.shape == (4000, 28, 28)
    corners = field[:, [0, 0, -1, -1], [0, -1, 0, -1]]
    assert np.allclose(corners.std(axis=0), 0.45, rtol=0.05) and abs(corners.mean()) < 0.02
    assert np.abs(np.diff(field, 2, axis=1)).max(axis=(1, 2)).mean() < 0.45
    # Between two points of the grid, 27 / 4 pixels apart, it is a straight line.
    assert np.allclose(np.diff(field[:, 0, 1:6], 2), 0, atol=1e-5) and np.allclose(np.diff(field[:, 1:6, 0], 2), 0, atol=1e-5)


@pytest.mark.parametrize(
    ("limits", "least", "most"),
    [
        ({"rotation": 30.0}, [np.cos(np.radians(30)), -0.5, -0.5, np.cos(np.radians(30))], [1, 0.5, 0.5, 1]),
        ({"shear": 0.2}, [1, -0.2, 0, 1], [1, 0.2, 0, 1]),
        ({"scale": 0.1}, [0.9, 0, 0, 0.9], [1.1, 0, 0, 1.1]),
    ],
)
def test_each_distortion_alone_fills_its_range_evenly(limits, least, most):
    maps = _linear_maps(np.random.default_rng(6), NONE._replace(**limits), 4000).reshape(-1, 4)
    assert np.allclose(maps.min(axis=0), least, atol=0.005) and np.allclose(maps.max(axis=0), most, atol=0.005)
    assert np.allclose(np.median(maps[:, 1:3], axis=0), 0, atol=0.02)


def test_a_rotation_turns_the_first_axis_towards_the_second_and_comes_before_shear_and_scale():
    turn = _linear_maps(np.random.default_rng(7), NONE._replace(rotation=40.0), 50)
    assert np.allclose(turn @ turn.transpose(0, 2, 1), np.eye(2)) and np.allclose(np.linalg.det(turn), 1)
    both = _linear_maps(np.random.default_rng(7), NONE._replace(rotation=40.0, shear=0.3, scale=0.2), 50)
    upper = both @ turn.transpose(0, 2, 1)
    assert np.allclose(upper[:, 1, 0], 0) and np.ptp(upper[:, 0, 1]) > 0.3 and np.ptp(upper[:, 0, 0] - upper[:, 1, 1]) > 0.2


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


def test_half_of_the_noise_is_framed_like_a_drawing_and_the_other_half_fills_the_image_at_any_strength():
    rows = make_non_digits(256, "framed", seed=2).reshape(-1, 28, 28)
    framed, whole = rows[1:128].any(axis=(0, 2)), rows[128:].any(axis=(0, 2))
    assert not framed[:2].any() and not framed[-2:].any() and whole.all()
    strengths = rows[129:].max(axis=(1, 2))
    strengths = strengths[strengths > 0]
    assert strengths.min() < 40 and strengths.max() > 215 and 90 < strengths.mean() < 165


def test_the_copies_of_an_image_do_not_depend_on_how_many_images_there_are():
    whole, few = make_copies(DIGITS, "framed", 2, seed=3), make_copies(DIGITS[:100], "framed", 2, seed=3)
    assert np.array_equal(whole[:, :100], few)
    assert not np.array_equal(
        make_copies(DIGITS[[7] * 101], "framed", 2, seed=3)[1, 0], make_copies(DIGITS[[7] * 101], "framed", 2, seed=3)[1, 100]
    )


@pytest.mark.parametrize(("pixel", "byte"), [(0.0, 0), (1.0, 255), (0.5 / 255, 1), (0.49 / 255, 0)])
def test_bytes_are_rounded_a_half_up(pixel, byte):
    assert to_bytes(np.array([pixel]))[0] == byte
