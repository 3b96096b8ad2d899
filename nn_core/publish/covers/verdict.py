"""Covers of the part that says what the network really learned."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from nn_core import load_mnist, load_network
from nn_core.evaluation.measurements import measured
from nn_core.publish.covers.motifs import dots_by_size, grid, halftone, signed_dots, square, through
from nn_core.publish.covers.picture import AMBER, BLUE, CREAM, GROUND, RED, Picture

SHADES = 9  # from red through the ground to blue
COLOURS = np.rint(255 * LinearSegmentedColormap.from_list("", [RED, GROUND, BLUE])(np.linspace(0, 1, SHADES))[:, :3]).astype(np.uint8)


def _sixteen_pictures() -> Picture:
    """Opening the hidden layers: sixteen neurons, and the most edge-like one taken out."""
    weights, picture = load_network().layers[0].weights.reshape(16, 28, 28), Picture()
    chosen = int(np.argmax(measured("findings", "edges")["framed"]["likeness"]))
    shades = np.clip(weights / np.quantile(np.abs(weights), 0.99, axis=(1, 2), keepdims=True), -1, 1)
    shades = np.sign(shades) * np.abs(shades) ** 0.7
    numbers = np.rint((SHADES - 1) / 2 * (1 + shades)).astype(np.uint8)
    framed = np.pad(numbers, ((0, 0), (1, 1), (1, 1)), constant_values=(SHADES - 1) // 2).reshape(4, 4, 30, 30)
    picture.raster(framed.transpose(0, 2, 1, 3).reshape(120, 120), COLOURS, (8, 6), 1.4)
    quarters = shades[chosen].reshape(14, 2, 14, 2).mean(axis=(1, 3))
    signed_dots(picture, grid(14, 14, (190, 37), 8.2), quarters / np.abs(quarters).max(), 8)
    down, right = divmod(chosen, 4)
    for x, y, side in ((8 + 42 * right, 6 + 42 * down, 42), (184, 31, 118)):
        picture.lines([square(x, y, side)], 1.6, AMBER)
    return picture


def _columns_without_a_loop() -> Picture:
    """Looking for loops: each neuron of hidden layer 2 by digit; boxed, those with a loop."""
    picture, test = Picture(), load_mnist().test
    active = load_network().forward_pass(test.pixels[:2000]).activations[2]
    means = np.array([active[test.labels[:2000] == digit].mean(axis=0) for digit in range(10)])
    points = grid(10, 16, (24, 14), 16.8)
    best = measured("findings", "loops")["framed"]["loop"]["neuron"]
    chosen = np.zeros_like(means)
    chosen[:, best] = 1
    dots_by_size(picture, points, means * (1 - chosen), 15, CREAM, 0.85)
    dots_by_size(picture, points, means * chosen, 15, AMBER)
    for digit in (0, 6, 8, 9):
        x, y = 24 + 16.8 * best, 14 + 16.8 * digit
        picture.lines([square(x - 9, y - 9, 18)], 1.4, AMBER)
    return picture


def _island() -> Picture:
    """Where it breaks: the share of digits read at each shift; in the middle is none."""
    places, picture = np.array(measured("findings", "places")["test"]), Picture()
    points = grid(13, 13, (145, 11), 13.2)
    dots_by_size(picture, points, places * (places < 0.5), 13, RED)
    dots_by_size(picture, points, places * (places >= 0.5) * (places < 0.9), 13, CREAM)
    dots_by_size(picture, points, places * (places >= 0.9), 13, AMBER)
    digit = load_mnist().test.images[32] / 255
    halftone(picture, digit, (24, 42), 112, RED, 0.8)
    halftone(picture, digit, (0, 30), 112)
    return picture


def _fading_arms() -> Picture:
    """The asterisk: for each way to begin ten layers, the slopes that reach them."""
    picture, middle = Picture(), np.array([160, 94])
    arms = [slopes for name, slopes in measured("findings", "vanishing").items() if name.startswith(("sigmoid", "relu"))]
    picture.halo(middle, 120, AMBER)
    for number, slopes in enumerate(arms):
        angle = 2 * np.pi * number / len(arms)
        towards = np.array([np.sin(angle), -np.cos(angle)])
        out = middle + np.outer(16 + 7.6 * np.arange(10), towards)
        picture.lines([through([out[0], out[-1]])], 0.8, CREAM, 0.3)
        dots_by_size(picture, out, np.array(slopes[::-1]) / max(slopes), 12, CREAM)
    picture.dots(middle, 18, AMBER)
    return picture


COVERS = {
    "opening-the-hidden-layers": _sixteen_pictures,
    "looking-for-loops": _columns_without_a_loop,
    "where-it-breaks": _island,
    "the-asterisk": _fading_arms,
}
