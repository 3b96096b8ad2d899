"""Deep networks: each start is what it says, its gradients are those of nudged biases, and what is told was measured."""

from types import SimpleNamespace

import numpy as np
import pytest

from nn_core import load_mnist
from nn_core.evaluation.measurements import measured
from nn_core.experiments import deep as module
from nn_core.experiments.deep import SETTINGS, STARTS, VANISHING, deep, untrained, vanishing


@pytest.fixture(scope="module")
def few():
    """Eighty digits to train with, and forty to test."""
    test = load_mnist().test
    return SimpleNamespace(train=test[:80], test=test[80:120])


@pytest.mark.parametrize("name", STARTS)
def test_the_deep_networks_have_as_many_hidden_layers_as_said_and_end_in_sigmoids(name):
    network = untrained(STARTS[name], 5, 1, np.zeros(784))
    assert network.sizes == [784, 16, 16, 16, 16, 16, 10]
    assert [layer.activation for layer in network.layers] == [name.split()[0]] * 5 + ["sigmoid"]


@pytest.mark.parametrize(
    ("name", "times"), [("sigmoid naive", 1), ("sigmoid wide", 4), ("sigmoid", 4), ("relu naive", 1), ("relu", 2**0.5)]
)
def test_the_weights_of_a_start_spread_by_its_gain_over_the_root_of_the_inputs(name, times):
    layers = untrained(STARTS[name], 3, 4, np.zeros(784)).layers
    assert layers[0].weights.std() == pytest.approx(times / 28, rel=0.03)
    assert [layer.weights.std() for layer in layers[1:3]] == pytest.approx([times / 4] * 2, rel=0.15)
    assert layers[-1].weights.std() == pytest.approx(1 / 4, rel=0.15)


def test_centred_biases_put_the_mean_input_in_the_middle_of_every_sigmoid():
    mean = np.linspace(0, 1, 784)
    centred = untrained(STARTS["sigmoid"], 4, 7, mean).forward_pass(mean)
    assert all(np.allclose(z, 0) for z in centred.weighted_inputs[:4])
    beside = untrained(STARTS["sigmoid wide"], 4, 7, mean).forward_pass(mean)
    assert not any(np.allclose(z, 0, atol=0.1) for z in beside.weighted_inputs[:4])


@pytest.mark.parametrize("name", STARTS)
def test_the_size_of_the_gradient_is_that_of_nudged_biases_in_each_hidden_layer(few, name):
    start = STARTS[name]
    found = vanishing(few, {name: start}, hidden=10, images=40, seeds=(3,))[name]
    assert len(found) == 10
    pixels, target = few.train.pixels[:40], np.eye(10)[few.train.labels[:40]]
    network = untrained(start, 10, 3, pixels.mean(axis=0))

    def cost(layer, index, nudge):
        layer.biases[index] += nudge
        squares = ((network.forward(pixels) - target) ** 2).sum(axis=1).mean()
        layer.biases[index] -= nudge
        return squares

    for number in (-1, -2):
        layer = network.layers[number - 1]
        slopes = [(cost(layer, index, 1e-4) - cost(layer, index, -1e-4)) / 2e-4 for index in range(16)]
        assert found[number] == pytest.approx(np.sqrt(np.mean(np.square(slopes))), rel=2e-3)  # it is stored with four digits


def test_a_start_is_judged_at_the_rate_whose_networks_know_most_of_what_was_kept_back(few, monkeypatch):
    labels = {70: few.train.labels[:70], 10: few.train.labels[70:], 40: few.test.labels}
    learned = []

    def knows(network, pixels, labels_learned, epochs, rate, seed):
        learned.append((len(network.layers) - 1, epochs, rate, seed, pixels.shape, len(labels_learned)))
        # The halves, by their length, that it reads without a mistake.
        right = {(0.1, 1): (10, 70), (0.1, 2): (), (0.5, 1): (10, 40), (0.5, 2): (10,), (1.5, 1): (70, 40), (1.5, 2): (70, 40)}[rate, seed]
        return SimpleNamespace(predict=lambda x: labels[len(x)] if len(x) in right else np.full(len(x), -1))

    monkeypatch.setattr(module, "_learned", knows)
    found = deep(few, STARTS, (2, 5), (0.1, 0.5, 1.5), epochs=3, seeds=(1, 2), kept_back=10)
    assert found["relu"]["5"] == {"learning_rate": 0.5, "train": [0.0, 0.0], "kept back": [1.0, 1.0], "test": [1.0, 0.0]}
    assert {each[0] for each in learned} == {2, 5} and {each[4:] for each in learned} == {((70, 784), 70)}
    assert len(learned) == len(STARTS) * 2 * 3 * 2


def test_a_run_that_was_kept_is_not_learned_again(few):
    kept = {}

    def keep(name, _):
        kept[name] = {"train": 0.5, "kept back": len(kept) / 100, "test": 0.25}
        return kept[name]

    found = deep(few, {"relu": STARTS["relu"]}, (2,), (0.1, 0.5), epochs=1, seeds=(1, 2), kept_back=10, keep=keep)
    assert list(kept) == ["relu 2 0.1 1", "relu 2 0.1 2", "relu 2 0.5 1", "relu 2 0.5 2"]
    assert found["relu"]["2"]["kept back"] == [0.02, 0.03]


def test_the_stored_figures_were_measured_with_the_settings_of_the_code():
    stored = {name: measured("findings", name) for name in ("vanishing", "deep")}
    for start in STARTS:
        assert len(stored["vanishing"][start]) == VANISHING["hidden"]
        assert list(stored["deep"][start]) == [str(depth) for depth in SETTINGS["depths"]]
        for found in stored["deep"][start].values():
            assert found["learning_rate"] in SETTINGS["learning_rates"]
            assert {len(found[half]) for half in ("train", "kept back", "test")} == {len(SETTINGS["seeds"])}
    assert len(VANISHING["seeds"]) == 10 and "the median of ten seeds" in vanishing.__doc__


def test_the_rates_that_were_tried_reach_beyond_the_best_one_wherever_anything_was_learned():
    rates = SETTINGS["learning_rates"]
    for by_depth in (measured("findings", "deep")[start] for start in STARTS):
        for found in by_depth.values():
            assert rates[0] < found["learning_rate"] < rates[-1] or np.mean(found["test"]) < 0.2
