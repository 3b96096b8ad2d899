"""The thousand digits of the laboratory: none of them a test image, and the same in every file."""

import gzip
import json

import numpy as np
import pytest

from nn_core import load_mnist
from nn_core.laboratory.digits import COUNT, laboratory_digits, laboratory_file, loop_scores, pair_score
from nn_core.training.recipes import KEPT_BACK


@pytest.fixture(scope="module")
def digits():
    return laboratory_digits()


def test_the_digits_are_training_images_that_were_kept_back(digits):
    train = load_mnist().train
    kept = {image.tobytes(): label for image, label in zip(train.images[-KEPT_BACK:], train.labels[-KEPT_BACK:], strict=True)}
    assert len({image.tobytes() for image in digits.images}) == COUNT
    assert all(kept[image.tobytes()] == label for image, label in zip(digits.images, digits.labels, strict=True))


def test_the_file_holds_the_digits_and_is_small(digits):
    packed = laboratory_file()
    assert len(packed) < 300_000
    header, _, body = gzip.decompress(packed).partition(b"\n")
    assert json.loads(header)["count"] == COUNT
    assert body == digits.labels.tobytes() + digits.places.tobytes() + digits.images.tobytes()


def test_the_pair_score_is_one_for_a_neuron_that_knows_a_half_for_a_blind_one_and_nothing_for_a_wrong_one():
    chosen = np.array([True, True, False, False])
    assert pair_score(np.array([4.0, 3.0, 2.0, 1.0]), chosen) == 1.0
    assert pair_score(np.zeros(4), chosen) == 0.5
    assert pair_score(np.array([1.0, 2.0, 3.0, 4.0]), chosen) == 0.0
    assert pair_score(np.array([1.0, 3.0, 2.0, 3.0]), chosen) == 0.375


def test_a_fitted_neuron_finds_loops_better_than_one_made_for_something_else():
    scores = loop_scores()
    assert 0.5 < scores["handmade"] < scores["fitted"] < 1
    assert 0.5 < scores["trained"] < scores["fitted"]
