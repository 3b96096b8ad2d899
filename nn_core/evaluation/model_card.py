"""A model card says how a network came to be, how well it reads, and where it fails."""

import datetime
import platform
from pathlib import Path
from typing import Any

import numpy as np

from nn_core.evaluation.edge_likeness import EDGE, edge_likeness
from nn_core.evaluation.measurements import figure
from nn_core.mnist import Digits, Mnist
from nn_core.network import Network, accuracy
from nn_core.preprocessing import SIDE, STAGES

CONFIDENT = 0.9  # an output above this is a confident answer
BINS = 10
NOISE_IMAGES, NOISE_SEED = 1000, 2026
SHIFT = 4


def measure_card(network: Network, data: Mnist) -> dict[str, Any]:
    """The measured part of a card.

    Args:
        network: what is measured.
        data: its training and test images.

    Returns:
        The accuracy on both, and what measure_behaviour finds on the test images.
    """
    return {
        "train_accuracy": figure(accuracy(network, data.train)),
        "test_accuracy": figure(accuracy(network, data.test)),
        "on_the_test_images": measure_behaviour(network, data.test),
    }


def measure_behaviour(network: Network, digits: Digits) -> dict[str, Any]:
    """How confident a network is with digits, with noise, and with disturbed digits.

    Args:
        network: what is measured.
        digits: what it is measured on.

    Returns:
        Plain numbers, shares from 0 to 1. "prepared" has been through every stage that the network wants; "as it is" has
        not been scaled and centred.
    """
    output = network.forward(network.prepare(digits.images))
    highest, right = output.max(axis=1), output.argmax(axis=1) == digits.labels
    noise = np.random.default_rng(NOISE_SEED).random((NOISE_IMAGES, SIDE, SIDE))
    blank = np.zeros((SIDE, SIDE))
    as_it_is = unframed_stages(network)
    return {
        "expected_calibration_error": figure(calibration_error(output, digits.labels)),
        "right_answers_above_0.9": figure(highest[right] > CONFIDENT),
        "wrong_answers_above_0.9": figure(highest[~right] > CONFIDENT),
        "noise_above_0.9_as_it_is": _confident(network.forward(network.prepare(noise, as_it_is))),
        "noise_above_0.9_prepared": _confident(network.forward(network.prepare(noise))),
        "edge_like_neurons": figure(edge_likeness(network.layers[0].weights) > EDGE),
        "blank_highest_output": figure(network.forward(network.prepare(blank)).max()),
        "disturbed": {name: _disturbed(network, images, digits.labels) for name, images in disturbances(digits.images).items()},
    }


def unframed_stages(network: Network) -> tuple[str, ...]:
    """The stages of preparation without the framing, for images to be read as they are.

    Args:
        network: what reads the images; see Network.prepare.

    Returns:
        Their names, as Network.prepare takes them.
    """
    return STAGES[network.input][2:]


def disturbances(images: np.ndarray) -> dict[str, np.ndarray]:
    """The same digits shifted by four pixels, black on white, and shrunk to half their size.

    Args:
        images: (n, 28, 28) uint8.

    Returns:
        For each name, (n, 28, 28) uint8.
    """
    half = images.reshape(-1, SIDE // 2, 2, SIDE // 2, 2).mean(axis=(2, 4)).astype(np.uint8)
    quarter = SIDE // 4
    return {
        f"shifted right by {SHIFT} pixels": np.pad(images, ((0, 0), (0, 0), (SHIFT, 0)))[:, :, :SIDE],
        "inverted, black on white": 255 - images,
        "shrunk to half": np.pad(half, ((0, 0), (quarter, quarter), (quarter, quarter))),
    }


def calibration_error(output: np.ndarray, labels: np.ndarray) -> float:
    """How far, on average, the highest output lies from the share of right answers.

    Expected calibration error: ECE = Σ over ten equal bins of the highest output: (share of images in the bin) · |mean output − share right|.

    Source: Naeini, Cooper and Hauskrecht, AAAI 2015.

    Args:
        output: (n, 10), from 0 to 1.
        labels: (n,), digits.

    Returns:
        From 0, perfectly calibrated, to 1.
    """
    highest, right = output.max(axis=1), output.argmax(axis=1) == labels
    bins = np.minimum((highest * BINS).astype(int), BINS - 1)
    gaps = np.bincount(bins, highest, BINS) - np.bincount(bins, right, BINS)
    return np.abs(gaps).sum() / len(labels)


def made_here() -> dict[str, str]:
    """Where and when: the processor, the versions and the date.

    Returns:
        {"processor", "python", "numpy", "date"}.
    """
    date = datetime.date.today().isoformat()
    return {"processor": _processor(), "python": platform.python_version(), "numpy": np.__version__, "date": date}


def _disturbed(network: Network, images: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    as_it_is, prepared = (network.forward(network.prepare(images, stages)) for stages in (unframed_stages(network), None))
    return {
        "accuracy_as_it_is": figure(as_it_is.argmax(axis=1) == labels),
        "above_0.9_as_it_is": _confident(as_it_is),
        "accuracy_prepared": figure(prepared.argmax(axis=1) == labels),
    }


def _confident(output: np.ndarray) -> float:
    return figure(output.max(axis=1) > CONFIDENT)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
