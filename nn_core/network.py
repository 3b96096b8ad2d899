"""A neural network is a few layers in a row: each reads the activations of the one before it."""

import itertools
import math
from typing import NamedTuple

import numpy as np

from nn_core.activations import ACTIVATIONS
from nn_core.layer import Layer
from nn_core.preprocessing import INPUTS, prepare

# Rows a forward pass takes at a time: small enough that the activations stay in the processor's cache.
BLOCK = 1000


class ForwardPass(NamedTuple):
    """Every number that appears while a network reads an image.

    weighted_inputs: z of layers 1, 2, …: weighted_inputs[0] belongs to the first hidden layer.
    activations: a of layers 0, 1, 2, …: activations[0] is the image, activations[-1] the output.
    """

    weighted_inputs: list
    activations: list


class Network:
    """Layers in a row: a⁽ˡ⁾ = σ(W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾), from the pixels a⁽⁰⁾ to the output.

    layers: Layer objects, each reading as many activations as the one before has neurons.
    input: how the network wants its digits: "framed" or "straightened" (see preprocessing).
    permutation: the order in which it reads the pixels, each index once; None for their own order.
    card: what is known of its training, a dictionary of plain values.

    Raises ValueError when the layers do not fit each other, or for an unknown input or a bad permutation.

    >>> network = Network.random([784, 16, 16, 10], seed=42)
    >>> network.parameter_count
    13002
    """

    def __init__(self, layers, input="framed", permutation=None, card=None):
        self.layers = list(layers)
        if not self.layers:
            raise ValueError("a network needs at least one layer")
        for number, (before, after) in enumerate(zip(self.layers, self.layers[1:], strict=False), start=1):
            if after.inputs != before.neurons:
                raise ValueError(f"layer {number + 1} reads {after.inputs} activations, but layer {number} has {before.neurons} neurons")
        if input not in INPUTS:
            raise ValueError(f"the input must be one of {', '.join(INPUTS)}, got {input!r}")
        self.input = input
        self.permutation = None if permutation is None else _checked_permutation(permutation, self.layers[0].inputs)
        self.card = dict(card or {})

    @classmethod
    def random(cls, sizes, seed, activation="sigmoid", input="framed", permutation=None, dtype=np.float64):
        """An untrained network: weights drawn from a bell curve of spread 1/√n_in, biases 0.

        sizes: neurons in each layer, the input first, such as [784, 16, 16, 10].
        seed: decides every weight.
        dtype: of the parameters; with np.float32, and pixels of the same, learning takes half the time.
        """
        random = np.random.default_rng(seed)
        layers = []
        for n_in, n_out in itertools.pairwise(sizes):
            weights = random.normal(0.0, 1.0 / math.sqrt(n_in), (n_out, n_in)).astype(dtype)
            layers.append(Layer(weights, np.zeros(n_out, dtype), activation))
        return cls(layers, input, permutation)

    @property
    def sizes(self):
        """Neurons in each layer, the input first: [784, 16, 16, 10]."""
        return [self.layers[0].inputs] + [layer.neurons for layer in self.layers]

    @property
    def parameter_count(self):
        """All weights and biases together."""
        return sum(layer.parameter_count for layer in self.layers)

    def forward(self, pixels):
        """The output activations for one image (784,) or for many (n, 784).

        pixels: numbers from 0 (black) to 1 (white ink). Returns (10,) or (n, 10).
        Raises ValueError for a wrong shape, TypeError for a wrong dtype, ValueError for a NaN or infinity.
        """
        pixels = self._checked(pixels)
        if pixels.ndim == 1:
            return self._forward(pixels)
        output = np.empty((len(pixels), self.layers[-1].neurons), np.result_type(pixels, self.layers[-1].weights))
        for start in range(0, len(pixels), BLOCK):
            output[start : start + BLOCK] = self._forward(pixels[start : start + BLOCK])
        return output

    def forward_pass(self, pixels):
        """Like forward, but keeps every z and every a on the way: a ForwardPass."""
        activations, weighted_inputs = [self._checked(pixels)], []
        for layer in self.layers:
            z = layer.weighted_input(activations[-1]) if weighted_inputs else _finite_weighted_input(layer, activations[0])
            weighted_inputs.append(z)
            activations.append(ACTIVATIONS[layer.activation].function(z))
        return ForwardPass(weighted_inputs, activations)

    def prepare(self, images, stages=None):
        """The pixels that this network reads of images of any size: (h, w) -> (784,), (n, h, w) -> (n, 784).

        images: grey, white ink on black; uint8 from 0 to 255 or floats from 0 to 1.
        stages: some of "scale", "centre", "straighten"; by default all that the network wants.
        """
        pixels = prepare(images, self.input, stages)
        return pixels if self.permutation is None else pixels[..., self.permutation]

    def read(self, images):
        """The digit that each image shows, prepared as this network wants it: (h, w) -> an int, (n, h, w) -> (n,).

        images: grey, white ink on black; uint8 from 0 to 255 or floats from 0 to 1.
        """
        images = np.asarray(images)
        if images.ndim != 3:
            return self.predict(self.prepare(images))
        digits = np.empty(len(images), int)
        for start in range(0, len(images), BLOCK):
            digits[start : start + BLOCK] = self.predict(self.prepare(images[start : start + BLOCK]))
        return digits

    def predict(self, pixels):
        """The index of the most active output neuron, for pixels that are prepared already (read prepares images).

        An int for one image (784,), or (n,) for many (n, 784).
        """
        digits = self.forward(pixels).argmax(axis=-1)
        return int(digits) if digits.ndim == 0 else digits

    def _forward(self, pixels):
        first, *others = self.layers
        activations = ACTIVATIONS[first.activation].function(_finite_weighted_input(first, pixels))
        for layer in others:
            activations = layer.forward(activations)
        return activations

    def _checked(self, pixels):
        pixels = np.asarray(pixels)
        expected = self.layers[0].inputs
        if pixels.dtype not in (np.float64, np.float32):
            raise TypeError(
                f"expected activations as floats from 0 to 1, got dtype {pixels.dtype}; grey values from 0 to 255 are divided by 255 first"
            )
        if pixels.ndim in (1, 2) and pixels.shape[-1] == expected:
            return pixels
        shape = " x ".join(map(str, pixels.shape)) or "a single number"
        advice = ""
        if pixels.size == expected:
            advice = "; call image.ravel() first"
        elif pixels.ndim == 3 and math.prod(pixels.shape[1:]) == expected:
            advice = "; call images.reshape(len(images), -1) first"
        raise ValueError(f"expected {expected} pixels, got {shape}{advice}")

    def __str__(self):
        lines = [f"Network {'-'.join(map(str, self.sizes))}, reads {self._reads()}"]
        for number, layer in enumerate(self.layers, start=1):
            lines.append(
                f"  layer {number}: {layer.weights.size:>6,} weights + {layer.biases.size:>3,} biases"
                f" = {layer.parameter_count:>6,}  ({layer.activation})"
            )
        lines.append(f"  {self.parameter_count:,} parameters")
        return "\n".join(lines)

    def __repr__(self):
        return f"Network({'-'.join(map(str, self.sizes))}, reads {self._reads()})"

    def _reads(self):
        return f"{self.input} digits" + ("" if self.permutation is None else ", their pixels permuted")


