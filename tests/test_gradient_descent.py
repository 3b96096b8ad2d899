"""Gradient descent goes downhill, and the seed decides the way."""

import numpy as np
import pytest
from arrays import assert_same_parameters

from nn_core import Layer, Network, backpropagate, one_hot, save_network, train
from nn_core.backpropagation import Gradient
from nn_core.cost import squared_cost
from nn_core.gradient_descent import step, train_epochs

RANDOM = np.random.default_rng(7)
LABELS = np.repeat([0, 1, 2], 20)
# Three kinds of image, each with three pixels of its own that are lit, and some noise.
PIXELS = np.repeat(np.eye(3)[LABELS], 3, axis=1) * 0.8 + 0.2 * RANDOM.random((60, 9))


def learned(epochs=3, **options):
    network = Network.random([9, 4, 3], seed=1, dtype=options.pop("dtype", np.float64))
    return train(network, PIXELS.astype(network.layers[0].weights.dtype), LABELS, epochs=epochs, **options)


def test_a_step_moves_each_parameter_against_its_gradient():
    network = Network([Layer([[1.0, 2.0]], [3.0]), Layer([[4.0]], [5.0])])
    step(network, [Gradient(np.array([[1.0, -1.0]]), np.array([2.0])), Gradient(np.array([[0.0]]), np.array([10.0]))], 0.5)
    assert_same_parameters(network.layers, [Layer([[0.5, 2.5]], [2.0]), Layer([[4.0]], [0.0])])


def test_a_small_step_lowers_the_cost_by_what_the_gradient_says():
    network, target = Network.random([9, 4, 3], seed=2), one_hot(LABELS, 3)
    gradients = backpropagate(network, PIXELS, target)
    steepness = sum((g.weights**2).sum() + (g.biases**2).sum() for g in gradients)
    before = squared_cost(network.forward(PIXELS), target).mean()
    step(network, gradients, 1e-4)
    after = squared_cost(network.forward(PIXELS), target).mean()
    assert before - after == pytest.approx(1e-4 * steepness, rel=1e-3)


def test_one_batch_of_everything_is_one_step_along_the_whole_gradient():
    twin = Network.random([9, 4, 3], seed=1)
    step(twin, backpropagate(twin, PIXELS, one_hot(LABELS, 3)), 1.5)
    assert_same_parameters(learned(epochs=1, batch_size=60).layers, twin.layers, atol=1e-14)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("cost", ["squared", "cross-entropy"])
def test_training_learns_to_tell_three_kinds_apart(cost, dtype):
    network = learned(epochs=60, cost=cost, dtype=dtype)
    np.testing.assert_array_equal(network.predict(PIXELS.astype(dtype)), LABELS)
    assert {layer.weights.dtype for layer in network.layers} == {np.dtype(dtype)}


def test_train_changes_the_network_in_place_and_returns_it():
    network = Network.random([9, 4, 3], seed=1)
    assert train(network, PIXELS, LABELS, epochs=1) is network
    assert not np.array_equal(network.layers[0].weights, Network.random([9, 4, 3], seed=1).layers[0].weights)


def test_whoever_wants_to_watch_is_called_after_each_epoch():
    network, seen = Network.random([9, 4, 3], seed=1), []
    train(network, PIXELS, LABELS, epochs=3, after_epoch=lambda epoch, after: seen.append((epoch, after is network)))
    assert seen == [(1, True), (2, True), (3, True)]


def test_train_epochs_gives_the_network_after_each_epoch_and_ends_where_train_does():
    network = Network.random([9, 4, 3], seed=1)
    assert [after is network for after in train_epochs(network, PIXELS, LABELS, epochs=3, seed=5)] == [True] * 3
    assert_same_parameters(network.layers, learned(epochs=3, seed=5).layers)


def test_every_image_is_seen_once_an_epoch_the_last_short_batch_included(monkeypatch):
    from nn_core import gradient_descent

    sizes, seen = [], []

    def watch(network, pixels, target, cost):
        sizes.append(len(pixels))
        seen.extend(pixels[:, 0])
        return backpropagate(network, pixels, target, cost)

    monkeypatch.setattr(gradient_descent, "backpropagate", watch)
    train(Network.random([9, 4, 3], seed=1), PIXELS, LABELS, epochs=2, batch_size=25)
    assert sizes == [25, 25, 10] * 2
    assert sorted(seen[:60]) == sorted(seen[60:]) == sorted(PIXELS[:, 0])
    assert seen[:60] != seen[60:]


def test_two_runs_with_one_seed_write_equal_bytes_and_another_seed_shuffles_differently(tmp_path):
    for name, seed in (("one", 5), ("same", 5), ("other", 6)):
        save_network(learned(seed=seed), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "same").read_bytes() != (tmp_path / "other").read_bytes()


@pytest.mark.parametrize(
    ("labels", "batch_size", "problem"),
    [(LABELS[:-1], 10, "60 images.* 59"), (LABELS + 1, 10, "0 to 2$"), (LABELS, 0, "at least one image in a mini-batch, got 0")],
)
def test_what_cannot_be_learned_is_refused_with_the_reason(labels, batch_size, problem):
    with pytest.raises(ValueError, match=problem):
        train(Network.random([9, 4, 3], seed=1), PIXELS, labels, batch_size=batch_size)
