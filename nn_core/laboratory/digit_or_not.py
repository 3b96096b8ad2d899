"""Blend digits into images that show no digit, and count the confident answers."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from nn_core.evaluation.model_card import CONFIDENT, unframed_stages
from nn_core.experiments.corruptions import LETTERS, move, nonsense
from nn_core.laboratory.digits import in_base64, laboratory_digits
from nn_core.parameters import load_network
from nn_core.preprocessing import SIDE

READERS = ("plain", "framed", "straightened")
KINDS = ("noise", "nothing", "letter", "negative", "side")
FARTHEST = 14  # pixels to the side, at the end of the dial
EACH = 4  # letters of every kind
NOTCHES = 20  # of the dial


def blend(kind: str, share: float) -> np.ndarray:
    """The thousand digits, each blended with something else: (1 - share) digit + share other.

    Args:
        kind: "noise", "nothing" (black), "letter" or "negative" (of the digit); "side" moves the digit to the right
            instead, by share times FARTHEST pixels, rounded.
        share: from 0, the digit, to 1.

    Returns:
        (1000, 28, 28), floats from 0 to 1.
    """
    digits = laboratory_digits().images / 255
    if kind == "side":
        return move(digits, int(np.floor(share * FARTHEST + 0.5)))
    others: dict[str, Callable[[], np.ndarray | float]] = {
        "noise": lambda: noise(len(digits)),
        "nothing": lambda: 0.0,
        "letter": lambda: np.resize(letters(), digits.shape) / 255,
        "negative": lambda: 1 - digits,
    }
    return (1 - share) * digits + share * others[kind]()


def noise(count: int) -> np.ndarray:
    """Uniform noise, different for each picture, but the same in NumPy and in the browser.

    Pixel i of all of them is a hash of i. Source: the finaliser of A. Appleby's MurmurHash3 (public domain).

    Args:
        count: how many pictures.

    Returns:
        (count, 28, 28), from 0 to below 1.
    """
    h = np.arange(count * SIDE * SIDE, dtype=np.uint32)
    h ^= h >> 16
    h *= np.uint32(0x85EBCA6B)
    h ^= h >> 13
    h *= np.uint32(0xC2B2AE35)
    h ^= h >> 16
    return h.reshape(-1, SIDE, SIDE) / 2**32


@cache
def letters() -> np.ndarray:
    """Capital letters that no digit looks like, leaning a little.

    Returns:
        (44, 28, 28) uint8.
    """
    count = EACH * len(LETTERS)
    drawn = nonsense(laboratory_digits().images, count)["letters"]
    return np.round(255 * drawn).astype(np.uint8)


def letters_file() -> dict[str, Any]:
    """The letters as the browser fetches them.

    Returns:
        {"side", "letters": [{"name", "pixels"}, …]}.
    """
    named = zip([*LETTERS] * EACH, letters(), strict=True)
    return {"side": SIDE, "letters": [{"name": name, "pixels": in_base64(image)} for name, image in named]}


def count_confident(kind: str, share: float) -> dict[str, tuple[int, int]]:
    """How many of the thousand blended pictures get a confident answer.

    The pictures are read as they are; only straightened makes them upright first, as it always does.

    Args:
        kind: what the digits are blended with, see blend.
        share: how far.

    Returns:
        {name of the network: (how many, how many of these name the digit)}.
    """
    labels, found = laboratory_digits().labels, {}
    for name, outputs in _outputs(blend(kind, share)).items():
        confident = outputs.max(axis=1) > CONFIDENT
        found[name] = int(confident.sum()), int((confident & (outputs.argmax(axis=1) == labels)).sum())
    return found


def first_view() -> dict[str, Any]:
    """What the page knows before anything is fetched.

    Returns:
        {"pixels": the first digit in base64, "outputs": {name of the network: its ten outputs}, "counts": what
        count_confident finds at each notch of the dial to noise}.
    """
    outputs = _outputs(blend(KINDS[0], 0)[:1])
    return {
        "pixels": in_base64(laboratory_digits().images[0]),
        "outputs": {name: [round(float(output), 4) for output in rows[0]] for name, rows in outputs.items()},
        "counts": [count_confident(KINDS[0], notch / NOTCHES) for notch in range(NOTCHES + 1)],
    }


def _outputs(images: np.ndarray) -> dict[str, np.ndarray]:
    networks = {name: load_network(name) for name in READERS}
    return {name: network.forward(network.prepare(images, unframed_stages(network))) for name, network in networks.items()}
