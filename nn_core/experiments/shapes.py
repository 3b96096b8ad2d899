"""What more layers and more neurons buy, all else being equal."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from nn_core.evaluation.measurements import figure
from nn_core.evaluation.steps import Keep, at_once
from nn_core.experiments.ablation import Split, split_for
from nn_core.mnist import Mnist
from nn_core.training.learner import Learner
from nn_core.training.recipes import RECIPES, FullRecipe

WIDTHS, DEPTHS = (8, 16, 32, 64, 100), (1, 2, 3, 4)
SETTINGS: dict[str, Any] = {
    "recipe": RECIPES["framed"]._replace(purpose="").with_epochs(48),
    "hidden": ((), *((width,) * depth for depth in DEPTHS for width in WIDTHS)),
    "seeds": (1, 2, 3),
}
UPRIGHT = SETTINGS | {"recipe": SETTINGS["recipe"]._replace(input="straightened"), "hidden": ((16, 16), (100,))}


def shapes(data: Mnist, recipe: FullRecipe, hidden: Sequence[Sequence[int]], seeds: Sequence[int], keep: Keep = at_once) -> dict[str, Any]:
    """Accuracy of networks of many shapes that learned by one recipe, for each seed.

    They learn from the 50,000 training images that are not kept back, for 48 epochs.

    Args:
        data: what to learn from.
        recipe: the same for all, but for the sizes.
        hidden: for each shape, the widths of its hidden layers.
        seeds: one network of each shape for each.
        keep: keeps a network's accuracies, see steps.

    Returns:
        {shape: {"train", "kept back", "test"}}, each a list with a share for each seed.
    """
    split = split_for(data, recipe.input, recipe.copies, recipe.distortion)
    found = {}
    for widths in hidden:
        sizes = (784, *widths, 10)
        shape = "-".join(map(str, sizes))
        runs = [keep(f"{shape} {seed}", partial(_accuracies, recipe._replace(sizes=sizes), seed, split)) for seed in seeds]
        found[shape] = {half: [run[half] for run in runs] for half in runs[0]}
    return found


def upright_shapes(
    data: Mnist, recipe: FullRecipe, hidden: Sequence[Sequence[int]], seeds: Sequence[int], keep: Keep = at_once
) -> dict[str, Any]:
    """The same as shapes, for two of them, with digits that are made upright before.

    Args:
        data: as for shapes.
        recipe: as for shapes; its networks read straightened digits.
        hidden: as for shapes.
        seeds: as for shapes.
        keep: as for shapes.

    Returns:
        As shapes does.
    """
    return shapes(data, recipe, hidden, seeds, keep)


def _accuracies(recipe: FullRecipe, seed: int, split: Split) -> dict[str, float]:
    learner = Learner(recipe.sizes, seed, split.copies[0].mean(axis=0), recipe.hidden)
    learner.learn(split.copies, split.train[1], split.non_digits, recipe.schedule)
    network = learner.network(recipe.input)
    halves = {"train": split.train, "kept back": split.validation, "test": split.test}
    return {half: figure(np.mean(network.predict(pixels) == labels)) for half, (pixels, labels) in halves.items()}
