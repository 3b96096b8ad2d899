"""Each disturbance does what its name says, and nothing where its amount is nothing."""

from itertools import pairwise

import numpy as np
import pytest

from nn_core import frame, load_mnist
from nn_core.experiments.corruptions import CANVAS, CHANGES, LETTERS, OF_LETTERS, drawings, move, nonsense, rotate, scale, thicken_strokes
from nn_core.preprocessing import ink_boxes
from nn_core.training.handwriting import OF_JUNK
from nn_core.training.styles import JUNK

IMAGES = load_mnist().test.images[:20] / 255
NOTHING = {"shifted": 0, "scaled": 1.0, "rotated": 0, "noisy": 0.0, "thickened": 0.0, "inverted": 0}


@pytest.mark.parametrize("change", CHANGES)
def test_the_amount_that_changes_nothing_is_tried_and_changes_nothing(change):
    apply, amounts = CHANGES[change]
    assert NOTHING[change] in amounts
    assert np.allclose(apply(IMAGES, NOTHING[change]), IMAGES, atol=1e-9)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_image_is_still_an_image(change):
    apply, amounts = CHANGES[change]
    for amount in amounts:
        changed = apply(IMAGES, amount)
        assert changed.shape == IMAGES.shape and changed.min() >= 0 and changed.max() <= 1 + 1e-9


def test_what_moves_down_and_right_moves_back():
    middle = np.zeros((1, 28, 28))
    middle[0, 10:14, 12:15] = 1
    assert np.argwhere(move(middle, 5, 3))[0].tolist() == [0, 13, 17]
    assert np.array_equal(move(move(middle, -5, 3), 5, -3), middle)


def test_ink_that_leaves_the_image_is_lost():
    assert move(np.ones((1, 28, 28)), 8).sum() == 28 * 20


def test_a_quarter_turn_brings_the_top_to_the_right():
    top = np.zeros((1, 28, 28))
    top[0, 2:5, 10:18] = 1
    turned = rotate(top, 90)[0]
    assert turned[10:18, 23:26].sum() > 0.99 * top.sum()


def test_half_the_size_has_a_quarter_of_the_ink():
    square = np.zeros((1, 28, 28))
    square[0, 4:24, 4:24] = 1
    assert scale(square, 0.5).sum() == pytest.approx(square.sum() / 4, rel=0.02)


def test_strokes_grow_and_shrink():
    ink = [thicken_strokes(IMAGES, amount).sum() for amount in (-1.0, 0.0, 1.0, 2.0)]
    assert ink == sorted(ink) and len(set(ink)) == 4


def test_a_drawing_holds_the_digit_somewhere_on_its_sheet():
    sheets = drawings(IMAGES)
    assert sheets.shape == (20, CANVAS, CANVAS)
    heights = [np.ptp(np.flatnonzero((sheet > 0.5).any(axis=1))) + 1 for sheet in sheets]
    assert min(heights) < 20 < max(heights)
    likeness = [np.corrcoef(one.ravel(), other.ravel())[0, 1] for one, other in zip(frame(sheets), IMAGES, strict=True)]
    assert min(likeness) > 0.75


def test_nonsense_comes_in_five_kinds_and_shuffled_digits_keep_their_ink():
    kinds = nonsense(IMAGES, count=20)
    assert list(kinds) == ["blank", "noise", "shuffled pixels", "scribbles", "letters"]
    assert {len(each) for name, each in kinds.items() if name != "blank"} == {20}
    assert np.allclose(kinds["shuffled pixels"].sum(axis=(1, 2)), IMAGES.sum(axis=(1, 2)))
    assert not np.allclose(kinds["shuffled pixels"], IMAGES)


@pytest.mark.parametrize(("kind", "least", "most"), [("letters", 8, 22), ("scribbles", 4, 24)])
def test_what_is_drawn_lies_around_the_middle_and_touches_no_edge(kind, least, most):
    images = nonsense(IMAGES, count=44)[kind]
    top, bottom, left, right = ink_boxes(images).T
    assert least <= (bottom - top).min() and (bottom - top).max() <= most
    assert min(top.min(), left.min()) >= 1 and max(bottom.max(), right.max()) <= 28
    assert abs((top + bottom).mean() / 2 - 14) < 1 and abs((left + right).mean() / 2 - 14) < 1


def test_no_two_letters_of_a_kind_are_alike():
    images = nonsense(IMAGES, count=44)["letters"]
    assert len(np.unique(images.reshape(44, -1), axis=0)) == 44
    assert images[0].any() and not np.array_equal(images[0], images[11])


def test_no_letter_is_one_that_a_digit_looks_like():
    assert not set(LETTERS) & set("BDGILOQSZ")


def segments(name, flip=lambda row, column: (row, column)):
    """The straight pieces of a letter, whichever way they are drawn."""
    return {frozenset(flip(*corner) for corner in pair) for line in LETTERS[name] for pair in pairwise(line) if len(set(pair)) == 2}


def test_no_letter_is_a_figure_that_a_network_learned_to_doubt_nor_is_its_pen():
    assert not {f"Latin {name}" for name in LETTERS} & set(JUNK)
    assert not {frozenset(strokes) for strokes in LETTERS.values()} & {frozenset(strokes) for strokes in JUNK.values()}
    for low, high in OF_LETTERS.pens:
        assert all(high < least or most < low for least, most in OF_JUNK.pens)


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_fills_its_square(name):
    corners = np.array([corner for line in LETTERS[name] for corner in line])
    assert corners.min(axis=0).tolist() == [0, 0] and corners.max(axis=0).tolist() == [1, 1]


@pytest.mark.parametrize("name", "AHMTVWX")
def test_these_letters_are_their_own_mirror_images(name):
    assert segments(name, lambda row, column: (row, round(1 - column, 9))) == segments(name)


@pytest.mark.parametrize("name", "EHKX")
def test_these_letters_are_the_same_upside_down(name):
    assert segments(name, lambda row, column: (1 - row, column)) == segments(name)


def test_an_n_is_the_same_turned_by_half_and_an_f_is_an_e_without_its_foot():
    assert segments("N", lambda row, column: (1 - row, 1 - column)) == segments("N")
    assert segments("E") - segments("F") == {frozenset([(1, 0), (1, 1)])}


def test_the_bar_of_an_a_ends_on_its_legs_and_a_w_is_an_m_upside_down_with_a_lower_middle():
    (left, peak, *_), bar = LETTERS["A"]
    for row, column in bar[:1]:
        assert (column - left[1]) / (peak[1] - left[1]) == pytest.approx((left[0] - row) / (left[0] - peak[0]))
    middles = {name: LETTERS[name][0][3] for name in "WM"}
    assert middles == {"W": (0.4, 0.5), "M": (0.6, 0.5)}
