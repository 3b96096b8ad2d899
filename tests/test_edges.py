"""The controls of the edges: the same recipe with one thing changed."""

from types import SimpleNamespace

import numpy as np
import pytest

from nn_core import load_mnist, load_network
from nn_core.evaluation.measurements import measured
from nn_core.evaluation.parts import differences
from nn_core.evaluation.steps import at_once
from nn_core.experiments import edges as module
from nn_core.experiments import findings
from nn_core.experiments.edges import CONTROLS, NEIGHBOURS, Learning, edge_controls, edges_at_full_length, of_each, shares, upright
from nn_core.training.augmentation import Distortion
from nn_core.training.learner import Learner, Schedule, roughness_gradient

PLAIN, SOON = Distortion(elastic=0.0), Schedule(6, learning_rate=0.05, smoothness=5e-4, sigmoid_weight=0.03)
LEARNING = Learning(SOON, 2, PLAIN)


@pytest.fixture(scope="module")
def few():
    test = load_mnist().test
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "NON_DIGITS", 32)
        yield SimpleNamespace(train=test[:240], test=test[240:300])


def test_weight_decay_costs_weights_of_noise_as_much_as_four_times_smoothness():
    noise = np.random.default_rng(1).normal(size=(40, 28, 28))
    rough, decay = (
        np.vdot(noise, each) for each in (roughness_gradient(noise, 5e-4), module.weight_decay_gradient(noise, NEIGHBOURS * 5e-4))
    )
    assert rough == pytest.approx(decay, rel=0.02)
    even = np.ones((1, 28, 28))
    assert np.vdot(even, roughness_gradient(even, 1.0)) < 0.05 * np.vdot(even, module.weight_decay_gradient(even, NEIGHBOURS))


def test_a_learner_takes_the_penalty_that_it_is_given(few):
    learner = Learner([784, 16, 16, 10], 1, np.zeros(784))
    learner.penalty = lambda pictures, strength: 1e6 * strength * pictures
    before = np.abs(learner.layers[0][0]).sum()
    learner.learn_epoch(few.train.images.reshape(-1, 784), few.train.labels, few.train.images.reshape(-1, 784), SOON)
    assert np.abs(learner.layers[0][0]).sum() < before


def test_the_controls_share_seeds_and_change_one_thing(few):
    kept = []

    def keep(name, compute):
        kept.append(name)
        return compute()

    found = edge_controls(few, keep, LEARNING, (1, 2), (0.002, 0.5))
    assert kept == ["shuffled 1", "shuffled 2", "decay 0.002 1", "decay 0.002 2", "decay 0.002 kept back", "decay 0.5 kept back"]
    assert found["strength"] == 0.002
    assert all(len(one["likeness"]) == 16 for way in ("shuffled", "decay") for one in found[way].values())
    assert found["decay"]["1"]["size"] != found["shuffled"]["1"]["size"] != found["shuffled"]["2"]["size"]


def test_shuffled_labels_are_the_labels_in_another_order(few, monkeypatch):
    learned = []
    epoch = Learner.learn_epoch
    monkeypatch.setattr(
        Learner, "learn_epoch", lambda self, pixels, labels, *rest: learned.append(labels) or epoch(self, pixels, labels, *rest)
    )
    edges_at_full_length(few, at_once, LEARNING, (), (3,))
    assert np.bincount(learned[0], minlength=10).tolist() == np.bincount(few.train.labels, minlength=10).tolist()
    assert np.mean(learned[0] == few.train.labels) < 0.3
    assert (learned[0] == learned[1]).all()


def test_a_recipe_is_crossed_with_another_kind_of_digits(few):
    found = upright(few, at_once, {"framed": LEARNING}, (("framed", "straightened"), ("framed", "framed")), (1,))
    assert list(found) == ["framed on straightened", "framed on framed"]
    one, other = (found[name]["1"] for name in found)
    assert one["likeness"] != other["likeness"]
    assert edges_at_full_length(few, at_once, LEARNING, (1,), ())["framed"]["1"] == other


def test_the_shares_count_neurons_by_either_rule():
    found = shares({"likeness": [0.7, 0.7, 0.5, 0.9], "spot": [0.65, 0.2, 0.1, 0.5]}, (0.4, 0.6, 0.8))
    assert found == {"mean": 0.7, "edge_like": 0.75, "true_edges": 0.5, "share": [1.0, 0.75, 0.25], "strict_share": [0.75, 0.5, 0.25]}


# -- what is stored


@pytest.mark.parametrize("way", ["decay", "shuffled"])
def test_a_control_that_learns_less_from_fewer_images_is_near_the_stored_figures(way):
    part, stored, mnist = findings.PARTS["edge_controls"], measured("findings", "edge_controls"), load_mnist()
    learning = part.settings["learning"]
    short = Learning(learning.schedule._replace(epochs=6), 2, learning.distortion)
    digits = module._Digits(SimpleNamespace(train=mnist.train[:6000], test=mnist.test[:2000]), short, "framed")
    found = digits.learned(42, stored["strength"]) if way == "decay" else digits.shuffled(42)
    assert found["test_accuracy"] == pytest.approx(stored[way]["42"]["test_accuracy"], abs=0.1)


def test_the_stored_controls_are_of_the_seeds_of_the_twins():
    stored = measured("findings", "edge_controls")
    assert [list(stored[way]) for way in ("shuffled", "decay")] == [[str(seed) for seed in CONTROLS["seeds"]]] * 2
    assert stored["kept_back"].keys() == {f"{decay:g}" for decay in CONTROLS["decays"]}


def test_the_stored_rulers_are_those_of_the_weights():
    stored = measured("findings", "edges")["pixels-to-digits"]
    found = of_each(load_network("pixels-to-digits").layers[0].weights)
    assert differences({name: stored[name] for name in found}, found, lambda _, one, other: abs(one - other) < 1e-4) == []
