"""Covers of the part that says what each of the numbers does."""

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from nn_core import load_mnist, load_network, sigmoid
from nn_core.publish.covers.motifs import curved, dots_by_size, edges, grid, halftone, neurons, signed_dots, smooth, through
from nn_core.publish.covers.picture import AMBER, BLUE, CREAM, GROUND, HEIGHT, RED, WIDTH, Array, Picture

# The training image that the first part follows.
_OUR_SEVEN = 18979


def _three_threes() -> Picture:
    """Easy for you, hard to write down: three digits that share not one pixel of ink."""
    picture, side = Picture(), 140
    threes = load_mnist().train.images[[86, 3824, 11565]] / 255
    ink = [np.flatnonzero(three.max(axis=0) > 0.2)[[0, -1]] * side / 28 + (0, side / 28) for three in threes]
    gap = (WIDTH - sum(right - left for left, right in ink)) / 4
    x = gap
    for image, (left, right), colour in zip(threes, ink, (CREAM, AMBER, CREAM), strict=True):
        halftone(picture, image, (x - left, 20), side, colour)
        x += right - left + gap
    return picture


def _pixels_and_answer() -> Picture:
    """Neurons hold numbers: 784 go in, and two of ten are lit, for a 4 that might be a 9."""
    test, network = load_mnist().test, load_network()
    outputs = network.forward(test.pixels)
    number = np.minimum(outputs[:, 4], outputs[:, 9]).argmax()
    picture = Picture()
    net = [through([(50, 6 + 6 * n), (218, 6 + 6 * n)]) for n in range(29)] + [
        through([(50 + 6 * n, 6), (50 + 6 * n, 174)]) for n in range(29)
    ]
    points = grid(28, 28, (53, 9), 6)
    picture.lines(net, 0.4, CREAM, 0.25)
    dots_by_size(picture, points, test.images[number] / 255, 5.8, CREAM)
    ten = np.column_stack([np.full(10, 262), 90 + 16.6 * (np.arange(10) - 4.5)])
    for digit in (4, 9):
        picture.halo(ten[digit], 34, AMBER)
    neurons(picture, ten, outputs[number], 13, AMBER)
    return picture


def _four_layers() -> Picture:
    """The shape of the network: its four layers, and the strongest connections."""
    network, picture = load_network(), Picture()
    rows = _column_of(28, 36)
    layers = [rows, _column_of(16, 128), _column_of(16, 206), _column_of(10, 284)]
    first, *others = [layer.weights for layer in network.layers]
    bands = first.reshape(16, 28, 28).sum(axis=2)
    for weights, starts, ends, strongest in zip((bands, *others), layers[:-1], layers[1:], (28, 34, 34), strict=True):
        edges(picture, starts, ends, weights, strongest, width=1.3)
    picture.lines([through([(22, y), (36, y)]) for _, y in rows], 2.6, CREAM, 0.75)
    for points, diameter in zip(layers[1:], (9, 9, 12), strict=True):
        neurons(picture, points, np.zeros(len(points)), diameter)
        picture.dots(points, diameter - 5, CREAM)
    return picture


def _column_of(count: int, x: float, margin: float = 14) -> Array:
    """Points of one layer, from the top to the bottom.

    Args:
        count: how many.
        x: of each.
        margin: above the first and below the last.

    Returns:
        (count, 2).
    """
    return np.column_stack([np.full(count, x), np.linspace(margin, HEIGHT - margin, count)])


def _edges_make_parts() -> Picture:
    """Why layers? The hope: little edges make a loop and a line, and these make a 9."""
    picture = Picture()
    post = through([(4.5, 0), (3.5, 15)])
    pieces = [Path.arc(start, start + 90).transformed(Affine2D().scale(4.5)) for start in (-45, 45, 135, 225)]
    thirds = [through([(4.5 - k / 3, 5 * k), (4.5 - (k + 1) / 3, 5 * k + 5)]) for k in range(3)]
    little = [*pieces, *thirds]
    places = [(30, 90 + 23.5 * (number - 3)) for number in range(len(little))]
    parts = [(pieces, (138, 52)), ([post], (138, 122))]
    for number, place in enumerate(places):
        picture.lines([curved((place[0] + 14, place[1]), (112, parts[number >= len(pieces)][1][1]))], 1.1, BLUE, 0.55)
    for _, place in parts:
        picture.lines([curved((164, place[1]), (214, 90))], 1.6, BLUE, 0.7)
    for piece, place in zip(little, places, strict=True):
        _place(picture, [piece], place, 2.1, 2.6, CREAM)
    for paths, place in parts:
        _place(picture, paths, place, 4.0, 4.4, CREAM)
    picture.halo((262, 90), 150, AMBER)
    _place(picture, [*pieces, post], (262, 90), 7.0, 9, AMBER)
    return picture


def _place(picture: Picture, paths: list[Path], place: tuple[float, float], scale: float, width: float, colour: str) -> None:
    """Lines with the middle of their box at a place."""
    box = Path.make_compound_path(*paths).get_extents()
    moved = Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2).scale(scale).translate(*place)
    picture.lines([path.transformed(moved) for path in paths], width, colour)


def _one_stroke() -> Picture:
    """One neuron looking for an edge: the roof of the 7 is for it, ink beside it against."""
    picture = Picture()
    seven = load_mnist().train.images[_OUR_SEVEN][2:18] / 255
    weights = np.zeros((28, 28))
    weights[7:10, 8:20], weights[4:7, 8:20], weights[10:13, 8:20] = 1, -1, -1
    weights = weights[2:18]
    points = picture.lattice(16, 28, (11.5, 7.5), (11, 11), 1.6, CREAM, 0.2)
    picture.dots(points[(weights < 0) & (seven < 0.1)], 5, RED)
    picture.dots(points[(weights < 0) & (seven >= 0.1)], 10.4, RED)
    picture.dots(points[weights > 0], 10.4, BLUE)
    dots_by_size(picture, points, np.where(weights != 0, 0.5, 1) * seven, 9.5, CREAM)
    return picture