def accuracy(network, digits):
    """The share of digits that a network reads right.

    digits: anything with .images (n, h, w) and .labels (n,), such as load_mnist().test.
    """
    if len(digits.images) != len(digits.labels) or not len(digits.labels):
        raise ValueError(f"expected images with a label each, got {len(digits.images)} images and {len(digits.labels)} labels")
    return float(np.mean(network.read(digits.images) == digits.labels))


def _checked_permutation(permutation, inputs):
    order = np.array(permutation)
    if order.dtype.kind not in "iu" or not np.array_equal(np.sort(order, axis=None), np.arange(inputs)) or order.ndim != 1:
        raise ValueError(f"the permutation must hold each whole number from 0 to {inputs - 1} once")
    return order


@np.errstate(invalid="ignore", over="ignore")
def _finite_weighted_input(layer, pixels):
    """z₁, in which a NaN or infinite pixel always shows, and which has far fewer numbers to look through than the images."""
    z = layer.weighted_input(pixels)
    flat = z.ravel()
    if math.isfinite(flat.dot(flat)) or np.isfinite(z).all():
        return z
    if np.isfinite(pixels).all():
        raise ValueError("the weighted input of the first layer is not finite: its weights, or the pixels, are far too large")
    raise ValueError("the pixels must be finite: there is a NaN or an infinity among them")
