"""What is each step of the full recipe worth? Train without it, and count."""

import time
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np

from nn_core.evaluation.measurements import figure
from nn_core.evaluation.model_card import calibration_error
from nn_core.evaluation.steps import Keep
from nn_core.mnist import Mnist
from nn_core.preprocessing import prepare
from nn_core.training.augmentation import Distortion, make_copies, make_non_digits
from nn_core.training.learner import Learner, Method, Schedule, calibrate, rescale
from nn_core.training.recipes import NON_DIGITS, RECIPES, SEED, SHAPE, first_kept_back

_PLAIN: Any = RECIPES["plain"]
_FRAMED: Any = RECIPES["framed"]
_STRAIGHTENED: Any = RECIPES["straightened"]
_EPOCHS = 30


class Variant(NamedTuple):
    """One way to train; of its rates, each variant learns at the one that suits it best.

    Attributes:
        rates: learning rates to choose from.
        input: what the network reads, "framed" or "straightened".
        hidden: the activation of the hidden layers while they learn.
        centred: whether the mean image is subtracted from every image.
        method: how the steps are taken.
        schedule: at what cost, and for how long; its learning rate is replaced.
        copies: how many of each image, the clean one among them.
        distortion: the limits of the distortions.
        averaged: whether the averaged weights count, or those of the last step.
    """

    rates: tuple[float, ...]
    input: str
    hidden: str
    centred: bool
    method: Method
    schedule: Schedule
    copies: int
    distortion: Distortion
    averaged: bool


_ADAM_RATES = (0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.04)
_WHOLE = Variant(
    _ADAM_RATES, "framed", "tanh", True, Method(), _FRAMED.schedule._replace(epochs=_EPOCHS), _FRAMED.copies, _FRAMED.distortion, True
)
_TEXTBOOK = _WHOLE._replace(
    rates=(_PLAIN.learning_rate,),
    hidden="sigmoid",
    centred=False,
    method=Method("squared", batch=10, adam=False, scheduled=False),
    schedule=Schedule(_EPOCHS),
    copies=1,
    averaged=False,
)


def _climb() -> dict[str, Variant]:
    """From the textbook to the whole recipe, one thing a step."""
    method, schedule = _TEXTBOOK.method, _WHOLE.schedule
    steps: dict[str, dict[str, Any]] = {
        "textbook": {},
        "tuned": {"rates": (0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5)},
        "cross_entropy": {"method": (method := method._replace(cost="cross-entropy")), "rates": (0.0125, 0.025, 0.05, 0.1, 0.2)},
        "batch": {"method": (method := method._replace(batch=Method().batch)), "rates": (0.2, 0.4, 0.8, 1.6, 3.2)},
        "softmax": {"method": (method := method._replace(cost="softmax"))},
        "centred": {"centred": True},
        "tanh": {"hidden": "tanh", "rates": (0.0125, 0.025, 0.05, 0.1, 0.2, 0.4)},
        "adam": {"method": (method := method._replace(adam=True)), "rates": _ADAM_RATES},
        "scheduled": {"method": method._replace(scheduled=True)},
        "averaged": {"averaged": True},
        "own": {"schedule": schedule._replace(smoothness=0.0)},
        "distorted": {"copies": _WHOLE.copies},
        "smooth": {"schedule": schedule},
        "upright": {"input": "straightened"},
    }
    variants, variant = {}, _TEXTBOOK
    for name, change in steps.items():
        variants[name] = variant = variant._replace(**change)
    return variants


