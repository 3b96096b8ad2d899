"""What reaches the first of ten layers, and what they learn, depends on the start."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from nn_core.backpropagation import backpropagate
from nn_core.cost import one_hot
from nn_core.evaluation.measurements import figure
from nn_core.evaluation.steps import Keep, at_once
from nn_core.gradient_descent import train
from nn_core.layer import Layer
from nn_core.mnist import Mnist
from nn_core.network import Network
from nn_core.training.recipes import KEPT_BACK

WIDTH = 16  # neurons in each hidden layer


class Start(NamedTuple):
    """How the hidden layers of a network begin.

    Attributes:
        activation: of the hidden layers.
        gain: their weights spread by gain/√n, n the inputs of a neuron.
        centred: whether the biases put the mean input where the weighted input is 0, instead of being 0 themselves.
    """

    activation: str
    gain: float = 1.0
    centred: bool = False


# He, Zhang, Ren and Sun (ICCV 2015): a relu loses half of what it is given, so its weights spread by √2/√n. By the same
# reasoning, that of Glorot and Bengio (AISTATS 2010), the sigmoid, whose slope is 1/4 in the middle of its curve, wants 4/√n.
STARTS = {
    "sigmoid naive": Start("sigmoid"),
    "sigmoid wide": Start("sigmoid", gain=4.0),
    "sigmoid": Start("sigmoid", gain=4.0, centred=True),
    "relu naive": Start("relu"),
    "relu": Start("relu", gain=float(np.sqrt(2))),
}
VANISHING: dict[str, Any] = {"starts": STARTS, "hidden": 10, "images": 1000, "seeds": list(range(10))}
SETTINGS: dict[str, Any] = {
    "starts": STARTS,
    "depths": (2, 5, 10),
    "learning_rates": (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
    "epochs": 3,
    "seeds": (1, 2, 3),
    "kept_back": KEPT_BACK,
}


def vanishing(data: Mnist, starts: Mapping[str, Start], hidden: int, images: int, seeds: Sequence[int]) -> dict[str, Any]:
    """How large the gradient is in each of ten hidden layers of 16, before any learning.

    The root mean square of dC/db, the median of ten seeds, from each start.

    Args:
        data: what to read.
        starts: by name.
        hidden: how many hidden layers there are.
        images: how many of the training images are read.
        seeds: of the random weights.

    Returns:
        {start: sizes}, the layer next to the pixels first.
    """
    digits = data.train[:images]
    pixels, target = digits.pixels, one_hot(digits.labels)
    mean = pixels.mean(axis=0)
    found = {}
    for name, start in starts.items():
        gradients = [backpropagate(untrained(start, hidden, seed, mean), pixels, target)[:-1] for seed in seeds]
        sizes = [[np.sqrt(np.mean(layer.biases**2)) for layer in network] for network in gradients]
        found[name] = [float(f"{size:.3e}") for size in np.median(sizes, axis=0)]
    return found


def deep(
    data: Mnist,
    starts: Mapping[str, Start],
    depths: Sequence[int],
    learning_rates: Sequence[float],
    epochs: int,
    seeds: Sequence[int],
    kept_back: int,
    keep: Keep = at_once,
) -> dict[str, Any]:
    """Accuracy of two, five and ten hidden layers of 16 after three epochs, for each seed.

    All learn by textbook gradient descent. The learning rate of a start and a depth is the one with which its networks get
    most of the training images right that were kept back.

    Args:
        data: what to learn from.
        starts: by name.
        depths: how many hidden layers to try.
        learning_rates: to choose from.
        epochs: how long each learns.
        seeds: one network for each.
        kept_back: how many training images are not learned from.
        keep: keeps a network's accuracies, see steps.

    Returns:
        {start: {depth: {"learning_rate", "train", "kept back", "test"}}}, the last three a list with a share for each seed.
    """
    pixels, labels = data.train.pixels.astype(np.float32), data.train.labels
    halves = {
        "train": (pixels[:-kept_back], labels[:-kept_back]),
        "kept back": (pixels[-kept_back:], labels[-kept_back:]),
        "test": (data.test.pixels.astype(np.float32), data.test.labels),
    }
    mean = halves["train"][0].mean(axis=0)

    def learned(start: Start, hidden: int, rate: float, seed: int) -> dict[str, float]:
        network = _learned(untrained(start, hidden, seed, mean, np.float32), *halves["train"], epochs, rate, seed)
        return {half: figure(network.predict(x) == y) for half, (x, y) in halves.items()}

    found: dict[str, Any] = {}
    for name, start in starts.items():
        found[name] = {}
        for hidden in depths:
            tries = {}
            for rate in learning_rates:
                runs = [keep(f"{name} {hidden} {rate} {seed}", partial(learned, start, hidden, rate, seed)) for seed in seeds]
                tries[rate] = {half: [run[half] for run in runs] for half in halves}
            best = max(tries, key=lambda rate: np.mean(tries[rate]["kept back"]))
            found[name][str(hidden)] = {"learning_rate": best, **tries[best]}
    return found


@np.errstate(over="ignore", invalid="ignore")
def _learned(network: Network, pixels: np.ndarray, labels: np.ndarray, epochs: int, rate: float, seed: int) -> Network:
    return train(network, pixels, labels, epochs=epochs, learning_rate=rate, seed=seed)


def untrained(start: Start, hidden: int, seed: int, mean: np.ndarray, dtype: type = float) -> Network:
    """784 pixels, hidden layers of 16, and 10 sigmoids, which are the same from every start.

    Args:
        start: how the hidden layers begin.
        hidden: how many there are.
        seed: decides the weights; those of two starts differ by a factor.
        mean: (784,), the mean image.
        dtype: of the parameters.

    Returns:
        A Network.
    """
    *before, last = Network.random([784, *[WIDTH] * hidden, 10], seed, dtype=dtype).layers
    return Network([*_begun(start, before, mean), last])


def _begun(start: Start, layers: Iterable[Layer], mean: np.ndarray) -> list[Layer]:
    """Layers with wider weights and, if centred, biases -W m, m the mean of what they read."""
    begun = []
    for layer in layers:
        weights = layer.weights.dtype.type(start.gain) * layer.weights
        biases = -(weights @ mean).astype(weights.dtype) if start.centred else layer.biases
        begun.append(Layer(weights, biases, start.activation))
        mean = np.full(layer.neurons, 0.5)  # the middle of the sigmoid, of which the centred neurons are
    return begun
