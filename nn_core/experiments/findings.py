"""python -m nn_core.experiments.findings [PART ...], which `dials measure` runs: the findings of the chapters that no page can compute while it is built.

Every part is a function that returns a plain dictionary, shares from 0 to 1 rounded to 5 decimals. What it finds is kept in
the section "findings" of measurements.json, from where a chapter takes it as a fact: measured("findings", "edges")["framed"].
"""

import sys
from itertools import combinations

import numpy as np

from nn_core.backpropagation import backpropagate
from nn_core.cost import one_hot
from nn_core.evaluation.edge_likeness import EDGE, edge_likeness, equally_smooth
from nn_core.evaluation.measurements import measure_parts
from nn_core.evaluation.model_card import CONFIDENT, made_here
from nn_core.experiments.ablation import ablation
from nn_core.experiments.corruptions import CHANGES, drawings, moved, nonsense
from nn_core.gradient_descent import train
from nn_core.layer import Layer
from nn_core.mnist import load_mnist
from nn_core.network import Network
from nn_core.parameters import NETWORKS, load_network, load_networks, network_names
from nn_core.preprocessing import STAGES, prepare

READERS = ("framed", "straightened", "plain")
DISSECTED = ("plain", "rough", "framed", "straightened")
EACH = 10_000  # images of each half of the data: all the test images, and the last of the training images
AT_ONCE = 1000
FARTHEST = 6  # pixels
DEEP = (2, 5, 10)  # hidden layers
LEARNING_RATES = (0.1, 0.5, 1.5)
EPOCHS = 3
SEEDS = range(10)
RANDOM_NEURONS, RANDOM_SEED = 400, 1
PARTS_OF_DIGITS = {"loop": (0, 6, 8, 9), "upper loop": (8, 9), "lower loop": (6, 8), "upright line": (1, 4, 7, 9)}


def edges():
    """How edge-like the first layer of every network is: each neuron's cosine, their mean, and the share above the threshold.

    The controls are random weights, as smooth and in the same places as those of a network, that look for nothing.
    """
    networks = {name: load_network(name) for name in network_names()}
    for bundle in ("twins", "rough-twins"):
        networks |= {f"{bundle} {network.card['seed']}": network for network in load_networks(NETWORKS / f"{bundle}.bin")}
    found = {name: _edges(network.layers[0].weights) for name, network in networks.items()}
    for name in DISSECTED:
        control = _edges(equally_smooth(networks[name].layers[0].weights, RANDOM_NEURONS, RANDOM_SEED))
        found[f"control for {name}"] = {"neurons": RANDOM_NEURONS, "mean": control["mean"], "edge_like": control["edge_like"]}
    return found


def _edges(weights):
    likeness = edge_likeness(weights)
    return {
        "likeness": [plain(each) for each in likeness],
        "mean": plain(likeness.mean()),
        "edge_like": plain(np.mean(likeness > EDGE)),
    }


def robustness():
    """Accuracy of three networks on digits that are disturbed, as they are and prepared as the pad prepares a drawing."""
    networks = {name: load_network(name) for name in READERS}
    return {
        change: {str(amount): _disturbed(networks, lambda images, a=amount, c=apply: c(images, a)) for amount in amounts}
        for change, (apply, amounts) in CHANGES.items()
    }


def _disturbed(networks, disturb):
    found = {name: {} for name in networks}
    for how, skipped in (("as_it_is", 2), ("prepared", 0)):
        for name, halves in _reads(networks, disturb, {reads: stages[skipped:] for reads, stages in STAGES.items()}).items():
            found[name][how] = halves
    return found


def places():
    """Accuracy of framed, with no preparation, on digits moved down (rows) and to the right (columns) by whole pixels."""
    networks, steps = {"framed": load_network("framed")}, range(-FARTHEST, FARTHEST + 1)
    found = {
        (down, right): _reads(networks, lambda images, d=down, r=right: moved(images, d, r), {"framed": ()})["framed"]
        for down in steps
        for right in steps
    }
    halves = {half: [[found[down, right][half] for right in steps] for down in steps] for half in ("train", "test")}
    return {"steps": list(steps), **halves}


