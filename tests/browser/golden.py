"""Golden vectors: inputs, and what nn_core makes of them, for the browser's modules to be compared with."""

import json

import numpy as np

from nn_core import load_mnist, load_network, network_names
from nn_core.parameters import NETWORKS
from nn_core.preprocessing import fit, frame, prepare, scale, straighten

PREPARED, DRAWINGS = 1000, 120


def golden():
    """1,000 prepared training digits for each shipped network, and raw drawings through the whole pipeline, as JSON.

    What goes in is rounded to three decimals, to be short; what comes out is written so that it is read back bit for bit.
    """
    names = [name for name in network_names() if load_network(name).sizes == [784, 16, 16, 10]]
    networks = {name: load_network(name) for name in names}
    digits = load_mnist().train.images[-PREPARED:]
    return json.dumps(
        {
            "networks": {name: (NETWORKS / f"{name}.json").read_text(encoding="utf-8") for name in names},
            "prepared": {name: _prepared(network, digits) for name, network in networks.items()},
            "drawings": [_drawing(image, networks) for image in raw_drawings(digits[:DRAWINGS])],
        }
    )


def raw_drawings(digits):
    """Drawings as a pad or a photograph would give them: any size, any place, some faint, one blank, one a dot."""
    random = np.random.default_rng(5)
    for number, digit in enumerate(digits):
        zoom = int(random.integers(1, 5))
        height, width = random.integers(28 * zoom, 150, 2)
        top, left = random.integers(0, [height - 28 * zoom + 1, width - 28 * zoom + 1])
        image = np.zeros((height, width))
        image[top : top + 28 * zoom, left : left + 28 * zoom] = np.kron(digit / 255, np.ones((zoom, zoom)))
        yield np.round(image * (random.uniform(0.1, 0.9) if number % 4 == 0 else 1.0), 3)
    yield np.zeros((40, 30))
    yield np.eye(1, 900, 444).reshape(30, 30)
    yield np.round(random.random((57, 91)), 3)


def _prepared(network, digits):
    pixels = np.round(prepare(digits, network), 3)
    return [{"pixels": p.tolist(), "outputs": o.tolist()} for p, o in zip(pixels, network.forward(pixels), strict=True)]


def _drawing(image, networks):
    framed = frame(image)
    stages = {"fit": fit(image), "scale": scale(image), "frame": framed, "straighten": straighten(framed)}
    return {
        "width": image.shape[1],
        "height": image.shape[0],
        "pixels": image.ravel().tolist(),
        "stages": {name: stage.ravel().tolist() for name, stage in stages.items()},
        "outputs": {name: network.forward(prepare(image, network)).tolist() for name, network in networks.items()},
    }
