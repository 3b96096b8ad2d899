"""Edge-likeness says how well a neuron's weights fit the best of many ready-made edges.

A ready-made edge is a Gabor patch: a wave in one direction that fades away around one place. It is the standard model of the
cells in the visual cortex that respond to edges (J. G. Daugman, Journal of the Optical Society of America A 2 (1985), 1160-1169).
"""

import itertools
import math
from collections.abc import Iterable, Iterator

import numpy as np

from nn_core.preprocessing import SIDE

ORIENTATIONS = 12
WAVELENGTHS = (5.0, 7.0, 10.0, 14.0)  # pixels from one bright line to the next
LENGTHS = (1.0, 2.0)  # how much longer than wide the patch is
PLACES = range(4, 25, 2)  # rows and columns of the patch's middle
BELLS = (0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6)  # standard deviations of round bells, in pixels
EDGE = 0.6  # a neuron whose best fit is above this is called edge-like
LEAD = 0.1  # by so much a patch must fit a true edge better than any round spot
STRONG = 0.5  # of the largest: the cells of a patch that make its bar

Bank = Iterable[tuple[np.ndarray, np.ndarray]]  # pairs of pictures, both (places, 784), of length 1 and at right angles


def edge_likeness(weights: np.ndarray) -> np.ndarray:
    """The cosine between each neuron's weights and the patch that fits them best.

    All directions, wavelengths, lengths, places and phases are tried. The sign and the size of the weights do not matter.

    Args:
        weights: (n, 784), one row for each neuron.

    Returns:
        (n,), 1 for a perfect edge.

    Raises:
        ValueError: for another number of weights than 784.
    """
    return best_fit(weights, gabor_bank())[0]


def spot_likeness(weights: np.ndarray) -> np.ndarray:
    """The cosine between each neuron's weights and the round spot that fits them best.

    A spot is any mixture of two round bells around one middle, such as a blob, a ring, or a blob with a surround of the other sign.

    Args:
        weights: (n, 784), one row for each neuron.

    Returns:
        (n,), 1 for a perfect spot.

    Raises:
        ValueError: for another number of weights than 784.
    """
    return best_fit(weights, spot_bank())[0]


def is_edge(likeness: np.ndarray, spot: np.ndarray, threshold: float = EDGE) -> np.ndarray:
    """Whether neurons are true edges: edge-like, and clearly more so than spot-like.

    Args:
        likeness: (n,), of each neuron with the best edge.
        spot: (n,), with the best round spot.
        threshold: the likeness that is asked for.

    Returns:
        (n,) of True and False.
    """
    likeness = np.asarray(likeness)
    return (likeness > threshold) & (likeness > np.asarray(spot) + LEAD)


def gabor_bank() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Gabor patches of all directions, wavelengths and lengths.

    Yields:
        The two phases of each, at all places.
    """
    for angle, wavelength, stretch in itertools.product(range(ORIENTATIONS), WAVELENGTHS, LENGTHS):
        yield patches(math.pi * angle / ORIENTATIONS, wavelength, stretch)


def spot_bank() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Round bells exp(−r² / 2s²), two and two around one middle.

    Yields:
        The narrow one and what the wide one adds, at all places.
    """
    y, x = _around()
    bells = [np.exp(-(x**2 + y**2) / (2 * width**2)) for width in BELLS]
    for narrow, wide in itertools.combinations(bells, 2):
        yield _at_right_angles(narrow, wide)


def best_fit(weights: np.ndarray, bank: Bank) -> tuple[np.ndarray, np.ndarray]:
    """The mixture of a pair of pictures that fits each neuron's weights best, and its cosine.

    Args:
        weights: (n, 784), one row for each neuron.
        bank: the pairs to try.

    Returns:
        The cosines, (n,), and the mixtures, each of length 1, (n, 784).

    Raises:
        ValueError: for another number of weights than 784.
    """
    weights = np.atleast_2d(np.asarray(weights, float))
    if weights.shape[-1] != SIDE * SIDE:
        raise ValueError(f"expected {SIDE * SIDE} weights a neuron, got {weights.shape[-1]}")
    length = np.linalg.norm(weights, axis=1, keepdims=True)
    # The result needs only two decimals, so float32 will do; it halves the time.
    directions = np.divide(weights, length, out=np.zeros_like(weights), where=length > 0).astype(np.float32)
    best, fitting = np.zeros(len(weights)), np.zeros(weights.shape)
    for one, other in bank:
        # The two are at right angles to each other; the best mixture of both is as long as the projection onto them.
        along_one, along_other = directions @ one.T, directions @ other.T
        cosines = np.hypot(along_one, along_other)
        place, neuron = cosines.argmax(axis=1), np.arange(len(weights))
        for better in np.flatnonzero(cosines[neuron, place] > best):
            where = place[better]
            best[better] = cosines[better, where]
            fitting[better] = (along_one[better, where] * one[where] + along_other[better, where] * other[where]) / best[better]
    return best, fitting


