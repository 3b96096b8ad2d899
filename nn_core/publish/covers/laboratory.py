"""Covers of the experiments."""

from itertools import product

import numpy as np
from matplotlib.path import Path

from nn_core import load_mnist, prepare, sigmoid
from nn_core.evaluation.measurements import measured
from nn_core.experiments.corruptions import drawings
from nn_core.laboratory.digits import laboratory_digits
from nn_core.laboratory.landscapes import SAMPLES, landscapes
from nn_core.laboratory.shapes import measured_shapes
from nn_core.laboratory.three_to_eight import BY_HAND, FIRST, add_stroke
from nn_core.parameters import load_network
from nn_core.publish.covers.motifs import dots_by_size, grid, halftone, neurons, smooth, square, through
from nn_core.publish.covers.picture import AMBER, BLUE, CREAM, HEIGHT, RED, WIDTH, Picture

OURS = 16  # neurons in each hidden layer
LEANING = 192  # a test image


def _brush() -> Picture:
    """Paint a neuron: blue where ink should speak for it, red where against it."""
    picture = Picture()
    picture.lattice(16, 28, (11.5, 7.5), (11, 11), 1.6, CREAM, 0.2)
    wave = np.linspace(0, 1, 9)
    strokes = [(50 + 150 * wave, 90 + 3 * np.sin(7 * wave)), (44 + 176 * wave, 48 + 3 * np.sin(6 * wave + 1))]
    strokes.append((216 - 104 * wave, 132 - 4 * np.sin(5 * wave)))
    for stroke, colour in zip(strokes, (BLUE, RED, RED), strict=True):
        picture.lines([smooth(np.column_stack(stroke))], 34, colour, 0.85)
    tip = np.array([strokes[2][0][-1], strokes[2][1][-1]])
    picture.halo(tip, 90, AMBER)
    picture.lines([Path.circle((tip[0], tip[1]), 21)], 3, AMBER)
    return picture


def _switched_off() -> Picture:
    """What is a neuron worth? The digits lost without each; the dearest one is off."""
    lost = np.array(measured("findings", "silenced")["framed"]["hidden_1"]["zero"]["test"])
    picture, x = Picture(), 17.5 + 19 * np.arange(16)
    points = np.column_stack([x, np.full(16, 26)])
    ends = 44 + 122 * lost / lost.max()
    dearest = int(lost.argmax())
    picture.lines([through([(at, 44), (at, end)]) for at, end in zip(x, ends, strict=True)], 7, RED, 0.9)
    picture.halo(points[dearest], 60, RED)
    neurons(picture, points, np.arange(16) != dearest, 15)
    picture.lines(
        [through([points[dearest] - 4, points[dearest] + 4]), through([points[dearest] + (-4, 4), points[dearest] + (4, -4)])], 2, RED
    )
    return picture


def _set_upright() -> Picture:
    """Switch off the pre-processing: a leaning 0, read as a 7, then as a 3, then as a 0."""
    sheet, picture = drawings(load_mnist().test.images[: LEANING + 1] / 255)[LEANING], Picture()
    stages = ((), (8, 76, 96), RED), (("scale", "centre"), (92, 50, 96), CREAM), (None, (176, 22, 136), AMBER)
    for chosen, (left, top, side), colour in stages:
        picture.lines([square(left, top, side)], 1, colour, 0.6)
        halftone(picture, prepare(sheet, "straightened", chosen), (left, top), side, colour)
    return picture


def _fan() -> Picture:
    """Bend the sigmoid: one neuron with weights from far below to far above zero."""
    picture, z = Picture(), np.linspace(-8, 8, 25)
    for weight in (-3, -1.5, -0.8, -0.4, -0.18, 0.18, 0.4, 0.8, 1.5, 3):
        line = smooth(np.column_stack([160 + 20 * z, 164 - 148 * sigmoid(weight * z)]))
        picture.lines([line], 1.4 + 0.8 * abs(weight), BLUE if weight > 0 else RED, 0.45 + 0.15 * min(abs(weight), 3))
    picture.halo((160, 90), 80, AMBER)
    picture.dots((160, 90), 17, AMBER)
    return picture


