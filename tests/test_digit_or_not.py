"""The dial that blends a digit into a non-digit: its ends are as named, and its noise is noise."""

import base64

import numpy as np
import pytest

from nn_core import load_network
from nn_core.laboratory.digit_or_not import KINDS, NOTCHES, READERS, blend, count_confident, first_view, letters, letters_file, noise
from nn_core.laboratory.digits import laboratory_digits


@pytest.mark.parametrize("kind", KINDS)
def test_every_dial_begins_at_the_digits(kind):
    assert np.array_equal(blend(kind, 0), laboratory_digits().images / 255)


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_stay_between_black_and_white(kind):
    halfway = blend(kind, 0.35)
    assert halfway.shape == (1000, 28, 28)
    assert halfway.min() >= 0 and halfway.max() <= 1


def test_the_ends_of_the_dial_are_what_they_are_called():
    digits = laboratory_digits().images / 255
    assert np.array_equal(blend("noise", 1), noise(1000))
    assert not blend("nothing", 1).any()
    assert np.array_equal(blend("letter", 1)[44:88], letters() / 255)
    assert np.allclose(blend("negative", 1), 1 - digits)
    assert np.array_equal(blend("side", 1)[:, :, 14:], digits[:, :, :14])


def test_letters_are_ink_on_black_from_one_end_of_the_scale_to_the_other():
    assert letters().min() == 0 and letters().max() == 255
    assert (letters()[:, [0, 0, -1, -1], [0, -1, 0, -1]] == 0).all()


@pytest.mark.parametrize(("share", "columns"), [(0.03, 0), (0.04, 1), (0.5, 7), (0.75, 11)])
def test_a_digit_moves_by_its_share_of_fourteen_columns_and_half_a_column_is_a_whole_one(share, columns):
    assert np.array_equal(blend("side", share)[:, :, columns:], blend("side", 0)[:, :, : 28 - columns])
    assert not blend("side", share)[:, :, :columns].any()


def test_halfway_each_gives_half():
    digits = laboratory_digits().images / 255
    assert np.allclose(blend("letter", 0.25)[44:88], 0.75 * digits[44:88] + 0.25 * letters() / 255)
    assert np.allclose(blend("negative", 0.5), 0.5)


def test_noise_is_uniform_and_no_two_pictures_share_it():
    made = noise(1000)
    assert made.min() >= 0 and made.max() < 1
    shares = np.histogram(made, bins=10, range=(0, 1))[0] / made.size
    assert np.allclose(shares, 0.1, atol=0.002)
    assert abs(np.corrcoef(made[0].ravel(), made[1].ravel())[0, 1]) < 0.12


def test_the_file_holds_four_of_every_letter():
    held = letters_file()["letters"]
    assert {name: sum(each["name"] == name for each in held) for name in "AEFHKMNTVWX"} == dict.fromkeys("AEFHKMNTVWX", 4)
    assert base64.b64decode(held[-1]["pixels"]) == letters()[-1].tobytes()


def test_networks_are_sure_of_digits_and_a_right_answer_is_a_sure_one():
    found = count_confident("noise", 0)
    assert list(found) == list(READERS)
    assert all(900 < right <= sure <= 1000 for sure, right in found.values())


def test_black_pictures_make_nobody_sure():
    assert set(count_confident("nothing", 1).values()) == {(0, 0)}


def test_what_the_page_knows_at_first_is_the_first_digit_and_the_dial_to_noise():
    view, digits = first_view(), laboratory_digits()
    assert base64.b64decode(view["pixels"]) == digits.images[0].tobytes()
    assert {name: int(np.argmax(outputs)) for name, outputs in view["outputs"].items()} == dict.fromkeys(READERS, digits.labels[0])
    assert view["outputs"]["framed"] == pytest.approx(load_network("framed").forward(digits.pixels[0]), abs=0.00005)
    assert len(view["counts"]) == NOTCHES + 1
    assert [view["counts"][notch] for notch in (0, 7, 20)] == [count_confident("noise", share) for share in (0, 0.35, 1)]
