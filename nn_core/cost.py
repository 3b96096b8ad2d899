"""The cost says how wrong an output is: 0 when it is the target, more the further away."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


def one_hot(labels, classes=10, dtype=np.float64):
    """The target for a label: 1 at the label's own index, 0 elsewhere.

    Args:
        labels: one label, or (n,) of them: whole numbers from 0.
        classes: how many labels there are.
        dtype: of the target.

    Returns:
        (classes,) for one label, (n, classes) for many.

    Raises:
        ValueError: for what is no label.

    Examples:
        >>> print(one_hot(3))
        [0. 0. 0. 1. 0. 0. 0. 0. 0. 0.]
    """
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu" or (labels.size and not 0 <= labels.min() <= labels.max() < classes):
        raise ValueError(f"labels must be whole numbers from 0 to {classes - 1}")
    return np.eye(classes, dtype=dtype)[labels]


def squared_cost(activations, target):
    """C = Σ (a − y)², the sum of squared differences, for each example.

    Args:
        activations: the output a, (…, 10).
        target: y, one-hot, shaped like the output.

    Returns:
        One cost for each example, (…).

    Raises:
        ValueError: for a target of another shape, such as a label.

    Examples:
        >>> print(squared_cost(np.array([0.5, 0.0]), np.array([1.0, 0.0])))
        0.25
    """
    check_target(activations, target)
    return np.sum((activations - target) ** 2, axis=-1)


def squared_cost_derivative(activations, target):
    """dC/da = 2 (a − y), for each output neuron.

    Args:
        activations: the output a, (…, 10).
        target: y, one-hot, shaped like the output.

    Returns:
        The derivatives, shaped like the output.

    Raises:
        ValueError: for a target of another shape, such as a label.
    """
    check_target(activations, target)
    return 2.0 * (activations - target)


def cross_entropy(activations, target):
    """C = −Σ (y ln a + (1 − y) ln(1 − a)), for each example.

    It grows without bound for a confident wrong answer. An activation of exactly 0 or 1 is taken as 1e-12 away from it.

    Args:
        activations: the output a, (…, 10), from 0 to 1.
        target: y, one-hot, shaped like the output.

    Returns:
        One cost for each example, (…).

    Raises:
        ValueError: for a target of another shape, such as a label.
    """
    check_target(activations, target)
    activations = _inside(activations)
    return -np.sum(target * np.log(activations) + (1.0 - target) * np.log(1.0 - activations), axis=-1)


def cross_entropy_derivative(activations, target):
    """dC/da = (a − y) / (a (1 − a)), for each output neuron.

    Args:
        activations: the output a, (…, 10), from 0 to 1.
        target: y, one-hot, shaped like the output.

    Returns:
        The derivatives, shaped like the output.

    Raises:
        ValueError: for a target of another shape, such as a label.
    """
    check_target(activations, target)
    activations = _inside(activations)
    return (activations - target) / (activations * (1.0 - activations))


def check_target(activations, target):
    """Refuse a target that is not shaped like the output.

    Args:
        activations: the output.
        target: what it should have been.

    Raises:
        ValueError: when their shapes differ.
    """
    if np.shape(target) != np.shape(activations):
        raise ValueError(
            f"expected a target of shape {np.shape(activations)}, like the output, got {np.shape(target)}; see one_hot(labels)"
        )


def _inside(activations):
    """Activations kept off 0 and 1, in float64: in float32 the number 1 - 1e-12 is 1."""
    return np.clip(np.asarray(activations, np.float64), 1e-12, 1.0 - 1e-12)


class Cost(NamedTuple):
    """A cost of one example together with its derivative by each output activation.

    Attributes:
        function: C(a, y).
        derivative: dC/da.
    """

    function: Callable
    derivative: Callable


COSTS = {
    "squared": Cost(squared_cost, squared_cost_derivative),
    "cross-entropy": Cost(cross_entropy, cross_entropy_derivative),
}
