"""Photographs of digits are read whatever they lie on and however the light falls; where that cannot be told, a sentence says so."""

import io

import numpy as np
import pytest
from photographs import BESIDE_A_SEVEN, KINDS, of_kind, photograph, seven_and
from PIL import Image

from nn_core import load_mnist, load_network
from nn_core.__main__ import main
from nn_core.experiments.corruptions import LETTERS
from nn_core.photo import read_picture
from nn_core.training.drawing import draw

NETWORK = load_network("straightened")
EACH, LEAST = 6, 4
SMALL = {"size": (200, 160)}
DEAR = {"3,000 pixels"}
# So little of the picture is the digit that it is lost in a small one.
LARGE = {"dark desk", "dark desk, wide", "pencil, ruled"} | {kind for kind, how in KINDS.items() if "size" in how}


def outputs(picture):
    file = io.BytesIO()
    picture.save(file, "PNG")
    return NETWORK.forward(NETWORK.prepare(read_picture(file)))


@pytest.fixture(scope="module")
def digits():
    """Training digits, their labels, and of which of them the network is sure."""
    train = load_mnist().train
    images, labels = train.images[55_000:55_500], train.labels[55_000:55_500]
    found = NETWORK.forward(NETWORK.prepare(images))
    return images, labels, (found.argmax(axis=1) == labels) & (np.sort(found, axis=1)[:, -2:] @ [-1, 1] > 0.8)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - DEAR))
def test_at_least_four_of_six_photographs_of_a_kind_are_read(kind, digits):
    random = np.random.default_rng(sorted(KINDS).index(kind))
    images, labels, sure = digits
    # Another network may be sure of other digits, but most of those drawn stay the same.
    drawn = random.integers(len(labels), size=5 * EACH)
    right = 0
    for place in drawn[sure[drawn]][:EACH]:
        image, label = images[place], int(labels[place])
        right += outputs(of_kind(kind, image, label, random, **({} if kind in LARGE else SMALL))).argmax() == label
    assert right >= LEAST


def test_a_pencilled_three_under_light_that_falls_by_thirty_per_cent_is_a_three():
    random = np.random.default_rng(0)
    picture = photograph(3, random, size=(600, 600), ink=0.35, pen=0.075, fill=(0.65, 0.66), light="vignette 30")
    found = outputs(picture)
    assert found.argmax() == 3 and found[3] > 0.9


@pytest.mark.parametrize("strip", ["left", "right", "top", "bottom"])
def test_a_seven_beside_a_strip_of_a_dark_desk_is_a_seven(strip):
    random = np.random.default_rng(0)
    picture = photograph(7, random, size=(600, 600), pen=0.075, fill=(0.65, 0.66), strip=strip, width=(0.06, 0.07))
    found = outputs(picture)
    assert found.argmax() == 7 and found[7] > 0.9


@pytest.mark.parametrize("more", BESIDE_A_SEVEN)
def test_a_seven_with_something_smaller_far_from_it_or_in_dashes_is_a_seven(more):
    found = outputs(seven_and(BESIDE_A_SEVEN[more]))
    assert found.argmax() == 7 and found[7] > 0.9


@pytest.mark.parametrize("digit", [0, 2, 4])
def test_of_two_digits_none_is_read(digit):
    random = np.random.default_rng(0)
    two = [np.asarray(photograph(each, random, size=(200, 200), pen=0.1, fill=(0.5, 0.51), noise=0.0)) for each in (digit, 7)]
    with pytest.raises(ValueError, match="shows more than one thing that may be the digit"):
        outputs(Image.fromarray(np.hstack(two)))


def disc():
    y, x = np.mgrid[-50:50, -50:50]
    return 1.0 - (x**2 + y**2 < 15**2)


def checks():
    y, x = np.mgrid[:120, :120]
    return (x // 10 + y // 10) % 2 / 1.0


def one_dark_and_one_light():
    shades = np.full((120, 120), 0.5)
    shades[30:90, 40:50], shades[30:90, 70:80] = 0, 1
    return shades


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("shades", "sentence"),
    [(disc(), "too thick for a digit"), (checks(), "are equally likely"), (one_dark_and_one_light(), "are equally likely")],
    ids=["a disc", "checks", "one dark and one light"],
)
def test_what_cannot_be_told_from_its_paper_is_refused_in_one_sentence(tmp_path, capsys, shades, sentence, turned):
    Image.fromarray(np.uint8(255 * (1 - shades if turned else shades))).save(tmp_path / "picture.png")
    assert main(["predict", str(tmp_path / "picture.png")]) == 2
    told = capsys.readouterr().err
    assert "picture.png" in told and sentence in told and told.count("\n") == 1


@pytest.mark.parametrize("letter", ["K", "N"])
def test_a_letter_that_no_output_answers_to_is_not_called_a_digit(tmp_path, capsys, letter):
    strokes = draw([[(20 + 60 * row, 20 + 60 * column) for row, column in line] for line in LETTERS[letter]], 100, 8)
    Image.fromarray(np.uint8(255 * (1 - strokes))).save(tmp_path / "letter.png")
    assert main(["predict", str(tmp_path / "letter.png")]) == 0
    assert capsys.readouterr().out.startswith("straightened cannot tell; its best guess is a ")
