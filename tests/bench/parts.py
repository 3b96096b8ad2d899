"""What the benchmark measures, part by part, and what each part is handed."""

import resource
import statistics
import subprocess
import sys
import time

import numpy as np

from nn_core import Network, load_mnist, one_hot, prepare
from nn_core.evaluation.parts import Part
from nn_core.gradient_descent import train_epochs
from nn_core.training.augmentation import make_copies, make_non_digits
from nn_core.training.learner import Learner, Schedule
from nn_core.training.recipes import KEPT_BACK, NON_DIGITS, RECIPES, SEED, images_to_doubt, with_drawings

WEIGHT_DECAY = 0.2  # AdamW's, without which PyTorch stays below 95 %


def textbook_epoch(data, sizes, turns):
    """One epoch of stochastic gradient descent, 60,000 images in float32, mini-batches of 10."""
    peers, (pixels, labels) = _peers(), _as(np.float32, data.train)
    target = one_hot(labels, dtype=np.float32)
    ours = train_epochs(Network.random(sizes, seed=1, dtype=np.float32), pixels, labels, epochs=turns + 1)
    theirs = peers.ScikitLearn("sgd", 10, 0.1, "sigmoid")
    torch_net, tensor, torch_target = (
        peers.PyTorch("sgd", 10, 1.0, "sigmoid", "squared"),
        peers.torch.from_numpy(pixels),
        peers.torch.from_numpy(target),
    )
    return _compared(
        turns,
        nn_core=lambda: next(ours),
        scikit_learn=lambda: theirs.learn(pixels, labels),
        pytorch=lambda: torch_net.learn(tensor, torch_target),
    )


def recipe_epoch(data, sizes, schedule, turns):
    """One epoch of the full recipe's loop at batch 128 beside the peers' plain Adam on floats that lie ready.

    Its own has Adam, averaged and smooth weights, noise beside the digits, and turns bytes into floats.
    """
    peers = _peers()
    images, labels = data.train.images.reshape(-1, 784), data.train.labels.astype(int)
    learner = Learner(sizes, 1, images.mean(axis=0))
    others = make_non_digits(NON_DIGITS, "framed", 1)
    pixels, wide_labels = _as(np.float32, data.train)[0], peers.torch.from_numpy(labels)
    theirs, tensor = peers.ScikitLearn("adam", 128, 0.005, "tanh"), peers.torch.from_numpy(pixels)
    torch_net = peers.PyTorch("adam", 128, 0.005, "tanh", "cross-entropy")
    return _compared(
        turns,
        nn_core=lambda: learner.learn_epoch(images, labels, others, schedule),
        scikit_learn=lambda: theirs.learn(pixels, labels),
        pytorch=lambda: torch_net.learn(tensor, wide_labels),
    )


def forward_many(data, sizes, turns):
    """The outputs of 10,000 images, beside the first layer's matrix product alone, in the same precision."""
    return {name: _forward_many(data, sizes, turns, name) for name in ("float64", "float32")}


def _forward_many(data, sizes, turns, dtype):
    pixels, labels = _as(dtype, data.test)
    network = Network.random(sizes, seed=1, dtype=dtype)
    theirs, torch_net, tensor = _peers_for_forward(pixels, labels, dtype)
    weights = network.layers[0].weights.T
    figures = _compared(
        turns,
        nn_core=lambda: network.forward(pixels),
        first_product=lambda: pixels @ weights,
        scikit_learn=lambda: theirs.forward(pixels),
        pytorch=lambda: torch_net.forward(tensor),
    )
    return figures | {"times_first_product": _round(figures["nn_core_seconds"] / figures["first_product_seconds"])}


