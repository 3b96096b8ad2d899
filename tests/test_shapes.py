"""The grid of shapes: each learns by one recipe, from the same images, and what is told of them was measured."""

from types import SimpleNamespace

import numpy as np
import pytest

from nn_core.evaluation.measurements import measured
from nn_core.experiments import ablation
from nn_core.experiments import shapes as module
from nn_core.experiments.shapes import SETTINGS, shapes
from nn_core.mnist import load_mnist
from nn_core.training.learner import Learner
from nn_core.training.recipes import RECIPES


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(ablation, "NON_DIGITS", 32)
    test = load_mnist().test
    return SimpleNamespace(train=test[:360], test=test[400:460])


def test_each_shape_is_judged_on_the_three_kinds_of_images_once_for_each_seed_and_learns(few, monkeypatch):
    recipe, kept, made = SETTINGS["recipe"]._replace(copies=2).with_epochs(12), {}, []
    monkeypatch.setattr(module, "Learner", lambda sizes, seed, *rest: made.append((sizes, seed)) or Learner(sizes, seed, *rest))

    def keep(name, compute):
        kept[name] = compute()
        return kept[name]

    found = shapes(few, recipe, ((), (8,), (16, 12)), (1, 2), keep)
    assert list(found) == ["784-10", "784-8-10", "784-16-12-10"]
    assert made == [(sizes, seed) for sizes in ((784, 10), (784, 8, 10), (784, 16, 12, 10)) for seed in (1, 2)]
    assert list(kept) == [f"{shape} {seed}" for shape in found for seed in (1, 2)]
    for shape, halves in found.items():
        assert {half: len(runs) for half, runs in halves.items()} == {"train": 2, "kept back": 2, "test": 2}
        assert halves["test"] == [kept[f"{shape} {seed}"]["test"] for seed in (1, 2)]
        assert min(halves["train"]) > 0.5


def test_every_shape_learns_by_the_recipe_of_framed_and_nothing_else():
    assert SETTINGS["recipe"]._replace(purpose=RECIPES["framed"].purpose) == RECIPES["framed"].with_epochs(48)


def test_what_was_stored_are_the_shapes_of_the_code_a_figure_for_each_seed():
    stored = {name: runs for name, runs in measured("findings", "shapes").items() if name.startswith("784-")}
    assert list(stored) == ["-".join(map(str, (784, *widths, 10))) for widths in SETTINGS["hidden"]]
    assert {len(runs[half]) for runs in stored.values() for half in ("train", "kept back", "test")} == {len(SETTINGS["seeds"])}


def test_wider_layers_know_more_digits_whatever_the_depth():
    stored = measured("findings", "shapes")
    for depth in (1, 2, 3, 4):
        accuracies = [np.mean(stored["-".join(map(str, (784, *[width] * depth, 10)))]["test"]) for width in (8, 16, 32, 64)]
        assert accuracies == sorted(accuracies)
