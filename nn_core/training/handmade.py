"""Can a person set the weights? Each neuron is given a stroke, gap or part to look for.

Layer 1 sees sixteen strokes and gaps in a straightened digit. Layer 2 puts them together into sixteen parts, such as
an upper loop. Layer 3 says which parts each digit has, and which it must not have.
"""

from pathlib import Path

import numpy as np

from nn_core.evaluation.model_card import made_here, measure_card
from nn_core.layer import Layer
from nn_core.mnist import Mnist, load_mnist
from nn_core.network import Network
from nn_core.parameters import NETWORKS, rounded, save_network
from nn_core.preprocessing import SIDE

PURPOSE = "What a person can do by hand: every weight was set by thought, none was learned."
RECIPE = (
    "Strokes, gaps, parts and digits were written down as tables after a look at the average picture of each digit among 4,000 "
    "training images, and the tables were changed twice after seeing which of these images were mistaken for which."
)
HALF_WIDTH = 1.6  # pixels: how far from its line a stroke detector still sees ink
STROKE_INPUT = 8.0  # the weighted input that a full stroke gives its detector
PART_INPUT = 12.0  # the same for a part, and for a digit

Point = tuple[float, float]  # row and column

# From where to where each stroke goes, (row, column), in the 28 x 28 of a straightened digit.
STROKES: dict[str, tuple[Point, Point]] = {
    "top": ((6, 10), (6, 17)),
    "upper left": ((8, 8.5), (12, 7.5)),
    "upper right": ((7, 18), (11, 18)),
    "middle": ((14, 11), (14, 17)),
    "lower left": ((15, 8), (19, 8.5)),
    "lower right": ((15, 19), (19, 19)),
    "bottom": ((21.5, 10), (21.5, 17)),
    "pole": ((6, 13.5), (21, 13.5)),
    "falling": ((13, 17), (23, 11.5)),
    "climbing": ((5, 15), (11, 10)),
    "tail": ((19, 16), (25, 14)),
    "foot": ((20, 17), (20, 22)),
}
# The corners, (row, column), of where there must be no ink.
GAPS: dict[str, tuple[Point, Point]] = {
    "open middle": ((12, 12), (16, 16)),
    "upper hole": ((8, 11.5), (11, 15.5)),
    "lower hole": ((16.5, 11.5), (19, 15.5)),
    "nothing left below": ((15, 5), (19, 9)),
}
# Each part: what it needs, and what it must not have.
PARTS = {
    "ring": (("upper left", "upper right", "lower left", "lower right", "open middle"), ("middle",)),
    "pole": (("pole",), ("upper left", "lower right", "upper right")),
    "upper loop": (("upper left", "upper right", "top", "middle"), ("lower left",)),
    "lower loop": (("lower left", "lower right", "middle"), ("upper right",)),
    "bow right above": (("top", "upper right"), ("upper left",)),
    "bow right below": (("bottom", "lower right"), ("lower left",)),
    "bow left above": (("upper left", "top"), ("upper right",)),
    "open top": (("upper left", "upper right", "middle"), ("top",)),
    "roof": (("upper right", "falling", "nothing left below"), ("lower right", "top")),
    "tail": (("tail", "nothing left below"), ("lower right",)),
    "base": (("lower left", "falling"), ("upper left",)),
    "foot": (("foot",), ("upper left",)),
    "climb": (("climbing", "lower left"), ("upper right",)),
    "crossing": (("middle", "top", "bottom"), ("open middle",)),
    "full": (("upper right", "middle", "lower left", "bottom"), ("open middle", "tail")),
    "nothing left below": (("nothing left below",), ()),
}
# Each digit: the parts that speak for it and, with a minus, those that speak against it.
VOTES: tuple[dict[str, float], ...] = (
    {"ring": 2, "crossing": -1, "pole": -1},
    {"pole": 2, "nothing left below": 0.5},
    {"bow right above": 1, "base": 1, "foot": 0.5, "nothing left below": -1},
    {"bow right above": 1, "bow right below": 1, "nothing left below": 0.5, "ring": -1, "full": -1},
    {"open top": 2, "tail": 1, "bow right above": -1},
    {"bow left above": 1, "bow right below": 1, "open top": -1},
    {"lower loop": 1, "climb": 1, "ring": -1},
    {"roof": 2, "tail": 1, "upper loop": -1},
    {"crossing": 1, "full": 1, "ring": -1, "pole": -1, "tail": -1},
    {"upper loop": 2, "tail": 1.5, "open top": -1, "full": -1},
)


