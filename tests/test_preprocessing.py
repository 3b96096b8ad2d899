import numpy as np
import pytest
from arrays import lit
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from nn_core.mnist import load_mnist
from nn_core.preprocessing import (
    as_ink,
    centre,
    fit,
    frame,
    ink_boxes,
    prepare,
    resize,
    scale,
    straighten,
    triangle_weights,
)

DIGITS = load_mnist().test.images[:200]
SIZES = st.integers(1, 60)


def drawing(height=60, width=80, top=10, left=15):
    """A thick L, 40 high and 24 wide, somewhere in a larger picture."""
    stroke, foot = np.s_[top : top + 40, left : left + 6], np.s_[top + 34 : top + 40, left : left + 24]
    return np.maximum(lit(stroke, shape=(height, width)), lit(foot, shape=(height, width)))


def images(side=SIZES):
    grey = st.integers(0, 255).map(lambda value: value / 255)
    return st.tuples(side, side).flatmap(lambda shape: arrays(np.float64, shape, elements=grey))


# -- what comes in


def test_bytes_are_divided_by_255():
    assert as_ink(np.array([[0, 51, 255]], np.uint8)).tolist() == [[0.0, 0.2, 1.0]]


def test_what_comes_in_is_never_changed():
    image = np.random.default_rng(0).random((28, 28))
    prepare(image, "straightened")
    assert np.array_equal(image, np.random.default_rng(0).random((28, 28)))


@pytest.mark.parametrize(
    ("image", "error", "words"),
    [
        (np.zeros((5, 5), int), TypeError, "got dtype int64"),
        (np.zeros((5, 5), bool), TypeError, "got dtype bool"),
        (np.zeros((5, 6, 3)), ValueError, "got 5 x 6 x 3; average the colours first"),
        (np.zeros((5, 6, 4)), ValueError, "got 5 x 6 x 4; average the colours first"),
        (np.zeros((2, 5, 6, 3)), ValueError, "got 2 x 5 x 6 x 3; average the colours first"),
        (np.zeros(784), ValueError, r"got 784; call pixels.reshape\(-1, 28, 28\) first"),
        (np.float64(1), ValueError, "got a single number"),
        (np.zeros((0, 5)), ValueError, "at least 1 x 1 pixels, got 0 x 5"),
        (np.zeros((2, 5, 0)), ValueError, "at least 1 x 1 pixels, got 2 x 5 x 0"),
        (np.array([[0.0, np.nan]]), ValueError, "must be finite"),
        (np.array([[0.0, np.inf]]), ValueError, "must be finite"),
        (np.array([[-np.inf, 0.0]]), ValueError, "must be finite"),
        (np.array([[-0.5, 1.0]]), ValueError, "got -0.5"),
        (np.array([[0.0, 200.0]]), ValueError, "got 200; divide grey values from 0 to 255 by 255 first"),
    ],
)
def test_what_is_no_grey_image_gets_one_clear_sentence(image, error, words):
    with pytest.raises(error, match=words):
        frame(image)


@pytest.mark.parametrize("stage", [centre, straighten])
def test_the_later_stages_want_28_by_28(stage):
    with pytest.raises(ValueError, match=r"expected 28 x 28 pixels, got 5 x 6; call frame\(image\) first"):
        stage(np.zeros((5, 6)))


def test_a_batch_of_no_images_gives_no_activations():
    assert prepare(np.zeros((0, 28, 28)), "straightened").shape == (0, 784)


# -- the triangle filter


@given(SIZES, SIZES)
def test_every_row_of_the_triangle_filter_sums_to_one(n_out, n_in):
    assert np.allclose(triangle_weights(n_out, n_in).sum(axis=1), 1.0, atol=1e-12)


@given(SIZES)
def test_the_filter_for_the_same_size_is_exactly_the_identity(size):
    assert np.array_equal(triangle_weights(size, size), np.eye(size))


def test_halving_four_pixels_by_hand():
    # Each triangle is four pixels wide and centred on a pair: distances 1/2, 1/2 and 3/2, so 3 : 3 : 1 inside the image.
    assert np.allclose(triangle_weights(2, 4), np.array([[3, 3, 1, 0], [0, 1, 3, 3]]) / 7)


