"""The full recipe: what textbook gradient descent does slowly, done fast, on digits that are distorted anew each time.

The hidden neurons are tanh while they learn, because tanh is balanced around 0; `folded` then turns the network,
exactly, into one of sigmoids that reads pixels from 0 to 1. The cost is the cross-entropy of a softmax, which asks
only which output is the highest. A share of the sigmoids' own cross-entropy may be added, which asks how high each
should be; then noise and blank images are learned beside the digits: their target is that nothing is lit.
"""

import io
import itertools
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nn_core.activations import sigmoid
from nn_core.files import write_whole
from nn_core.layer import Layer
from nn_core.network import Network

BATCH = 128
JUNK_PER_BATCH = 8
WARM_UP = 0.03  # share of all steps in which the learning rate rises from 0
DECAY_1, DECAY_2, TINY = 0.9, 0.999, 1e-8  # Adam's
AVERAGE, AVERAGE_EVERY = 0.999, 8  # the averaged weights keep this share at each step; they are brought up to date every 8 steps
CHECKPOINT_EVERY = 5  # epochs
NEWTON_STEPS = 10
BYTE = 1 / 255


class Schedule(NamedTuple):
    """How long and how fast to learn, how smooth the first layer's weights are to be (λ).

    own: how much the sigmoids' own cross-entropy counts beside the softmax's; with 0 it is left out, and so is the junk.
    """

    epochs: int
    learning_rate: float = 0.005
    smoothness: float = 0.0
    own: float = 0.0


class Learner:
    """A network while it learns: all parameters in one long vector, with Adam's two averages and the averaged weights.

    sizes: neurons in each layer, such as [784, 16, 16, 10].  hidden: "tanh" or "relu".
    mean: (784,), the mean pixel from 0 to 255, subtracted from every image.
    """

    def __init__(self, sizes, seed, mean, hidden="tanh"):
        self.sizes, self.seed, self.hidden = list(sizes), seed, hidden
        self.mean = mean.astype(np.float32) / 255
        count = sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(sizes))
        self.state = np.zeros((4, count), np.float32)
        self.parameters, self.momentum, self.size, self.average = self.state
        self.gradient, self.scratch = np.zeros(count, np.float32), np.empty(count, np.float32)
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
        """One pass: images (n, 784) uint8 with their labels, and, if the sigmoids' own cost counts, eight rows of junk a batch.

        Returns the digits' average softmax cross-entropy.
        """
        random = np.random.default_rng([self.seed, self.epoch])
        order, others = random.permutation(len(images)), random.integers(len(junk), size=len(images))
        beside = JUNK_PER_BATCH if schedule.own else 0
        steps = math.ceil(len(order) / BATCH)
        pixels = np.empty((BATCH + beside, images.shape[1]), np.float32)
        total = 0.0
        for number in range(steps):
            batch = order[number * BATCH : (number + 1) * BATCH]
            rows = pixels[: len(batch) + beside]
            rows[: len(batch)] = images.take(batch, axis=0)
            rows[len(batch) :] = junk[others[number * beside : (number + 1) * beside]]
            total += self.descend(rows, labels[batch], schedule, self.step / (steps * schedule.epochs))
        self.epoch += 1
        return total / steps

    def descend(self, pixels, labels, schedule, done):
        """One step: backpropagation through pixels (n, 784), from 0 to 255, then Adam.

        labels: of the first rows; what comes after them is junk, whose target is all 0.
        Returns the digits' average softmax cross-entropy.

        The pixels are neither divided by 255 nor freed of their mean. Both happen where the numbers are fewer, in
        W (x/255 − μ) = (W x)/255 − W μ and in the gradient, δ (x/255 − μ)ᵀ = (δ xᵀ)/255 − (Σ δ) μᵀ.
        """
        last = len(self.values) - 1
        # From here on every image is a column, so that the sums over the ten outputs run over whole rows.
        activations = [pixels.T]
        for number, (weights, biases) in enumerate(self.values):
            z = weights @ activations[-1]
            if number == 0:
                z *= BYTE
                z += (biases - weights @ self.mean)[:, None]
            else:
                z += biases[:, None]
            activations.append(z if number == last else _bend(z, self.hidden))
        error, cost = _output_error(activations[-1], labels, schedule.own)
        ones = np.ones(len(pixels), np.float32)  # a product with ones is a sum, and faster
        for number in reversed(range(last + 1)):
            weights, biases = self.gradients[number]
            np.matmul(error, activations[number].T, out=weights)
            np.matmul(error, ones, out=biases)
            if number:
                error = self.values[number][0].T @ error
                error *= _slope(activations[number], self.hidden)
        weights, biases = self.gradients[0]
        weights *= BYTE
        weights -= biases[:, None] * self.mean
        if schedule.smoothness:
            side = math.isqrt(len(self.mean))
            pictures = self.values[0][0].reshape(-1, side, side)
            weights.reshape(pictures.shape)[:] += roughness_gradient(pictures, schedule.smoothness)
        self._step(rate(done, schedule.learning_rate))
        return cost

    def _step(self, learning_rate):
        """Adam: Kingma and Ba, ICLR 2015. Then, now and again, the running average of the weights.

        The two averages lack their factors 1 − β, which go into the learning rate instead: two passes fewer.
        """
        self.step += 1
        self.momentum *= DECAY_1
        self.momentum += self.gradient
        np.multiply(self.gradient, self.gradient, out=self.scratch)
        self.size *= DECAY_2
        self.size += self.scratch
        np.sqrt(self.size, out=self.scratch)
        self.scratch += TINY / math.sqrt(1 - DECAY_2)
        np.divide(self.momentum, self.scratch, out=self.scratch)
        bias_1, bias_2 = (1 - decay**self.step for decay in (DECAY_1, DECAY_2))
        self.scratch *= learning_rate * (1 - DECAY_1) / bias_1 * math.sqrt(bias_2 / (1 - DECAY_2))
        self.parameters -= self.scratch
        if self.step % AVERAGE_EVERY == 0:
            np.subtract(self.parameters, self.average, out=self.scratch)
            self.scratch *= 1 - min(AVERAGE**AVERAGE_EVERY, self.step / (self.step + 9 * AVERAGE_EVERY))
            self.average += self.scratch

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
        return Network([Layer(*layer, name) for layer, name in zip(layers, names, strict=True)], reads, card=card)

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