def handmade() -> Network:
    """The network of the tables above, 784-16-16-10, which reads straightened digits.

    Returns:
        The network, not rounded, with a card that has no measurements yet.

    Examples:
        >>> handmade().sizes
        [784, 16, 16, 10]
    """
    detectors, parts = [*STROKES, *GAPS], list(PARTS)
    first = Layer(
        [_stroke(*ends) for ends in STROKES.values()] + [_gap(*corners) for corners in GAPS.values()],
        [-STROKE_INPUT * 0.5] * len(STROKES) + [STROKE_INPUT * 0.3] * len(GAPS),
    )
    second = Layer([_conjunction(detectors, *names) for names in PARTS.values()], [-0.75 * PART_INPUT] * len(PARTS))
    third = np.zeros((len(VOTES), len(parts)))
    for digit, votes in enumerate(VOTES):
        for part, vote in votes.items():
            third[digit, parts.index(part)] = PART_INPUT * vote / sum(each for each in votes.values() if each > 0)
    card = {"name": "handmade", "purpose": PURPOSE, "recipe": RECIPE, "rebuild": "python -m nn_core.training.handmade"}
    return Network([first, second, Layer(third, [-PART_INPUT / 2] * len(VOTES))], input="straightened", card=card)


def _stroke(start: Point, end: Point) -> np.ndarray:
    """The weights (784,) that count ink along a line for the neuron and ink beside it against."""
    row, column = np.mgrid[:SIDE, :SIDE]
    step = np.subtract(end, start)
    along = np.clip(((row - start[0]) * step[0] + (column - start[1]) * step[1]) / (step @ step), 0, 1)
    distance = np.hypot(row - start[0] - along * step[0], column - start[1] - along * step[1])
    on = np.maximum(0, 1 - distance / HALF_WIDTH)
    beside = (distance > 3) & (distance < 4.5)
    return STROKE_INPUT * (on / on.sum() * 1.4 - 0.3 * beside / beside.sum()).ravel()


def _gap(upper_left: Point, lower_right: Point) -> np.ndarray:
    """The weights (784,) that count any ink within the corners against the neuron."""
    row, column = np.mgrid[:SIDE, :SIDE]
    inside = (row >= upper_left[0]) & (row <= lower_right[0]) & (column >= upper_left[1]) & (column <= lower_right[1])
    return -STROKE_INPUT * (inside / inside.sum()).ravel()


def _conjunction(names: list[str], needed: tuple[str, ...], unwanted: tuple[str, ...]) -> np.ndarray:
    """The weights of "all that is needed, and nothing unwanted"."""
    weights = np.zeros(len(names))
    weights[[names.index(name) for name in needed]] = PART_INPUT / len(needed)
    weights[[names.index(name) for name in unwanted]] = -PART_INPUT / 2
    return weights


def ship(path: Path = NETWORKS / "handmade.json", data: Mnist | None = None) -> Network:
    """Measure the handmade network and write it with its card.

    Args:
        path: the file to write, by default the shipped one.
        data: what to measure it on, by default all of MNIST.

    Returns:
        The network as written.
    """
    network = rounded(handmade())
    network.card |= measure_card(network, data or load_mnist()) | {"made": made_here()}
    save_network(network, path)
    return network


if __name__ == "__main__":
    print(f"{ship().card['test_accuracy']:.2%} of the test images")
