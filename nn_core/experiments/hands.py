"""Do drawings of many styles teach a network to read styles that MNIST lacks?"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from nn_core.evaluation.measurements import figure
from nn_core.evaluation.model_card import CONFIDENT
from nn_core.evaluation.steps import Keep, at_once
from nn_core.experiments.corruptions import nonsense
from nn_core.mnist import Mnist
from nn_core.network import Network
from nn_core.preprocessing import prepare
from nn_core.training.augmentation import make_copies
from nn_core.training.handwriting import draw_digits
from nn_core.training.learner import Learner, calibrate, rescale
from nn_core.training.recipes import RECIPES, SEED, FullRecipe, first_kept_back, images_to_doubt
from nn_core.training.styles import STYLES, Style

# What hands is handed, but for the digits.
SETTINGS: dict[str, Any] = {
    "recipe": RECIPES["straightened"]._replace(purpose=""),
    "seeds": (1, 2, 3),
    "folds": 4,
    "of_each_style": 100,
    "drawn_seed": 2027,
    "nonsense_images": 1000,
}


def hands(
    data: Mnist,
    recipe: FullRecipe,
    seeds: Sequence[int],
    folds: int,
    of_each_style: int,
    drawn_seed: int,
    nonsense_images: int,
    keep: Keep = at_once,
) -> dict[str, Any]:
    """What drawn handwriting changes, also for styles that were not drawn, and what junk does.

    Every network learns from the same 50,000 training images of MNIST: alone, with drawings of all styles, with as many
    drawings while one style in four is left out, each once, and with drawings and junk. They are judged by the images kept
    back and by drawings that none of them learned from; the test images are only reported.

    Args:
        data: what to learn from.
        recipe: that of straightened.
        seeds: one network of each kind for each seed; it decides the drawings, too.
        folds: in how many groups the styles are left out.
        of_each_style: drawings of each style to judge by.
        drawn_seed: decides them.
        nonsense_images: letters and scribbles to judge the doubt by.
        keep: keeps each run.

    Returns:
        {"runs": {kind: scores}, "styles": {style: the accuracy on its drawings "on_mnist_alone", "left_out", "shown" and
        "shown_with_junk"}}, each a list with a number for each seed.
    """
    without = {
        f"without group {fold}": tuple(style for number, style in enumerate(STYLES) if number % folds != fold) for fold in range(folds)
    }
    kinds: dict[str, tuple[FullRecipe, tuple[Style, ...]]] = {
        "mnist": (recipe._replace(drawings=0, junk=0), STYLES),
        "drawn": (drawn := recipe._replace(junk=0), STYLES),
        **{name: (drawn, styles) for name, styles in without.items()},
        "drawn, and junk": (recipe, STYLES),
    }
    trial = _Trial(data, recipe, of_each_style, drawn_seed, nonsense_images)
    each = {
        kind: [keep(f"{kind}, seed {seed}", partial(trial.scores, how, styles, seed)) for seed in seeds]
        for kind, (how, styles) in kinds.items()
    }
    runs = {kind: {name: [one[name] for one in scores] for name in scores[0] if name != "styles"} for kind, scores in each.items()}
    of_style = {}
    for number, style in enumerate(STYLES):
        by = {
            "on_mnist_alone": "mnist",
            "left_out": f"without group {number % folds}",
            "shown": "drawn",
            "shown_with_junk": "drawn, and junk",
        }
        of_style[style.words] = {words: [one["styles"][number] for one in each[kind]] for words, kind in by.items()}
    return {"runs": runs, "styles": of_style}


class _Trial:
    """What all runs share: the copies of the digits, and what they are judged by."""

    def __init__(self, data: Mnist, recipe: FullRecipe, of_each_style: int, drawn_seed: int, nonsense_images: int) -> None:
        end = first_kept_back(data.train.labels)
        self._copies = make_copies(data.train.images[:end], recipe.input, recipe.copies, SEED, recipe.distortion)
        self._labels = data.train.labels[:end].astype(int)
        self._input = recipe.input
        read = {"train": data.train[:end], "validation": data.train[end:], "test": data.test}
        self._digits = {part: (self._prepared(digits.images), digits.labels) for part, digits in read.items()}
        self._drawn = [self._prepared(draw_digits(of_each_style, drawn_seed + number, (style,))[0]) for number, style in enumerate(STYLES)]
        no_digits = nonsense(data.test.images / 255, nonsense_images)
        self._no_digits = {kind: self._prepared(no_digits[kind]) for kind in ("letters", "scribbles")}

    def scores(self, recipe: FullRecipe, styles: tuple[Style, ...], seed: int) -> dict[str, Any]:
        """Train one network, and judge it.

        Args:
            recipe: how.
            styles: those of its drawings.
            seed: decides the drawings and the training.

        Returns:
            Shares from 0 to 1; "styles" has one for each style, drawn anew.
        """
        network = self._network(recipe, styles, seed)
        answers = [network.forward(drawn) for drawn in self._drawn]
        right = [output.argmax(axis=1) == style.digit for output, style in zip(answers, STYLES, strict=True)]
        sure = [output.max(axis=1) > CONFIDENT for output in answers]
        return {
            **{f"{part}_accuracy": figure(network.predict(pixels) == labels) for part, (pixels, labels) in self._digits.items()},
            "drawn_accuracy": figure(right),
            "drawn_above_0.9": figure(sure),
            "drawn_above_0.9_right": figure(np.concatenate(right)[np.concatenate(sure)]),
            **{f"{kind}_above_0.9": figure(network.forward(pixels).max(axis=1) > CONFIDENT) for kind, pixels in self._no_digits.items()},
            "styles": [figure(each) for each in right],
        }

    def _network(self, recipe: FullRecipe, styles: tuple[Style, ...], seed: int) -> Network:
        images, labels, _ = draw_digits(recipe.drawings, seed, styles)
        copies = np.concatenate([make_copies(images, recipe.input, recipe.copies, seed, recipe.distortion), self._copies], axis=1)
        labels, non_digits = np.concatenate([labels, self._labels]), images_to_doubt(recipe, seed)
        learner = Learner(recipe.sizes, seed, copies[0].mean(axis=0), recipe.hidden)
        learner.learn(copies, labels, non_digits, recipe.schedule)
        network = learner.network(recipe.input)
        return rescale(network, *calibrate(network, *self._digits["validation"]))

    def _prepared(self, images: np.ndarray) -> np.ndarray:
        return prepare(images, self._input).astype(np.float32)
