"""The ablation: each step of the ladder changes one thing, and all variants are judged alike."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest

from nn_core.evaluation.measurements import measured
from nn_core.evaluation.steps import Steps, at_once
from nn_core.experiments import ablation as module
from nn_core.experiments.ablation import SETTINGS, ablation, split_for
from nn_core.mnist import load_mnist
from nn_core.training.learner import Method
from nn_core.training.recipes import RECIPES

SMALL = 360
LADDER, LEFT_OUT = SETTINGS["ladder"], SETTINGS["left_out"]
TEST = load_mnist().test
DATA = SimpleNamespace(train=TEST[:SMALL], test=TEST[:60])


def small(variants, **changes):
    return {
        name: each._replace(rates=each.rates[:2], copies=min(each.copies, 2), schedule=each.schedule._replace(epochs=3), **changes)
        for name, each in variants.items()
    }


@pytest.fixture(scope="module", autouse=True)
def few_non_digits():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "NON_DIGITS", 32)
        yield


@pytest.fixture(scope="module")
def found():
    ladder = {name: LADDER[name] for name in ("batch", "averaged", "smooth", "upright")}
    return ablation(DATA, at_once, (1, 2), ladder=small(ladder), left_out=small({"tanh": LEFT_OUT["tanh"]}))


def flat(variant):
    """All that a variant is, by name, but for its rate, which each may choose from others."""
    parts = variant._asdict() | {f"method {name}": value for name, value in variant.method._asdict().items()}
    parts |= {f"schedule {name}": value for name, value in variant.schedule._asdict().items()}
    return {name: value for name, value in parts.items() if name not in ("method", "schedule", "rates", "schedule learning_rate")}


def changed(one, other):
    return {name for name, value in flat(one).items() if value != flat(other)[name]}


def test_each_step_of_the_ladder_changes_one_thing_and_the_first_the_rate_alone():
    steps = list(LADDER.values())
    assert [changed(one, other) for one, other in itertools.pairwise(steps)] == [
        set(), {"method cost"}, {"method batch"}, {"method cost"}, {"centred"}, {"hidden"}, {"method adam"}, {"method scheduled"},
        {"averaged"}, {"schedule sigmoid_weight"}, {"copies"}, {"schedule smoothness"}, {"input"},
    ]  # fmt: skip


def test_the_ladder_begins_with_the_textbook_and_comes_to_the_recipe_of_framed():
    plain, framed = RECIPES["plain"], RECIPES["framed"]
    assert LADDER["textbook"].rates == (plain.learning_rate,)
    assert LADDER["textbook"].method == Method("squared", plain.batch_size, adam=False, scheduled=False)
    whole = LADDER["smooth"]
    assert (whole.hidden, whole.copies, whole.distortion, whole.method) == (framed.hidden, framed.copies, framed.distortion, Method())
    assert whole.schedule == framed.schedule._replace(epochs=whole.schedule.epochs)
    assert framed.schedule.learning_rate in whole.rates


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_is_one_thing(name):
    difference = changed(LADDER["smooth"], LEFT_OUT[name])
    # A sigmoid needs twice the weights of a tanh, whose roughness costs four times as much.
    assert difference - {"schedule smoothness"} if name == "tanh" else len(difference) == 1
    assert len(difference) <= 2


def test_one_image_in_six_is_kept_back_and_never_learned_from(found):
    assert found["settings"]["learned_from"] == SMALL * 5 // 6
    assert found["settings"]["validation_images"] == SMALL // 6


def test_every_variant_is_judged_on_training_validation_and_test_images_for_each_seed(found):
    for scores in [*found["ladder"].values(), *found["left_out"].values()]:
        for part in ("train", "validation", "test"):
            assert len(scores[f"{part}_accuracy"]) == 2
            assert all(0 <= share <= 1 for share in scores[f"{part}_accuracy"])


def test_calibration_moves_how_sure_a_network_is(found):
    for scores in found["ladder"].values():
        assert scores["calibration_error"] != scores["calibration_error_when_calibrated"]


def test_the_rate_is_the_best_on_the_validation_images_with_the_first_seed():
    kept = {}

    def keep(name, compute):
        kept[name] = compute()
        return kept[name]

    variant = LADDER["adam"]._replace(rates=(1e-7, 0.01), schedule=LADDER["adam"].schedule._replace(epochs=2))
    found = ablation(DATA, keep, (5, 6), ladder={"adam": variant})["ladder"]["adam"]
    assert list(kept) == ["ladder adam, rate 1e-07, seed 5", "ladder adam, rate 0.01, seed 5", "ladder adam, rate 0.01, seed 6"]
    assert found["learning_rate"] == 0.01
    assert found["validation_accuracy"] == [kept[f"ladder adam, rate 0.01, seed {seed}"]["validation_accuracy"] for seed in (5, 6)]


def test_an_ablation_that_was_stopped_trains_only_what_is_missing(tmp_path, monkeypatch):
    path, variants = tmp_path / "steps.json", {"ladder": small({"tanh": LADDER["tanh"]})}
    whole = ablation(DATA, Steps(path, {}), (1, 2), **variants)
    monkeypatch.setattr(module, "_learned", lambda *_: pytest.fail("it was trained again"))
    assert ablation(DATA, Steps(path, {}), (1, 2), **variants) == whole


@pytest.mark.parametrize("group", ["ladder", "left_out", "others"])
def test_no_variant_would_have_learned_better_at_a_rate_that_was_not_tried(group):
    for name, variant in SETTINGS[group].items():
        if len(variant.rates) > 1:
            assert min(variant.rates) < measured("findings", "ablation")[group][name]["learning_rate"] < max(variant.rates)


def test_validation_images_are_not_distorted():
    split = split_for(SimpleNamespace(train=TEST[:12], test=TEST[:2]), "framed", 1, RECIPES["framed"].distortion)
    assert np.allclose(split.validation[0], TEST[10:12].pixels, atol=1e-6)