def roughness_gradient(pictures, smoothness):
    """λ (4w − Σ of w's four neighbours in the image); a neighbour beyond the edge is 0.

    It is the gradient of λ/2 times the sum of the squared differences of all neighbours, so that weights where
    there is never any ink go to 0.
    pictures: (n, side, side), the weights of each neuron. Returns the same shape.
    """
    count, side, _ = pictures.shape
    padded = np.zeros((count, side + 2, side + 2), pictures.dtype)
    np.multiply(pictures, smoothness, out=padded[:, 1:-1, 1:-1])
    # All padded pictures one after the other are one long row, in which neighbours are 1 or `line` apart.
    field, line = padded.reshape(-1), side + 2
    rough = np.empty_like(padded)
    middle = rough.reshape(-1)[line:-line]
    np.multiply(field[line:-line], 4, out=middle)
    middle -= field[2 * line :]
    middle -= field[: -2 * line]
    middle -= field[line + 1 : len(field) - line + 1]
    middle -= field[line - 1 : -line - 1]
    return rough[:, 1:-1, 1:-1]


def _output_error(z, labels, own):
    """dC/dz of the average cost of n examples: softmax cross-entropy + own times the sigmoids' cross-entropy.

    For a digit: Σ −y ln p + own Σ −(y ln a + (1 − y) ln(1 − a)), p = softmax(z), a = σ(z), so that
    dC/dz = (p − y) + own (a − y). For junk, the columns without a label, only the second part counts, with y = 0.
    z: (n_out, n).  labels: of the first columns.  Returns also the digits' average of the first part, for those who watch.
    """
    meant = labels, np.arange(len(labels))
    digits = z[:, : len(labels)]
    shares = np.exp(digits - digits.max(axis=0))
    shares /= shares.sum(axis=0)
    cost = -np.log(np.maximum(shares[meant], TINY)).mean()
    shares[meant] -= 1
    error = shares
    if own:
        error = sigmoid(z)
        error[meant] -= 1
        error *= own
        error[:, : len(labels)] += shares
    error /= z.shape[1]
    return error, float(cost)


def _bend(z, hidden):
    return np.tanh(z, out=z) if hidden == "tanh" else np.maximum(z, 0, out=z)


def _slope(activations, hidden):
    return 1 - activations * activations if hidden == "tanh" else (activations > 0).astype(np.float32)


def calibrated(network, pixels, labels):
    """The scale s and shift t for which the highest output, σ(s z + t), is the chance that the answer is right.

    Least cross-entropy, by Newton's method.
    pixels: (n, 784) and labels (n,) that the network did not learn from.  Returns (s, t), two floats.
    Source: J. C. Platt, Advances in Large Margin Classifiers (1999), 61-74.
    """
    z = network.forward_pass(pixels).weighted_inputs[-1].astype(float)
    right = (z.argmax(axis=1) == labels).astype(float)
    inputs, numbers = np.stack([z.max(axis=1), np.ones(len(z))]), np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        activations = sigmoid(numbers @ inputs)
        gradient = inputs @ (activations - right)
        # A little is added to the curvature, which vanishes where every output is sure of itself.
        curvature = (inputs * (activations * (1 - activations) + TINY)) @ inputs.T
        step = np.linalg.solve(curvature, gradient)
        while _entropy(numbers - step, inputs, right) > _entropy(numbers, inputs, right):
            step /= 2
        numbers -= step
    return float(numbers[0]), float(numbers[1])


def _entropy(numbers, inputs, right):
    z = numbers @ inputs
    return np.sum(np.logaddexp(0, z) - right * z)
