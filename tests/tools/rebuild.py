"""Train shipped networks again from the seeds on their cards, and compare: python -m tests.tools.rebuild [NETWORK ...].

On another processor the numbers differ, and the accuracy must be nearly the same. Without a name: one network of each recipe, about half an hour.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

from nn_core.parameters import load_network, network_names
from nn_core.training.recipes import POINTS, RECIPES, build

SHIPPED = ("framed", "straightened", "plain", "rough", "relu", "wide")


def rebuild(name):
    """Train a shipped network again from the seed on its card, which takes minutes, and compare the two.

    Args:
        name: of the network.

    Returns:
        What compare finds.
    """
    shipped = load_network(name)
    with tempfile.TemporaryDirectory() as folder:
        return compare(shipped, build(name, shipped.card["seed"], out=Path(folder, f"{name}.json"), progress=False))


def compare(shipped, again):
    """Whether a network came out again: with the same numbers, or with nearly the same accuracy.

    Args:
        shipped: a network with its card.
        again: the one that was made again, with its card.

    Returns:
        {"same_numbers", "points", "holds"}: whether every number is the same, how far the test accuracy is off, in points
        of a percentage, and whether one of the two is as the cards promise.
    """
    same = all(
        np.array_equal(one.weights, other.weights) and np.array_equal(one.biases, other.biases)
        for one, other in zip(shipped.layers, again.layers, strict=True)
    )
    points = round(100 * abs(shipped.card["test_accuracy"] - again.card["test_accuracy"]), 2)
    return {"same_numbers": same, "points": points, "holds": same or points <= POINTS}


def main(arguments=None):
    """Make networks again from their seeds, and compare them with what is shipped.

    Args:
        arguments: of the command line.

    Returns:
        The status 0, or 1 when a network does not come out again.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.tools.rebuild", description=rebuild.__doc__.split("\n")[0])
    trained = [name for name in network_names() if name in RECIPES]
    parser.add_argument("networks", metavar="NETWORK", nargs="*", help=f"some of {', '.join(trained)} (default: {', '.join(SHIPPED)})")
    names = parser.parse_args(arguments).networks
    if unknown := set(names) - set(trained):
        parser.error(f"unknown network {min(unknown)!r}; known are {', '.join(trained)}")
    held = True
    for name in names or SHIPPED:
        found = rebuild(name)
        held &= found["holds"]
        words = "the same numbers" if found["same_numbers"] else f"other numbers, {found['points']} points off"
        print(f"{name}: {words}", flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
