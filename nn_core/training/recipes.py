"""Every file in networks/ can be made again from a seed, by the recipe that stands here under its name."""

import contextlib
import importlib.util
import json
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nn_core.evaluation.model_card import accuracies, made_here
from nn_core.gradient_descent import train_epochs
from nn_core.layer import Layer
from nn_core.mnist import load_mnist
from nn_core.network import Network
from nn_core.parameters import NETWORKS, rounded, save_network, save_networks
from nn_core.preprocessing import SIDE
from nn_core.training.augmentation import Distortion, bank, junk
from nn_core.training.learner import CHECKPOINT_EVERY, Learner, Schedule, calibrated

SEED = 42
JUNK_IMAGES = 4096
KEPT_BACK = 6  # one training image in six is kept back while choosing: 10,000 of 60,000
SHAPE = (784, 16, 16, 10)
POINTS = 0.3
MARGIN = f"the same numbers again on the same machine; within {POINTS} points of the accuracy on another processor"


class FullRecipe(NamedTuple):
    """Distorted copies, Adam, averaged and smooth weights: see training."""

    purpose: str
    reads: str = "framed"
    sizes: tuple = SHAPE
    hidden: str = "tanh"
    schedule: Schedule = Schedule(200)
    copies: int = 8
    distortion: Distortion = Distortion()
    networks: int = 1

    def of_length(self, epochs):
        """The same recipe with another number of epochs."""
        return self._replace(schedule=self.schedule._replace(epochs=epochs))

    @property
    def words(self):
        """The recipe in one sentence."""
        smooth = "smooth first-layer weights" if self.schedule.smoothness else "no wish for smooth weights"
        hidden = "tanh neurons, folded to sigmoids" if self.hidden == "tanh" else f"{self.hidden} neurons"
        return (
            f"Softmax cross-entropy plus {self.schedule.own:g} times the sigmoids' own; beside each batch of 128 digits, 8 images of "
            "noise or nothing, whose target is all 0; distorted copies, the first one clean, taken in turn; "
            f"{hidden}; Adam with warm-up and cosine; averaged weights; {smooth}; one scale and one shift of the last layer fitted on the images kept back."
        )


class TextbookRecipe(NamedTuple):
    """Stochastic gradient descent as the chapters show it: see gradient_descent."""

    purpose: str
    reads: str = "framed"
    sizes: tuple = SHAPE
    epochs: int = 30
    batch_size: int = 10
    learning_rate: float = 1.5
    permutation_seed: int | None = None

    def of_length(self, epochs):
        """The same recipe with another number of epochs."""
        return self._replace(epochs=epochs)

    @property
    def words(self):
        """The recipe in one sentence."""
        return "Textbook stochastic gradient descent on the squared cost, on the training images as they are, with nothing added."


_FRAMED = FullRecipe(
    "The network that the chapters dissect: it reads digits in MNIST's own frame, and its first layer shows strokes.",
    schedule=Schedule(480, learning_rate=0.01, smoothness=5e-4, own=0.03),
    copies=16,
    distortion=Distortion(rotation=9.0, shear=0.12, scale=0.09, elastic=0.6, thickness=0.2),
)
_ROUGH = _FRAMED._replace(
    purpose="The control for framed: the same recipe without the wish for smooth weights.",
    schedule=_FRAMED.schedule._replace(smoothness=0.0),
)
_TWINS = _FRAMED._replace(
    purpose="Ten seeds of framed, each learned for a shorter time: much the same score, different insides.",
    schedule=_FRAMED.schedule._replace(epochs=96),
    networks=10,
)

