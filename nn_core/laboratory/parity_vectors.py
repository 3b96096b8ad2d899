"""Golden vectors are NumPy's results for some drawings, which the browser must match."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nn_core.laboratory.digits import in_base64
from nn_core.mnist import load_mnist
from nn_core.network import Network
from nn_core.parameters import load_network
from nn_core.preprocessing import SIDE, fit, frame, scale, straighten

PAD_NETWORKS = ("straightened", "framed")


def parity_vectors(names: Sequence[str] = PAD_NETWORKS, digits: int = 20, drawings: int = 6, stages: bool = False) -> dict[str, Any]:
    """Inputs and the outputs of some networks for them, ready to become JSON.

    Args:
        names: of the networks.
        digits: how many of the last training digits, prepared for each network.
        drawings: how many of these as raw drawings, to go through the whole pipeline.
        stages: whether to add the stages of preprocessing.

    Returns:
        {"prepared": {name: [image + {"outputs"}]}, "drawings": [image + {"outputs": {name: …}, "stages": {stage: …}}]},
        where an image is {"width", "height", "pixels"}. Numbers are written so that reading them restores every bit.
    """
    networks = {name: load_network(name) for name in names}
    images = load_mnist().train.images[-max(digits, drawings) :]
    return {
        "prepared": {name: _prepared(network, images[:digits]) for name, network in networks.items()},
        "drawings": [_drawing(drawing, networks, stages) for drawing in raw_drawings(images[:drawings])],
    }


def raw_drawings(digits: np.ndarray) -> Iterator[np.ndarray]:
    """Drawings as a pad or a photograph would give them: any size, any place, some faint.

    Args:
        digits: (n, 28, 28) uint8.

    Yields:
        (height, width) uint8, one for each digit; then a blank drawing, a dot and noise.
    """
    random = np.random.default_rng(5)
    for number, digit in enumerate(digits):
        zoom = int(random.integers(1, 5))
        side = SIDE * zoom
        height, width = random.integers(side, 150, 2)
        top, left = random.integers(0, [height - side + 1, width - side + 1])
        image = np.zeros((height, width), np.uint8)
        faint = random.uniform(0.1, 0.9) if number % 4 == 0 else 1.0
        image[top : top + side, left : left + side] = np.kron(digit * faint, np.ones((zoom, zoom)))
        yield image
    yield np.zeros((40, 30), np.uint8)
    yield 255 * np.eye(1, 900, 444, dtype=np.uint8).reshape(30, 30)
    yield random.integers(0, 256, (57, 91), np.uint8)


def _prepared(network: Network, digits: np.ndarray) -> list[dict[str, Any]]:
    greys = np.round(255 * network.prepare(digits)).astype(np.uint8)
    outputs = network.forward(greys / 255)
    return [{**_image(grey.reshape(SIDE, SIDE)), "outputs": a.tolist()} for grey, a in zip(greys, outputs, strict=True)]


def _drawing(drawing: np.ndarray, networks: dict[str, Network], with_stages: bool) -> dict[str, Any]:
    plain = _image(drawing)
    plain["outputs"] = {name: network.forward(network.prepare(drawing)).tolist() for name, network in networks.items()}
    if with_stages:
        framed = frame(drawing)
        stages = {"fit": fit(drawing), "scale": scale(drawing), "frame": framed, "straighten": straighten(framed)}
        plain["stages"] = {name: stage.ravel().tolist() for name, stage in stages.items()}
    return plain


def _image(grey: np.ndarray) -> dict[str, Any]:
    height, width = grey.shape
    return {"width": width, "height": height, "pixels": in_base64(grey)}
