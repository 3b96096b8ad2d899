"""Gradient descent takes a small step downhill, again and again."""

import numpy as np

from nn_core.backpropagation import backpropagate
from nn_core.cost import one_hot


def step(network, gradients, learning_rate):
    """Move every parameter a little against its gradient.

    W ← W − η dC/dW,  b ← b − η dC/db.

    Args:
        network: is changed in place.
        gradients: a Gradient for each layer, as backpropagate gives them.
        learning_rate: η, how far the step goes.
    """
    for layer, gradient in zip(network.layers, gradients, strict=True):
        layer.weights -= learning_rate * gradient.weights
        layer.biases -= learning_rate * gradient.biases


def train(network, pixels, labels, *, after_epoch=None, **settings):
    """Train a network by textbook stochastic gradient descent.

    Args:
        network: is changed in place.
        pixels: (n, 784); fastest where pixels and parameters are float32.
        labels: (n,), digits.
        after_epoch: a function to call with the number of the epoch, from 1, and the network, whenever an epoch is over.
        settings: epochs, batch_size, learning_rate, cost and seed, as for train_epochs.

    Returns:
        The network.

    Raises:
        ValueError: as for train_epochs.

    Examples:
        >>> from nn_core import Network
        >>> network = Network.random([2, 1], seed=0)
        >>> pixels, labels = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([0, 0])
        >>> train(network, pixels, labels, epochs=5)
        Network(2-1, reads framed digits)
    """
    for epoch, _ in enumerate(train_epochs(network, pixels, labels, **settings), start=1):
        if after_epoch:
            after_epoch(epoch, network)
    return network


def train_epochs(
    network,
    pixels,
    labels,
    epochs=30,
    batch_size=10,
    learning_rate=1.5,
    cost="squared",
    seed=42,
):
    """Train a network, and stop after each epoch to let the caller watch.

    Args:
        network: is changed in place.
        pixels: (n, 784).
        labels: (n,), digits.
        epochs: how many passes over all images.
        batch_size: images in a mini-batch.
        learning_rate: η, how far one step goes.
        cost: a name in COSTS.
        seed: decides every shuffle.

    Yields:
        The network, after each epoch.

    Raises:
        ValueError: for another number of labels than of images, an empty
            mini-batch, or an unknown cost.
    """
    _check(pixels, labels, batch_size)
    random = np.random.default_rng(seed)
    target = one_hot(labels, network.sizes[-1], pixels.dtype)
    for _ in range(epochs):
        order = random.permutation(len(pixels))
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            images, wanted = pixels[batch], target[batch]
            gradients = backpropagate(network, images, wanted, cost)
            step(network, gradients, learning_rate)
        yield network


def _check(pixels, labels, batch_size):
    if len(pixels) != len(labels):
        raise ValueError(f"expected one label for each of the {len(pixels)} images, got {len(labels)}")
    if batch_size < 1:
        raise ValueError(f"expected at least one image in a mini-batch, got {batch_size}")
