"""The full recipe does fast what textbook gradient descent does slowly.

The hidden neurons are tanh while they learn, because tanh is balanced around 0; `fold_to_sigmoids` then turns the network,
exactly, into one of sigmoids that reads pixels from 0 to 1. The cost is the cross-entropy of a softmax, which asks
only which output is the highest. The sigmoids' own cross-entropy may be added with a small weight; it asks how high each
output should be. Then noise and blank images are learned as well: their target is that no output is lit.
"""

import io
import itertools
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nn_core.activations import sigmoid, sigmoid_slope
from nn_core.files import read_array, write_whole
from nn_core.layer import Layer
from nn_core.network import Network
from nn_core.parameters import cut_into_layers

BATCH = 128
WARM_UP = 0.03  # share of all steps in which the learning rate rises from 0
DECAY_1, DECAY_2, TINY = 0.9, 0.999, 1e-8  # Adam's
AVERAGE, AVERAGE_EVERY = 0.999, 8  # the averaged weights keep this share at each step; they are updated every 8 steps
CHECKPOINT_EVERY = 5  # epochs
NEWTON_STEPS = 10
BYTE = 1 / 255
MOST_BYTES = 2**27  # that a checkpoint may have

Layers = list[tuple[np.ndarray, np.ndarray]]  # the weights (n_out, n_in) and the biases (n_out,) of each layer
Penalty = Callable[[np.ndarray, float], np.ndarray]  # takes the first layer's pictures and a strength, and returns a gradient


class Schedule(NamedTuple):
    """How long and how fast to learn, and what is added to the softmax's cross-entropy.

    Attributes:
        epochs: passes over the images.
        learning_rate: its peak, after the warm-up.
        smoothness: λ, how much the differences between neighbouring weights of the first layer count.
        sigmoid_weight: how much the sigmoids' own cross-entropy counts; with 0 no images of non-digits are learned either.
        non_digits: how many of those images join each batch.
    """

    epochs: int
    learning_rate: float = 0.005
    smoothness: float = 0.0
    sigmoid_weight: float = 0.0
    non_digits: int = 8


class Method(NamedTuple):
    """How the steps are taken: as in the full recipe, unless an ablation takes a thing back.

    Attributes:
        cost: of the digits: "softmax", its cross-entropy; "cross-entropy", that of the sigmoids; or "squared".
        batch: images in a mini-batch.
        adam: whether Adam takes the steps, or they go straight against the gradient.
        scheduled: whether the learning rate rises and falls, or stays at its peak.
    """

    cost: str = "softmax"
    batch: int = BATCH
    adam: bool = True
    scheduled: bool = True


class PlainSteps:
    """Steps straight against the gradient, as in nn_core.gradient_descent.

    Attributes:
        steps: how many were taken.
    """

    def __init__(self) -> None:
        self.steps = 0

    def step(self, parameters: np.ndarray, gradient: np.ndarray, learning_rate: float) -> None:
        """Take one step.

        Args:
            parameters: (n,), changed in place.
            gradient: (n,).
            learning_rate: η.
        """
        self.steps += 1
        parameters -= learning_rate * gradient


class Adam:
    """Adam gives each parameter a step of its own size.

    The step is the running mean of the gradient, divided by the root of the running mean of its square.

    Source: Kingma and Ba, ICLR 2015.

    Args:
        first_moment: (n,) zeros, for the running sum of the gradient. It lacks the factor 1 − β, which goes into the
            learning rate instead, which saves a pass over the numbers.
        second_moment: (n,) zeros, for that of the gradient's square.

    Attributes:
        steps: how many were taken.
    """

    def __init__(self, first_moment: np.ndarray, second_moment: np.ndarray) -> None:
        self.first_moment, self.second_moment = first_moment, second_moment
        self.steps = 0

    def step(self, parameters: np.ndarray, gradient: np.ndarray, learning_rate: float) -> None:
        """Take one step.

        Args:
            parameters: (n,), changed in place.
            gradient: (n,).
            learning_rate: η.
        """
        self.steps += 1
        self.first_moment *= DECAY_1
        self.first_moment += gradient
        self.second_moment *= DECAY_2
        self.second_moment += gradient * gradient
        bias_1, bias_2 = (1 - decay**self.steps for decay in (DECAY_1, DECAY_2))
        rate = learning_rate * (1 - DECAY_1) / bias_1 * math.sqrt(bias_2 / (1 - DECAY_2))
        parameters -= rate * (self.first_moment / (np.sqrt(self.second_moment) + TINY / math.sqrt(1 - DECAY_2)))