RECIPES: dict[str, FullRecipe | TextbookRecipe] = {
    "framed": _FRAMED,
    "straightened": FullRecipe(
        "The best reader, which the pad uses: it reads digits that are made upright first.",
        reads="straightened",
        schedule=Schedule(200, smoothness=1e-3, own=0.1),
        distortion=Distortion(rotation=12.0, thickness=1.0),
    ),
    "rough": _ROUGH,
    "pixels-to-digits": _FRAMED._replace(
        purpose="No hidden layer: each digit has one picture of weights.",
        sizes=(784, 10),
        schedule=_FRAMED.schedule._replace(epochs=48),
    ),
    "relu": _FRAMED._replace(
        purpose="The same shape with relu in the hidden layers instead of the sigmoid.",
        hidden="relu",
        schedule=_FRAMED.schedule._replace(epochs=144),
    ),
    "wide": _FRAMED._replace(
        purpose="One hidden layer of 100 neurons: what six times as many parameters buy.",
        sizes=(784, 100, 10),
        schedule=_FRAMED.schedule._replace(epochs=48),
    ),
    "twins": _TWINS,
    "rough-twins": _TWINS._replace(
        purpose="Five seeds of rough, to set beside the first five of twins: the same copies, the same first weights.",
        schedule=_TWINS.schedule._replace(smoothness=0.0),
        networks=5,
    ),
    "plain": TextbookRecipe("The honest baseline: textbook gradient descent and squared cost, no tricks."),
    "shuffled": TextbookRecipe(
        "Plain's recipe on images whose pixels are permuted: the network never knew where a pixel is.", permutation_seed=7
    ),
}


def build(name, seed=SEED, epochs=None, out=None, progress=True, data=None):
    """Make a network again: twice, first without the images kept back, to choose and calibrate, then with all of them.

    name: one of RECIPES.  seed: decides everything.  epochs: another length than the recipe's.
    out: the file to write, by default the shipped one; a bundle for a recipe of several networks.
    data: an Mnist, by default the whole of it.
    A run that was stopped goes on from its last checkpoint, which lies beside out.
    Returns the Network as written, or the list of them. Raises ValueError for an unknown name.
    """
    if name not in RECIPES:
        raise ValueError(f"no recipe is called {name!r}; there are {', '.join(RECIPES)}")
    recipe, data = RECIPES[name], data or load_mnist()
    if epochs is not None:
        recipe = recipe.of_length(epochs)
    several = isinstance(recipe, FullRecipe) and recipe.networks > 1
    out = Path(out or NETWORKS / f"{name}{'.bin' if several else '.json'}")
    make = _full if isinstance(recipe, FullRecipe) else _textbook
    networks = make(name, recipe, seed, out, progress, data)
    save_networks(networks, out) if several else save_network(networks[0], out)
    for checkpoint in _checkpoints(out):
        checkpoint.unlink()
    return networks if several else networks[0]


def _full(name, recipe, seed, out, progress, data):
    """The full recipe for one or several networks, which share one bank of copies and the first one's calibration."""
    started = time.process_time()
    images = bank(data.train.images, recipe.reads, recipe.copies, seed, recipe.distortion)
    others = junk(JUNK_IMAGES, recipe.reads, seed)
    labels = data.train.labels.astype(int)
    kept = _kept_from(labels)
    unseen = images[0, kept:] / np.float32(255), labels[kept:]
    seconds = {"copies": time.process_time() - started}
    started = time.process_time()
    chosen = _learn(Job(name, recipe, seed, out, progress, others), "choice", images[:, :kept], labels[:kept], unseen)
    scale, shift = calibrated(chosen, *unseen)
    seconds["choice_run"] = time.process_time() - started
    validation = np.mean(chosen.predict(unseen[0]) == unseen[1])
    networks = []
    for one_seed in range(seed, seed + recipe.networks):
        started = time.process_time()
        learned = _learn(Job(name, recipe, one_seed, out, progress, others), "shipped", images, labels)
        network = rounded(rescaled(learned, scale, shift))
        seconds["shipped_run"] = time.process_time() - started
        network.card = _card(name, recipe, one_seed, network, validation if one_seed == seed else None, data, seconds)
        network.card["calibration"] = {"scale": round(scale, 4), "shift": round(shift, 4), "seed": seed}
        networks.append(network)
    return networks


class Job(NamedTuple):
    """What the two runs of one network have in common."""

    name: str
    recipe: FullRecipe
    seed: int
    out: Path
    progress: bool
    junk: np.ndarray


