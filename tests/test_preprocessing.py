import numpy as np
import pytest
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
    image = np.zeros((height, width))
    image[top : top + 40, left : left + 6] = 1.0
    image[top + 34 : top + 40, left : left + 24] = 1.0
    return image


def images(side=SIZES):
    grey = st.integers(0, 255).map(lambda value: value / 255)
    return st.tuples(side, side).flatmap(lambda shape: arrays(np.float64, shape, elements=grey))


# -- what comes in


def test_bytes_are_divided_by_255():
    assert as_ink(np.array([[0, 51, 255]], np.uint8)).tolist() == [[0.0, 0.2, 1.0]]


def test_what_comes_in_is_never_changed():
    image = np.random.default_rng(0).random((28, 28))
    before = image.copy()
    prepare(image, "straightened")
    assert np.array_equal(image, before)


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
    image = np.zeros((2, 9, 11))
    image[0, 2:5, 3:10] = 0.5
    assert ink_boxes(image).tolist() == [[2, 5, 3, 10], [0, 9, 0, 11]]


def test_ink_is_what_is_brighter_than_a_tenth_of_the_brightest():
    image = np.zeros((1, 5, 5))
    image[0, 2, 2], image[0, 2, 3], image[0, 2, 1] = 0.5, 0.051, 0.049
    assert ink_boxes(image).tolist() == [[2, 3, 2, 4]]


def test_the_longer_side_becomes_20_and_the_shape_is_kept():
    top, bottom, left, right = ink_boxes(scale(drawing())[None])[0]
    assert (bottom - top, right - left) == (20, 12)


def test_scale_leaves_the_middle_of_the_ink_where_it_was():
    # The L's middle is at (30, 27) in 60 x 80; 80 pixels become 28, and 60 become 21 with 3.5 above: (14, 9.45).
    top, bottom, left, right = ink_boxes(scale(drawing())[None])[0]
    assert (top, bottom, left, right) == (4, 24, 3, 15)


def test_scaled_ink_in_a_corner_stays_inside():
    for corner in ((0, 0), (0, 56), (20, 0), (20, 56)):
        scaled = scale(drawing(top=corner[0], left=corner[1]))
        assert np.allclose(np.sort(scaled[scaled > 0]), np.sort(scale(drawing())[scale(drawing()) > 0]))


def test_half_a_pixel_is_rounded_up():
    # 20 x 9 doubled stays so; 40 x 17 has a shorter side of 8.5.
    image = np.zeros((50, 50))
    image[3:43, 5:22] = 1.0
    top, bottom, left, right = ink_boxes(scale(image)[None])[0]
    assert (bottom - top, right - left) == (20, 9)


def test_a_faint_drawing_becomes_full_ink():
    assert np.allclose(frame(0.2 * drawing()), frame(drawing()))


def test_a_brightest_pixel_just_below_full_is_left_alone():
    image = np.zeros((28, 28))
    image[4:24, 10:16] = 0.995
    assert scale(image).max() == 0.995
    assert scale(image * 0.99).max() == 1.0


def test_a_thin_line_is_at_least_one_pixel_wide():
    image = np.zeros((300, 300))
    image[20:280, 150] = 1.0
    framed = frame(image)
    assert np.count_nonzero(framed) == 20
    assert framed.max() == pytest.approx(1.0)


def test_one_pixel_becomes_a_block_of_20_by_20():
    image = np.zeros((50, 70))
    image[40, 3] = 0.3
    expected = np.zeros((28, 28))
    expected[4:24, 4:24] = 1.0
    assert np.allclose(frame(image), expected)
    assert np.allclose(frame(np.ones((31, 31))), expected)


@pytest.mark.parametrize("stage", [fit, scale, frame])
def test_a_blank_image_stays_blank(stage):
    assert not stage(np.zeros((40, 30))).any()
    assert not straighten(stage(np.zeros((40, 30)))).any()


def test_a_very_large_image_is_framed_like_a_small_one():
    assert np.allclose(frame(np.kron(drawing(), np.ones((30, 30)))), frame(drawing()), atol=0.03)


# -- fit and centre


