"""Edge-likeness says how well a neuron's weights, as a picture, fit the best of many ready-made edges and strokes.

A ready-made edge is a Gabor patch: a wave in one direction, fading away around one place. It is the standard model of the cells
that answer to edges in an eye's brain (J. G. Daugman, Journal of the Optical Society of America A 2 (1985), 1160-1169).
"""

import itertools
import math

import numpy as np

SIDE = 28
ORIENTATIONS = 12
WAVELENGTHS = (5.0, 7.0, 10.0, 14.0)  # pixels from one bright line to the next
LENGTHS = (1.0, 2.0)  # how much longer than wide the patch is
PLACES = range(4, 25, 2)  # rows and columns of the patch's middle
EDGE = 0.6  # a neuron whose best fit is above this is called edge-like


def edge_likeness(weights):
    """The cosine between each neuron's weights and the patch that fits them best: 1 for a perfect edge, (n, 784) -> (n,).

    Over all directions, wavelengths, lengths, places and phases. The sign and the size of the weights do not matter.
    """
    weights = np.atleast_2d(np.asarray(weights, float))
    if weights.shape[-1] != SIDE * SIDE:
        raise ValueError(f"expected {SIDE * SIDE} weights a neuron, got {weights.shape[-1]}")
    length = np.linalg.norm(weights, axis=1, keepdims=True)
    # Two decimals are wanted of the result, so float32 will do; it halves the time.
    directions = np.divide(weights, length, out=np.zeros_like(weights), where=length > 0).astype(np.float32)
    best = np.zeros(len(weights))
    for angle, wavelength, stretch in itertools.product(range(ORIENTATIONS), WAVELENGTHS, LENGTHS):
        even, odd = patches(math.pi * angle / ORIENTATIONS, wavelength, stretch)
        # The two phases are at right angles to each other; the best mixture of both is as long as the projection onto them.
        best = np.maximum(best, np.hypot(directions @ even.T, directions @ odd.T).max(axis=1))
    return best


def patches(angle, wavelength, stretch):
    """Patches of one direction at all places, each of length 1: (places, 784) with a bright line in the middle, and as many with an edge there.

    g(u, v) = exp(−(u² + (v / stretch)²) / 2s²) · cos or sin (2π u / wavelength), s = 0.4 wavelength; u runs along the angle.
    """
    rows, columns = np.mgrid[:SIDE, :SIDE].reshape(2, 1, -1).astype(np.float32)
    middles = np.array(list(itertools.product(PLACES, PLACES)), np.float32)
    y, x = rows - middles[:, :1], columns - middles[:, 1:]
    u, v = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    fading = np.exp(-(u**2 + (v / stretch) ** 2) / (2 * (0.4 * wavelength) ** 2))
    even = fading * np.cos(2 * math.pi * u / wavelength)
    odd = fading * np.sin(2 * math.pi * u / wavelength)
    even /= np.linalg.norm(even, axis=1, keepdims=True)
    # Near the border of the image the two are not quite at right angles; make them so.
    odd -= (odd * even).sum(axis=1, keepdims=True) * even
    odd /= np.linalg.norm(odd, axis=1, keepdims=True)
    return even, odd
