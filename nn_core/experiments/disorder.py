"""Does textbook training need to know where a pixel is? Put them all into disorder."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from nn_core.evaluation.measurements import figure
from nn_core.evaluation.steps import Keep
from nn_core.gradient_descent import train_epochs
from nn_core.mnist import Mnist
from nn_core.network import Network
from nn_core.training.recipes import RECIPES, TextbookRecipe

SETTINGS: dict[str, Any] = {"recipe": RECIPES["plain"]._replace(purpose=""), "seeds": (42, 43, 44, 45, 46)}


def disorder(data: Mnist, recipe: TextbookRecipe, seeds: Sequence[int], keep: Keep) -> dict[str, Any]:
    """Accuracy after learning from digits, and from digits with their pixels in disorder.

    Two networks for each seed, from the same first weights, one of which has all its images in one disorder, another
    for each seed. All learn from the whole of the training images.

    Args:
        data: what to learn from and to be judged by.
        recipe: textbook training.
        seeds: two networks for each.
        keep: keeps each network's figures.

    Returns:
        {"plain", "shuffled"}, each {"train", "test", "test_after_one_epoch"}: the accuracies, seed by seed.
    """
    found: dict[str, dict[str, list[float]]] = {}
    for name in ("plain", "shuffled"):
        runs = [keep(f"{name} {seed}", partial(_run, data, recipe, seed, name == "shuffled")) for seed in seeds]
        found[name] = {measure: [run[measure] for run in runs] for measure in runs[0]}
    return found


def _run(data: Mnist, recipe: TextbookRecipe, seed: int, shuffled: bool) -> dict[str, float]:
    """The accuracies of one network on both halves, and how far it was after one epoch."""
    order = np.arange(recipe.sizes[0])
    if shuffled:
        order = np.random.default_rng([seed, 1]).permutation(order)
    halves = {
        half: (digits.pixels.astype(np.float32)[:, order], digits.labels) for half, digits in (("train", data.train), ("test", data.test))
    }
    network = Network.random(recipe.sizes, seed, input=recipe.input, dtype=np.float32)
    settings = {"batch_size": recipe.batch_size, "learning_rate": recipe.learning_rate, "seed": seed}
    on_test = [_accuracy(learned, *halves["test"]) for learned in train_epochs(network, *halves["train"], recipe.epochs, **settings)]
    return {"train": _accuracy(network, *halves["train"]), "test": on_test[-1], "test_after_one_epoch": on_test[0]}


def _accuracy(network: Network, pixels: np.ndarray, labels: np.ndarray) -> float:
    return figure(network.predict(pixels) == labels)
