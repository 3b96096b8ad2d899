"""A layer is a row of neurons that all read the same numbers.

Each neuron has weights and a bias of its own.
"""

import numpy as np

from nn_core.activations import ACTIVATIONS

DIVIDE = "grey values from 0 to 255 are divided by 255 first"


class Layer:
    """n_out neurons that each read n_in activations: a = σ(W a + b).

    Args:
        weights: (n_out, n_in). weights[j, k] is the connection from neuron k of the layer before
            to neuron j of this one, so row j is all that neuron j sees.
        biases: (n_out,), one for each neuron.
        activation: a name in ACTIVATIONS.

    Raises:
        ValueError: for shapes that do not fit each other, numbers that are not finite, or an unknown activation.

    Examples:
        >>> layer = Layer(weights=[[1.0, -1.0]], biases=[0.0])
        >>> print(layer.forward([2.0, 2.0]))
        [0.5]
    """

    def __init__(self, weights, biases, activation="sigmoid"):
        self.weights = _finite_floats(weights, "weights")
        self.biases = _finite_floats(biases, "biases")
        if self.weights.ndim != 2 or 0 in self.weights.shape:
            raise ValueError(f"weights must be a table of rows, one a neuron; got shape {self.weights.shape}")
        if self.biases.shape != self.weights.shape[:1]:
            raise ValueError(
                f"expected one bias for each of the {len(self.weights)} rows of weights, got biases of shape {self.biases.shape}"
            )
        if activation not in ACTIVATIONS:
            raise ValueError(f"unknown activation {activation!r}; known are {', '.join(ACTIVATIONS)}")
        self.activation = activation

    @property
    def inputs(self):
        """How many activations each neuron reads (n_in)."""
        return self.weights.shape[1]

    @property
    def neurons(self):
        """How many neurons the layer has (n_out)."""
        return self.weights.shape[0]

    @property
    def parameter_count(self):
        """Weights and biases together: n_out · n_in + n_out."""
        return self.weights.size + self.biases.size

    def weighted_input(self, activations):
        """The sums z = W a + b, also called the pre-activation.

        For rows this is written a Wᵀ + b: the same sums. They are computed in the precision of the activations.

        Args:
            activations: floats, (n_in,), or many as rows (n, n_in).

        Returns:
            z, (n_out,) or (n, n_out).

        Raises:
            ValueError: for another number of activations.
            TypeError: for what is no float, such as grey values from 0 to 255.
        """
        activations = np.asarray(activations)
        if activations.shape[-1:] != self.weights.shape[1:]:
            raise ValueError(f"expected {self.inputs} activations, got shape {activations.shape}")
        if activations.dtype.kind != "f":
            raise TypeError(f"expected activations as floats, got dtype {activations.dtype}; {DIVIDE}")
        weights = self.weights.astype(activations.dtype, copy=False)
        biases = self.biases.astype(activations.dtype, copy=False)
        return activations @ weights.T + biases

    def forward(self, activations):
        """The activations of this layer: a = σ(W a + b).

        Args:
            activations: those of the layer before, floats, (n_in,) or (n, n_in).

        Returns:
            a, (n_out,) or (n, n_out).
        """
        return ACTIVATIONS[self.activation].function(self.weighted_input(activations))

    def __repr__(self):
        return f"Layer({self.inputs} -> {self.neurons}, {self.activation})"


def _finite_floats(numbers, name):
    try:
        array = np.asarray(numbers)
        if array.dtype.kind not in "fiu":
            raise ValueError
    except ValueError:
        raise ValueError(f"{name} must be plain numbers in rows of equal length") from None
    if array.dtype not in (np.float32, np.float64):
        array = array.astype(np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite: there is a NaN or an infinity among them")
    return array