@settings(max_examples=25)
@given(images(), SIZES, SIZES)
def test_resize_is_pillows_bilinear(image, height, width):
    pillow = Image.fromarray(image.astype(np.float32), mode=None).resize((width, height), Image.Resampling.BILINEAR)
    assert np.allclose(resize(image, height, width), np.asarray(pillow), atol=2e-6)


def test_resize_never_exceeds_one():
    assert all(resize(np.ones((side, side)), 20, 20).max() <= 1.0 for side in range(1, 120))


# -- scale


def test_the_ink_box_by_hand():
    assert ink_boxes(lit(np.s_[0, 2:5, 3:10], 0.5, shape=(2, 9, 11))).tolist() == [[2, 5, 3, 10], [0, 9, 0, 11]]


def test_ink_is_what_is_brighter_than_a_tenth_of_the_brightest():
    assert ink_boxes(lit(np.s_[0, 2, 1:4], [0.049, 0.5, 0.051], shape=(1, 5, 5))).tolist() == [[2, 3, 2, 4]]


def test_the_longer_side_becomes_20_and_the_shape_is_kept():
    top, bottom, left, right = ink_boxes(scale(drawing())[None])[0]
    assert (bottom - top, right - left) == (20, 12)


def test_scale_leaves_the_middle_of_the_ink_where_it_was():
    # The L's middle is at (30, 27) in 60 x 80; 80 pixels become 28, and 60 become 21 with 3.5 above: (14, 9.45).
    top, bottom, left, right = ink_boxes(scale(drawing())[None])[0]
    assert (top, bottom, left, right) == (4, 24, 3, 15)


@pytest.mark.parametrize(("top", "left"), [(0, 0), (0, 56), (20, 0), (20, 56)])
def test_scaled_ink_in_a_corner_stays_inside(top, left):
    assert np.allclose(np.sort(scale(drawing(top=top, left=left)), axis=None), np.sort(scale(drawing()), axis=None))


def test_half_a_pixel_is_rounded_up():
    # 20 x 9 doubled stays so; 40 x 17 has a shorter side of 8.5.
    top, bottom, left, right = ink_boxes(scale(lit(np.s_[3:43, 5:22], shape=(50, 50)))[None])[0]
    assert (bottom - top, right - left) == (20, 9)


def test_a_faint_drawing_becomes_full_ink():
    assert np.allclose(frame(0.2 * drawing()), frame(drawing()))


@pytest.mark.parametrize("side", [28, 30])
@pytest.mark.parametrize(("brightest", "after"), [(0.995, 0.995), (0.985, 1.0)])
def test_a_brightest_pixel_just_below_full_is_left_alone(side, brightest, after):
    assert scale(lit(np.s_[4:24, 10:16], brightest, shape=(side, side))).max() == after


def test_a_thin_line_is_at_least_one_pixel_wide():
    framed = frame(lit(np.s_[20:280, 150], shape=(300, 300)))
    assert np.count_nonzero(framed) == 20
    assert framed.max() == pytest.approx(1.0)


@pytest.mark.parametrize("image", [lit((40, 3), 0.3, shape=(50, 70)), np.ones((31, 31))])
def test_one_pixel_or_a_full_square_becomes_a_block_of_20_by_20(image):
    assert np.allclose(frame(image), lit(np.s_[4:24, 4:24]))


@pytest.mark.parametrize("stage", [fit, scale, frame])
def test_a_blank_image_stays_blank(stage):
    assert not stage(np.zeros((40, 30))).any()
    assert not straighten(stage(np.zeros((40, 30)))).any()


# -- fit and centre


def test_fit_keeps_the_whole_drawing_and_its_shape():
    assert np.allclose(fit(np.ones((56, 28))), lit(np.s_[:, 7:21]))
    assert np.allclose(fit(np.ones((28, 56))), lit(np.s_[7:21]))


def test_fit_leaves_28_by_28_alone():
    assert np.array_equal(fit(DIGITS), DIGITS / 255.0)


