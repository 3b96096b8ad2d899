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
    return best_fit(weights)[0]


def best_fit(weights):
    """For each neuron, (n, 784), the cosine (n,) with the patch that fits its weights best, and that patch, of length 1, (n, 784)."""
    weights = np.atleast_2d(np.asarray(weights, float))
    if weights.shape[-1] != SIDE * SIDE:
        raise ValueError(f"expected {SIDE * SIDE} weights a neuron, got {weights.shape[-1]}")
    length = np.linalg.norm(weights, axis=1, keepdims=True)
    # Two decimals are wanted of the result, so float32 will do; it halves the time.
    directions = np.divide(weights, length, out=np.zeros_like(weights), where=length > 0).astype(np.float32)
    best, fitting = np.zeros(len(weights)), np.zeros(weights.shape)
    for angle, wavelength, stretch in itertools.product(range(ORIENTATIONS), WAVELENGTHS, LENGTHS):
        even, odd = patches(math.pi * angle / ORIENTATIONS, wavelength, stretch)
        # The two phases are at right angles to each other; the best mixture of both is as long as the projection onto them.
        along_even, along_odd = directions @ even.T, directions @ odd.T
        cosines = np.hypot(along_even, along_odd)
        place, neuron = cosines.argmax(axis=1), np.arange(len(weights))
        for better in np.flatnonzero(cosines[neuron, place] > best):
            where = place[better]
            best[better] = cosines[better, where]
            fitting[better] = (along_even[better, where] * even[where] + along_odd[better, where] * odd[where]) / best[better]
    return best, fitting


def smoothness(weights):
    """How much neighbouring weights agree, (n, 784) -> one number: 0 for noise, nearly 1 where each is like its neighbours.

    Σ w w′ / Σ (w² + w′²) / 2 over all pairs of neighbours, side by side or one above the other.
    """
    grids = np.asarray(weights, float).reshape(-1, SIDE, SIDE)
    pairs = ((grids[:, :, 1:], grids[:, :, :-1]), (grids[:, 1:], grids[:, :-1]))
    agree = sum((one * other).sum() for one, other in pairs)
    return float(agree / sum((one**2 + other**2).sum() / 2 for one, other in pairs))


def equally_smooth(weights, count, seed):
    """Random weights that are as smooth as these and as strong at each pixel, but look for nothing: the control, (count, 784).

    Normal numbers, blurred with a bell curve until their smoothness is that of the weights (halving the range of widths).
    """
    noise = np.random.default_rng(seed).standard_normal((count, SIDE, SIDE))
    strength = np.sqrt(np.mean(np.square(weights), axis=0)).reshape(SIDE, SIDE)
    narrow, wide, wanted = 0.1, float(SIDE), smoothness(weights)
    while wide - narrow > 0.01:
        width = (narrow + wide) / 2
        narrow, wide = (width, wide) if smoothness(_blurred(noise, width) * strength) < wanted else (narrow, width)
    return (_blurred(noise, width) * strength).reshape(count, -1)


def _blurred(noise, width):
    """Every pixel of the same spread, whatever the width of the bell curve."""
    index = np.arange(SIDE)
    bell = np.exp(-((index[:, None] - index) ** 2) / (2 * width**2))
    blurred = bell @ noise @ bell.T
    return blurred / blurred.std(axis=0)


def patches(angle, wavelength, stretch):
    """Patches of one direction at all places, each of length 1: (places, 784) with a bright line in the middle, and as many with an edge there.

    g(u, v) = exp(−(u² + (v / stretch)²) / 2s²) · cos or sin (2π u / wavelength), s = 0.4 wavelength; u runs along the angle.
    """
    # Seen from its middle a patch is the same at every place: one large patch, of which each place shows another window.
    y, x = np.mgrid[-PLACES[-1] : SIDE - PLACES[0], -PLACES[-1] : SIDE - PLACES[0]].astype(np.float32)
    u, v = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    fading = np.exp(-(u**2 + (v / stretch) ** 2) / (2 * (0.4 * wavelength) ** 2))
    even = _windows(fading * np.cos(2 * math.pi * u / wavelength))
    odd = _windows(fading * np.sin(2 * math.pi * u / wavelength))
    even /= np.linalg.norm(even, axis=1, keepdims=True)
    # Near the border of the image the two are not quite at right angles; make them so.
    odd -= (odd * even).sum(axis=1, keepdims=True) * even
    odd /= np.linalg.norm(odd, axis=1, keepdims=True)
    return even, odd


def _windows(patch):
    """(places, 784): the image around the middle of a large patch, for each place of that middle in the image."""
    starts = PLACES[-1] - np.array(PLACES)
    windows = np.lib.stride_tricks.sliding_window_view(patch, (SIDE, SIDE))[np.ix_(starts, starts)]
    return windows.reshape(-1, SIDE * SIDE)
