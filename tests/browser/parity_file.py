"""Golden vectors for the tests: many more than the page itself checks, of every shipped network, and with pictures."""

import base64
import io
import json

import numpy as np
from photographs import BESIDE_A_SEVEN, KINDS, of_kind, seven_and
from PIL import Image

from nn_core import load_mnist, load_network, network_names
from nn_core.laboratory.parity_vectors import parity_vectors
from nn_core.parameters import NETWORKS
from nn_core.photo import read_picture

TRAIN = load_mnist().train
DIGITS, DRAWINGS, WITH_STAGES, PICTURES = 1000, 400, 100, 12


def parity_file():
    """1,000 prepared digits and 400 raw drawings for each network that the pad could read, and some pictures, as JSON."""
    networks = {name: load_network(name) for name in network_names()}
    names = [name for name, network in networks.items() if network.sizes == [784, 16, 16, 10] and network.permutation is None]
    return json.dumps(
        {
            "networks": {name: (NETWORKS / f"{name}.json").read_text(encoding="utf-8") for name in names},
            **parity_vectors(names, DIGITS, DRAWINGS),
            "staged": parity_vectors((), 0, WITH_STAGES, stages=True)["drawings"],
            "pictures": [_picture(image) for image in pictures(PICTURES)],
            "photographs": [_picture(image) for image in photographs()],
        }
    )


def pictures(count):
    """Digits on paper: light on dark, dark on light, and photographed in uneven light; uint8."""
    random = np.random.default_rng(3)
    for number, digit in enumerate(TRAIN.images[-count:]):
        zoom = int(random.integers(2, 6))
        height, width = random.integers(28 * zoom, 28 * zoom + 60, 2)
        top, left = random.integers(0, [height - 28 * zoom + 1, width - 28 * zoom + 1])
        ink = np.zeros((height, width))
        ink[top : top + 28 * zoom, left : left + 28 * zoom] = np.asarray(Image.fromarray(digit).resize((28 * zoom, 28 * zoom))) / 255
        y, x = np.indices(ink.shape)
        light = 0.9 - 0.4 * x / width - 0.2 * y / height
        photograph = light * (1 - 0.7 * ink) + random.normal(0, 0.015, ink.shape)
        yield np.uint8(255 * np.clip([ink, 1 - ink, photograph][number % 3], 0, 1))


def photographs():
    """One of every kind of photograph, small enough to be read as it is; uint8."""
    for number, kind in enumerate(KINDS):
        random = np.random.default_rng(number)
        digit = int(random.integers(10_000))
        picture = of_kind(kind, TRAIN.images[digit], int(TRAIN.labels[digit]), random, size=(150, 120))
        yield np.asarray(picture)
    for more in BESIDE_A_SEVEN.values():
        yield np.asarray(seven_and(more))


def _picture(grey):
    file = io.BytesIO()
    Image.fromarray(grey).save(file, "PNG")
    ink, network = read_picture(file), load_network("straightened")
    plain = {"width": grey.shape[1], "height": grey.shape[0], "pixels": base64.b64encode(grey.tobytes()).decode("ascii")}
    return {**plain, "ink": np.round(ink, 4).ravel().tolist(), "outputs": network.forward(network.prepare(ink)).tolist()}