@pytest.mark.parametrize("place", [(0, 0), (5, 27), (14, 14), (27, 3)])
def test_one_lit_pixel_is_moved_to_14_14(place):
    assert np.array_equal(centre(lit(place)), lit((14, 14)))


def test_a_centre_of_mass_on_a_half_is_rounded_up():
    # 10.5 and 20.5 count as 11 and 21.
    assert np.array_equal(centre(lit(np.s_[10:12, 20:22], 0.1)), lit(np.s_[13:15, 13:15], 0.1))


def test_the_centre_of_mass_counts_bright_ink_more():
    # 2 + 4/4 = 3 and 3 + 8/4 = 5.
    assert np.array_equal(centre(lit((2, 3), 0.9) + lit((6, 11), 0.3)), lit((13, 12), 0.9) + lit((17, 20), 0.3))


def test_centring_never_pushes_ink_out():
    image = lit(np.s_[3:6, 4:24]) + lit(np.s_[6:24, 4], 0.11)
    for turned in (image, image[::-1], image.T, image.T[:, ::-1]):
        assert centre(turned).sum() == pytest.approx(image.sum())


@settings(max_examples=30)
@given(st.integers(0, 20), st.integers(0, 56))
def test_frame_does_not_care_where_the_drawing_is(top, left):
    assert np.allclose(frame(drawing(top=top, left=left)), frame(drawing()), atol=1e-12)


@settings(max_examples=30)
@given(st.integers(1, 6))
def test_frame_does_not_care_how_large_the_paper_is(margin):
    assert np.allclose(frame(np.pad(drawing(), 7 * margin)), frame(drawing()), atol=1e-12)


@pytest.mark.parametrize(("factor", "difference"), [(2, 0.15), (3, 0.15), (5, 0.15), (30, 0.03)])
def test_frame_hardly_cares_how_large_the_drawing_is(factor, difference):
    assert np.abs(frame(np.kron(drawing(), np.ones((factor, factor)))) - frame(drawing())).max() < difference


@settings(max_examples=25)
@given(images())
def test_a_framed_image_is_between_0_and_1_and_centred(image):
    framed = frame(image)
    assert framed.shape == (28, 28)
    assert 0.0 <= framed.min() and framed.max() <= 1.0
    assert np.array_equal(centre(framed), framed) or ink_boxes(framed[None])[0].tolist() != [4, 24, 4, 24]


def test_mnist_is_in_this_frame_already():
    assert (frame(DIGITS) == DIGITS / 255.0).all(axis=(1, 2)).mean() >= 0.995


@pytest.mark.parametrize("stage", [fit, scale, frame])
def test_a_batch_is_its_images_one_by_one(stage):
    batch = np.stack([drawing(), drawing(top=3), 0.5 * drawing(left=50)])
    assert np.array_equal(stage(batch), np.stack([stage(image) for image in batch]))


# -- prepare


def test_prepare_does_what_its_input_says():
    digits = DIGITS[:5]
    assert np.array_equal(prepare(digits, "framed"), frame(digits).reshape(5, 784))
    assert np.array_equal(prepare(digits, "straightened"), straighten(frame(digits)).reshape(5, 784))
    assert np.array_equal(prepare(digits[0]), prepare(digits, "framed")[0])


IMAGE = drawing()


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([], fit(IMAGE)),
        (["centre"], centre(fit(IMAGE))),
        (["scale"], scale(IMAGE)),
        (["scale", "centre"], frame(IMAGE)),
        (["straighten"], straighten(fit(IMAGE))),
    ],
)
def test_the_stages_can_be_left_out_one_by_one(stages, expected):
    assert np.array_equal(prepare(IMAGE, "straightened", stages=stages), expected.ravel())


def test_an_unknown_stage_or_input_is_named():
    with pytest.raises(ValueError, match="'center'.* scale, centre, straighten"):
        prepare(DIGITS[0], stages=["center"])
    with pytest.raises(ValueError, match="the input must be one of framed, straightened, got 'sideways'"):
        prepare(DIGITS[0], "sideways")