def _widths() -> Picture:
    """Size the network: two hidden layers, ever wider, and the share of wrong answers."""
    shapes = [shape for shape in measured_shapes() if len(shape["sizes"]) == 4 and shape["sizes"][1] == shape["sizes"][2]]
    picture, x = Picture(), np.linspace(26, 272, len(shapes))
    wrong = np.array([1 - shape["test"]["mean"] for shape in shapes])
    line = np.column_stack([x + 11, 172 - 150 * wrong / wrong.max()])
    for at, shape in zip(x, shapes, strict=True):
        colour = AMBER if shape["sizes"][1] == OURS else CREAM
        top, bottom = 90 - 0.8 * shape["sizes"][1], 90 + 0.8 * shape["sizes"][1]
        picture.lines(
            [through([(at, one), (at + 22, other)]) for one, other in product(np.linspace(top, bottom, 7), repeat=2)], 0.6, BLUE, 0.8
        )
        picture.lines([through([(left, top), (left, bottom)]) for left in (at, at + 22)], 7, colour)
    picture.lines([through(line)], 1.6, RED)
    picture.dots(line, 7, RED)
    return picture


def _dissolving() -> Picture:
    """Is this even a digit? One digit, and more noise with every column to the right."""
    picture, random = Picture(), np.random.default_rng(13)
    field = np.zeros((28, 50))
    field[:, 4:32] = laboratory_digits().images[0] / 255
    share = np.clip(np.linspace(-0.5, 1.05, 50), 0, 1)
    noise = random.random(field.shape)
    points = grid(28, 50, (3.2, 3.6), 6.4)
    dots_by_size(picture, points, (1 - share) * field + share * noise * (noise > 0.62), 6.2, CREAM)
    return picture


def _rolling() -> Picture:
    """Roll downhill: the cost over one dial, and a ball that rolls into a valley of it."""
    ground, picture = landscapes()["valleys"], Picture()
    places = SAMPLES["valleys"]
    heights = np.array([ground.cost([place]) for place in places])

    def place(at: np.ndarray, lift: float = 0) -> np.ndarray:
        x = (at - places[0]) / np.ptp(places) * WIDTH
        return np.column_stack([x, 150 - lift - 120 * (np.interp(at, places, heights) - heights.min()) / np.ptp(heights)])

    line = smooth(place(places[::4]))
    picture.area(through([(0, HEIGHT), *place(places), (WIDTH, HEIGHT)]), BLUE, 0.16)
    picture.lines([line], 3, BLUE)
    path = place(ground.walk([-3.0], 3000, 10)[:, 0], 11)
    for number, ball in enumerate(path[:-1]):
        picture.dots(ball, 17, CREAM, 0.2 + 0.5 * number / len(path))
    picture.halo(path[-1], 70, AMBER)
    picture.dots(path[-1], 19, AMBER)
    return picture


def _closed() -> Picture:
    """From 3 to 8: two strokes close a 3, and the recorder shows its two outputs."""
    network, pixels = load_network(), laboratory_digits().pixels[FIRST]
    steps = [pixels]
    for stroke in BY_HAND:
        points = np.array(stroke, float)
        for end in np.linspace(0, 1, 12)[1:]:
            along = np.interp(np.linspace(0, end, 8) * (len(points) - 1), range(len(points)), range(len(points)))
            line = np.column_stack([np.interp(along, range(len(points)), points[:, axis]) for axis in (0, 1)])
            steps.append(add_stroke(steps[-1], line))
    outputs, picture = network.forward(np.array(steps)), Picture()
    halftone(picture, pixels, (4, 8), 164)
    halftone(picture, steps[-1] - pixels, (4, 8), 164, AMBER)
    x = np.linspace(188, 298, len(steps))
    for digit, colour in ((3, CREAM), (8, AMBER)):
        line = np.column_stack([x, 152 - 124 * outputs[:, digit]])
        picture.lines([smooth(line)], 3, colour)
        picture.halo(line[-1], 40, colour)
        picture.dots(line[-1], 11, colour)
    return picture


COVERS = {
    "paint-a-neuron": _brush,
    "what-is-a-neuron-worth": _switched_off,
    "switch-off-the-pre-processing": _set_upright,
    "bend-the-sigmoid": _fan,
    "size-the-network": _widths,
    "is-this-even-a-digit": _dissolving,
    "roll-downhill": _rolling,
    "from-3-to-8": _closed,
}
