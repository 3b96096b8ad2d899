"""Train shipped networks again from the seeds on their cards, and compare: python -m tests.tools.rebuild [RECIPE ...].

On another processor the numbers differ, and the accuracies must be nearly the same. All recipes take about half an hour.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

from nn_core.evaluation.parts import shipped_networks
from nn_core.training.recipes import POINTS, RECIPES, build

ACCURACIES = ("train_accuracy", "validation_accuracy", "test_accuracy")


def rebuild(name):
    """Train shipped networks again from the seed on their card, which takes minutes, and compare.

    Args:
        name: of the recipe.

    Returns:
        What compare finds, for each network of the recipe.
    """
    shipped = list(shipped_networks((name,)).values())
    with tempfile.TemporaryDirectory() as folder:
        again = build(name, shipped[0].card["seed"], out=Path(folder, name), progress=False)
    return [compare(*pair) for pair in zip(shipped, again if isinstance(again, list) else [again], strict=True)]


def compare(shipped, again):
    """Whether a network came out again: with the same numbers and accuracies, or with nearly the same accuracies.

    Args:
        shipped: a network with its card.
        again: the one that was made again, with its card.

    Returns:
        {"same_numbers", "points", "holds"}: whether every parameter is the same, how far the accuracies of the cards are off at
        most, in points of a percentage, and whether that is as the cards promise.
    """
    same = all(
        np.array_equal(one.weights, other.weights) and np.array_equal(one.biases, other.biases)
        for one, other in zip(shipped.layers, again.layers, strict=True)
    )
    points = max(round(100 * abs(shipped.card[name] - again.card[name]), 2) for name in ACCURACIES if shipped.card[name] is not None)
    return {"same_numbers": same, "points": points, "holds": points <= (0 if same else POINTS)}


def main(arguments=None):
    """Make networks again from their seeds, and compare them with what is shipped.

    Args:
        arguments: of the command line.

    Returns:
        The status 0, or 1 when a network does not come out again.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.tools.rebuild", description=rebuild.__doc__.split("\n")[0])
    parser.add_argument("recipes", metavar="RECIPE", nargs="*", help=f"some of {', '.join(RECIPES)} (default: all)")
    names = parser.parse_args(arguments).recipes
    if unknown := set(names) - set(RECIPES):
        parser.error(f"unknown recipe {min(unknown)!r}; known are {', '.join(RECIPES)}")
    held = True
    for name in names or RECIPES:
        found = rebuild(name)
        held &= all(each["holds"] for each in found)
        same, points = all(each["same_numbers"] for each in found), max(each["points"] for each in found)
        print(f"{name}: {'the same' if same else 'other'} numbers, accuracies {points:g} points off", flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
