"""What is each step of the full recipe worth? Train without it, and count."""

import time
from typing import NamedTuple

import numpy as np

from nn_core.evaluation.model_card import calibration_error
from nn_core.gradient_descent import train
from nn_core.mnist import load_mnist
from nn_core.network import Network
from nn_core.preprocessing import prepare
from nn_core.training.augmentation import bank, junk
from nn_core.training.learner import Learner, calibrated
from nn_core.training.recipes import JUNK_IMAGES, KEPT_BACK, RECIPES, SEED, rescaled

SEEDS, EPOCHS = (1, 2, 3), 30
# With this cost the slopes are larger. Of 0.1, 0.2, 0.4 and 0.8 the best on the images kept back.
CROSS_ENTROPY_RATE = 0.1


class Digits(NamedTuple):
    """What a variant learns from, and what it is judged by: pixels as it reads them, each with their labels.

    copies: (copies, n, 784) uint8, the first one clean.  train, validation, test: (pixels, labels) as floats from 0 to 1.
    """

    copies: np.ndarray
    junk: np.ndarray
    train: tuple[np.ndarray, np.ndarray]
    validation: tuple[np.ndarray, np.ndarray]
    test: tuple[np.ndarray, np.ndarray]


def ablation(data=None, seeds=SEEDS, epochs=EPOCHS):
    """What each step of the recipe is worth: from textbook training to the whole of it, then the whole of it with one step left out.

    Every variant learns from the 50,000 images that are not kept back, once for each seed, all for the same number of epochs.
    Choices are made by the validation images; the test images are only reported.
    Returns {"settings", "ladder": {step: scores}, "left_out": {step: scores}}; scores are means over the seeds, and the
    validation accuracy of each.
    """
    started = time.process_time()
    data = data or load_mnist()
    framed, straightened = (RECIPES[name].of_length(epochs) for name in ("framed", "straightened"))
    digits = digits_for(framed, data)
    once, bare = framed._replace(copies=1), framed.schedule._replace(smoothness=0.0, own=0.0)
    ladder = {
        "textbook": _textbook(digits, "squared", RECIPES["plain"].of_length(epochs), seeds),
        "cross_entropy": _textbook(digits, "cross-entropy", RECIPES["plain"].of_length(epochs), seeds),
    }
    learned = _learn(once._replace(schedule=bare), digits, seeds)
    ladder["adam"], ladder["averaged"] = _scores(learned["last"], digits), _scores(learned["averaged"], digits)
    own = framed.schedule._replace(smoothness=0.0)
    ladder["own"] = _scores(_learn(once._replace(schedule=own), digits, seeds)["averaged"], digits)
    ladder["distorted"] = _scores(_learn(framed._replace(schedule=own), digits, seeds)["averaged"], digits)
    whole = _learn(framed, digits, seeds)
    ladder["smooth"] = _scores(whole["averaged"], digits)
    ladder["calibrated"] = _scores([rescaled(one, *calibrated(one, *digits.validation)) for one in whole["averaged"]], digits)
    left_out = {
        "averaged": _scores(whole["last"], digits),
        "own": _scores(_learn(framed._replace(schedule=framed.schedule._replace(own=0.0)), digits, seeds)["averaged"], digits),
        "distorted": _scores(_learn(once, digits, seeds)["averaged"], digits),
        "smooth": ladder["distorted"],
    }
    digits = digits_for(straightened, data)
    upright = _learn(straightened, digits, seeds)["averaged"]
    ladder["straightened"] = _scores([rescaled(one, *calibrated(one, *digits.validation)) for one in upright], digits)
    settings = {
        "seeds": list(seeds),
        "epochs": epochs,
        "learned_from": len(digits.train[1]),
        "validation_images": len(digits.validation[1]),
    }
    return {"settings": settings | {"cpu_seconds": round(time.process_time() - started)}, "ladder": ladder, "left_out": left_out}


def digits_for(recipe, data):
    """The images as a recipe wants them, one training image in six kept back for validation."""
    labels = data.train.labels.astype(int)
    kept = len(labels) - len(labels) // KEPT_BACK
    copies = bank(data.train.images[:kept], recipe.reads, recipe.copies, SEED, recipe.distortion)
    clean = copies[0] / np.float32(255)
    unseen, test = (prepare(images, recipe.reads).astype(np.float32) for images in (data.train.images[kept:], data.test.images))
    return Digits(copies, junk(JUNK_IMAGES, recipe.reads, SEED), (clean, labels[:kept]), (unseen, labels[kept:]), (test, data.test.labels))


def _textbook(digits, cost, recipe, seeds):
    rate = recipe.learning_rate if cost == "squared" else CROSS_ENTROPY_RATE
    pixels, labels = digits.train
    networks = []
    for seed in seeds:
        network = Network.random(recipe.sizes, seed, input=recipe.reads, dtype=np.float32)
        how = {"epochs": recipe.epochs, "batch_size": recipe.batch_size, "learning_rate": rate, "cost": cost, "seed": seed}
        networks.append(train(network, pixels, labels, **how))
    return _scores(networks, digits)


def _learn(recipe, digits, seeds):
    """One run for each seed: the networks with the averaged weights, and with the last ones."""
    networks = {"averaged": [], "last": []}
    labels = digits.train[1]
    for seed in seeds:
        learner = Learner(recipe.sizes, seed, digits.copies[0].mean(axis=0), recipe.hidden)
        for epoch in range(recipe.schedule.epochs):
            learner.learn_epoch(digits.copies[epoch % recipe.copies], labels, digits.junk, recipe.schedule)
        networks["averaged"].append(learner.folded(recipe.reads))
        learner.average[:] = learner.parameters
        networks["last"].append(learner.folded(recipe.reads))
    return networks


def _scores(networks, digits):
    outputs = [{part: one.forward(getattr(digits, part)[0]) for part in ("train", "validation", "test")} for one in networks]
    right = {
        part: [np.mean(each[part].argmax(axis=1) == getattr(digits, part)[1]) for each in outputs]
        for part in ("train", "validation", "test")
    }
    error = [calibration_error(each["test"], digits.test[1]) for each in outputs]
    scores = {f"{part}_accuracy": round(float(np.mean(shares)), 5) for part, shares in right.items()}
    return scores | {
        "validation_accuracy_of_each": [round(float(share), 5) for share in right["validation"]],
        "expected_calibration_error_on_test": round(float(np.mean(error)), 5),
    }
