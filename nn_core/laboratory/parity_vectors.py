"""Golden vectors: drawings, and what NumPy makes of them, so that the browser can be shown to compute the very same."""

import base64

import numpy as np

from nn_core.mnist import load_mnist
from nn_core.parameters import load_network
from nn_core.preprocessing import fit, frame, scale, straighten

PAD_NETWORKS = ("straightened", "framed")
DIGITS, DRAWINGS = 20, 6


def golden_vectors(names=PAD_NETWORKS, digits=DIGITS, drawings=DRAWINGS, stages=False):
    """Inputs and the outputs of some networks for them: plain values, ready to become JSON.

    names: of the networks.  digits: how many of the last training digits, prepared for each network.
    drawings: how many of these as raw drawings, to go through the whole pipeline.  stages: whether to add those of preprocessing.
    Returns {"prepared": {name: [image + {"outputs"}]}, "drawings": [image + {"outputs": {name: …}, "stages": {stage: …}}]},
    where an image is {"width", "height", "pixels"}: its grey values, a byte each, in base64. Numbers are written such that
    they are read back bit for bit.
    """
    networks = {name: load_network(name) for name in names}
    images = load_mnist().train.images[-max(digits, drawings) :]
    return {
        "prepared": {name: _prepared(network, images[:digits]) for name, network in networks.items()},
        "drawings": [_drawing(drawing, networks, stages) for drawing in raw_drawings(images[:drawings])],
    }


def raw_drawings(digits):
    """Drawings as a pad or a photograph would give them, uint8: any size, any place, some faint; then a blank one, a dot and noise."""
    random = np.random.default_rng(5)
    for number, digit in enumerate(digits):
        zoom = int(random.integers(1, 5))
        height, width = random.integers(28 * zoom, 150, 2)
        top, left = random.integers(0, [height - 28 * zoom + 1, width - 28 * zoom + 1])
        image = np.zeros((height, width), np.uint8)
        faint = random.uniform(0.1, 0.9) if number % 4 == 0 else 1.0
        image[top : top + 28 * zoom, left : left + 28 * zoom] = np.kron(digit * faint, np.ones((zoom, zoom)))
        yield image
    yield np.zeros((40, 30), np.uint8)
    yield 255 * np.eye(1, 900, 444, dtype=np.uint8).reshape(30, 30)
    yield random.integers(0, 256, (57, 91), np.uint8)


def _prepared(network, digits):
    greys = np.round(255 * network.prepare(digits)).astype(np.uint8)
    outputs = network.forward(greys / 255)
    return [{**_image(grey.reshape(28, 28)), "outputs": a.tolist()} for grey, a in zip(greys, outputs, strict=True)]


def _drawing(drawing, networks, with_stages):
    plain = _image(drawing)
    plain["outputs"] = {name: network.forward(network.prepare(drawing)).tolist() for name, network in networks.items()}
    if with_stages:
        framed = frame(drawing)
        stages = {"fit": fit(drawing), "scale": scale(drawing), "frame": framed, "straighten": straighten(framed)}
        plain["stages"] = {name: stage.ravel().tolist() for name, stage in stages.items()}
    return plain


def _image(grey):
    height, width = grey.shape
    return {"width": width, "height": height, "pixels": base64.b64encode(grey.tobytes()).decode("ascii")}
