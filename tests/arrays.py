"""Arrays that many tests make, or hold beside each other."""

import numpy as np


def lit(place, shade=1.0, shape=(28, 28)):
    """A black image, or a number of them, that is lit in one place: an index, or slices made by np.s_."""
    image = np.zeros(shape)
    image[place] = shade
    return image


def assert_same_parameters(found, expected, atol=0.0):
    """Layers, or the gradients of layers, have the same weights and biases as others, up to atol."""
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one.weights, other.weights, rtol=0, atol=atol)
        np.testing.assert_allclose(one.biases, other.biases, rtol=0, atol=atol)
