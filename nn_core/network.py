"""A neural network is a few layers in a row, each reading the activations of the last."""

import itertools
import math
from typing import NamedTuple

import numpy as np

from nn_core.activations import ACTIVATIONS
from nn_core.layer import DIVIDE, Layer
from nn_core.preprocessing import INPUTS, SIDE, prepare, shape_of

# Images that are read at a time: few enough that they stay in the processor's cache from one look to the next.
BLOCK = 200
DIGITS = 10
FLOATS = (np.dtype(np.float64), np.dtype(np.float32))


class ForwardPass(NamedTuple):
    """Every number that appears while a network reads an image.

    Attributes:
        weighted_inputs: z of layers 1, 2, …: weighted_inputs[0] belongs to the first hidden layer.
        activations: a of layers 0, 1, 2, …: activations[0] is the image, activations[-1] the output.
    """

    weighted_inputs: list
    activations: list


class Network:
    """Layers in a row: a⁽ˡ⁾ = σ(W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾), from the pixels a⁽⁰⁾ to the output.

    Args:
        layers: Layer objects, each reading as many activations as the one before has neurons.
        input: how the network wants its digits: "framed" or "straightened" (see preprocessing).
        permutation: the order in which it reads the pixels, each index once; None for their own order.
        card: what is known of its training, a dictionary of plain values.

    Raises:
        ValueError: when the layers do not fit each other, for an unknown input, or for what is no permutation.

    Examples:
        >>> network = Network.random([784, 16, 16, 10], seed=42)
        >>> network.parameter_count
        13002
    """

    def __init__(self, layers, input="framed", permutation=None, card=None):
        self.layers = list(layers)
        if not self.layers:
            raise ValueError("a network needs at least one layer")
        for l, (before, after) in enumerate(itertools.pairwise(self.layers), start=1):
            if after.inputs != before.neurons:
                raise ValueError(f"layer {l + 1} reads {after.inputs} activations, but layer {l} has {before.neurons} neurons")
        if input not in INPUTS:
            raise ValueError(f"the input must be one of {', '.join(INPUTS)}, got {input!r}")
        self.input = input
        self.permutation = None if permutation is None else _checked_permutation(permutation, self.layers[0].inputs)
        self.card = dict(card or {})

    @classmethod
    def random(cls, sizes, seed, activation="sigmoid", input="framed", permutation=None, dtype=np.float64):
        """An untrained network: weights drawn from a bell curve of spread 1/√n_in, biases 0.

        Args:
            sizes: neurons in each layer, the input first, such as [784, 16, 16, 10].
            seed: decides every weight.
            activation: of every layer, a name in ACTIVATIONS.
            input: how the network wants its digits, as for Network.
            permutation: the order in which it reads the pixels, as for Network.
            dtype: of the parameters; with np.float32, and pixels of the same, learning takes half the time.

        Returns:
            A Network.
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

    def read(self, images):
        """The digits that images show, each image first prepared as this network wants it.

        Args:
            images: grey, white ink on black, of any size, (h, w) or (n, h, w); uint8 from 0 to 255 or floats from 0 to 1.

        Returns:
            An int for one image, (n,) for many.

        Raises:
            ValueError: for what is not a grey image, or a network of another shape, or whose numbers are not finite.
            TypeError: for another dtype.

        Examples:
            >>> from nn_core import load_mnist, load_network
            >>> load_network("straightened").read(load_mnist().test.images[:4])
            array([7, 2, 1, 0])
        """
        self.check_reads_digits()
        images = np.asarray(images)
        if images.ndim == 2 and images.shape[1] == self.layers[0].inputs:
            raise ValueError(f"rows of {images.shape[1]} pixels are for predict; one image of that width is read as images[None]")
        if images.ndim == 3 and len(images) > BLOCK:
            return np.concatenate([self.read(images[start : start + BLOCK]) for start in range(0, len(images), BLOCK)])
        return self.predict(self.prepare(images))

    def check_reads_digits(self):
        """See whether it has an input for every pixel, and an output for every digit.

        Raises:
            ValueError: when it has not.
        """
        shape = self.sizes[0], self.sizes[-1]
        if shape != (SIDE**2, DIGITS):
            raise ValueError(f"digits are read with {SIDE**2} inputs and {DIGITS} outputs, this network has {shape[0]} and {shape[1]}")

    def prepare(self, images, stages=None):
        """What this network reads of images: their pixels, framed or straightened.

        Args:
            images: as for read.
            stages: some of "scale", "centre", "straighten", to leave others out; by default all that the network wants.

        Returns:
            Activations from 0 to 1, (784,) for one image, (n, 784) for many.
        """
        pixels = prepare(images, self.input, stages)
        return pixels if self.permutation is None else pixels[..., self.permutation]

    def predict(self, pixels):
        """The digit that prepared pixels show: the index of the most active output neuron.

        Images that are not prepared yet are for read.

        Args:
            pixels: as for forward.

        Returns:
            An int for one image, (n,) for many.

        Raises:
            ValueError: as forward does; and for outputs that are no numbers, because training has blown up the weights.
        """
        output = self.forward(pixels)
        if np.isnan(output).any():
            raise ValueError("the outputs are not numbers: the weights, or the pixels, are not finite or far too large")
        digits = output.argmax(axis=-1)
        return int(digits) if digits.ndim == 0 else digits

    def forward(self, pixels):
        """The output activations for prepared pixels, in the precision of the pixels.

        Args:
            pixels: floats from 0 (black) to 1 (white ink), (784,) for one image, (n, 784) for many.

        Returns:
            (10,) or (n, 10).

        Raises:
            ValueError: for a wrong shape, or a NaN or an infinity.
            TypeError: for a wrong dtype.
        """
        pixels = self._checked(pixels)
        if pixels.ndim == 2 and len(pixels) > BLOCK:
            return np.concatenate([self.forward(pixels[start : start + BLOCK]) for start in range(0, len(pixels), BLOCK)])
        _refuse_not_finite(pixels)
        activations = pixels
        for layer in self.layers:
            # This is layer.forward(activations), but it checks nothing again, and .dot is @ with less ado:
            # the outputs of one image take 0.75 of the time.
            z = activations.dot(layer.weights.astype(pixels.dtype, copy=False).T)
            z += layer.biases
            activations = ACTIVATIONS[layer.activation].function(z)
        return activations

    def forward_pass(self, pixels):
        """Like forward, but every z and every a on the way is kept.

        Args:
            pixels: as for forward.

        Returns:
            A ForwardPass.
        """
        pixels = self._checked(pixels)
        _refuse_not_finite(pixels)
        weighted_inputs, activations = [], [pixels]
        for layer in self.layers:
            weighted_inputs.append(layer.weighted_input(activations[-1]))
            activations.append(ACTIVATIONS[layer.activation].function(weighted_inputs[-1]))
        return ForwardPass(weighted_inputs, activations)

    def _checked(self, pixels):
        pixels, expected = np.asarray(pixels), self.layers[0].inputs
        if pixels.dtype not in FLOATS:
            raise TypeError(f"expected activations as floats from 0 to 1, got dtype {pixels.dtype}; {DIVIDE}")
        if pixels.ndim in (1, 2) and pixels.shape[-1] == expected:
            return pixels
        advice = ""
        if pixels.size == expected:
            advice = "; call image.ravel() first"
        elif pixels.ndim == 3 and math.prod(pixels.shape[1:]) == expected:
            advice = "; call images.reshape(len(images), -1) first"
        raise ValueError(f"expected {expected} pixels, got {shape_of(pixels)}{advice}")

    def __str__(self):
        head = f"Network {'-'.join(map(str, self.sizes))}, reads {self._reads()}"
        lines = [
            f"  layer {l}: {layer.weights.size:>6,} weights + {layer.biases.size:>3,} biases"
            f" = {layer.parameter_count:>6,}  ({layer.activation})"
            for l, layer in enumerate(self.layers, start=1)
        ]
        return "\n".join([head, *lines, f"  {self.parameter_count:,} parameters"])

    def __repr__(self):
        return f"Network({'-'.join(map(str, self.sizes))}, reads {self._reads()})"

    def _reads(self):
        return f"{self.input} digits" + ("" if self.permutation is None else ", their pixels permuted")


def accuracy(network, digits):
    """The share of digits that a network reads right.

    Args:
        network: a Network.
        digits: anything with images (n, h, w) and labels (n,), such as load_mnist().test.

    Returns:
        A float from 0 to 1.

    Raises:
        ValueError: when there is no image, or not one label for each.

    Examples:
        >>> from nn_core import load_mnist, load_network
        >>> accuracy(load_network(), load_mnist().test[:1000])
            0.977
    """
    images, labels = digits.images, digits.labels
    if len(images) != len(labels) or not len(labels):
        raise ValueError(f"expected images with a label each, got {len(images)} images and {len(labels)} labels")
    return float(np.mean(network.read(images) == labels))


def _checked_permutation(permutation, inputs):
    order = np.array(permutation)
    if order.ndim != 1 or order.dtype.kind not in "iu" or not np.array_equal(np.sort(order), np.arange(inputs)):
        raise ValueError(f"the permutation must hold each whole number from 0 to {inputs - 1} once")
    return order


def _refuse_not_finite(pixels):
    # The sum of squares is finite only if all of them are; vdot overflows without a warning.
    if not math.isfinite(np.vdot(pixels, pixels)) and not np.isfinite(pixels).all():
        raise ValueError("the pixels must be finite: there is a NaN or an infinity among them")
