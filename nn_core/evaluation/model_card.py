"""A network's card says how it came to be, how well it reads, and what it does with what is no digit: all measured."""

import datetime
import platform
from pathlib import Path

import numpy as np

from nn_core.evaluation.edge_likeness import EDGE, edge_likeness
from nn_core.network import accuracy
from nn_core.preprocessing import SIDE, STAGES

CONFIDENT = 0.9
BINS = 10
NOISE_IMAGES, NOISE_SEED = 1000, 2026
SHIFT = 4


def accuracies(network, data):
    """The measured part of a card, from an Mnist: accuracy on its training and test images, and all of measure_card."""
    measured = measure_card(network, data.test)
    train = accuracy(network, data.train)
    return {"train_accuracy": _plain(train), "test_accuracy": measured.pop("accuracy"), "on_the_test_images": measured}


def measure_card(network, digits):
    """What a network does with digits (a Digits of images and labels), with noise, and with disturbed digits.

    Returns a dictionary of plain numbers: shares from 0 to 1. "prepared" has been through every stage that the
    network wants; "as it is" has not been scaled and centred.
    """
    output = network.forward(network.prepare(digits.images))
    noise = np.random.default_rng(NOISE_SEED).random((NOISE_IMAGES, SIDE, SIDE))
    blank = np.zeros((1, SIDE, SIDE))
    as_it_is = STAGES[network.input][2:]
    return {
        "accuracy": _accuracy(output, digits.labels),
        "expected_calibration_error": _plain(calibration_error(output, digits.labels)),
        "right_answers_above_0.9": _plain(np.mean(output.max(axis=1)[output.argmax(axis=1) == digits.labels] > CONFIDENT)),
        "wrong_answers_above_0.9": _plain(np.mean(output.max(axis=1)[output.argmax(axis=1) != digits.labels] > CONFIDENT)),
        "noise_above_0.9_as_it_is": _confident(network.forward(network.prepare(noise, as_it_is))),
        "noise_above_0.9_prepared": _confident(network.forward(network.prepare(noise))),
        "edge_like_neurons": _plain(np.mean(edge_likeness(network.layers[0].weights) > EDGE)),
        "blank_highest_output": _plain(network.forward(network.prepare(blank)).max()),
        "disturbed": {name: _disturbed(network, images, digits.labels, as_it_is) for name, images in disturbances(digits.images).items()},
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


def made_here():
    """Where and when: the processor, the versions and the date."""
    return {
        "processor": _processor(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "date": datetime.date.today().isoformat(),
    }


def _disturbed(network, images, labels, as_it_is):
    untouched = network.forward(network.prepare(images, as_it_is))
    return {
        "accuracy_as_it_is": _accuracy(untouched, labels),
        "above_0.9_as_it_is": _confident(untouched),
        "accuracy_prepared": _accuracy(network.forward(network.prepare(images)), labels),
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
