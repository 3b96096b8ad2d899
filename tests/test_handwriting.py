"""Drawn handwriting: every style is there, every hand is another, and all is framed as MNIST frames it."""

import numpy as np
import pytest

from nn_core.preprocessing import ink_boxes
from nn_core.training.handwriting import POINTS, Hand, _cut, _scribble, _smooth, draw_digits, draw_figures, draw_junk, written
from nn_core.training.styles import JUNK, STYLES, Style

STEADY = Hand(unsteadiness=0, slant=0, turn=0, stretch=0, gap=0, cut=0, pens=((2.0, 2.0),))
BARRED = next(style for style in STYLES if style.name == "barred")


def lines_of(strokes, hand=STEADY, count=1, seed=0):
    return written(strokes, count, np.random.default_rng(seed), hand)


def test_every_digit_is_drawn_equally_often_and_so_is_every_style_of_it():
    _, labels, chosen = draw_digits(600, seed=1)
    assert np.bincount(labels).tolist() == [60] * 10
    for digit in range(10):
        of_each = np.bincount(chosen[labels == digit], minlength=len(STYLES))
        assert sorted({*of_each[[style.digit == digit for style in STYLES]]}) in ([60 // n] for n in (2, 3, 4, 5))
        assert of_each[[style.digit != digit for style in STYLES]].sum() == 0


def test_the_label_of_a_drawing_is_the_digit_of_its_style():
    _, labels, chosen = draw_digits(100, seed=1)
    assert [STYLES[number].digit for number in chosen] == labels.tolist()


def test_one_seed_draws_the_same_to_the_byte_and_another_does_not():
    first, same, other = (draw_digits(50, seed)[0] for seed in (1, 1, 2))
    assert np.array_equal(first, same) and not np.array_equal(first, other)
    first, same, other = (draw_junk(90, seed) for seed in (1, 1, 2))
    assert np.array_equal(first, same) and not np.array_equal(first, other)


def test_only_the_styles_that_are_asked_for_are_drawn():
    _, labels, chosen = draw_digits(10, 1, (BARRED,))
    assert set(labels) == {7} and set(chosen) == {0}


@pytest.mark.parametrize("images", [draw_digits(200, 3)[0], draw_junk(200, 3)], ids=["digits", "junk"])
def test_a_drawing_is_framed_as_mnist_frames_it(images):
    assert images.dtype == np.uint8 and images.shape == (200, 28, 28)
    top, bottom, left, right = ink_boxes(images / 255).T
    assert 18 <= np.maximum(bottom - top, right - left).min() and np.maximum(bottom - top, right - left).max() <= 22
    rows, columns = np.indices((28, 28))
    weights = images / images.sum(axis=(1, 2), keepdims=True)
    assert abs((weights * rows).sum(axis=(1, 2)) - 14).max() < 0.7 and abs((weights * columns).sum(axis=(1, 2)) - 14).max() < 0.7


def test_a_steady_hand_goes_through_the_points_of_a_style():
    style = Style(1, "by hand", (((0.0, 0.0), (0.5, 0.5), (1.0, 0.0)),))
    (line,), pen = lines_of(style.strokes)
    assert pen.tolist() == [2.0]
    assert np.allclose(line[0, ::POINTS], [(4.5, 9), (13.5, 18), (22.5, 9)])


def test_a_point_that_stands_twice_is_a_corner_and_others_are_not():
    bend = np.array([[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)]])
    corner = bend[:, [0, 1, 1, 2]]
    assert np.allclose(_smooth(corner)[0, : POINTS + 1, 0], 0) and np.allclose(_smooth(corner)[0, POINTS + 1 :, 1], 1)
    assert _smooth(bend)[0, :, 1].max() > 1.0


def test_a_smooth_curve_of_two_points_is_straight():
    line = _smooth(np.array([[(0.0, 0.0), (1.0, 2.0)]]))[0]
    assert np.allclose(line[:, 1], 2 * line[:, 0]) and (np.diff(line[:, 0]) > 0).all() and line[-1, 0] == 1


def test_the_weights_of_the_points_add_up_to_one_everywhere():
    assert np.allclose(_smooth(np.ones((1, 5, 2))), 1)


def test_points_in_the_same_place_move_together():
    ring = (((0.0, 0.0), (0.5, 0.5), (1.0, 0.0), (0.5, -0.5), (0.0, 0.0)),)
    (line,), _ = lines_of(ring, STEADY._replace(unsteadiness=0.1), count=20)
    assert np.allclose(line[:, 0], line[:, -1]) and not np.allclose(line[0], line[1])


def test_a_stroke_is_cut_or_lengthened_along_itself():
    line = np.linspace((0.0, 0.0), (8.0, 0.0), 9)[None]
    cut = _cut(line, np.array([[0.5], [1.5]]))[0]
    assert cut[0].tolist() == [1.0, 0.0] and cut[-1].tolist() == [9.0, 0.0] and np.array_equal(cut[2:7], line[0, 2:7])


@pytest.mark.parametrize(
    ("limit", "amount"), [("slant", 0.4), ("turn", 20.0), ("stretch", 0.5), ("gap", 0.1), ("cut", 0.2), ("unsteadiness", 0.1)]
)
def test_each_limit_makes_hands_differ_by_itself(limit, amount):
    one, other = (
        np.concatenate(lines_of(BARRED.strokes, hand, count=2)[0], axis=1) for hand in (STEADY, STEADY._replace(**{limit: amount}))
    )
    assert np.allclose(one[0], one[1]) and not np.allclose(other[0], other[1])


def test_a_wider_pen_leaves_more_ink():
    fine, broad = (draw_figures(BARRED.strokes, 5, np.random.default_rng(0), Hand(pens=((width, width),))).sum() for width in (1.5, 4.0))
    assert fine < broad


def test_a_barred_seven_is_a_plain_one_with_a_bar():
    plain = next(style for style in STYLES if (style.digit, style.name) == (7, "plain"))
    assert set(BARRED.strokes) - set(plain.strokes) == {BARRED.strokes[1]}


def test_every_style_and_every_figure_is_one_high_or_wide_and_has_a_name_of_its_own():
    assert len({(style.digit, style.name) for style in STYLES}) == len(STYLES)
    assert {style.digit for style in STYLES} == set(range(10))
    for strokes in [*(style.strokes for style in STYLES), *JUNK.values()]:
        points = np.concatenate(strokes)
        assert 0.4 <= np.ptp(points, axis=0).max() <= 1.1 and len(strokes[0]) > 1


def test_a_scribble_has_strokes_of_two_points_or_more():
    random = np.random.default_rng(0)
    lengths = [len(stroke) for _ in range(200) for stroke in _scribble(random)]
    assert min(lengths) >= 2 and max(lengths) <= 9


@pytest.mark.parametrize(
    ("digit", "name", "words"),
    [
        (7, "barred", "a barred 7"),
        (8, "of two rings", "an 8 of two rings"),
        (4, "open", "an open 4"),
        (2, "with a loop", "a 2 with a loop"),
    ],
)
def test_a_style_can_be_named_in_a_sentence(digit, name, words):
    assert Style(digit, name, ()).words == words
