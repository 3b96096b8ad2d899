"""The full recipe: what textbook gradient descent does slowly, done fast, on digits that are distorted anew each time.

The hidden neurons are tanh while they learn, because tanh is balanced around 0; `folded` then turns the network,
exactly, into one of sigmoids that reads pixels from 0 to 1. The cost has two parts. The cross-entropy of a softmax
asks only which output is the highest; a tenth of the sigmoids' own cross-entropy asks how high each should be. Noise
and blank images are learnt beside the digits: they know only the second part, and their target is that nothing is lit.
"""

import io
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nn_core.activations import sigmoid
from nn_core.cost import one_hot
from nn_core.files import write_whole
from nn_core.layer import Layer
from nn_core.network import Network

BATCH = 128
JUNK_PER_BATCH = 8
WARM_UP = 0.03  # share of all steps in which the learning rate rises from 0
DECAY_1, DECAY_2, TINY = 0.9, 0.999, 1e-8  # Adam's
AVERAGE = 0.999  # the averaged weights keep this share at each step
CHECKPOINT_EVERY = 5  # epochs
NEWTON_STEPS = 10
OWN = 0.1  # how much the sigmoids' own cross-entropy counts beside the softmax's
BYTE = 1 / 255


class Schedule(NamedTuple):
    """How long and how fast to learn, and how smooth the first layer's weights are to be (λ)."""

    epochs: int
    learning_rate: float = 0.005
    smoothness: float = 0.0