_LADDER = _climb()
_NOT_SOFTMAX, _NOT_ADAM = Method("cross-entropy"), Method(adam=False)
# What the ablation is handed, but for the digits.
SETTINGS: dict[str, Any] = {
    "ladder": _LADDER,
    "left_out": {
        "softmax": _WHOLE._replace(method=_NOT_SOFTMAX),
        "centred": _WHOLE._replace(centred=False),
        # A sigmoid does with twice the weights of layer 1 what tanh does; a quarter of λ makes them cost the same.
        "tanh": _WHOLE._replace(hidden="sigmoid", schedule=_WHOLE.schedule._replace(smoothness=_WHOLE.schedule.smoothness / 4)),
        "adam": _WHOLE._replace(method=_NOT_ADAM, rates=(0.05, 0.1, 0.2, 0.4, 0.8)),
        "scheduled": _WHOLE._replace(method=Method(scheduled=False)),
        "averaged": _WHOLE._replace(averaged=False),
        "own": _WHOLE._replace(schedule=_WHOLE.schedule._replace(sigmoid_weight=0.0)),
        "distorted": _WHOLE._replace(copies=1),
    },
    "others": {
        "straightened": _WHOLE._replace(
            input="straightened",
            schedule=_STRAIGHTENED.schedule._replace(epochs=_EPOCHS),
            copies=_STRAIGHTENED.copies,
            distortion=_STRAIGHTENED.distortion,
        ),
        "textbook_distorted": _LADDER["tuned"]._replace(copies=_WHOLE.copies),
        # The best of 1e-5, 5e-5, 2e-4 and 1e-3 on the images kept back; the larger ones do worse than none.
        "textbook_distorted_smooth": _LADDER["tuned"]._replace(copies=_WHOLE.copies, schedule=Schedule(_EPOCHS, smoothness=1e-5)),
        "cross_entropy_distorted": _LADDER["cross_entropy"]._replace(copies=_WHOLE.copies),
        "cross_entropy_upright": _LADDER["cross_entropy"]._replace(copies=_WHOLE.copies, input="straightened"),
    },
    "seeds": (1, 2, 3, 4, 5),
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


def ablation(data: Mnist, keep: Keep, seeds: Sequence[int], **variants: Mapping[str, Variant]) -> dict[str, Any]:
    """What each step of the recipe is worth, added and left out.

    From textbook training up to all steps, one at a time, then all steps but one, then a few others. Every variant learns
    from the 50,000 images that are not kept back, once for each seed, all for the same number of epochs. The validation
    images choose its learning rate, with the first seed; the test images are only reported.

    Args:
        data: what to learn from.
        keep: keeps each training.
        seeds: one network of each variant for each seed.
        variants: groups of variants by the name of the group, each by its own name.

    Returns:
        {"settings", group: {variant: {"learning_rate", and lists with a figure for each seed}}}.
    """
    split = lru_cache(maxsize=1)(partial(split_for, data))  # its copies take 700 MB
    every = [(group, name, variant) for group, named in variants.items() for name, variant in named.items()]
    found: dict[str, dict[str, Any]] = {group: dict.fromkeys(named) for group, named in variants.items()}
    seconds = 0.0
    for group, name, variant in sorted(every, key=lambda each: _reads(each[2])):

        def run(rate: float, seed: int, variant: Variant = variant, words: str = f"{group} {name}") -> dict[str, float]:
            return keep(f"{words}, rate {rate}, seed {seed}", lambda: _learned(variant, split(*_reads(variant)), rate, seed))

        tried = {rate: run(rate, seeds[0]) for rate in variant.rates}
        rate = max(tried, key=lambda each: tried[each]["validation_accuracy"])
        runs = [tried[rate], *(run(rate, seed) for seed in seeds[1:])]
        seconds += sum(one["cpu_seconds"] for one in [*tried.values(), *runs[1:]])
        scores = {figures: [one[figures] for one in runs] for figures in runs[0] if figures != "cpu_seconds"}
        found[group][name] = {"learning_rate": rate, **scores}
    end, epochs = first_kept_back(data.train.labels), max(variant.schedule.epochs for _, _, variant in every)
    counts = {"learned_from": end, "validation_images": len(data.train.labels) - end, "epochs": epochs}
    return {"settings": {"seeds": list(seeds), **counts, "cpu_seconds": round(seconds)}, **found}


def _reads(variant: Variant) -> tuple[str, int, Distortion]:
    """What decides the images that a variant learns from."""
    return variant.input, variant.copies, variant.distortion


def split_for(data: Mnist, input: str, count: int, distortion: Distortion) -> Split:
    """Prepare the images for a variant, and keep some of them back for validation.

    Args:
        data: the images.
        input: what the network reads.
        count: how many copies of each image.
        distortion: how the copies are distorted.

    Returns:
        The images and labels that every such variant shares.
    """
    labels = data.train.labels.astype(int)
    end = first_kept_back(labels)
    copies = make_copies(data.train.images[:end], input, count, SEED, distortion)
    clean = copies[0] / np.float32(255)
    unseen, test = (prepare(images, input).astype(np.float32) for images in (data.train.images[end:], data.test.images))
    non_digits = make_non_digits(NON_DIGITS, input, SEED)
    return Split(copies, non_digits, (clean, labels[:end]), (unseen, labels[end:]), (test, data.test.labels))


def _learned(variant: Variant, split: Split, rate: float, seed: int) -> dict[str, float]:
    """Train one network, and judge it."""
    started = time.process_time()
    mean = split.copies[0].mean(axis=0) if variant.centred else np.zeros(SHAPE[0])
    learner = Learner(SHAPE, seed, mean, variant.hidden, variant.method)
    schedule = variant.schedule._replace(learning_rate=rate)
    learner.learn(split.copies, split.train[1], split.non_digits, schedule)
    network = learner.network(variant.input, averaged=variant.averaged)
    calibrated = rescale(network, *calibrate(network, *split.validation))
    judged = {"train": split.train, "validation": split.validation, "test": split.test}
    pixels, labels = split.test
    return {
        **{f"{part}_accuracy": figure(network.predict(images) == digits) for part, (images, digits) in judged.items()},
        "calibration_error": figure(calibration_error(network.forward(pixels), labels)),
        "calibration_error_when_calibrated": figure(calibration_error(calibrated.forward(pixels), labels)),
        "cpu_seconds": round(time.process_time() - started, 1),
    }
