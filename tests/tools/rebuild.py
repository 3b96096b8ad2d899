"""Train shipped networks again from the seeds on their cards, and compare: python -m tests.tools.rebuild [NETWORK ...].

On another processor the numbers differ, and the accuracy must be nearly the same. Without a name: one network of each recipe, about half an hour.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np

from nn_core.parameters import load_network
from nn_core.training.recipes import POINTS, build

SHIPPED = ("framed", "straightened", "plain", "rough", "relu", "wide")


def rebuilt(name):
    """Train a shipped network again from the seed on its card, which takes minutes, and compare: see compared."""
    shipped = load_network(name)
    with tempfile.TemporaryDirectory() as folder:
        return compared(shipped, build(name, shipped.card["seed"], out=Path(folder, f"{name}.json"), progress=False))


def compared(shipped, again):
    """{"same_numbers", "points", "holds"}: whether every number is the same, and how far the test accuracy is off, in points of a percentage.

    It holds where the numbers are the same or the accuracy is within the margin that the cards state.
    """
    same = all(
        np.array_equal(one.weights, other.weights) and np.array_equal(one.biases, other.biases)
        for one, other in zip(shipped.layers, again.layers, strict=True)
    )
    points = round(100 * abs(shipped.card["test_accuracy"] - again.card["test_accuracy"]), 2)
    return {"same_numbers": same, "points": points, "holds": same or points <= POINTS}


def main(names):
    """Make networks again from their seeds, and compare them with what is shipped. Returns 0, or 1 when one does not hold."""
    held = True
    for name in names or SHIPPED:
        found = rebuilt(name)
        held &= found["holds"]
        words = "the same numbers" if found["same_numbers"] else f"other numbers, {found['points']} points off"
        print(f"{name}: {words}", flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
