"""The experiment with drawn hands changes one thing at a time, and what is left out is left out."""

from types import SimpleNamespace

import numpy as np
import pytest

from nn_core.experiments import hands as module
from nn_core.mnist import load_mnist
from nn_core.training import recipes
from nn_core.training.styles import STYLES

MNIST = load_mnist()
TINY = SimpleNamespace(train=MNIST.train[:600], test=MNIST.test[:100])
RECIPE = module.SETTINGS["recipe"]
SMALL = RECIPE._replace(drawings=200, junk=50, copies=2, schedule=RECIPE.schedule._replace(epochs=2))
OPTIONS = {"seeds": (1, 2), "folds": 4, "of_each_style": 3, "drawn_seed": 5, "nonsense_images": 20}


@pytest.fixture(scope="module")
def runs():
    """What was asked of each run, and what was found."""
    asked, trained = [], []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recipes, "NON_DIGITS", 16)
        network = module._Trial._network

        def note(self, recipe, styles, seed):
            asked.append((recipe, styles, seed))
            trained.append(network(self, recipe, styles, seed))
            return trained[-1]

        patch.setattr(module._Trial, "_network", note)
        found = module.hands(TINY, SMALL, **OPTIONS)
    return SimpleNamespace(asked=asked, found=found, trained=trained)


def test_every_kind_is_trained_with_every_seed(runs):
    assert list(runs.found["runs"]) == ["mnist", "drawn", *(f"without group {fold}" for fold in range(4)), "drawn, and junk"]
    assert [seed for _, _, seed in runs.asked] == [1, 2] * 7


def test_the_kinds_differ_in_drawings_and_junk_alone(runs):
    kinds = [recipe for recipe, _, seed in runs.asked if seed == 1]
    assert [(recipe.drawings, recipe.junk) for recipe in kinds] == [(0, 0)] + [(200, 0)] * 5 + [(200, 50)]
    assert {recipe._replace(drawings=0, junk=0) for recipe in kinds} == {SMALL._replace(drawings=0, junk=0)}


def test_each_style_is_left_out_by_one_group_and_no_digit_loses_all_of_its_styles(runs):
    left_out = [set(STYLES) - set(styles) for _, styles, seed in runs.asked[4:12] if seed == 1]
    assert sorted(style for group in left_out for style in group) == sorted(STYLES)
    assert all({style.digit for style in set(STYLES) - group} == set(range(10)) for group in left_out)


def test_a_style_is_judged_by_the_networks_that_did_not_see_it(runs):
    found = runs.found["styles"]
    assert list(found) == [style.words for style in STYLES]
    for number, style in enumerate(STYLES):
        for place in range(2):
            drawn = module.draw_digits(3, 5 + number, (style,))[0]
            network = runs.trained[2 * (2 + number % 4) + place]
            right = np.mean(network.predict(network.prepare(drawn).astype(np.float32)) == style.digit)
            assert found[style.words]["left_out"][place] == pytest.approx(right, abs=1e-5)


def test_the_accuracy_on_all_drawings_is_the_mean_over_the_styles(runs):
    shown = np.mean([shares["shown"] for shares in runs.found["styles"].values()], axis=0)
    assert runs.found["runs"]["drawn"]["drawn_accuracy"] == pytest.approx(shown, abs=1e-4)