def ladder():
    """Accuracy on digits of any size, drawn anywhere on a large sheet, with more and more of the preparation."""
    networks = {name: load_network(name) for name in READERS}
    rungs = {
        "none": (),
        "centre": ("centre",),
        "scale": ("scale",),
        "frame": ("scale", "centre"),
        "straighten": ("scale", "centre", "straighten"),
    }
    return {rung: _reads(networks, drawings, dict.fromkeys(STAGES, stages)) for rung, stages in rungs.items()}


def confidence():
    """The share of images without any digit that get an output above 0.9, as they are and prepared, and the commonest answer."""
    images = nonsense(load_mnist().test.images / 255)
    return {name: {kind: _confident(load_network(name), each) for kind, each in images.items()} for name in network_names()}


def _confident(network, images):
    found = {}
    for how, stages in (("as_it_is", STAGES[network.input][2:]), ("prepared", STAGES[network.input])):
        outputs = network.forward(network.prepare(images, stages))
        answers = np.bincount(outputs.argmax(axis=1), minlength=10)
        found[how] = {
            "above_0.9": plain(np.mean(outputs.max(axis=1) > CONFIDENT)),
            "commonest_answer": int(answers.argmax()),
            "its_share": plain(answers.max() / len(images)),
        }
    return found


def silenced():
    """How much accuracy is lost when one hidden neuron is held at its mean over the training images, or at 0."""
    return {name: _silenced(load_network(name)) for name in DISSECTED}


def _silenced(network):
    passes = {half: (network.forward_pass(network.prepare(images)).activations, labels) for half, (images, labels) in _halves()}
    lost = {}
    for number in range(1, len(network.layers)):
        means = passes["train"][0][number].mean(axis=0)
        held = {"mean": means, "zero": np.zeros_like(means)}
        lost[f"hidden_{number}"] = {
            how: {
                half: [_lost(network, number, neuron, value, *each) for neuron, value in enumerate(values)] for half, each in passes.items()
            }
            for how, values in held.items()
        }
    return lost


def _lost(network, number, neuron, value, activations, labels):
    """Accuracy with the neuron at work minus accuracy with it held at value; only the layers after it are computed again."""
    a = activations[number].copy()
    a[:, neuron] = value
    for layer in network.layers[number:]:
        a = layer.forward(a)
    return plain(np.mean(activations[-1].argmax(axis=1) == labels) - np.mean(a.argmax(axis=1) == labels))


def loops():
    """How well one neuron of hidden layer 2 tells the digits with a part (a loop, an upright line) from the others.

    What counts is the largest difference between its mean activations, over the training images; and for how many of all groups of as many
    digits one does better.
    """
    images, labels = dict(_halves())["train"]
    found = {}
    for name in DISSECTED:
        network = load_network(name)
        activations = network.forward_pass(network.prepare(images)).activations[2]
        means = np.array([activations[labels == digit].mean(axis=0) for digit in range(10)])
        found[name] = {part: _told_apart(means, digits) for part, digits in PARTS_OF_DIGITS.items()}
    return found


def _told_apart(means, digits):
    """means: (10, neurons), of each neuron for each digit."""
    differences = {}
    for group in combinations(range(10), len(digits)):
        inside = np.isin(range(10), group)
        differences[group] = means[inside].mean(axis=0) - means[~inside].mean(axis=0)
    sizes = {group: np.abs(each).max() for group, each in differences.items()}
    return {
        "neuron": int(np.abs(differences[digits]).argmax()),
        "difference": plain(sizes[digits]),
        "groups": len(sizes),
        "groups_told_apart_better": int(sum(size > sizes[digits] for size in sizes.values())),
        "median_of_all_groups": plain(np.median(list(sizes.values()))),
    }


