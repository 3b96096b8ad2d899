"""Findings that take too long to compute during a build are measured here.

`make measure` runs this: python -m nn_core.experiments.findings [PART ...]. Every part is a function that returns a plain
dictionary, shares from 0 to 1 rounded to 5 decimals, and PARTS says what it is handed. It is stored in the section "findings"
of measurements.json, from where a chapter takes it: measured("findings", "edges")["framed"].
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from nn_core.evaluation.measurements import figure
from nn_core.evaluation.model_card import CONFIDENT, made_here, unframed_stages
from nn_core.evaluation.parts import Part, Parts, measure_parts
from nn_core.experiments import ablation, deep, disorder, edges, hands, matching, rings, shapes
from nn_core.experiments.corruptions import CHANGES, NONSENSE, SEED, drawings, move, nonsense
from nn_core.mnist import Mnist
from nn_core.network import Network
from nn_core.parameters import network_names
from nn_core.preprocessing import STAGES, prepare
from nn_core.training.recipes import KEPT_BACK

READERS = ("framed", "straightened", "plain")
DISSECTED = ("plain", "rough", "framed", "straightened", "straightened-mnist")
PARTS_OF_DIGITS = {
    "loop": (0, 6, 8, 9),
    "loop, but no 9": (0, 6, 8),
    "upper loop": (8, 9),
    "lower loop": (6, 8),
    "upright line": (1, 4, 7, 9),
}

Stages = Mapping[str, Sequence[str]]  # for each kind of input, the stages of preparation
Networks = Mapping[str, Network]
Halves = dict[str, tuple[np.ndarray, np.ndarray]]  # the images of each half, and their labels


class Readers(NamedTuple):
    """Networks, and the digits that they read.

    Attributes:
        networks: by name.
        halves: the digits.
        at_once: images that are disturbed together.
    """

    networks: Networks
    halves: Halves
    at_once: int

    def accuracies(self, stages: Stages, disturb: Callable[..., np.ndarray], *amounts: float) -> dict[str, Any]:
        """Accuracy of each network on both halves, each image disturbed and then prepared.

        Args:
            stages: for each kind of input; networks of one kind share the preparation.
            disturb: changes images, (n, 28, 28) floats.
            amounts: its further arguments.

        Returns:
            {name: {"train", "test"}}.
        """
        found: dict[str, Any] = {name: {} for name in self.networks}
        for half, (images, labels) in self.halves.items():
            answers: dict[str, list[np.ndarray]] = {name: [] for name in self.networks}
            for start in range(0, len(images), self.at_once):
                block = disturb(images[start : start + self.at_once] / 255, *amounts)
                pixels = {reads: prepare(block, reads, stages[reads]) for reads in {network.input for network in self.networks.values()}}
                for name, network in self.networks.items():
                    answers[name].append(network.predict(pixels[network.input]))
            for name in self.networks:
                found[name][half] = figure(np.concatenate(answers[name]) == labels)
        return found


def robustness(networks: Networks, data: Mnist, amounts: Mapping[str, Sequence[float]], last: int, at_once: int) -> dict[str, Any]:
    """Accuracy on disturbed digits, as they are and prepared as the pad prepares a drawing."""
    readers = Readers(networks, _halves(data, last), at_once)
    return {change: {str(amount): _both_ways(readers, CHANGES[change][0], amount) for amount in tried} for change, tried in amounts.items()}


def _both_ways(readers: Readers, disturb: Callable[..., np.ndarray], amount: float) -> dict[str, Any]:
    unframed = {network.input: unframed_stages(network) for network in readers.networks.values()}
    as_it_is, prepared = (readers.accuracies(stages, disturb, amount) for stages in (unframed, STAGES))
    return {name: {"as_it_is": as_it_is[name], "prepared": prepared[name]} for name in readers.networks}


def places(networks: Networks, data: Mnist, farthest: int, last: int, at_once: int) -> dict[str, Any]:
    """Accuracy of framed, unprepared, on digits moved down (rows) and right (columns)."""
    readers, steps = Readers(networks, _halves(data, last), at_once), range(-farthest, farthest + 1)
    found = {(down, right): readers.accuracies({"framed": ()}, move, right, down)["framed"] for down in steps for right in steps}
    halves = {half: [[found[down, right][half] for right in steps] for down in steps] for half in ("train", "test")}
    return {"steps": list(steps), **halves}


def ladder(networks: Networks, data: Mnist, seed: int, last: int, at_once: int) -> dict[str, Any]:
    """Accuracy on digits anywhere on a large sheet, with more and more of the preparation."""
    readers = Readers(networks, _halves(data, last), at_once)
    single = {"none": (), "centre": ("centre",), "scale": ("scale",)}
    rungs = single | {"frame": STAGES["framed"], "straighten": STAGES["straightened"]}
    return {rung: readers.accuracies(dict.fromkeys(STAGES, stages), drawings, seed) for rung, stages in rungs.items()}


def confidence(networks: Networks, data: Mnist, count: int, seed: int) -> dict[str, Any]:
    """The share of images without any digit that get an output above 0.9.

    Both as they are and prepared, with the commonest answer, and how many images of each kind there are.
    """
    images = nonsense(data.test.images / 255, count, seed)
    return {
        name: {
            kind: {"images": len(each)}
            | {
                how: _confidence(network.forward(network.prepare(each, stages)))
                for how, stages in (("as_it_is", unframed_stages(network)), ("prepared", None))
            }
            for kind, each in images.items()
        }
        for name, network in networks.items()
    }


def _confidence(outputs: np.ndarray) -> dict[str, Any]:
    answers = np.bincount(outputs.argmax(axis=1), minlength=10)
    return {
        "above_0.9": figure(outputs.max(axis=1) > CONFIDENT),
        "commonest_answer": int(answers.argmax()),
        "its_share": figure(answers.max() / len(outputs)),
    }


def silenced(networks: Networks, data: Mnist, last: int) -> dict[str, Any]:
    """How much accuracy is lost when one hidden neuron is held at its mean, or at 0."""
    return {name: _silenced(network, _halves(data, last)) for name, network in networks.items()}


def _silenced(network: Network, digits: Halves) -> dict[str, Any]:
    halves = {half: (network.forward_pass(network.prepare(images)).activations, labels) for half, (images, labels) in digits.items()}
    lost = {}
    for number in range(1, len(network.layers)):
        means = halves["train"][0][number].mean(axis=0)
        held = {"mean": means, "zero": np.zeros_like(means)}
        lost[f"hidden_{number}"] = {
            how: {
                half: [_accuracy_lost(network, number, neuron, value, *read) for neuron, value in enumerate(values)]
                for half, read in halves.items()
            }
            for how, values in held.items()
        }
    return lost


def _accuracy_lost(network: Network, number: int, neuron: int, value: float, activations: list[np.ndarray], labels: np.ndarray) -> float:
    """Accuracy with the neuron at work minus accuracy with it held at a value.

    Args:
        network: what is tried.
        number: of the neuron's layer; only the layers after it are computed again.
        neuron: its index.
        value: what it is held at.
        activations: of every layer, for all images.
        labels: of the images.
    """
    a = activations[number].copy()
    a[:, neuron] = value
    for layer in network.layers[number:]:
        a = layer.forward(a)
    return figure(np.mean(activations[-1].argmax(axis=1) == labels) - np.mean(a.argmax(axis=1) == labels))


def loops(networks: Networks, data: Mnist, parts: Mapping[str, Sequence[int]], last: int) -> dict[str, Any]:
    """How well one neuron of hidden layer 2 separates the digits with a part from the others.

    A part is a loop or an upright line. What counts is the largest difference between its mean activations, over the
    training images; and how many of all equally large groups of digits are separated better.
    """
    images, labels = _halves(data, last)["train"]
    found = {}
    for name, network in networks.items():
        activations = network.forward_pass(network.prepare(images)).activations[2]
        means = np.array([activations[labels == digit].mean(axis=0) for digit in range(10)])
        found[name] = {part: _separation(means, digits) for part, digits in parts.items()}
    return found


def _separation(means: np.ndarray, digits: Sequence[int]) -> dict[str, Any]:
    """How well the best neuron separates a group of digits from the others.

    Args:
        means: (10, neurons), the mean activations for each digit.
        digits: the group.
    """
    differences = {}
    for group in combinations(range(10), len(digits)):
        inside = np.isin(range(10), group)
        differences[group] = np.abs(means[inside].mean(axis=0) - means[~inside].mean(axis=0))
    largest = {group: each.max() for group, each in differences.items()}
    return {
        "neuron": int(differences[tuple(digits)].argmax()),
        "difference": figure(largest[tuple(digits)]),
        "groups": len(largest),
        "groups_told_apart_better": int(sum(each > largest[tuple(digits)] for each in largest.values())),
        "median_of_all_groups": figure(np.median(list(largest.values()))),
    }


def _halves(data: Mnist, last: int) -> Halves:
    """The last images and labels of both halves, as many of each."""
    return {half: (digits.images[-last:], digits.labels[-last:]) for half, digits in (("train", data.train), ("test", data.test))}


_LAST = {"last": KEPT_BACK}
_READ = _LAST | {"at_once": 1000}
_MEASURED = (
    Part(edges.edges, (*network_names(), "twins", "rough-twins"), data=True, settings=edges.RULERS | {"controls": DISSECTED}),
    Part(robustness, READERS, data=True, settings={"amounts": {change: amounts for change, (_, amounts) in CHANGES.items()}} | _READ),
    Part(places, ("framed",), data=True, settings={"farthest": 6} | _READ),
    Part(ladder, READERS, data=True, settings={"seed": SEED} | _READ),
    Part(confidence, network_names(), data=True, settings={"count": NONSENSE, "seed": SEED}),
    Part(silenced, DISSECTED, data=True, settings=_LAST),
    Part(loops, DISSECTED, data=True, settings={"parts": PARTS_OF_DIGITS} | _LAST),
    Part(deep.vanishing, data=True, settings=deep.VANISHING, relative=0.001, absolute=0),
    # Sums that are rounded in another order end in another network, most of all where it hardly learns.
    Part(deep.deep, data=True, settings=deep.SETTINGS, relative=0.3, resumable=True),
    Part(shapes.shapes, data=True, settings=shapes.SETTINGS, absolute=0.005, resumable=True),
    Part(shapes.upright_shapes, data=True, settings=shapes.UPRIGHT, absolute=0.005, resumable=True),
    Part(matching.twins, ("twins", "rough-twins"), settings={"bundles": ("twins", "rough-twins"), "seed": 1}),
    Part(rings.rings, DISSECTED, data=True, settings={"loop": PARTS_OF_DIGITS["loop"], "least": 3} | _LAST),
    Part(edges.edge_controls, data=True, settings=edges.CONTROLS, relative=0.3, absolute=0.01, resumable=True),
    Part(edges.edges_at_full_length, data=True, settings=edges.FULL_LENGTH, relative=0.3, absolute=0.01, resumable=True),
    Part(edges.upright, data=True, settings=edges.UPRIGHT, relative=0.3, absolute=0.01, resumable=True),
    Part(ablation.ablation, data=True, settings=ablation.SETTINGS, relative=0.01, absolute=0.001, resumable=True),
    Part(hands.hands, data=True, settings=hands.SETTINGS, relative=0.05, absolute=0.03, resumable=True),
    Part(disorder.disorder, data=True, settings=disorder.SETTINGS, relative=0.01, resumable=True),
)
PARTS: Parts = {part.measure.__name__: part for part in _MEASURED}


def main(arguments: list[str] | None = None) -> int:
    """Measure the parts asked for, print them, and store them.

    Args:
        arguments: of the command line.

    Returns:
        The status 0; a mistyped part ends with status 2.
    """
    return measure_parts("findings", PARTS, made_here(), arguments, prog="python -m nn_core.experiments.findings", description=__doc__)


if __name__ == "__main__":
    sys.exit(main())
