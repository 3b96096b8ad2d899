import json
import os
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from building import contents

from nn_core.evaluation import model_card as card
from nn_core.mnist import load_mnist
from nn_core.network import accuracy
from nn_core.parameters import NETWORKS, load_network, load_networks
from nn_core.training import recipes
from nn_core.training.learner import Learner
from nn_core.training.recipes import RECIPES, build

MNIST = load_mnist()


BY_HAND = '{"card": {}, "input": "framed", "layers": [{"weights": [[1, 2]], "biases": [0], "activation": "sigmoid"}]}'
TINY = SimpleNamespace(train=MNIST.test[:300], test=MNIST.test[:100])


@pytest.fixture(autouse=True)
def small_recipes(monkeypatch):
    monkeypatch.setattr(recipes, "CHECKPOINT_EVERY", 2)
    monkeypatch.setattr(recipes, "NON_DIGITS", 64)
    monkeypatch.setattr(card, "NOISE_IMAGES", 64)
    monkeypatch.setattr(card, "edge_likeness", lambda weights: np.ones(len(weights)))
    for name, recipe in RECIPES.items():
        if hasattr(recipe, "copies"):
            small = recipe._replace(
                copies=2, networks=min(recipe.networks, 2), drawings=min(recipe.drawings, 40), junk=min(recipe.junk, 40)
            )
            monkeypatch.setitem(RECIPES, name, small._replace(schedule=small.schedule._replace(epochs=5)))
        else:
            monkeypatch.setitem(RECIPES, name, recipe._replace(epochs=2))


def make(name, out, **options):
    return build(name, out=out, progress=False, data=TINY, **options)


def layers_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["layers"]


@pytest.mark.parametrize("name", ["framed", "straightened", "plain", "relu", "pixels-to-digits"])
def test_one_seed_gives_the_same_numbers_to_the_byte(name, tmp_path):
    for file, seed in (("first", 3), ("second", 3), ("other", 4)):
        make(name, tmp_path / file, seed=seed)
    assert layers_of(tmp_path / "first") == layers_of(tmp_path / "second") != layers_of(tmp_path / "other")


@pytest.fixture
def learned(monkeypatch):
    """Of every epoch that is learned, its number and that of its images; before the one named stop it is interrupted."""
    learned, learn_epoch = SimpleNamespace(epochs=[], images=[], stop=None), Learner.learn_epoch

    def note(self, images, *rest):
        learned.epochs.append(self.epoch)
        learned.images.append(len(images))
        if len(learned.epochs) == learned.stop:
            raise KeyboardInterrupt
        return learn_epoch(self, images, *rest)

    monkeypatch.setattr(Learner, "learn_epoch", note)
    return learned


@pytest.mark.parametrize("stop", [2, 4, 5, 8, 10])
def test_a_build_that_was_stopped_goes_on_to_the_same_numbers(stop, tmp_path, learned):
    learned.stop = stop
    with pytest.raises(KeyboardInterrupt):
        make("framed", tmp_path / "stopped.json")
    assert not (tmp_path / "stopped.json").exists()
    for name in ("stopped.json", "whole.json"):
        make("framed", tmp_path / name)
    assert layers_of(tmp_path / "stopped.json") == layers_of(tmp_path / "whole.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stopped.json", "whole.json"]


def test_a_training_removes_its_own_checkpoints_and_no_others(tmp_path, learned):
    """Of another file, or of the same file and another seed, whatever signs the names have in common."""
    others = [("other.json", 42), ("x.json.b", 42), ("x.json.[a]", 42), ("[x].json", 42), ("x.json", 7)]
    for name, seed in others:
        learned.stop = len(learned.epochs) + 3
        with pytest.raises(KeyboardInterrupt):
            make("framed", tmp_path / name, seed=seed)
    for recipe, name in (("framed", "x.json"), ("plain", "x.json"), ("framed", "[ax].json")):
        make(recipe, tmp_path / name, epochs=1)
    stopped = {f"{name}.{seed}-choice.checkpoint.npz" for name, seed in others}
    assert {path.name for path in tmp_path.iterdir()} == {*stopped, "x.json", "[ax].json"}


@pytest.mark.parametrize("name", ["framed", "twins", "plain"])
@pytest.mark.parametrize("kind", ["text", "json", "by hand", "folder", "link", "link to nothing", "pipe"])
def test_a_file_that_no_training_wrote_is_refused_before_anything_is_learned(name, kind, tmp_path, monkeypatch, learned):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "elsewhere").write_bytes((NETWORKS / ("twins.bin" if name == "twins" else "plain.json")).read_bytes())
    {
        "text": lambda path: path.write_text("mine"),
        "json": lambda path: path.write_text('{"layers": []}'),
        "by hand": lambda path: path.write_text(BY_HAND),
        "folder": lambda path: path.mkdir(),
        "link": lambda path: path.symlink_to("elsewhere"),
        "link to nothing": lambda path: path.symlink_to("nowhere"),
        "pipe": lambda path: os.mkfifo(path),  # noqa: PLW0108 - Windows has none
    }[kind](tmp_path / "mine")
    before = contents(tmp_path)
    with pytest.raises(ValueError, match="^mine is (not replaced, because no training wrote it|a (folder|pipe), not a file)"):
        make(name, Path("mine"))
    assert learned.epochs == [] and contents(tmp_path) == before


