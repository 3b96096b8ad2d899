"""A digit turned, squeezed or bent a little is the same digit: one image gives many."""

from typing import NamedTuple

import numpy as np

from nn_core.preprocessing import CENTRE, MIDDLE, SIDE, grid, moments, prepare, sample, straight_map

GRID = 5  # the elastic field is drawn on a grid of 5 x 5 points
BLOCK = 100  # images distorted at a time, so that the work stays in the processor's cache


class Distortion(NamedTuple):
    """How far a copy may be from its original.

    Each amount is drawn evenly from minus to plus its limit, for every copy.

    Attributes:
        rotation: degrees.
        shear: a share of the height.
        scale: a share of the size, for each direction on its own.
        shift: pixels.
        elastic: pixels, the standard deviation of a smooth random field.
        thickness: up to this share, the brightest (or darkest) of a pixel and its neighbours is mixed in, so that strokes
            grow (or shrink).
    """

    rotation: float = 8.0
    shear: float = 0.08
    scale: float = 0.08
    shift: float = 0.5
    elastic: float = 0.45
    thickness: float = 0.0


def make_copies(images: np.ndarray, input: str, count: int, seed: int, distortion: Distortion | None = None) -> np.ndarray:
    """Prepare images for a network, clean in the first copy and distorted in all others.

    Args:
        images: (n, 28, 28) uint8.
        input: what the network reads, "framed" or "straightened".
        count: how many copies of each image.
        seed: decides every distortion.
        distortion: its limits.

    Returns:
        (count, n, 784) uint8.
    """
    distortion = distortion or Distortion()
    _raise_mmap_threshold()
    copies = np.empty((count, len(images), SIDE * SIDE), np.uint8)
    for start in range(0, len(images), BLOCK):
        block = images[start : start + BLOCK]
        copies[0, start : start + BLOCK] = to_bytes(prepare(block, input))
        random = np.random.default_rng([seed, start])
        ink = block.astype(np.float32) / np.float32(255.0)
        for copy in copies[1:]:
            copy[start : start + BLOCK] = to_bytes(distort(ink, random, input, distortion)).reshape(len(block), -1)
    return copies


def distort(images: np.ndarray, random: np.random.Generator, input: str, distortion: Distortion) -> np.ndarray:
    """Draw a distortion for each image, apply it, and prepare the image for a network.

    A copy's pixel at p is read from the original at c + M (p − middle) + e(p): c is the original's centre of mass,
    M undoes the distortion (and, for a straightened network, the straightening), e is the elastic field.
    All is done in one resampling, because every resampling blurs.

    Source of the elastic field: Simard, Steinkraus and Platt, ICDAR 2003.

    Args:
        images: (n, 28, 28), framed, floats from 0 to 1.
        random: where the distortions are drawn from.
        input: what the network reads, "framed" or "straightened".
        distortion: its limits.

    Returns:
        (n, 28, 28).
    """
    count = len(images)
    if distortion.thickness:
        images = thicken(images, random.uniform(-distortion.thickness, distortion.thickness, count))
    inverse = np.linalg.inv(_linear_maps(random, distortion, count))
    mean, covariance = moments(images)
    if input == "straightened":
        forward = np.linalg.inv(inverse)
        inverse = inverse @ straight_map(forward @ covariance @ forward.transpose(0, 2, 1))
        middle = np.full((count, 2), MIDDLE)
    else:
        middle = CENTRE + random.uniform(-distortion.shift, distortion.shift, (count, 2))
    x, y = grid(inverse.astype(np.float32), mean.astype(np.float32), middle.astype(np.float32))
    if distortion.elastic:
        x += _elastic_field(random, distortion.elastic, count)
        y += _elastic_field(random, distortion.elastic, count)
    return sample(images, x, y)


def thicken(images: np.ndarray, amount: np.ndarray) -> np.ndarray:
    """Mix in the brightest or the darkest of each pixel and its four neighbours.

    Args:
        images: (n, 28, 28), floats.
        amount: (n,), from -1 to 1: how much of the brightest (above 0) or the darkest (below 0).

    Returns:
        (n, 28, 28), brightened so that the brightest pixel of each image is 1.
    """
    rows, columns = (np.pad(images, padding, "edge") for padding in (((0, 0), (1, 1), (0, 0)), ((0, 0), (0, 0), (1, 1))))
    near = [images, rows[:, 2:], rows[:, :-2], columns[:, :, 2:], columns[:, :, :-2]]
    brightest, darkest = np.maximum.reduce(near), np.minimum.reduce(near)
    amount = np.asarray(amount, images.dtype)[:, None, None]
    mixed = images + np.maximum(amount, 0) * (brightest - images) + np.maximum(-amount, 0) * (darkest - images)
    return mixed / np.maximum(mixed.max(axis=(1, 2), keepdims=True), images.dtype.type(1e-6))


def make_non_digits(count: int, input: str, seed: int) -> np.ndarray:
    """Images that show no digit: blank ones, and uniform noise of any strength.

    Half of the noise is framed like a drawing.

    Args:
        count: how many.
        input: what the network reads, "framed" or "straightened".
        seed: decides the noise.

    Returns:
        (count, 784) uint8.
    """
    random = np.random.default_rng(seed)
    noise = random.random((count, SIDE, SIDE)) * random.random((count, 1, 1))
    noise[: count // 2] = prepare(noise[: count // 2], input).reshape(-1, SIDE, SIDE)
    noise[::16] = 0.0
    return to_bytes(noise).reshape(count, -1)


def to_bytes(pixels: np.ndarray) -> np.ndarray:
    """Floats from 0 to 1 as whole numbers from 0 to 255, a half rounded up.

    Args:
        pixels: of any shape.

    Returns:
        The same shape, uint8.
    """
    return (pixels * 255 + 0.5).astype(np.uint8)


def _raise_mmap_threshold() -> None:
    """Let the C library reuse freed arrays: distorting is more than twice as fast here.

    The GNU C library gives every freed block above a threshold (128 kB at first) back to the system, and the next array of that size
    costs a page fault for each 4 kB. Freeing one block of up to 32 MB raises the threshold to its size.
    """
    np.empty(30 << 20, np.uint8).fill(0)


def _linear_maps(random: np.random.Generator, distortion: Distortion, count: int) -> np.ndarray:
    """The linear part of each distortion, (n, 2, 2): rotation, then shear, then scale."""
    angle = np.radians(random.uniform(-distortion.rotation, distortion.rotation, count))
    shear = random.uniform(-distortion.shear, distortion.shear, count)
    scale_x, scale_y = 1 + random.uniform(-distortion.scale, distortion.scale, (2, count))
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    stretch = np.array([[scale_x, shear], [np.zeros(count), scale_y]])
    return stretch.transpose(2, 0, 1) @ rotation.transpose(2, 0, 1)


def _elastic_field(random: np.random.Generator, spread: float, count: int) -> np.ndarray:
    """A smooth displacement for every pixel, (n, 28, 28).

    Normal numbers at 5 x 5 points, straight lines between them.
    """
    points = random.standard_normal((count, GRID, GRID), np.float32) * np.float32(spread)
    position = np.linspace(0, GRID - 1, SIDE, dtype=np.float32)
    between = np.maximum(0, 1 - np.abs(position[:, None] - np.arange(GRID, dtype=np.float32)))
    return between @ points @ between.T
