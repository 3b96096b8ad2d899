"""The ablation: every variant is the whole recipe but for one step, and all are judged alike."""

from types import SimpleNamespace

import numpy as np
import pytest

from nn_core.evaluation.measurements import measured
from nn_core.experiments import ablation as module
from nn_core.experiments.ablation import SETTINGS, ablation, split_for
from nn_core.mnist import load_mnist
from nn_core.training.recipes import RECIPES

SMALL = 360


@pytest.fixture(scope="module")
def found():
    test = load_mnist().test
    recipes = {name: recipe._replace(copies=2) if hasattr(recipe, "copies") else recipe for name, recipe in SETTINGS["recipes"].items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "NON_DIGITS", 32)
        return ablation(SimpleNamespace(train=test[:SMALL], test=test[:60]), recipes, seeds=(1, 2), epochs=4, cross_entropy_rate=0.1)


def test_one_image_in_six_is_kept_back_and_never_learned_from(found):
    assert found["settings"]["learned_from"] == SMALL * 5 // 6
    assert found["settings"]["validation_images"] == SMALL // 6


def test_every_step_is_judged_on_training_validation_and_test_images(found):
    for scores in [*found["ladder"].values(), *found["left_out"].values()]:
        assert all(0 <= scores[f"{part}_accuracy"] <= 1 for part in ("train", "validation", "test"))
        assert len(scores["validation_accuracy_of_each"]) == 2
        assert np.isclose(np.mean(scores["validation_accuracy_of_each"]), scores["validation_accuracy"], atol=1e-5)


def test_what_is_left_out_was_a_step_of_the_ladder(found):
    assert set(found["left_out"]) <= set(found["ladder"])


def test_calibration_changes_no_answer(found):
    before, after = found["ladder"]["smooth"], found["ladder"]["calibrated"]
    assert before["test_accuracy"] == after["test_accuracy"]
    assert before["expected_calibration_error_on_test"] != after["expected_calibration_error_on_test"]


def test_leaving_out_smoothness_is_the_step_before_it(found):
    assert found["left_out"]["smooth"] == found["ladder"]["distorted"]


def test_validation_images_are_not_distorted():
    test = load_mnist().test
    split = split_for(RECIPES["framed"]._replace(copies=1), SimpleNamespace(train=test[:12], test=test[:2]))
    assert np.allclose(split.validation[0], test[10:12].pixels, atol=1e-6)


def test_what_the_chapter_says_of_the_steps_was_measured():
    ladder, left_out = (measured("findings", "ablation")[part] for part in ("ladder", "left_out"))
    seen, unseen = ({name: scores[f"{part}_accuracy"] for name, scores in ladder.items()} for part in ("train", "validation"))
    assert seen["adam"] == max(seen.values()) and unseen["adam"] < unseen["cross_entropy"]
    assert unseen["own"] < unseen["distorted"] < unseen["smooth"] < unseen["straightened"]
    assert abs(unseen["averaged"] - unseen["adam"]) < 0.001
    assert all(left_out[step]["validation_accuracy"] < unseen["smooth"] for step in ("smooth", "distorted"))
