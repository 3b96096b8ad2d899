"""Gradient descent takes a small step downhill, again and again: each parameter moves against its gradient."""

import numpy as np

from nn_core.backpropagation import backpropagate
from nn_core.cost import one_hot


def step(network, gradients, learning_rate):
    """Move every parameter a little against its gradient: W ← W − η dC/dW, b ← b − η dC/db. Changes the network."""
    for layer, gradient in zip(network.layers, gradients, strict=True):
        layer.weights -= learning_rate * gradient.weights
        layer.biases -= learning_rate * gradient.biases


def train(network, pixels, labels, epochs=30, batch_size=10, learning_rate=1.5, cost="squared", seed=42):
    """Textbook stochastic gradient descent: shuffle, cut into mini-batches, take one step for each.

    network: is changed in place.  pixels: (n, 784); fastest where pixels and parameters are float32.  labels: (n,), digits.
    learning_rate: η, how far one step goes.  seed: decides every shuffle.
    Yields the network after each epoch (one pass over all images), so that the caller can watch, or stop.
    """
    if len(pixels) != len(labels):
        raise ValueError(f"expected one label for each of the {len(pixels)} images, got {len(labels)}")
    random = np.random.default_rng(seed)
    target = one_hot(labels, network.sizes[-1], pixels.dtype)
    for _ in range(epochs):
        order = random.permutation(len(pixels))
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            step(network, backpropagate(network, pixels[batch], target[batch], cost), learning_rate)
        yield network
