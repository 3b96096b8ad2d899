"""Covers of the part that says how the numbers were found."""

import numpy as np
from contourpy import contour_generator

from nn_core import Layer, Network, backpropagate, load_mnist, one_hot
from nn_core.evaluation.measurements import measured
from nn_core.laboratory.landscapes import landscapes
from nn_core.publish.covers.motifs import curved, neurons, smooth, square, through
from nn_core.publish.covers.picture import AMBER, BLUE, CREAM, GROUND, HEIGHT, RED, WIDTH, Array, Picture


def _ten_squares() -> Picture:
    """How wrong is it? The squared differences of an untrained network that reads a 4."""
    train, picture = load_mnist().train, Picture()
    four = train.images[train.labels == 4][0].ravel() / 255
    said, wanted = Network.random([784, 16, 16, 10], seed=42).forward(four), one_hot(4)
    for row, floor in ((slice(0, 5), 80), (slice(5, 10), 164)):
        sides = 104 * np.abs(said - wanted)[row]
        gap = (WIDTH - sides.sum()) / 6
        left = np.cumsum(sides + gap) - sides
        for x, side, target in zip(left, sides, wanted[row], strict=True):
            price = square(x, floor - side, side)
            picture.area(price, RED, 0.32)
            picture.lines([price], 1.4, RED)
            ends = np.array([(x + side / 2, floor), (x + side / 2, floor - side)])
            if target:
                picture.halo(ends[1], 60, AMBER)
            neurons(picture, ends[int(target)], target, 11, AMBER)
            picture.dots(ends[1 - int(target)], 11, CREAM)
    return picture


def _valley() -> Picture:
    """Downhill: the cost over two dials, and a walk from its heights to its lowest place."""
    ground, picture = landscapes()["two"], Picture()
    x, y = np.linspace(-12, 13, 51), np.linspace(-9, 5.06, 30)
    heights = np.array([[ground.cost((a, b)) for a in x] for b in y])

    def place(pair: np.ndarray) -> np.ndarray:
        return (pair - (x[0], y[0])) / (x[-1] - x[0], y[-1] - y[0]) * (WIDTH, HEIGHT)

    lines = contour_generator(x, y, heights)
    levels = np.quantile(heights, np.linspace(0.03, 0.97, 14))
    for number, level in enumerate(levels):
        picture.lines([smooth(place(_thinned(np.array(line)))) for line in lines.lines(level)], 1.2, BLUE, 0.95 - 0.055 * number)
    path = place(ground.walk((11.0, -3.0), 400, 25))
    picture.lines([through(path)], 2, CREAM, 0.8)
    picture.dots(path[1:-1], 6, CREAM)
    picture.dots(path[0], 12, CREAM)
    picture.halo(path[-1], 50, AMBER)
    picture.dots(path[-1], 13, AMBER)
    return picture


def _thinned(line: Array) -> Array:
    """Every fifth of the points of a line, and its last one.

    Args:
        line: (how many, 2).

    Returns:
        (fewer, 2).
    """
    return np.vstack([line[:-1:5], line[-1:]])


def _blame() -> Picture:
    """Backpropagation: the network on paper; as thick as a line is, so large is its slope."""
    first = Layer(weights=[[1.0, -2.0], [0.5, 1.5]], biases=[0.5, -1.0])
    paper, picture = Network([first, Layer(weights=[[1.5, -1.0]], biases=[0.2])]), Picture()
    x, y = np.array([1.0, 0.5]), np.array([1.0])
    slopes = [layer.weights for layer in backpropagate(paper, x, y)]
    layers = [np.array([(46, 44), (46, 136)]), np.array([(160, 44), (160, 136)]), np.array([(274, 90)])]
    largest = max(np.abs(part).max() for part in slopes)
    for starts, ends, part in zip(layers[:-1], layers[1:], slopes, strict=True):
        for (j, k), slope in np.ndenumerate(part):
            link = curved(ends[j], starts[k])
            picture.lines([link], 22 * abs(slope) / largest, RED if slope < 0 else BLUE, 0.6)
            picture.lines([link], 1.2, CREAM, 0.9)
    picture.halo(layers[-1], 110, RED)
    for points, activations in zip(layers, paper.forward_pass(x).activations, strict=True):
        picture.dots(points, 44, GROUND)
        neurons(picture, points, activations, 40)
    return picture


def _staircase() -> Picture:
    """Train ours: what each step of the recipe adds, from the textbook to the last."""
    ladder, picture = measured("findings", "ablation")["ladder"], Picture()
    scores = np.array([run["validation_accuracy"] for run in ladder.values()])
    errors = 1 - scores
    x = np.linspace(22, 298, len(scores))
    y = 24 + 136 * np.log(errors / errors.min()) / np.log(errors.max() / errors.min())
    middle = y.mean(axis=1)
    steps = [point for left, at in zip(x, middle, strict=True) for point in ((left - 10, at), (left + 10, at))]
    picture.lines([through(steps)], 2.4, BLUE)
    for at, each in zip(x, y, strict=True):
        picture.lines([through([(at, each.max() + 8), (at, 180)])], 11, BLUE, 0.2)
        picture.dots(np.column_stack([np.full(len(each), at), each]), 6, CREAM)
    picture.halo((x[-1], middle[-1]), 46, AMBER)
    picture.dots(np.column_stack([np.full(y.shape[1], x[-1]), y[-1]]), 7, AMBER)
    return picture


COVERS = {"how-wrong-is-it": _ten_squares, "downhill": _valley, "backpropagation": _blame, "train-ours": _staircase}
