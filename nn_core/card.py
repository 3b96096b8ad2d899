"""A network's card says how it came to be, how well it reads, and what it does with what is no digit: all measured."""

import datetime
import platform
from pathlib import Path

import numpy as np

from nn_core.preprocessing import SIDE, STAGES, prepare

CONFIDENT = 0.9
EDGE_LIKE = 0.6  # the cosine from which a picture of weights counts as an edge or a stroke
BINS = 10
NOISE_IMAGES, NOISE_SEED = 1000, 2026
SHIFT = 4


def pixels_for(network, images, stages=None):
    """Images as this network reads them: prepared and, if its card names a permutation_seed, with their pixels permuted."""
    pixels = prepare(images, network, stages)
    if "permutation_seed" in network.card:
        pixels = pixels[..., permutation(network.card["permutation_seed"])]
    return pixels


def permutation(seed):
    """The order in which a shuffled network reads the 784 pixels."""
    return np.random.default_rng(seed).permutation(SIDE * SIDE)


def accuracies(network, data):
    """The measured part of a card, from an Mnist: accuracy on its training and test images, and all of measure_card."""
    measured = measure_card(network, data.test)
    train = np.mean(network.predict(pixels_for(network, data.train.images)) == data.train.labels)
    return {"train_accuracy": _plain(train), "test_accuracy": measured.pop("accuracy"), "on_the_test_images": measured}


def measure_card(network, digits):
    """What a network does with digits (a Digits of images and labels), with noise, and with disturbed digits.

    Returns a dictionary of plain numbers: shares from 0 to 1. "prepared" has been through every stage that the
    network wants; "as it is" has not been scaled and centred.
    """
    output = network.forward(pixels_for(network, digits.images))
    noise = np.random.default_rng(NOISE_SEED).random((NOISE_IMAGES, SIDE, SIDE))
    blank = np.zeros((1, SIDE, SIDE))
    as_it_is = STAGES[network.input][2:]
    return {
        "accuracy": _accuracy(output, digits.labels),
        "expected_calibration_error": _plain(calibration_error(output, digits.labels)),
        "right_answers_above_0.9": _plain(np.mean(output.max(axis=1)[output.argmax(axis=1) == digits.labels] > CONFIDENT)),
        "wrong_answers_above_0.9": _plain(np.mean(output.max(axis=1)[output.argmax(axis=1) != digits.labels] > CONFIDENT)),
        "noise_above_0.9_as_it_is": _confident(network.forward(pixels_for(network, noise, as_it_is))),
        "noise_above_0.9_prepared": _confident(network.forward(pixels_for(network, noise))),
        "edge_like_neurons": _plain(np.mean(edge_likeness(network.layers[0].weights) > EDGE_LIKE)),
        "blank_highest_output": _plain(network.forward(pixels_for(network, blank)).max()),
        "disturbed": {
            name: _disturbed(network, images, digits.labels, as_it_is) for name, images in disturbances(digits.images).items()
        },
    }


def disturbances(images):
    """The same digits, uint8 (n, 28, 28): shifted by four pixels, black on white, and shrunk to half their size."""
    half = images.reshape(-1, SIDE // 2, 2, SIDE // 2, 2).mean(axis=(2, 4)).astype(np.uint8)
    quarter = SIDE // 4
    return {
        f"shifted right by {SHIFT} pixels": np.pad(images, ((0, 0), (0, 0), (SHIFT, 0)))[:, :, :SIDE],
        "inverted, black on white": 255 - images,
        "shrunk to half": np.pad(half, ((0, 0), (quarter, quarter), (quarter, quarter))),
    }


def calibration_error(output, labels):
    """Expected calibration error: how far, on average, the highest output lies from the share of right answers.

    ECE = Σ over ten equal bins of the highest output: (share of images in the bin) · |mean output − share right|.
    Source: Naeini, Cooper and Hauskrecht, AAAI 2015.
    """
    highest, right = output.max(axis=1), output.argmax(axis=1) == labels
    bins = np.minimum((highest * BINS).astype(int), BINS - 1)
    gaps = np.bincount(bins, highest, BINS) - np.bincount(bins, right, BINS)
    return np.abs(gaps).sum() / len(labels)


def edge_likeness(weights):
    """How well each picture of weights is matched by the best oriented edge or stroke: (n, 784) -> (n,), from 0 to 1.

    The cosine between the picture and its projection on a Gabor pair, exp(-(u² + v²/4) / 2s²) times cos(2πu/p) and
    sin(2πu/p), u across and v along the stroke, the best over 12 directions, 4 periods p, 2 widths s and 196 places.
    Source of the template: Daugman, Journal of the Optical Society of America A 2 (1985), 1160-1169.
    """
    pictures = weights / np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-12)
    place = np.arange(0.5, SIDE, 2)
    across, down = np.meshgrid(np.arange(SIDE), np.arange(SIDE))
    right = across.ravel() - np.repeat(place, len(place))[:, None]
    below = down.ravel() - np.tile(place, len(place))[:, None]
    best = np.zeros(len(pictures))
    for angle in np.pi * np.arange(12) / 12:
        u, v = right * np.cos(angle) + below * np.sin(angle), below * np.cos(angle) - right * np.sin(angle)
        for period in (5, 8, 12, 18):
            for width in (period / 4, period / 2.5):
                near = np.exp(-(u**2 + v**2 / 4) / (2 * width**2))
                even = near * np.cos(2 * np.pi * u / period)
                odd = near * np.sin(2 * np.pi * u / period)
                even /= np.linalg.norm(even, axis=1, keepdims=True)
                odd -= (odd * even).sum(axis=1, keepdims=True) * even
                odd /= np.linalg.norm(odd, axis=1, keepdims=True)
                match = np.hypot(pictures @ even.T, pictures @ odd.T)
                best = np.maximum(best, match.max(axis=1))
    return best


def made_here():
    """Where and when: the processor, the versions and the date."""
    return {
        "processor": _processor(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "date": datetime.date.today().isoformat(),
    }


def _disturbed(network, images, labels, as_it_is):
    untouched = network.forward(pixels_for(network, images, as_it_is))
    return {
        "accuracy_as_it_is": _accuracy(untouched, labels),
        "above_0.9_as_it_is": _confident(untouched),
        "accuracy_prepared": _accuracy(network.forward(pixels_for(network, images)), labels),
    }


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _accuracy(output, labels):
    return _plain(np.mean(output.argmax(axis=1) == labels))


def _confident(output):
    return _plain(np.mean(output.max(axis=1) > CONFIDENT))


def _plain(number):
    return round(float(number), 5)