def bar_signs(weights: np.ndarray, fitting: np.ndarray) -> np.ndarray:
    """Whether the bar of each neuron asks for ink or for none.

    The bar is where the patch that fits best is strong.

    Args:
        weights: (n, 784), one row for each neuron.
        fitting: (n, 784), the patch that fits each best.

    Returns:
        (n,), Σ w / Σ |w| over the bar: 1 where all weights ask for ink, −1 where all ask for none.
    """
    bar = np.abs(fitting) >= STRONG * np.abs(fitting).max(axis=1, keepdims=True)
    return (weights * bar).sum(axis=1) / (np.abs(weights) * bar).sum(axis=1)


def smoothness(weights: np.ndarray) -> float:
    """How much neighbouring weights agree: 0 for noise, nearly 1 for a smooth picture.

    Σ w w′ / Σ (w² + w′²) / 2 over all pairs of neighbours, side by side or one above the other.

    Args:
        weights: (n, 784), one row for each neuron.

    Returns:
        One number for all neurons together.
    """
    grids = np.asarray(weights, float).reshape(-1, SIDE, SIDE)
    pairs = ((grids[:, :, 1:], grids[:, :, :-1]), (grids[:, 1:], grids[:, :-1]))
    agree = sum((one * other).sum() for one, other in pairs)
    return float(agree / sum((one**2 + other**2).sum() / 2 for one, other in pairs))


def equally_smooth(weights: np.ndarray, count: int, seed: int) -> np.ndarray:
    """Random weights that are as smooth as these and as strong at each pixel: a control.

    Normal numbers, blurred with a bell curve. Its width is found by bisection.

    Args:
        weights: (n, 784), the weights to be like.
        count: how many rows to make.
        seed: decides the random numbers.

    Returns:
        (count, 784).
    """
    noise = np.random.default_rng(seed).standard_normal((count, SIDE, SIDE))
    strength = np.sqrt(np.mean(np.square(weights), axis=0)).reshape(SIDE, SIDE)
    narrow, wide, wanted = 0.1, float(SIDE), smoothness(weights)
    while wide - narrow > 0.01:
        width = (narrow + wide) / 2
        narrow, wide = (width, wide) if smoothness(_blurred(noise, width) * strength) < wanted else (narrow, width)
    return (_blurred(noise, width) * strength).reshape(count, -1)


def _blurred(noise: np.ndarray, width: float) -> np.ndarray:
    """The noise blurred with a bell curve; every pixel has a standard deviation of 1 again."""
    index = np.arange(SIDE)
    bell = np.exp(-((index[:, None] - index) ** 2) / (2 * width**2))
    blurred = bell @ noise @ bell.T
    return blurred / blurred.std(axis=0)


def patches(angle: float, wavelength: float, stretch: float) -> tuple[np.ndarray, np.ndarray]:
    """Gabor patches of one direction at all places, each of length 1.

    g(u, v) = exp(−(u² + (v / stretch)²) / 2s²) · cos or sin (2π u / wavelength), s = 0.4 wavelength; u runs along the angle.

    Args:
        angle: the direction across the wave, in radians.
        wavelength: pixels from one bright line to the next.
        stretch: how much longer than wide the patch is.

    Returns:
        The patches with a bright line in their middle (cos) and those with an edge there (sin), each (places, 784).
    """
    y, x = _around()
    u, v = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    fading = np.exp(-(u**2 + (v / stretch) ** 2) / (2 * (0.4 * wavelength) ** 2))
    return _at_right_angles(fading * np.cos(2 * math.pi * u / wavelength), fading * np.sin(2 * math.pi * u / wavelength))


def _around() -> np.ndarray:
    """Rows and columns as seen from the middle of a patch, for all of its places at once."""
    # Seen from its middle a patch is the same at every place: one large patch, of which each place shows another window.
    return np.mgrid[-PLACES[-1] : SIDE - PLACES[0], -PLACES[-1] : SIDE - PLACES[0]].astype(np.float32)


def _at_right_angles(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two large patches at all places, (places, 784), each of length 1.

    The other one loses its share of the first.
    """
    first, second = _windows(one), _windows(other)
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    # Near the border of the image not even the two phases of a wave are quite at right angles; make them so.
    second -= (second * first).sum(axis=1, keepdims=True) * first
    second /= np.linalg.norm(second, axis=1, keepdims=True)
    return first, second


def _windows(patch: np.ndarray) -> np.ndarray:
    """Windows of a large patch that put its middle at each of the places: (places, 784)."""
    starts = PLACES[-1] - np.array(PLACES)
    windows = np.lib.stride_tricks.sliding_window_view(patch, (SIDE, SIDE))[np.ix_(starts, starts)]
    return windows.reshape(-1, SIDE * SIDE)
