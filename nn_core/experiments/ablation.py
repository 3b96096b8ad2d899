"""What is each step of the full recipe worth? Train without it, and count."""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from nn_core.evaluation.measurements import figure
from nn_core.evaluation.model_card import calibration_error
from nn_core.gradient_descent import train
from nn_core.mnist import Mnist
from nn_core.network import Network
from nn_core.preprocessing import prepare
from nn_core.training.augmentation import make_copies, make_non_digits
from nn_core.training.learner import Learner, calibrate, rescale
from nn_core.training.recipes import NON_DIGITS, RECIPES, SEED, FullRecipe, TextbookRecipe, first_kept_back

# What the ablation is handed, but for the digits.
SETTINGS: dict[str, Any] = {
    "recipes": {name: RECIPES[name]._replace(purpose="") for name in ("plain", "framed", "straightened")},
    "seeds": (1, 2, 3),
    "epochs": 30,
    # This cost has larger slopes. The best of 0.1, 0.2, 0.4 and 0.8 on the images kept back.
    "cross_entropy_rate": 0.1,
}


class Split(NamedTuple):
    """What a variant learns from, and what it is judged by.

    Attributes:
        copies: (copies, n, 784) uint8, the training images as the variant reads them, the first copy clean.
        non_digits: (m, 784) uint8, images whose target is that nothing is lit.
        train: the clean training images, (n, 784) floats from 0 to 1, and their labels.
        validation: the training images kept back, in the same form.
        test: the test images, in the same form.
    """

    copies: np.ndarray
    non_digits: np.ndarray
    train: tuple[np.ndarray, np.ndarray]
    validation: tuple[np.ndarray, np.ndarray]
    test: tuple[np.ndarray, np.ndarray]


def ablation(data: Mnist, recipes: Mapping[str, Any], seeds: Sequence[int], epochs: int, cross_entropy_rate: float) -> dict[str, Any]:
    """What each step of the recipe is worth, added and left out.

    From textbook training up to all steps, then all steps but one. Every variant learns from the 50,000 images that are
    not kept back, once for each seed, all for the same number of epochs. Choices are made by the validation images; the
    test images are only reported.

    Args:
        data: what to learn from.
        recipes: those of plain, framed and straightened.
        seeds: one network of each variant for each seed.
        epochs: how long each learns.
        cross_entropy_rate: the learning rate of textbook training at this cost.

    Returns:
        {"settings", "ladder": {step: scores}, "left_out": {step: scores}}; scores are means over the seeds, and the
        validation accuracy of each.
    """
    started = time.process_time()
    recipes = {name: recipe.with_epochs(epochs) for name, recipe in recipes.items()}
    framed: FullRecipe = recipes["framed"]
    split = split_for(framed, data)
    clean, rough = framed._replace(copies=1), framed.schedule._replace(smoothness=0.0)
    averaged, last = _learn(clean._replace(schedule=rough._replace(sigmoid_weight=0.0)), split, seeds)
    whole, whole_last = _learn(framed, split, seeds)
    ladder = {
        "textbook": _scores(_textbook(recipes["plain"], split, "squared", recipes["plain"].learning_rate, seeds), split),
        "cross_entropy": _scores(_textbook(recipes["plain"], split, "cross-entropy", cross_entropy_rate, seeds), split),
        "adam": _scores(last, split),
        "averaged": _scores(averaged, split),
        "own": _scores(_learn(clean._replace(schedule=rough), split, seeds)[0], split),
        "distorted": _scores(_learn(framed._replace(schedule=rough), split, seeds)[0], split),
        "smooth": _scores(whole, split),
        "calibrated": _scores(_calibrated(whole, split), split),
    }
    bare = framed._replace(schedule=framed.schedule._replace(sigmoid_weight=0.0))
    left_out = {
        "averaged": _scores(whole_last, split),
        "own": _scores(_learn(bare, split, seeds)[0], split),
        "distorted": _scores(_learn(clean, split, seeds)[0], split),
        "smooth": ladder["distorted"],
    }
    split = split_for(recipes["straightened"], data)
    ladder["straightened"] = _scores(_calibrated(_learn(recipes["straightened"], split, seeds)[0], split), split)
    counts = {"learned_from": len(split.train[1]), "validation_images": len(split.validation[1])}
    settings = {"seeds": list(seeds), "epochs": epochs, **counts, "cpu_seconds": round(time.process_time() - started)}
    return {"settings": settings, "ladder": ladder, "left_out": left_out}


def split_for(recipe: FullRecipe, data: Mnist) -> Split:
    """Prepare the images for a recipe, and keep some of them back for validation.

    Args:
        recipe: says what the network reads, and how the copies are distorted.
        data: the images.

    Returns:
        The images and labels that every variant of the recipe shares.
    """
    labels = data.train.labels.astype(int)
    end = first_kept_back(labels)
    copies = make_copies(data.train.images[:end], recipe.input, recipe.copies, SEED, recipe.distortion)
    clean = copies[0] / np.float32(255)
    unseen, test = (prepare(images, recipe.input).astype(np.float32) for images in (data.train.images[end:], data.test.images))
    non_digits = make_non_digits(NON_DIGITS, recipe.input, SEED)
    return Split(copies, non_digits, (clean, labels[:end]), (unseen, labels[end:]), (test, data.test.labels))


def _textbook(recipe: TextbookRecipe, split: Split, cost: str, learning_rate: float, seeds: Iterable[int]) -> list[Network]:
    networks = []
    for seed in seeds:
        network = Network.random(recipe.sizes, seed, input=recipe.input, dtype=np.float32)
        settings = {"epochs": recipe.epochs, "batch_size": recipe.batch_size, "learning_rate": learning_rate, "cost": cost}
        networks.append(train(network, *split.train, **settings, seed=seed))
    return networks


def _learn(recipe: FullRecipe, split: Split, seeds: Iterable[int]) -> tuple[list[Network], list[Network]]:
    """One run for each seed: the networks with the averaged weights, and with the last ones."""
    averaged, last = [], []
    for seed in seeds:
        learner = Learner(recipe.sizes, seed, split.copies[0].mean(axis=0), recipe.hidden)
        for epoch in range(recipe.schedule.epochs):
            learner.learn_epoch(split.copies[epoch % recipe.copies], split.train[1], split.non_digits, recipe.schedule)
        averaged.append(learner.network(recipe.input))
        last.append(learner.network(recipe.input, averaged=False))
    return averaged, last


def _calibrated(networks: list[Network], split: Split) -> list[Network]:
    return [rescale(network, *calibrate(network, *split.validation)) for network in networks]


def _scores(networks: list[Network], split: Split) -> dict[str, Any]:
    """Means over the networks, and the validation accuracy of each."""
    right = {
        part: [np.mean(network.predict(pixels) == labels) for network in networks]
        for part, (pixels, labels) in (("train", split.train), ("validation", split.validation), ("test", split.test))
    }
    pixels, labels = split.test
    return {
        **{f"{part}_accuracy": figure(shares) for part, shares in right.items()},
        "validation_accuracy_of_each": [figure(share) for share in right["validation"]],
        "expected_calibration_error_on_test": figure([calibration_error(network.forward(pixels), labels) for network in networks]),
    }