def test_fit_keeps_the_whole_drawing_and_its_shape():
    image = np.ones((56, 28))
    expected = np.zeros((28, 28))
    expected[:, 7:21] = 1.0
    assert np.allclose(fit(image), expected)
    assert np.allclose(fit(image.T), expected.T)


def test_fit_leaves_28_by_28_alone():
    assert np.array_equal(fit(DIGITS), DIGITS / 255.0)


@pytest.mark.parametrize(("row", "column"), [(0, 0), (5, 27), (14, 14), (27, 3)])
def test_one_lit_pixel_is_moved_to_14_14(row, column):
    image = np.zeros((28, 28))
    image[row, column] = 1.0
    assert np.argwhere(centre(image)).tolist() == [[14, 14]]


def test_a_centre_of_mass_on_a_half_is_rounded_up():
    image = np.zeros((28, 28))
    image[10:12, 20:22] = 0.1  # 10.5 and 20.5 count as 11 and 21
    assert np.argwhere(centre(image)).min(axis=0).tolist() == [13, 13]


def test_the_centre_of_mass_counts_bright_ink_more():
    image = np.zeros((28, 28))
    image[2, 3], image[6, 11] = 0.9, 0.3  # 2 + 4/4 = 3 and 3 + 8/4 = 5
    assert np.argwhere(centre(image)).tolist() == [[13, 12], [17, 20]]


def test_centring_never_pushes_ink_out():
    image = np.zeros((28, 28))
    image[3:6, 4:24] = 1.0
    image[6:24, 4] = 0.11
    assert centre(image).sum() == pytest.approx(image.sum())
    for turned in (image[::-1], image.T, image.T[:, ::-1]):
        assert centre(turned).sum() == pytest.approx(image.sum())


@settings(max_examples=30)
@given(st.integers(0, 20), st.integers(0, 56))
def test_frame_does_not_care_where_the_drawing_is(top, left):
    assert np.allclose(frame(drawing(top=top, left=left)), frame(drawing()), atol=1e-12)


@settings(max_examples=30)
@given(st.integers(1, 6))
def test_frame_does_not_care_how_large_the_paper_is(margin):
    assert np.allclose(frame(np.pad(drawing(), 7 * margin)), frame(drawing()), atol=1e-12)


def test_frame_hardly_cares_how_large_the_drawing_is():
    for factor in (2, 3, 5):
        assert np.abs(frame(np.kron(drawing(), np.ones((factor, factor)))) - frame(drawing())).max() < 0.15


@settings(max_examples=25)
@given(images())
def test_a_framed_image_is_between_0_and_1_and_centred(image):
    framed = frame(image)
    assert framed.shape == (28, 28)
    assert 0.0 <= framed.min() and framed.max() <= 1.0
    assert np.array_equal(centre(framed), framed) or ink_boxes(framed[None])[0].tolist() != [4, 24, 4, 24]


def test_mnist_is_in_this_frame_already():
    unchanged = (frame(DIGITS) == DIGITS / 255.0).all(axis=(1, 2))
    assert unchanged.mean() >= 0.995


def test_frame_is_centre_of_scale():
    image = drawing()
    assert np.array_equal(frame(image), centre(scale(image)))


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


def test_the_stages_can_be_left_out_one_by_one():
    image = drawing()
    assert np.array_equal(prepare(image, stages=()), fit(image).ravel())
    assert np.array_equal(prepare(image, stages=["centre"]), centre(fit(image)).ravel())
    assert np.array_equal(prepare(image, stages=["scale"]), scale(image).ravel())
    assert np.array_equal(prepare(image, "straightened", stages=["scale", "centre"]), frame(image).ravel())
    assert np.array_equal(prepare(image, stages=["straighten"]), straighten(fit(image)).ravel())


def test_an_unknown_stage_or_input_is_named():
    with pytest.raises(ValueError, match="'center'.* scale, centre, straighten"):
        prepare(DIGITS[0], stages=["center"])
    with pytest.raises(ValueError, match="the input must be one of framed, straightened, got 'sideways'"):
        prepare(DIGITS[0], "sideways")