def test_a_resumed_build_repeats_no_epoch_before_its_checkpoint(tmp_path, learned):
    learned.stop = 4
    with pytest.raises(KeyboardInterrupt):
        make("framed", tmp_path / "x.json")
    make("framed", tmp_path / "x.json")
    assert learned.epochs == [0, 1, 2, 3, 2, 3, 4, 0, 1, 2, 3, 4]


def test_the_images_kept_back_are_not_learned_from_in_the_choice_run(tmp_path, learned):
    make("framed", tmp_path / "x.json", epochs=1)
    assert learned.images == [250, 300]


def test_another_number_of_epochs_is_obeyed_and_written_down(tmp_path):
    assert make("framed", tmp_path / "x.json", epochs=1).card["settings"]["schedule"]["epochs"] == 1
    assert make("plain", tmp_path / "y.json", epochs=1).card["settings"]["epochs"] == 1


def test_twins_are_one_bundle_of_different_seeds(tmp_path):
    make("twins", tmp_path / "twins.bin", seed=5)
    twins = load_networks(tmp_path / "twins.bin")
    assert [twin.card["seed"] for twin in twins] == [5, 6]
    # Only the first was learned without the images kept back, too.
    first, second = (twin.card["validation_accuracy"] for twin in twins)
    assert 0 <= first <= 1 and second is None
    assert not np.array_equal(twins[0].layers[0].weights, twins[1].layers[0].weights)


def test_rough_is_framed_without_smoothness():
    framed, rough = RECIPES["framed"], RECIPES["rough"]
    assert rough == framed._replace(purpose=rough.purpose, schedule=framed.schedule._replace(smoothness=0.0))


def test_shuffled_learns_from_permuted_pixels_and_says_how(tmp_path):
    network = make("shuffled", tmp_path / "x.json")
    expected = np.random.default_rng(network.card["settings"]["permutation_seed"]).permutation(784)
    assert np.array_equal(network.permutation, expected)
    assert np.array_equal(load_network(tmp_path / "x.json").permutation, network.permutation)
    assert network.card["test_accuracy"] == accuracy(network, TINY.test)


def test_the_card_says_how_the_network_came_to_be(tmp_path):
    made = make("straightened", tmp_path / "x.json", seed=9).card
    assert made["rebuild"] == "python -m nn_core train straightened --seed 9"
    assert made["settings"] == recipes.settings(RECIPES["straightened"])
    assert "the last 50 training images" in made["split"] and "all 300" in made["split"]
    assert set(made["cpu_seconds"]) == {"copies", "choice_run", "shipped_run"}
    assert load_network(tmp_path / "x.json").card == json.loads(json.dumps(made))


def test_an_unknown_recipe_is_named():
    with pytest.raises(ValueError, match="'fancy'.* framed, straightened"):
        build("fancy")


def test_every_recipe_has_a_purpose_in_a_sentence():
    assert all(recipe.purpose.endswith(".") and recipe.words.endswith(".") for recipe in RECIPES.values())


# -- the networks as they are shipped


@pytest.mark.parametrize("name", [name for name in RECIPES if (NETWORKS / f"{name}.json").is_file()])
def test_a_shipped_network_was_made_by_the_recipe_that_stands_here(name, monkeypatch):
    monkeypatch.undo()
    assert load_network(name).card["settings"] == json.loads(json.dumps(recipes.settings(RECIPES[name])))
    assert load_network(name).card["rebuilding_gives"] == recipes.MARGIN


def test_the_networks_that_matter_are_as_good_as_promised():
    straightened, framed = load_network("straightened").card, load_network("framed").card
    assert straightened["test_accuracy"] >= 0.984
    assert framed["test_accuracy"] >= 0.972
    for measured in (straightened["on_the_test_images"], framed["on_the_test_images"]):
        assert measured["expected_calibration_error"] < 0.01
        assert measured["noise_above_0.9_as_it_is"] <= 0.1 and measured["noise_above_0.9_prepared"] <= 0.1
        assert measured["blank_highest_output"] < 0.5


def test_smooth_weights_read_better_and_look_like_strokes_in_each_of_five_pairs():
    twins, rough = load_networks(NETWORKS / "twins.bin"), load_networks(NETWORKS / "rough-twins.bin")
    pairs = [(one.card, other.card) for one, other in zip(twins, rough, strict=False)]
    assert len(twins) == 10 and [one["seed"] for one, _ in pairs] == [other["seed"] for _, other in pairs] == [42, 43, 44, 45, 46]
    for smooth, control in pairs:
        assert smooth["test_accuracy"] > control["test_accuracy"]
        assert smooth["on_the_test_images"]["edge_like_neurons"] > control["on_the_test_images"]["edge_like_neurons"]


def test_all_networks_together_are_below_four_megabytes():
    assert sum(path.stat().st_size for path in NETWORKS.iterdir()) < 4e6