class Learner:
    """A network while it learns: all parameters in one long vector, with Adam's two averages and the averaged weights.

    sizes: neurons in each layer, such as [784, 16, 16, 10].  hidden: "tanh" or "relu".
    mean: (784,), the mean pixel from 0 to 255, subtracted from every image.
    """

    def __init__(self, sizes, seed, mean, hidden="tanh"):
        self.sizes, self.seed, self.hidden = list(sizes), seed, hidden
        self.mean = mean.astype(np.float32) / 255
        count = sum((n_in + 1) * n_out for n_in, n_out in zip(sizes, sizes[1:], strict=False))
        self.state = np.zeros((4, count), np.float32)
        self.parameters, self.momentum, self.size, self.average = self.state
        self.gradient, self.scratch = np.zeros(count, np.float32), np.empty((2, count), np.float32)
        self.values, self.gradients = self.layers(self.parameters), self.layers(self.gradient)
        self.epoch = self.step = 0
        random = np.random.default_rng(seed)
        for weights, _ in self.values:
            weights[:] = random.normal(0.0, 1.0 / math.sqrt(weights.shape[1]), weights.shape)
        self.average[:] = self.parameters

    def layers(self, vector):
        """The weights (n_out, n_in) and biases (n_out,) of each layer, as views into a vector."""
        views, start = [], 0
        for n_in, n_out in zip(self.sizes, self.sizes[1:], strict=False):
            middle, end = start + n_in * n_out, start + (n_in + 1) * n_out
            views.append((vector[start:middle].reshape(n_out, n_in), vector[middle:end]))
            start = end
        return views

    def learn_epoch(self, images, labels, junk, schedule):
        """One pass: images (n, 784) uint8 with their labels, and beside each batch eight rows of junk, whose target is all 0.

        Returns the average cost.
        """
        random = np.random.default_rng([self.seed, self.epoch])
        order, others = random.permutation(len(images)), random.integers(len(junk), size=len(images))
        steps = math.ceil(len(order) / BATCH)
        pixels = np.empty((BATCH + JUNK_PER_BATCH, images.shape[1]), np.float32)
        targets = np.eye(self.sizes[-1] + 1, self.sizes[-1], dtype=np.float32)
        none = np.full(JUNK_PER_BATCH, self.sizes[-1])
        total = 0.0
        for number in range(steps):
            batch = order[number * BATCH : (number + 1) * BATCH]
            rows = pixels[: len(batch) + JUNK_PER_BATCH]
            rows[: len(batch)] = images.take(batch, axis=0)
            rows[len(batch) :] = junk[others[number * JUNK_PER_BATCH : (number + 1) * JUNK_PER_BATCH]]
            target = targets[np.concatenate([labels[batch], none])]
            total += self.descend(rows, target, schedule, self.step / (steps * schedule.epochs))
        self.epoch += 1
        return total / steps

    def descend(self, pixels, target, schedule, done):
        """One step: backpropagation through pixels (n, 784), from 0 to 255, then Adam. Returns the cost.

        The pixels are neither divided by 255 nor freed of their mean. Both happen where the numbers are fewer, in
        W (x/255 − μ) = (W x)/255 − W μ and in the gradient, δᵀ (x/255 − μ) = (δᵀ x)/255 − (Σ δ) μᵀ.
        """
        last = len(self.values) - 1
        activations = [pixels]
        for number, (weights, biases) in enumerate(self.values):
            z = activations[-1] @ weights.T
            if number == 0:
                z *= BYTE
                z -= weights @ self.mean
            z += biases
            activations.append(z if number == last else _bend(z, self.hidden))
        error, cost = _output_error(activations[-1], target)
        for number in reversed(range(last + 1)):
            weights, biases = self.gradients[number]
            np.matmul(error.T, activations[number], out=weights)
            error.sum(axis=0, out=biases)
            if number:
                error = error @ self.values[number][0]
                error *= _slope(activations[number], self.hidden)
        weights, biases = self.gradients[0]
        weights *= BYTE
        weights -= np.outer(biases, self.mean)
        if schedule.smoothness:
            add_roughness(weights, self.values[0][0], schedule.smoothness, math.isqrt(len(self.mean)))
        self._step(rate(done, schedule.learning_rate))
        return cost

    def _step(self, learning_rate):
        """Adam: Kingma and Ba, ICLR 2015. Then the running average of the weights."""
        self.step += 1
        move, scratch = self.scratch
        np.subtract(self.gradient, self.momentum, out=scratch)
        scratch *= 1 - DECAY_1
        self.momentum += scratch
        np.multiply(self.gradient, self.gradient, out=scratch)
        scratch -= self.size
        scratch *= 1 - DECAY_2
        self.size += scratch
        np.sqrt(self.size, out=scratch)
        scratch += TINY
        np.divide(self.momentum, scratch, out=move)
        move *= learning_rate * math.sqrt(1 - DECAY_2**self.step) / (1 - DECAY_1**self.step)
        self.parameters -= move
        np.subtract(self.parameters, self.average, out=scratch)
        scratch *= 1 - min(AVERAGE, self.step / (self.step + 9))
        self.average += scratch

    def folded(self, reads, card=None):
        """The averaged network as sigmoids on pixels from 0 to 1, exactly: float64.

        tanh(z) = 2 σ(2z) − 1, so W₁ ← 2 W₁ and b₁ ← 2 (b₁ − W₁ μ), μ the mean pixel; a hidden layer W ← 4 W and
        b ← 2 (b − Σ W), the sum along each row; the output layer W ← 2 W and b ← b − Σ W.
        """
        layers = [(weights.astype(float), biases.astype(float)) for weights, biases in self.layers(self.average)]
        layers[0] = (layers[0][0], layers[0][1] - layers[0][0] @ self.mean.astype(float))
        if self.hidden == "tanh":
            for number, (weights, biases) in enumerate(layers):
                reads_tanh, is_tanh = number > 0, number < len(layers) - 1
                if reads_tanh:
                    biases, weights = biases - weights.sum(axis=1), 2 * weights
                layers[number] = (2 * weights, 2 * biases) if is_tanh else (weights, biases)
        hidden = "sigmoid" if self.hidden == "tanh" else self.hidden
        names = [hidden] * (len(layers) - 1) + ["sigmoid"]
        return Network([Layer(*layer, name) for layer, name in zip(layers, names, strict=True)], reads, card)

    def save(self, path, about):
        """Write all that a resumed run needs; the random numbers of an epoch follow from the seed and its number."""
        content = io.BytesIO()
        np.savez(content, state=self.state, progress=[self.epoch, self.step], about=np.array(about))
        write_whole(path, content.getvalue())

    def resume(self, path, about):
        """Go on where a checkpoint stopped, if there is one. Raises ValueError for another training's checkpoint."""
        if not Path(path).is_file():
            return
        with np.load(path, allow_pickle=False) as saved:
            if str(saved["about"]) != about:
                raise ValueError(f"{path} belongs to another training ({saved['about']}); delete it, or write to another file")
            self.state[:] = saved["state"]
            self.epoch, self.step = (int(number) for number in saved["progress"])