def _squished() -> Picture:
    """Squish and shift: below, the sums of a neuron; at the side, what becomes of them."""
    network, picture = load_network(), Picture()
    z = np.sort(network.layers[0].weights[0] @ load_mnist().test.images[:56].reshape(56, -1).T / 255 + network.layers[0].biases[0])
    span = np.abs(z).max()

    def place(sums: Array) -> Array:
        return np.column_stack([178 + 128 * np.asarray(sums) / span, 138 - 118 * sigmoid(np.asarray(sums))])

    points = place(z)
    below, beside = np.column_stack([points[:, 0], np.full(len(z), 162)]), np.column_stack([np.full(len(z), 26), points[:, 1]])
    for sign, colour in ((-1, RED), (1, BLUE)):
        chosen = z * sign > 0
        bent = [through([low, on, left]) for low, on, left in zip(below[chosen], points[chosen], beside[chosen], strict=True)]
        picture.lines(bent, 0.6, colour, 0.35)
        picture.dots(below[chosen], 5, colour)
    picture.lines([smooth(place(np.linspace(-span, span, 31)))], 3.4, CREAM)
    picture.dots(beside, 5, CREAM, 0.9)
    middle = place(np.zeros(1))
    picture.halo(middle, 40, AMBER)
    picture.dots(middle, 11, AMBER)
    return picture


def _dials() -> Picture:
    """13,002 dials: the weights of the last layer, turned as training has turned them."""
    weights, picture = load_network().layers[2].weights, Picture()
    turns = np.pi * 0.75 * weights / np.abs(weights).max()
    points = picture.lattice(10, 16, (10, 9), (20, 18), 15.4, CREAM, 0.35)
    picture.lattice(10, 16, (10, 9), (20, 18), 14, GROUND)
    ends = points + 6.2 * np.stack([np.sin(turns), -np.cos(turns)], axis=-1)
    largest = np.unravel_index(np.abs(weights).argmax(), weights.shape)
    strong = np.ceil(3 * np.abs(weights) / np.abs(weights).max())
    for colour, sign in ((RED, -1), (BLUE, 1)):
        for step in (1, 2, 3):
            chosen = (strong == step) & (weights * sign > 0)
            picture.dots(points[chosen], 14, colour, 0.08 + 0.14 * (step - 1))
            picture.lines([through(pair) for pair in zip(points[chosen], ends[chosen], strict=True)], 2.4, colour, 0.35 + 0.2 * step)
    picture.halo(points[largest], 34, AMBER)
    picture.dots(points[largest], 15.4, AMBER)
    picture.lines([through([points[largest], ends[largest]])], 2.6, GROUND)
    return picture


def _matrix_times_column() -> Picture:
    """One line of algebra: a table of weights times a column makes the next column."""
    network, picture = load_network(), Picture()
    before, after = network.forward_pass(load_mnist().test.pixels[4]).activations[1:3]
    weights, pitch = network.layers[1].weights, 10.4
    top = (HEIGHT - 15 * pitch) / 2
    table = grid(16, 16, (34, top), pitch)
    for left, right in ((22, 202), (215, 237), (275, 297)):
        for x, inwards in ((left, 5), (right, -5)):
            picture.lines([through([(x + inwards, 4), (x, 4), (x, 176), (x + inwards, 176)])], 1.2, CREAM, 0.5)
    row = int((after * np.abs(weights).sum(axis=1)).argmax())
    shares = weights / np.abs(weights).max()
    signed_dots(picture, table, np.sign(shares) * np.maximum(np.abs(shares), 0.07), pitch * 0.98)  # none is left out
    columns = [np.column_stack([np.full(16, x), top + pitch * np.arange(16)]) for x in (226, 286)]
    for points, values in zip(columns, (before, after), strict=True):
        neurons(picture, points, values, 9.6)
    picture.halo(columns[1][row], 30, AMBER)
    picture.dots(columns[1][row], 9.6, AMBER)
    y = columns[1][row, 1]
    picture.lines([through([(22, y - 5.6), (202, y - 5.6)]), through([(22, y + 5.6), (202, y + 5.6)])], 0.9, AMBER, 0.9)
    return picture


def _ledger_of_a_seven() -> Picture:
    """The network is a function: what each neuron brings flows into one answer."""
    network, pixels = load_network(), load_mnist().train.pixels[_OUR_SEVEN]
    passed, picture = network.forward_pass(pixels), Picture()
    first, second, answer = _column_of(16, 158, 12), _column_of(16, 216, 12), np.array([[286.0, 90.0]])
    edges(picture, first, second, network.layers[1].weights * passed.activations[1], 28, width=1.2, opacity=0.7)
    edges(picture, second, answer, network.layers[2].weights[[7]] * passed.activations[2], 16, width=6, opacity=0.8)
    halftone(picture, pixels, (-4, 16), 148)
    neurons(picture, first, passed.activations[1], 8.6)
    neurons(picture, second, passed.activations[2], 8.6)
    picture.halo(answer, 74, AMBER)
    picture.dots(answer, 34, AMBER)
    return picture


COVERS = {
    "easy-for-you": _three_threes,
    "neurons-hold-numbers": _pixels_and_answer,
    "shape": _four_layers,
    "why-layers": _edges_make_parts,
    "one-neuron": _one_stroke,
    "squish-and-shift": _squished,
    "thirteen-thousand-dials": _dials,
    "one-line-of-algebra": _matrix_times_column,
    "network-is-a-function": _ledger_of_a_seven,
}