def _learn(job, run, images, labels, unseen=None):
    """One run, from its checkpoint or from the start: the folded network."""
    recipe, epochs = job.recipe, job.recipe.schedule.epochs
    learner = Learner(recipe.sizes, job.seed, images[0].mean(axis=0), recipe.hidden)
    path = job.out.with_name(f"{job.out.name}.{job.seed}-{run}.checkpoint.npz")
    about = json.dumps([job.name, run, job.seed, len(labels), settings(recipe)])
    learner.resume(path, about)
    with _bar(job.progress, f"{job.name}, seed {job.seed}, {run} run", learner.epoch, epochs) as bar:
        while learner.epoch < epochs:
            cost = learner.learn_epoch(images[learner.epoch % len(images)], labels, job.junk, recipe.schedule)
            if learner.epoch % CHECKPOINT_EVERY == 0 or learner.epoch == epochs:
                learner.save(path, about)
            if bar is not None:
                bar.set_postfix(_figures(cost, learner.folded(recipe.reads), unseen), refresh=False)
                bar.update()
    return learner.folded(recipe.reads)


def _textbook(name, recipe, seed, out, progress, data):  # noqa: ARG001 - it takes what _full takes, but is too short for checkpoints
    labels = data.train.labels
    kept = _kept_from(labels)
    # float32 is exact enough here and a good deal faster.
    pixels = data.train.pixels.astype(np.float32)
    order = None if recipe.permutation_seed is None else permutation(recipe.permutation_seed)
    if order is not None:
        pixels = pixels[:, order]
    networks, seconds = {}, {}
    for run, end in (("choice_run", kept), ("shipped_run", len(labels))):
        started = time.process_time()
        network = Network.random(recipe.sizes, seed, input=recipe.reads, permutation=order, dtype=np.float32)
        unseen = (pixels[end:], labels[end:]) if end < len(labels) else None
        with _bar(progress, f"{name}, seed {seed}, {run}", 0, recipe.epochs) as bar:
            for learned in train_epochs(
                network, pixels[:end], labels[:end], recipe.epochs, recipe.batch_size, recipe.learning_rate, seed=seed
            ):
                if bar is not None:
                    bar.set_postfix(_figures(None, learned, unseen), refresh=False)
                    bar.update()
        networks[run], seconds[run] = network, time.process_time() - started
    validation = np.mean(networks["choice_run"].predict(pixels[kept:]) == labels[kept:])
    network = rounded(networks["shipped_run"])
    network.card = _card(name, recipe, seed, network, validation, data, seconds)
    return [network]


def permutation(seed):
    """The order in which a shuffled network reads the 784 pixels."""
    return np.random.default_rng(seed).permutation(SIDE * SIDE)


def _card(name, recipe, seed, network, validation_accuracy, data, seconds):
    return {
        "name": name,
        "purpose": recipe.purpose,
        "recipe": recipe.words,
        "settings": settings(recipe),
        "seed": seed,
        "rebuild": f"python -m nn_core train {name} --seed {seed}",
        "rebuilding_gives": MARGIN,
        "split": f"chosen and calibrated on the last {len(data.train.labels) - _kept_from(data.train.labels):,} training images, "
        f"which the choice run did not learn from; shipped from a second run on all {len(data.train.labels):,}",
        "validation_accuracy": None if validation_accuracy is None else round(float(validation_accuracy), 5),
        **accuracies(network, data),
        "cpu_seconds": {run: round(each, 1) for run, each in seconds.items()},
        "made": made_here(),
    }


def rescaled(network, scale, shift):
    """σ(s z + t) in place of σ(z) in the last layer."""
    *others, last = network.layers
    return Network([*others, Layer(scale * last.weights, scale * last.biases + shift, last.activation)], network.input, network.permutation)


def _figures(cost, network, unseen):
    figures = {} if cost is None else {"cost": f"{cost:.4f}"}
    return figures | ({"validation": f"{np.mean(network.predict(unseen[0]) == unseen[1]):.2%}"} if unseen else {})


def _kept_from(labels):
    return len(labels) - len(labels) // KEPT_BACK


def settings(recipe):
    """The numbers of a recipe, as they stand on a card."""
    plain = {key: value._asdict() if hasattr(value, "_asdict") else value for key, value in recipe._asdict().items()}
    del plain["purpose"]
    return plain


def _checkpoints(out):
    return out.parent.glob(f"{out.name}.*.checkpoint.npz")


@contextlib.contextmanager
def _bar(wanted, words, done, epochs):
    """A progress bar, or None where none is wanted or tqdm is not installed."""
    if wanted and importlib.util.find_spec("tqdm"):
        from tqdm import tqdm

        with tqdm(total=epochs, initial=done, desc=words, unit="epoch") as bar:
            yield bar
    else:
        yield None
