"""The picture of what is not found: a 4, a 0 and a 4, as the pad's network reads them."""

from typing import NamedTuple

import numpy as np

from nn_core import load_mnist, load_network
from nn_core.publish.covers.motifs import halftone, in_letters
from nn_core.publish.covers.picture import AMBER, CREAM, WIDTH, Array, Picture

PAGE = "404.html"
PLACE = "<!-- the digits, read -->"  # in the page, where the picture goes
WANTED = (4, 0, 4)
NETWORK = "straightened"
SIDE = 98  # whole quarters of a unit from dot to dot


class Reading(NamedTuple):
    """A digit that a network reads right.

    Attributes:
        image: (28, 28), from 0 to 1.
        answer: what the network says, and the label.
        output: of the neuron of the answer.
    """

    image: Array
    answer: int
    output: float


def readings() -> list[Reading]:
    """A 4, a 0 and another 4: the first of the training digits that the network reads right.

    Returns:
        The three, in this order.
    """
    digits, network = load_mnist().train[:100], load_network(NETWORK)
    outputs = network.forward(network.prepare(digits.images))
    right = outputs.argmax(axis=1) == digits.labels
    of_each = {digit: iter(np.flatnonzero(right & (digits.labels == digit))) for digit in WANTED}
    places = [next(of_each[digit]) for digit in WANTED]
    return [Reading(digits.images[place] / 255, int(outputs[place].argmax()), float(outputs[place].max())) for place in places]


def figure() -> str:
    """The three digits as dots, and below each the answer with its output.

    Returns:
        An element of HTML that needs no other file.
    """
    picture, told = Picture(), []
    for column, (image, answer, output) in enumerate(readings()):
        middle = WIDTH * (2 * column + 1) / 6
        corner, pitch = (middle - SIDE / 2, 10), SIDE / 28
        picture.lattice(28, 28, (corner[0] + pitch / 2, corner[1] + pitch / 2), (pitch, pitch), 1, CREAM, 0.14)
        halftone(picture, image, corner, SIDE)
        picture.area(in_letters(str(answer), (middle, 132), 26), AMBER)
        picture.area(in_letters(f"{output:.4f}", (middle, 159), 11), AMBER)
        told.append(f"a {answer}, with an output of {output:.4f}")
    label = f"Three handwritten digits as dots, and what the network reads: {'; '.join(told)}."
    return picture.svg().decode().strip().replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