def forward_one(networks, data, turns, calls):
    """The outputs of one image, float64, in millionths of a second."""
    pixels, labels = _as(np.float64, data.test)
    network = networks["framed"]
    theirs, torch_net, tensor = _peers_for_forward(pixels, labels, "float64")
    image, row, vector = pixels[0], pixels[:1], tensor[0]
    figures = _compared(
        turns,
        nn_core=lambda: [network.forward(image) for _ in range(calls)],
        scikit_learn=lambda: [theirs.forward(row) for _ in range(calls // 20)],
        pytorch=lambda: [torch_net.forward(vector) for _ in range(calls)],
        calls={"nn_core": calls, "scikit_learn": calls // 20, "pytorch": calls},
    )
    return {name.replace("_seconds", "_microseconds"): _round(v * 1e6) if "_seconds" in name else v for name, v in figures.items()}


def _peers_for_forward(pixels, labels, dtype):
    peers = _peers()
    theirs = peers.ScikitLearn("sgd", 100, 0.1, "sigmoid")
    theirs.learn(pixels, labels)
    torch_net = peers.PyTorch("sgd", 100, 0.1, "sigmoid", "squared", dtype=getattr(peers.torch, dtype))
    return theirs, torch_net, peers.torch.from_numpy(pixels)


def loop(networks, data, turns, calls):
    """The weighted sums of the first layer for one image, float64: a loop over rows and columns beside the matrix product."""
    weights, pixels = networks["framed"].layers[0].weights, data.test.pixels[0]
    figures = _compared(
        turns,
        loop=lambda: _looped(weights, pixels),
        nn_core=lambda: [weights @ pixels for _ in range(calls)],
        calls={"loop": 1, "nn_core": calls},
    )
    return figures | {"times_slower": _round(figures["loop_seconds"] / figures["nn_core_seconds"], 0)}


def _looped(weights, pixels):
    sums = np.zeros(len(weights))
    for j in range(len(weights)):
        for k in range(len(pixels)):
            sums[j] += weights[j, k] * pixels[k]
    return sums


def to_accuracy(data, goals, sizes, lengths, seeds):
    """Seconds of learning until 95 % (framed) or 97.5 % (straightened) of the 10,000 training images kept back are read rightly.

    Images are prepared beforehand, lengths and rates of learning are the best of those tried, and the median of three seeds counts.
    """
    return {reads: _to_accuracy(data.train, reads, goal, sizes, lengths, seeds) for reads, goal in goals.items()}


def _to_accuracy(digits, reads, goal, sizes, lengths, seeds):
    prepared = [prepare(digits.images[start : start + 10_000], reads) for start in range(0, len(digits), 10_000)]
    pixels, labels = np.concatenate(prepared).astype(np.float32), digits.labels.astype(int)
    seen, unseen = (pixels[:-KEPT_BACK], labels[:-KEPT_BACK]), (pixels[-KEPT_BACK:], labels[-KEPT_BACK:])
    tries = {
        "nn_core": [lambda seed: _our_tries(reads, sizes, seen, unseen, lengths, seed)],
        "scikit_learn": [lambda seed, r=r: _sklearn_tries(seen, unseen, r, lengths, seed) for r in (0.002, 0.005)],
        "pytorch": [lambda seed, r=r: _torch_tries(seen, unseen, r, lengths, seed) for r in (0.01, 0.02)],
    }
    seconds = {name: min(_median_to(goal, one, seeds) for one in each) for name, each in tries.items()}
    ours, theirs = seconds["nn_core"], {name: each for name, each in seconds.items() if name in PEERS}
    figures = {f"{name}_seconds": _round(each) if np.isfinite(each) else "not reached" for name, each in seconds.items()}
    best = min(theirs, key=theirs.get)
    faster = {"best_peer": best, "times_faster_than_best_peer": _round(theirs[best] / ours)} if np.isfinite(theirs[best]) else {}
    return {"accuracy": goal, "epochs_tried": lengths[-1], **figures, **faster}


def _our_tries(reads, sizes, seen, unseen, lengths, seed):
    images = np.uint8(np.round(255 * seen[0]))
    others = make_non_digits(NON_DIGITS, reads, seed)
    for length in lengths:
        started = time.process_time()
        learner = Learner(sizes, seed, images.mean(axis=0))
        schedule = Schedule(length, learning_rate=0.02, smoothness=3e-3, sigmoid_weight=0.1)
        for _ in range(length):
            learner.learn_epoch(images, seen[1], others, schedule)
        network = learner.network(reads)
        yield time.process_time() - started, np.mean(network.predict(unseen[0]) == unseen[1])


def _torch_tries(seen, unseen, learning_rate, lengths, seed):
    peers, mean = _peers(), seen[0].mean(axis=0)
    pixels, labels = (peers.torch.from_numpy(each) for each in (seen[0] - mean, seen[1]))
    unseen = [peers.torch.from_numpy(each) for each in (unseen[0] - mean, unseen[1])]
    for length in lengths:
        started = time.process_time()
        peer = peers.PyTorch("adam", 128, learning_rate, "tanh", "cross-entropy", seed, length, WEIGHT_DECAY)
        for _ in range(length):
            peer.learn(pixels, labels)
        yield time.process_time() - started, peer.right(*unseen)


def _sklearn_tries(seen, unseen, learning_rate, lengths, seed):
    mean = seen[0].mean(axis=0)
    pixels, spent = seen[0] - mean, 0.0
    peer = _peers().ScikitLearn("adam", 128, learning_rate, "tanh", seed)
    for _ in range(lengths[-1]):
        started = time.process_time()
        peer.learn(pixels, seen[1])
        spent += time.process_time() - started
        yield spent, peer.right(unseen[0] - mean, unseen[1])


def _median_to(goal, tries, seeds):
    """Seconds of the first try that reaches the goal, the median over the seeds; infinity where none does."""
    return statistics.median(next((seconds for seconds, right in tries(seed) if right >= goal), float("inf")) for seed in seeds)


def full_recipe(networks):
    """The whole recipe of `straightened` in a process of its own: drawings, distorted copies, and every epoch on all images."""
    (name,) = networks
    program = f"from tests.bench.parts import learn; learn({name!r})"
    subprocess.run([sys.executable, "-c", program], check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"cpu_seconds": _round(used.ru_utime + used.ru_stime), "peak_gigabytes": _round(used.ru_maxrss * 1024 / 1e9)}


def learn(name):
    """What full_recipe measures."""
    recipe, data = RECIPES[name], load_mnist().train
    images, labels = with_drawings(data.images, data.labels.astype(int), recipe.drawings, SEED)
    copies = make_copies(images, recipe.input, recipe.copies, SEED, recipe.distortion)
    learner = Learner(recipe.sizes, SEED, copies[0].mean(axis=0), recipe.hidden)
    others = images_to_doubt(recipe, SEED)
    learner.learn(copies, labels, others, recipe.schedule)


def _compared(turns, calls=None, **contenders):
    """Seconds of each contender, the median of its turns, and how many times faster than the others nn_core is."""
    seconds = {name: [] for name in contenders}
    for turn in range(turns + 1):
        for name, run in contenders.items():
            started = time.process_time()
            run()
            if turn:  # the first turn only warms up
                seconds[name].append((time.process_time() - started) / (calls[name] if calls else 1))
    medians = {name: statistics.median(each) for name, each in seconds.items()}
    figures = {f"{name}_seconds": _round(median, 9) for name, median in medians.items()}
    faster = {f"times_faster_than_{name}": _round(medians[name] / medians["nn_core"]) for name in medians if name in PEERS}
    return figures | faster


PEERS = ("scikit_learn", "pytorch")


def _round(number, decimals=3):
    return round(float(number), decimals)


def _peers():
    """scikit-learn and PyTorch, which only those have who measure; a test reads what was measured."""
    from tests.bench import peers

    return peers


def _as(dtype, digits):
    return digits.images.reshape(-1, 784).astype(dtype) / 255, digits.labels


THREEFOLD = 2 / 3  # a ratio of another machine may be three times as large
_SIZES = {"sizes": (784, 16, 16, 10)}
_ACCURACY = {"goals": {"framed": 0.95, "straightened": 0.975}, "lengths": (1, 2, 3, 4, 6, 8, 12), "seeds": (1, 2, 3)}
_MEASURED = (
    Part(textbook_epoch, data=True, settings=_SIZES | {"turns": 5}, relative=THREEFOLD),
    Part(recipe_epoch, data=True, settings=_SIZES | {"schedule": RECIPES["framed"].schedule, "turns": 5}, relative=THREEFOLD),
    Part(forward_many, data=True, settings=_SIZES | {"turns": 25}, relative=THREEFOLD),
    Part(forward_one, ("framed",), data=True, settings={"turns": 25, "calls": 400}, relative=THREEFOLD),
    Part(loop, ("framed",), data=True, settings={"turns": 5, "calls": 1000}, relative=THREEFOLD),
    Part(to_accuracy, data=True, settings=_SIZES | _ACCURACY, relative=THREEFOLD),
    Part(full_recipe, ("straightened",), relative=THREEFOLD),
)
PARTS = {part.measure.__name__: part for part in _MEASURED}
