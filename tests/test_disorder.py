"""Textbook training does not notice the places of the pixels, and what was measured of it is as stored."""

import numpy as np
import pytest

from nn_core import Network, load_mnist, load_network, train
from nn_core.evaluation.measurements import measured
from nn_core.experiments import findings
from nn_core.experiments.disorder import SETTINGS, disorder

MNIST = load_mnist()
PART = findings.PARTS["disorder"]


def trained(order, first_weights):
    """A small network, from first weights in a given order of the pixels, and what it says in the end."""
    few = MNIST.train[:200]
    network = Network.random([784, 8, 10], seed=3)
    network.layers[0].weights = network.layers[0].weights[:, first_weights]
    train(network, few.pixels[:, order], few.labels, epochs=2)
    return network, network.forward(MNIST.test.pixels[:100][:, order])


def test_pixels_and_first_weights_in_the_same_disorder_give_the_same_run():
    in_order, order = np.arange(784), np.random.default_rng(5).permutation(784)
    (tidy, outputs), (untidy, again) = trained(in_order, in_order), trained(order, order)
    np.testing.assert_allclose(untidy.layers[0].weights, tidy.layers[0].weights[:, order], rtol=0, atol=1e-12)
    np.testing.assert_allclose(again, outputs, rtol=0, atol=1e-12)
    _, other = trained(order, in_order)
    assert np.abs(other - outputs).max() > 0.01


@pytest.fixture(scope="module")
def stored():
    return measured("findings", "disorder")


@pytest.mark.parametrize("name", ["plain", "shuffled"])
def test_every_seed_learned_in_order_and_in_disorder_what_the_shipped_network_did(stored, name):
    assert {len(runs) for runs in stored[name].values()} == {len(SETTINGS["seeds"])}
    for half in ("train", "test"):
        assert stored[name][half] == pytest.approx([load_network(name).card[f"{half}_accuracy"]] * 5, abs=0.01)


def test_the_first_epoch_of_one_seed_is_as_stored(stored):
    settings = SETTINGS | {"seeds": SETTINGS["seeds"][:1], "recipe": SETTINGS["recipe"].with_epochs(1)}
    found = disorder(MNIST, keep=lambda name, compute: compute(), **settings)
    for name, one in found.items():
        assert one["test"] == one["test_after_one_epoch"]
        assert PART.is_near("test", stored[name]["test_after_one_epoch"][0], one["test"][0])
    assert found["plain"]["test"] != found["shuffled"]["test"]


def test_every_run_is_a_step_that_is_kept():
    names = []

    def keep(name, _):
        names.append(name)
        return {"train": 1.0, "test": 1.0, "test_after_one_epoch": 1.0}

    found = disorder(MNIST, keep=keep, recipe=SETTINGS["recipe"], seeds=(1, 2))
    assert names == ["plain 1", "plain 2", "shuffled 1", "shuffled 2"]
    assert found["shuffled"]["test"] == [1.0, 1.0]
