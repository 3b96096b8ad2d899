"""From a digit to something that is none there is a dial: the page "Is this even a digit?" turns it, and so does this."""

import base64
from functools import cache

import numpy as np

from nn_core.experiments.corruptions import LETTERS, nonsense, shifted
from nn_core.laboratory.digits import laboratory_digits
from nn_core.parameters import load_network
from nn_core.preprocessing import SIDE, STAGES

READERS = ("plain", "framed", "straightened")
KINDS = ("noise", "nothing", "letter", "negative", "side")
SURE = 0.9  # an output above this is called sure
FARTHEST = 14  # pixels to the side, at the end of the dial
EACH = 4  # letters of every kind


def pictures(kind, share):
    """The thousand digits with the dial at share, from 0 to 1: (1000, 28, 28), floats.

    (1 - share) digit + share other, where other is noise, nothing (black), a letter or the negative of the digit;
    "side" moves the digit to the right instead, by share times FARTHEST pixels, rounded.
    """
    digits = laboratory_digits().images / 255
    if kind == "side":
        return shifted(digits, int(np.floor(share * FARTHEST + 0.5)))
    others = {
        "noise": lambda: noise(len(digits)),
        "nothing": lambda: 0.0,
        "letter": lambda: np.resize(letters(), digits.shape) / 255,
        "negative": lambda: 1 - digits,
    }
    return (1 - share) * digits + share * others[kind]()


def noise(count):
    """Uniform noise of its own for each picture, (count, 28, 28), from 0 to below 1: the same in NumPy and in the browser.

    Pixel i of all of them is a hash of i. Source: the finaliser of A. Appleby's MurmurHash3 (public domain).
    """
    h = np.arange(count * SIDE * SIDE, dtype=np.uint32)
    h ^= h >> 16
    h *= np.uint32(0x85EBCA6B)
    h ^= h >> 13
    h *= np.uint32(0xC2B2AE35)
    h ^= h >> 16
    return h.reshape(-1, SIDE, SIDE) / 2**32


@cache
def letters():
    """Capital letters that no digit looks like, leaning and stretched a little, as bytes: (44, 28, 28)."""
    count = EACH * len(LETTERS)
    drawn = nonsense(laboratory_digits().images[:count] / 255, count)["letters"]
    return np.round(255 * drawn).astype(np.uint8)


def letters_file():
    """The letters as the browser fetches them: {"side", "letters": [{"name", "pixels"}, …]}, pixels as bytes in base64."""
    names = [list(LETTERS)[index % len(LETTERS)] for index in range(EACH * len(LETTERS))]
    images = [base64.b64encode(image.tobytes()).decode("ascii") for image in letters()]
    return {"side": SIDE, "letters": [{"name": name, "pixels": pixels} for name, pixels in zip(names, images, strict=True)]}


def doubts(kind, share):
    """Of the thousand pictures, how many each network is sure of, and how many of these it calls the digit they came from.

    {name: (sure, right)}.  The pictures are read as they are; only straightened makes them upright first, as it always does.
    """
    images, labels, found = pictures(kind, share), laboratory_digits().labels, {}
    for name in READERS:
        network = load_network(name)
        outputs = network.forward(network.prepare(images, STAGES[network.input][2:]))
        sure = outputs.max(axis=1) > SURE
        found[name] = int(sure.sum()), int((sure & (outputs.argmax(axis=1) == labels)).sum())
    return found