def vanishing():
    """How large the gradient is in each of ten hidden layers of 16, before any learning: the root mean square of dC/db, the median of ten seeds."""
    data = load_mnist().train
    pixels, target = data.images[:AT_ONCE].reshape(-1, 784) / 255, one_hot(data.labels[:AT_ONCE])
    found = {}
    for activation in ("sigmoid", "relu"):
        gradients = [backpropagate(_deep(10, activation, seed), pixels, target)[:-1] for seed in SEEDS]
        sizes = [[np.sqrt(np.mean(layer.biases**2)) for layer in network] for network in gradients]
        found[activation] = [float(f"{size:.3e}") for size in np.median(sizes, axis=0)]
    return found


def deep():
    """Accuracy after three epochs of textbook gradient descent with two, five and ten hidden layers of 16.

    Each learns at the best of three learning rates, chosen on training images kept back.
    """
    data = load_mnist()
    pixels, labels = data.train.pixels.astype(np.float32), data.train.labels
    seen, kept = (pixels[:-EACH], labels[:-EACH]), (pixels[-EACH:], labels[-EACH:])
    found = {}
    for activation in ("sigmoid", "relu"):
        found[activation] = {}
        for hidden in DEEP:
            tries = [(_learned(hidden, activation, rate, *seen), rate) for rate in LEARNING_RATES]
            network, rate = max(tries, key=lambda one: _right(one[0], *kept))
            scores = {"train": _right(network, *seen), "test": _right(network, data.test.pixels.astype(np.float32), data.test.labels)}
            found[activation][str(hidden)] = {"learning_rate": rate, **scores}
    return found


@np.errstate(over="ignore", invalid="ignore")
def _learned(hidden, activation, rate, pixels, labels):
    network = _deep(hidden, activation, 42, np.float32)
    return train(network, pixels, labels, epochs=EPOCHS, learning_rate=rate)


def _deep(hidden, activation, seed, dtype=float):
    """784, a row of hidden layers of 16, 10 sigmoids. Weights spread by 1/√n for sigmoids and by √(2/n) for relu, which loses half of its sums.

    Source of the latter: He, Zhang, Ren and Sun, ICCV 2015.
    """
    *before, last = Network.random([784, *[16] * hidden, 10], seed, dtype=dtype).layers
    wider = dtype(np.sqrt(2) if activation == "relu" else 1)
    return Network([Layer(wider * layer.weights, layer.biases, activation) for layer in before] + [last])


def _right(network, pixels, labels):
    return plain(np.mean(network.predict(pixels) == labels))


def _halves():
    data = load_mnist()
    return [(half, (digits.images[-EACH:], digits.labels[-EACH:])) for half, digits in (("train", data.train), ("test", data.test))]


def _reads(networks, disturb, stages):
    """Accuracy of each network on both halves, once every image has been disturbed and then prepared.

    stages: for each kind of input, which stages; networks of one kind share the preparation.
    """
    right = {name: {} for name in networks}
    for half, (images, labels) in _halves():
        answers = {name: [] for name in networks}
        for start in range(0, len(images), AT_ONCE):
            block = disturb(images[start : start + AT_ONCE] / 255)
            pixels = {reads: prepare(block, reads, stages[reads]) for reads in {network.input for network in networks.values()}}
            for name, network in networks.items():
                answers[name].append(network.predict(pixels[network.input]))
        for name in networks:
            right[name][half] = plain(np.mean(np.concatenate(answers[name]) == labels))
    return right


PARTS = {part.__name__: part for part in (edges, robustness, places, ladder, confidence, silenced, loops, vanishing, deep, ablation)}


def main(arguments=None):
    """Measure the parts asked for, print them, and keep them. Returns 0; a mistyped part ends with status 2."""
    return measure_parts("findings", PARTS, made_here(), arguments, prog="dials measure", description=__doc__)


def plain(number):
    """A number as JSON keeps it: a float of 5 decimals."""
    return round(float(number), 5)


if __name__ == "__main__":
    sys.exit(main())