def rate(done, peak):
    """The learning rate when a share of all steps is done: up to its peak in a straight line, then down to 0 as a cosine."""
    if done < WARM_UP:
        return peak * done / WARM_UP
    return peak * 0.5 * (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP)))


def add_roughness(gradient, weights, smoothness, side):
    """Add λ (4w − Σ of w's four neighbours in the image) to the gradient; a neighbour beyond the edge is 0.

    It is the gradient of λ/2 times the sum of the squared differences of all neighbours, so that weights where
    there is never any ink go to 0.
    gradient, weights: (n, side · side), one picture a neuron.
    """
    # All pictures one after the other are one long row, in which neighbours are 1 or `side` apart.
    pull, field = gradient.reshape(-1), weights.reshape(-1)
    across = smoothness * (field[1:] - field[:-1])
    across[side - 1 :: side] = 0  # from the end of one line of pixels to the start of the next
    pull[1:] += across
    pull[:-1] -= across
    down = smoothness * (field[side:] - field[:-side])
    for edge in range(side * side, len(field), side * side):
        down[edge - side : edge] = 0  # from the last line of one picture to the first of the next
    pull[side:] += down
    pull[:-side] -= down
    for edge in ((slice(None), [0, -1]), (slice(None), slice(None), [0, -1])):
        pull.reshape(-1, side, side)[edge] += smoothness * field.reshape(-1, side, side)[edge]


def _output_error(z, target):
    """dC/dz of the average cost of n examples, and that cost: softmax cross-entropy + 0.1 sigmoid cross-entropy.

    For a digit: Σ −y ln p + 0.1 Σ −(y ln a + (1 − y) ln(1 − a)), p = softmax(z), a = σ(z), so that
    dC/dz = (p − y) + 0.1 (a − y). For an example whose target is all 0 the first part is left out.
    """
    digit = target.sum(axis=1, keepdims=True)
    shares = np.exp(z - z.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    lit = sigmoid(z)
    lit -= target
    # What an output lacks to its target is |a - y|, so what it has of it is 1 - |a - y|, whether y is 0 or 1.
    own = -np.log(np.maximum(1 - np.abs(lit), TINY)).sum()
    which = -np.log(np.maximum((shares * target).sum(axis=1, keepdims=True) + (1 - digit), TINY)).sum()
    error = shares * digit
    error -= target
    error += OWN * lit
    error /= len(z)
    return error, float((which + OWN * own) / len(z))


def _bend(z, hidden):
    return np.tanh(z, out=z) if hidden == "tanh" else np.maximum(z, 0, out=z)


def _slope(activations, hidden):
    return 1 - activations * activations if hidden == "tanh" else (activations > 0).astype(np.float32)


def calibrated(network, pixels, labels):
    """The scale s and shift t for which the outputs σ(s z + t) fit the labels best: least cross-entropy, by Newton's method.

    pixels: (n, 784) and labels (n,) that the network did not learn from.  Returns (s, t), two floats.
    Source: J. C. Platt, Advances in Large Margin Classifiers (1999), 61-74.
    """
    z = network.forward_pass(pixels).weighted_inputs[-1].astype(float).ravel()
    target = one_hot(labels, network.sizes[-1]).ravel()
    inputs, numbers = np.stack([z, np.ones_like(z)]), np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        activations = sigmoid(numbers @ inputs)
        gradient = inputs @ (activations - target)
        # A little is added to the curvature, which vanishes where every output is sure of itself.
        curvature = (inputs * (activations * (1 - activations) + TINY)) @ inputs.T
        step = np.linalg.solve(curvature, gradient)
        while _entropy(numbers - step, inputs, target) > _entropy(numbers, inputs, target):
            step /= 2
        numbers -= step
    return float(numbers[0]), float(numbers[1])


def _entropy(numbers, inputs, target):
    z = numbers @ inputs
    return np.sum(np.logaddexp(0, z) - target * z)