class Learner:
    """A network while it learns, with all its parameters in one long vector.

    Args:
        sizes: neurons in each layer, such as [784, 16, 16, 10].
        seed: decides the first weights and the order of the images.
        mean_grey: (784,), the mean image, from 0 to 255; it is subtracted from every image.
        hidden: the activation of the hidden layers, "tanh", "sigmoid" or "relu".
        method: how the steps are taken.

    Attributes:
        mean: the mean image, from 0 to 1.
        state: (4, n), all that changes, a row each: the parameters, their running average, and Adam's two moments.
        parameters: (n,), all weights and biases.
        average: (n,), the running average of the parameters, which is what is shipped.
        gradient: (n,), that of the last batch.
        layers: the parameters as weights and biases of each layer, views of the same numbers.
        epoch: how many epochs were learned.
        optimizer: takes the steps.
        penalty: the gradient of what the schedule's smoothness adds to the cost; a control may put another one in its place.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        seed: int,
        mean_grey: np.ndarray,
        hidden: str = "tanh",
        method: Method = Method(),  # noqa: B008
    ) -> None:
        self.sizes, self.seed, self.hidden, self.method = list(sizes), seed, hidden, method
        self.mean = mean_grey.astype(np.float32) / 255
        count = sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(sizes))
        self.state, self.gradient = np.zeros((4, count), np.float32), np.zeros(count, np.float32)
        self.parameters, self.average, *moments = self.state
        self.layers, self._gradients = self.as_layers(self.parameters), self.as_layers(self.gradient)
        self.optimizer: Adam | PlainSteps = Adam(*moments) if method.adam else PlainSteps()
        self.penalty: Penalty = roughness_gradient
        self.epoch = 0
        random = np.random.default_rng(seed)
        for weights, _ in self.layers:
            weights[:] = random.normal(0.0, 1.0 / math.sqrt(weights.shape[1]), weights.shape)
        self.average[:] = self.parameters

    def as_layers(self, vector: np.ndarray) -> Layers:
        """Cut a long vector into the weights and biases of each layer.

        Args:
            vector: (n,), such as parameters or average.

        Returns:
            Views of the vector: changing them changes it.
        """
        return list(cut_into_layers(vector, itertools.pairwise(self.sizes)))

    def learn_epoch(self, grey_values: np.ndarray, labels: np.ndarray, non_digits: np.ndarray, schedule: Schedule) -> float:
        """Learn from every image once, in batches.

        Args:
            grey_values: (n, 784) uint8, the images as bytes from 0 to 255.
            labels: (n,), digits.
            non_digits: (m, 784) uint8, of which some join every batch if the sigmoids' own cost counts.
            schedule: how fast, and at what cost.

        Returns:
            The average cost of the digits, without the sigmoids' own.
        """
        random = np.random.default_rng([self.seed, self.epoch])
        order, drawn = random.permutation(len(grey_values)), random.integers(len(non_digits), size=len(grey_values))
        added = schedule.non_digits if schedule.sigmoid_weight else 0
        size = self.method.batch
        steps = math.ceil(len(order) / size)
        total = 0.0
        for number in range(steps):
            batch = order[number * size : (number + 1) * size]
            rows = np.concatenate([grey_values.take(batch, axis=0), non_digits[drawn[number * added : (number + 1) * added]]])
            progress = self.optimizer.steps / (steps * schedule.epochs)
            total += self.learn_batch(rows.astype(np.float32), labels[batch], schedule, progress)
        self.epoch += 1
        return total / steps

    def learn(self, copies: np.ndarray, labels: np.ndarray, non_digits: np.ndarray, schedule: Schedule) -> None:
        """Learn for all epochs of a schedule, from copies of the images in turn.

        Args:
            copies: (copies, n, 784) uint8.
            labels: as learn_epoch takes them.
            non_digits: as learn_epoch takes them.
            schedule: how long, how fast, and at what cost.
        """
        while self.epoch < schedule.epochs:
            self.learn_epoch(copies[self.epoch % len(copies)], labels, non_digits, schedule)

    def learn_batch(self, grey_values: np.ndarray, labels: np.ndarray, schedule: Schedule, progress: float) -> float:
        """Take one step: backpropagation through a batch, then Adam's step or a plain one.

        Args:
            grey_values: (n, 784) float32, from 0 to 255.
            labels: of the first rows; what comes after them shows no digit, and its target is all 0.
            schedule: how fast, and at what cost.
            progress: the share of all steps that has been taken.

        Returns:
            The average cost of the digits, without the sigmoids' own.
        """
        activations = self._forward(grey_values)
        error, cost = _output_error(activations[-1], labels, schedule.sigmoid_weight, self.method.cost)
        self._backward(activations, error)
        if schedule.smoothness:
            side = math.isqrt(len(self.mean))
            pictures = self.layers[0][0].reshape(-1, side, side)
            self._gradients[0][0].reshape(pictures.shape)[:] += self.penalty(pictures, schedule.smoothness)
        rate = learning_rate_at(progress, schedule.learning_rate) if self.method.scheduled else schedule.learning_rate
        self.optimizer.step(self.parameters, self.gradient, rate)
        if (steps := self.optimizer.steps) % AVERAGE_EVERY == 0:
            self.average += (1 - min(AVERAGE**AVERAGE_EVERY, steps / (steps + 9 * AVERAGE_EVERY))) * (self.parameters - self.average)
        return cost

    def _forward(self, grey_values: np.ndarray) -> list[np.ndarray]:
        """The activations of each layer, (neurons, n), and the weighted inputs of the last.

        The grey values x are not divided by 255, and their mean μ is not subtracted. Both happen where there are fewer numbers, in
        W (x/255 − μ) = (W x)/255 − W μ, and in the gradient, δ (x/255 − μ)ᵀ = (δ xᵀ)/255 − (Σ δ) μᵀ.
        """
        # From here on every image is a column, so that the sums over the ten outputs run over whole rows.
        activations = [grey_values.T]
        for number, (weights, biases) in enumerate(self.layers):
            z = weights @ activations[-1]
            if number == 0:
                z *= BYTE
                z += (biases - weights @ self.mean)[:, None]
            else:
                z += biases[:, None]
            activations.append(z if number == len(self.layers) - 1 else _activate(z, self.hidden))
        return activations

    def _backward(self, activations: list[np.ndarray], error: np.ndarray) -> None:
        """Fill the gradient from the error dC/dz of the outputs, (n_out, n)."""
        ones = np.ones(error.shape[1], np.float32)  # a product with ones is a sum, and faster
        for number in reversed(range(len(self.layers))):
            weights, biases = self._gradients[number]
            np.matmul(error, activations[number].T, out=weights)
            np.matmul(error, ones, out=biases)
            if number:
                error = self.layers[number][0].T @ error
                error *= _derivative(activations[number], self.hidden)
        weights, biases = self._gradients[0]
        weights *= BYTE
        weights -= biases[:, None] * self.mean

    def network(self, input: str, *, averaged: bool = True) -> Network:
        """The network learned so far, of sigmoids.

        Args:
            input: what it reads, "framed" or "straightened".
            averaged: whether to take the averaged parameters or those of the last step.

        Returns:
            A new network in float64, see fold_to_sigmoids.
        """
        return fold_to_sigmoids(self.as_layers(self.average if averaged else self.parameters), self.mean, self.hidden, input)

    def save(self, path: Path, about: str) -> None:
        """Write all that a resumed run needs.

        The random numbers of an epoch follow from the seed and the epoch.

        Args:
            path: the checkpoint to write.
            about: which training it belongs to.
        """
        content = io.BytesIO()
        np.savez(content, state=self.state, progress=[self.epoch, self.optimizer.steps], about=np.array(about))
        write_whole(path, content.getvalue())

    def resume(self, path: Path, about: str) -> None:
        """Go on where a checkpoint stopped, if there is one.

        Args:
            path: the checkpoint.
            about: which training it has to belong to.

        Raises:
            ValueError: for a damaged checkpoint, or that of another training.
        """
        if not path.exists():
            return
        try:
            found, state, progress = (read_array(path, name, MOST_BYTES) for name in ("about", "state", "progress"))
        except ValueError as problem:
            raise ValueError(f"{problem}; delete it to start from the beginning") from None
        if str(found) != about:
            raise ValueError(f"{path} belongs to another training ({found}); delete it, or write to another file")
        if (state.shape, state.dtype, progress.shape, progress.dtype.kind) != (self.state.shape, self.state.dtype, (2,), "i"):
            raise ValueError(f"{path} is damaged: its parts are not where they belong; delete it to start from the beginning")
        self.state[:] = state
        self.epoch, self.optimizer.steps = (int(number) for number in progress)


def learning_rate_at(progress: float, peak: float) -> float:
    """The learning rate: it rises to its peak in a straight line, then falls to 0 as a cosine.

    Args:
        progress: the share of all steps that has been taken, from 0 to 1.
        peak: the highest rate, reached at the end of the warm-up.

    Returns:
        The rate, from 0 to the peak.
    """
    if progress < WARM_UP:
        return peak * progress / WARM_UP
    return peak * 0.5 * (1 + math.cos(math.pi * (progress - WARM_UP) / (1 - WARM_UP)))


def roughness_gradient(pictures: np.ndarray, smoothness: float) -> np.ndarray:
    """λ (4w − Σ of w's four neighbours in the image); a neighbour beyond the edge is 0.

    It is the gradient of λ/2 times the sum of the squared differences of all neighbours, so that weights where
    there is never any ink go to 0.

    Args:
        pictures: (n, side, side), the weights of each neuron.
        smoothness: λ.

    Returns:
        (n, side, side).
    """
    count, side, _ = pictures.shape
    padded = np.zeros((count, side + 2, side + 2), pictures.dtype)
    padded[:, 1:-1, 1:-1] = smoothness * pictures
    rough = 4 * padded[:, 1:-1, 1:-1]
    for neighbours in (padded[:, 2:, 1:-1], padded[:, :-2, 1:-1], padded[:, 1:-1, 2:], padded[:, 1:-1, :-2]):
        rough -= neighbours
    return rough


def fold_to_sigmoids(layers: Layers, mean: np.ndarray, hidden: str, input: str) -> Network:
    """Rewrite a tanh network on centred pixels as one of sigmoids on pixels from 0 to 1.

    The outputs stay the same: tanh(z) = 2 σ(2z) − 1, so W₁ ← 2 W₁ and b₁ ← 2 (b₁ − W₁ μ), μ the mean image; a hidden layer W ← 4 W and
    b ← 2 (b − Σ W), the sum along each row; the output layer W ← 2 W and b ← b − Σ W.

    Args:
        layers: weights and biases of each layer.
        mean: (784,), the mean image, from 0 to 1.
        hidden: "tanh"; what is "relu" or "sigmoid" stays as it is.
        input: what the network reads, "framed" or "straightened".

    Returns:
        The network, in float64.
    """
    folded = [(weights.astype(float), biases.astype(float)) for weights, biases in layers]
    folded[0] = (folded[0][0], folded[0][1] - folded[0][0] @ mean.astype(float))
    if hidden == "tanh":
        for number, (weights, biases) in enumerate(folded):
            reads_tanh, is_tanh = number > 0, number < len(folded) - 1
            if reads_tanh:
                biases, weights = biases - weights.sum(axis=1), 2 * weights
            folded[number] = (2 * weights, 2 * biases) if is_tanh else (weights, biases)
    names = ["sigmoid" if hidden == "tanh" else hidden] * (len(layers) - 1) + ["sigmoid"]
    return Network([Layer(*layer, name) for layer, name in zip(folded, names, strict=True)], input)


def _output_error(z: np.ndarray, labels: np.ndarray, sigmoid_weight: float, cost: str) -> tuple[np.ndarray, float]:
    """dC/dz of the average cost of n examples, and the digits' main part of that cost.

    The cost of a digit is C₁ + weight Σ −(y ln a + (1 − y) ln(1 − a)), a = σ(z), of which the second part has the slope weight (a − y).
    For the columns without a label only the second part counts, with y = 0. C₁ and its slope are for
    softmax −Σ y ln p and p − y, p = softmax(z); for cross-entropy the second part's own with weight 1; for squared Σ (a − y)² and
    2 (a − y) a (1 − a).

    Args:
        z: (n_out, n), the weighted inputs of the outputs.
        labels: of the first columns.
        sigmoid_weight: how much the second part counts.
        cost: the name of C₁.

    Returns:
        dC/dz, (n_out, n), and the digits' average of C₁.
    """
    right = labels, np.arange(len(labels))
    digits = z[:, : len(labels)]
    error = sigmoid(z)
    if cost == "softmax":
        slope = np.exp(digits - digits.max(axis=0))
        slope /= slope.sum(axis=0)
        each = -np.log(np.maximum(slope[right], TINY))
        slope[right] -= 1
    else:
        slope = error[:, : len(labels)].copy()
        squish = slope * (1 - slope)
        slope[right] -= 1
        # −y ln a − (1 − y) ln(1 − a) = ln(1 + eᶻ) − y z
        each = (slope * slope).sum(axis=0) if cost == "squared" else np.logaddexp(0, digits).sum(axis=0) - digits[right]
        if cost == "squared":
            slope *= 2 * squish
    error[right] -= 1
    error *= sigmoid_weight
    error[:, : len(labels)] += slope
    error /= z.shape[1]
    return error, float(each.mean())


def _activate(z: np.ndarray, hidden: str) -> np.ndarray:
    if hidden == "sigmoid":
        return sigmoid(z)
    return np.tanh(z, out=z) if hidden == "tanh" else np.maximum(z, 0, out=z)


def _derivative(activations: np.ndarray, hidden: str) -> np.ndarray:
    if hidden == "sigmoid":
        return sigmoid_slope(activations)
    return 1 - activations * activations if hidden == "tanh" else (activations > 0).astype(np.float32)


def calibrate(network: Network, pixels: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Find s and t so that the highest output σ(s z + t) is the chance of a right answer.

    Least cross-entropy, by Newton's method.

    Source: J. C. Platt, Advances in Large Margin Classifiers (1999), 61-74.

    Args:
        network: what is to be calibrated, see rescale.
        pixels: (n, 784), images that it did not learn from.
        labels: (n,), their digits.

    Returns:
        The scale s and the shift t.
    """
    # Sums in float32 would move the scale, and with it the last decimal of some parameter.
    z = network.forward_pass(pixels.astype(float)).weighted_inputs[-1]
    right = (z.argmax(axis=1) == labels).astype(float)
    inputs, scale_and_shift = np.stack([z.max(axis=1), np.ones(len(z))]), np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        activations = sigmoid(scale_and_shift @ inputs)
        gradient = inputs @ (activations - right)
        # A little is added to the curvature, which vanishes where every output is sure of itself.
        curvature = (inputs * (activations * (1 - activations) + TINY)) @ inputs.T
        step = np.linalg.solve(curvature, gradient)
        while _cross_entropy((scale_and_shift - step) @ inputs, right) > _cross_entropy(scale_and_shift @ inputs, right):
            step /= 2
        scale_and_shift -= step
    return float(scale_and_shift[0]), float(scale_and_shift[1])


def _cross_entropy(z: np.ndarray, target: np.ndarray) -> float:
    return np.sum(np.logaddexp(0, z) - target * z)


def rescale(network: Network, scale: float, shift: float) -> Network:
    """Replace σ(z) by σ(s z + t) in the last layer.

    Args:
        network: stays as it is.
        scale: s.
        shift: t.

    Returns:
        A new network without a card.
    """
    *others, last = network.layers
    return Network([*others, Layer(scale * last.weights, scale * last.biases + shift, last.activation)], network.input)
