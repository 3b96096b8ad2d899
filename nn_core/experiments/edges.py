"""Where do edges come from: smooth weights, learning to read, or the ruler?"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

import numpy as np

from nn_core.evaluation.edge_likeness import EDGE, bar_signs, best_fit, equally_smooth, gabor_bank, is_edge, smoothness, spot_likeness
from nn_core.evaluation.measurements import figure
from nn_core.evaluation.steps import Keep
from nn_core.mnist import Mnist
from nn_core.network import Network
from nn_core.preprocessing import prepare
from nn_core.training.augmentation import Distortion, make_copies, make_non_digits
from nn_core.training.learner import Learner, Schedule
from nn_core.training.recipes import NON_DIGITS, RECIPES, SEED, SHAPE, first_kept_back

NEIGHBOURS = 4  # of a pixel: for weights of noise λ times the squared differences is λ NEIGHBOURS times the squares


class Learning(NamedTuple):
    """What decides how a network learns, but for its input.

    Attributes:
        schedule: how long and how fast, and at what cost.
        copies: how many of each image.
        distortion: the limits of their distortions.
    """

    schedule: Schedule
    copies: int
    distortion: Distortion


def _learning(name: str, epochs: int | None = None) -> Learning:
    recipe: Any = RECIPES[name]
    return Learning(recipe.schedule._replace(epochs=epochs or recipe.schedule.epochs), recipe.copies, recipe.distortion)


_TWINS = _learning("twins")
_SEEDS = (42, 43, 44, 45, 46)  # those of the rough twins
# What the measurements are handed, but for the networks and the digits.
RULERS: dict[str, Any] = {"thresholds": [round(0.3 + 0.05 * step, 2) for step in range(13)], "neurons": 400, "seed": 1}
CONTROLS = {"learning": _TWINS, "seeds": _SEEDS, "decays": (1e-4, 5e-4, 2e-3, 8e-3)}
FULL_LENGTH = {"learning": _learning("framed"), "framed": (43, 44), "shuffled": (42, 43, 44)}  # framed itself is 42
UPRIGHT = {
    "learnings": {"framed": _TWINS, "straightened": _learning("straightened", _TWINS.schedule.epochs)},
    "tried": (("framed", "straightened"), ("straightened", "framed"), ("straightened", "straightened")),
    "seeds": _SEEDS[:3],
}


def edges(
    networks: Mapping[str, Network], data: Mnist, thresholds: Sequence[float], controls: Sequence[str], neurons: int, seed: int
) -> dict[str, Any]:
    """How edge-like the first layer of every network is.

    Of each neuron the cosine with the best edge and with the best round spot, and the sign of its bar; and the shares that pass
    each threshold, by the likeness alone and by the strict rule. The controls are random weights, as smooth as those of a network
    and as strong at each pixel, that look for nothing; and the average of each digit minus the average of all.

    Args:
        networks: by name.
        data: the digits.
        thresholds: of the likeness.
        controls: the names of those that get random weights beside them.
        neurons: how many random ones each.
        seed: decides the random weights.

    Returns:
        {name: {"likeness", "spot", "bar", …}}, see of_each and shares.
    """
    averages = np.array([data.train.pixels[data.train.labels == digit].mean(axis=0) for digit in range(10)])
    weights = {name: network.layers[0].weights for name, network in networks.items()}
    weights["averages"] = averages - data.train.pixels.mean(axis=0)
    found: dict[str, Any] = {}
    for name, rows in weights.items():
        each = of_each(rows)
        found[name] = each | shares(each, thresholds)
    for name in controls:
        control = equally_smooth(weights[name], neurons, seed)
        found[f"control for {name}"] = {"neurons": neurons, **shares(of_each(control), thresholds)}
    return found


def of_each(weights: np.ndarray) -> dict[str, list[float]]:
    """How each neuron looks to the rulers.

    Args:
        weights: (n, 784).

    Returns:
        {"likeness", "spot", "bar"}: the cosines with the best edge and the best round spot, and the sign of its bar.
    """
    likeness, fitting = best_fit(weights, gabor_bank())
    columns = {"likeness": likeness, "spot": spot_likeness(weights), "bar": bar_signs(weights, fitting)}
    return {name: [figure(value) for value in values] for name, values in columns.items()}


def shares(each: Mapping[str, Sequence[float]], thresholds: Sequence[float]) -> dict[str, Any]:
    """Which share of the neurons passes.

    Args:
        each: their likeness and spot.
        thresholds: of the likeness.

    Returns:
        {"mean", "edge_like", "true_edges", "share", "strict_share"}: the mean likeness; the shares by either rule at the usual
        threshold, and at each of those given.
    """
    likeness, spot = np.array(each["likeness"]), np.array(each["spot"])
    return {
        "mean": figure(likeness),
        "edge_like": figure(likeness > EDGE),
        "true_edges": figure(is_edge(likeness, spot)),
        "share": [figure(likeness > threshold) for threshold in thresholds],
        "strict_share": [figure(is_edge(likeness, spot, threshold)) for threshold in thresholds],
    }


def edge_controls(data: Mnist, keep: Keep, learning: Learning, seeds: Sequence[int], decays: Sequence[float]) -> dict[str, Any]:
    """The recipe of the twins with one thing changed, seed by seed.

    Either its labels are shuffled, so that there is nothing to read; or plain weight decay takes the place of smoothness, of a
    strength that costs weights of noise as much. Whether another strength would be better, the images kept back say.

    Args:
        data: the digits.
        keep: keeps each training run.
        learning: how the twins learn.
        seeds: one network of each kind for each.
        decays: other strengths of weight decay to try.

    Returns:
        {"shuffled": {seed: …}, "decay": {seed: …}, "strength", "kept_back": {decay: accuracy}}.
    """
    digits, strength = _Digits(data, learning, "framed"), NEIGHBOURS * learning.schedule.smoothness

    def kept_back(decay: float) -> float:
        network = digits.network(seeds[0], decay, end := first_kept_back(digits.labels))
        return figure(network.predict(digits.clean[end:]) == digits.labels[end:])

    return {
        "shuffled": _each_seed("shuffled", seeds, keep, digits.shuffled),
        "decay": _each_seed(f"decay {strength:g}", seeds, keep, partial(digits.learned, decay=strength)),
        "strength": strength,
        "kept_back": {f"{decay:g}": keep(f"decay {decay:g} kept back", partial(kept_back, decay)) for decay in decays},
    }


def edges_at_full_length(data: Mnist, keep: Keep, learning: Learning, framed: Sequence[int], shuffled: Sequence[int]) -> dict[str, Any]:
    """The recipe of framed at its full length, from other seeds, and with shuffled labels.

    Args:
        data: the digits.
        keep: keeps each training run.
        learning: how framed learns.
        framed: the seeds with true labels.
        shuffled: the seeds with shuffled ones.

    Returns:
        {"framed": {seed: …}, "shuffled": {seed: …}}.
    """
    digits = _Digits(data, learning, "framed")
    return {
        "framed": _each_seed("framed", framed, keep, digits.learned),
        "shuffled": _each_seed("shuffled", shuffled, keep, digits.shuffled),
    }


def upright(
    data: Mnist, keep: Keep, learnings: Mapping[str, Learning], tried: Sequence[tuple[str, str]], seeds: Sequence[int]
) -> dict[str, Any]:
    """The recipes of framed and of straightened, on digits as framed and on upright ones.

    What is missing of the four, framed on framed, are the twins.

    Args:
        data: the digits.
        keep: keeps each training run.
        learnings: how each recipe learns, by its name.
        tried: pairs of a recipe and of what its networks read.
        seeds: one network of each for each.

    Returns:
        {"framed on straightened": {seed: …}, …}.
    """
    found = {}
    for name, reads in tried:
        digits = _Digits(data, learnings[name], reads)
        found[f"{name} on {reads}"] = _each_seed(f"{name} on {reads}", seeds, keep, digits.learned)
    return found


class _Digits:
    """What the networks of one recipe learn from and are judged by.

    The copies are made when first a network learns.

    Args:
        data: the digits.
        learning: how the networks learn.
        reads: "framed" or "straightened".
    """

    def __init__(self, data: Mnist, learning: Learning, reads: str) -> None:
        self._data, self._learning, self._reads = data, learning, reads
        self.labels = data.train.labels.astype(int)

    @cached_property
    def _copies(self) -> np.ndarray:
        return make_copies(self._data.train.images, self._reads, self._learning.copies, SEED, self._learning.distortion)

    @property
    def clean(self) -> np.ndarray:
        return self._copies[0] / np.float32(255)

    def network(self, seed: int, decay: float = 0.0, end: int | None = None, labels: np.ndarray | None = None) -> Network:
        # Decay takes the place of smoothness, and the images from the end on are left out.
        schedule, copies, labels = self._learning.schedule, self._copies[:, :end], (self.labels if labels is None else labels)[:end]
        learner = Learner(SHAPE, seed, copies[0].mean(axis=0))
        if decay:
            schedule, learner.penalty = schedule._replace(smoothness=decay), weight_decay_gradient
        non_digits = make_non_digits(NON_DIGITS, self._reads, SEED)
        learner.learn(copies, labels, non_digits, schedule)
        return learner.network(self._reads)

    def learned(self, seed: int, decay: float = 0.0) -> dict[str, Any]:
        return self._judged(self.network(seed, decay))

    def shuffled(self, seed: int) -> dict[str, Any]:
        labels = np.random.default_rng(seed).permutation(self.labels)
        network = self.network(seed, labels=labels)
        return {"own_labels": figure(network.predict(self.clean) == labels), **self._judged(network)}

    def _judged(self, network: Network) -> dict[str, Any]:
        weights, test = network.layers[0].weights, self._data.test
        return {
            "train_accuracy": figure(network.predict(self.clean) == self.labels),
            "test_accuracy": figure(network.predict(prepare(test.images, self._reads)) == test.labels),
            "size": figure(np.sqrt(np.mean(weights**2))),
            "smoothness": figure(smoothness(weights)),
            **of_each(weights),
        }


def weight_decay_gradient(pictures: np.ndarray, decay: float) -> np.ndarray:
    """Take decay · w, the gradient of decay/2 times the sum of all squared weights.

    Args:
        pictures: (n, side, side), the weights of each neuron.
        decay: how strong it is.

    Returns:
        (n, side, side).
    """
    return decay * pictures


def _each_seed(name: str, seeds: Sequence[int], keep: Keep, learned: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
    return {str(seed): keep(f"{name} {seed}", partial(learned, seed)) for seed in seeds}
