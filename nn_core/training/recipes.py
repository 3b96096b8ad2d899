"""Every trained network that is shipped can be made again from a seed, by its recipe."""

import contextlib
import importlib.util
import json
import os
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from nn_core.evaluation.measurements import figure
from nn_core.evaluation.model_card import made_here, measure_card
from nn_core.files import check_writable
from nn_core.gradient_descent import train_epochs
from nn_core.mnist import Mnist, load_mnist
from nn_core.network import Network
from nn_core.parameters import NETWORKS, load_network, load_networks, rounded, save_network, save_networks
from nn_core.preprocessing import SIDE, prepare
from nn_core.training.augmentation import Distortion, make_copies, make_non_digits, to_bytes
from nn_core.training.handwriting import draw_digits, draw_junk
from nn_core.training.learner import CHECKPOINT_EVERY, Learner, Schedule, calibrate, rescale

SEED = 42
NON_DIGITS = 4096
KEPT_BACK, OF_ALL = 10_000, 60_000  # training images kept back while choosing; the same share of a smaller collection
Unseen = tuple[np.ndarray, np.ndarray]  # the pixels and the labels that a run does not learn from
SHAPE = (784, 16, 16, 10)
POINTS = 0.3
MARGIN = f"the same numbers again on the same machine; within {POINTS} points of the accuracy on another processor"


class FullRecipe(NamedTuple):
    """Distorted copies, Adam, averaged and smooth weights: see learner.

    Attributes:
        purpose: what the network is for, in a sentence.
        input: how it wants its digits, "framed" or "straightened".
        sizes: neurons in each layer, the input first.
        hidden: the activation of the hidden layers while they learn, "tanh" or "relu".
        schedule: how long and how fast to learn, and at what cost.
        copies: how many of each image, the clean one among them.
        distortion: the limits of the distortions.
        networks: how many to train, each from the seed after that of the one before.
        drawings: how many drawn digits lie among the training images, see handwriting.
        junk: how many drawn figures that are no digits lie among the noise.
    """

    purpose: str
    input: str = "framed"
    sizes: tuple[int, ...] = SHAPE
    hidden: str = "tanh"
    schedule: Schedule = Schedule(200)
    copies: int = 8
    distortion: Distortion = Distortion()
    networks: int = 1
    drawings: int = 0
    junk: int = 0

    def with_epochs(self, epochs: int) -> "FullRecipe":
        """The same recipe with another number of epochs.

        Args:
            epochs: passes over the images.

        Returns:
            A copy; this recipe stays as it is.
        """
        return self._replace(schedule=self.schedule._replace(epochs=epochs))

    @property
    def words(self) -> str:
        """The recipe in one sentence."""
        smooth = "smooth first-layer weights" if self.schedule.smoothness else "no wish for smooth weights"
        hidden = "tanh neurons, folded to sigmoids" if self.hidden == "tanh" else f"{self.hidden} neurons"
        drawings = f"{self.drawings:,} drawn digits of many styles among the training images; " if self.drawings else ""
        others = f"noise, nothing, or one of {self.junk:,} drawn figures that are no digits" if self.junk else "noise or nothing"
        return (
            f"Softmax cross-entropy plus {self.schedule.sigmoid_weight:g} times the sigmoids' own; beside each batch of 128 digits, "
            f"{self.schedule.non_digits} images of {others}, whose target is all 0; {drawings}distorted copies, the first one clean, "
            f"taken in turn; {hidden}; Adam with warm-up and cosine; averaged weights; {smooth}; one scale and one shift of the last layer "
            "fitted on the images kept back."
        )


class TextbookRecipe(NamedTuple):
    """Stochastic gradient descent as the chapters show it: see gradient_descent.

    Attributes:
        purpose: what the network is for, in a sentence.
        input: how it wants its digits, "framed" or "straightened".
        sizes: neurons in each layer, the input first.
        epochs: passes over the images.
        batch_size: images in a mini-batch.
        learning_rate: η.
        permutation_seed: decides the order of the pixels; None leaves them where they are.
    """

    purpose: str
    input: str = "framed"
    sizes: tuple[int, ...] = SHAPE
    epochs: int = 30
    batch_size: int = 10
    learning_rate: float = 1.5
    permutation_seed: int | None = None

    def with_epochs(self, epochs: int) -> "TextbookRecipe":
        """The same recipe with another number of epochs.

        Args:
            epochs: passes over the images.

        Returns:
            A copy; this recipe stays as it is.
        """
        return self._replace(epochs=epochs)

    @property
    def words(self) -> str:
        """The recipe in one sentence."""
        return "Textbook stochastic gradient descent on the squared cost, on the training images as they are, with nothing added."


_FRAMED = FullRecipe(
    "The network that the chapters dissect: it reads digits in MNIST's own frame, and its first layer shows edges, most of them gaps.",
    schedule=Schedule(480, learning_rate=0.01, smoothness=5e-4, sigmoid_weight=0.03),
    copies=16,
    distortion=Distortion(rotation=9.0, shear=0.12, scale=0.09, elastic=0.6, thickness=0.2),
)
_ROUGH = _FRAMED._replace(
    purpose="The control for framed: the same recipe without the wish for smooth weights.",
    schedule=_FRAMED.schedule._replace(smoothness=0.0),
)
_TWINS = _FRAMED._replace(
    purpose="Ten seeds of framed, each learned for a shorter time: much the same score, and largely the same detectors in another order.",
    schedule=_FRAMED.schedule._replace(epochs=96),
    networks=10,
)

_STRAIGHTENED = FullRecipe(
    "The network of the pad: it reads digits that are made upright first, and learned from drawn styles of handwriting beside MNIST.",
    input="straightened",
    schedule=Schedule(300, smoothness=1e-3, sigmoid_weight=0.2, non_digits=32),
    copies=10,
    distortion=Distortion(rotation=12.0, thickness=1.0),
    drawings=12_000,
    junk=24_576,
)

RECIPES: dict[str, FullRecipe | TextbookRecipe] = {
    "framed": _FRAMED,
    "straightened": _STRAIGHTENED,
    "straightened-mnist": _STRAIGHTENED._replace(
        purpose="The control for straightened: the same recipe on MNIST alone, without the drawings.", drawings=0, junk=0
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
        purpose="One hidden layer of 100 neurons, with six times as many parameters.",
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


class Job(NamedTuple):
    """One call of build.

    Attributes:
        name: of the recipe.
        recipe: what to do.
        seed: decides everything.
        out: the file to write; checkpoints lie beside it.
        progress: whether to show a progress bar.
        data: what to learn from.
    """

    name: str
    recipe: Any  # FullRecipe or TextbookRecipe
    seed: int
    out: Path
    progress: bool
    data: Mnist


def build(
    name: str, seed: int = SEED, epochs: int | None = None, out: Path | None = None, progress: bool = True, data: Mnist | None = None
) -> Network | list[Network]:
    """Train a network by its recipe, and write it.

    It is trained twice: without the images kept back, to choose and calibrate, then with all of them.
    A run that was stopped goes on from its last checkpoint, which lies beside the file.

    Args:
        name: one of RECIPES.
        seed: decides everything.
        epochs: another length than the recipe's.
        out: the file to write, by default the shipped one; a bundle for a recipe of several networks. Only a former one is replaced.
        progress: whether to show a progress bar.
        data: what to learn from, by default the whole of MNIST.

    Returns:
        The network as written, or the list of them.

    Raises:
        OSError: when the file could not be written; nothing is trained then.
        ValueError: for an unknown name, a file to write that holds something else, or a checkpoint that is damaged.
    """
    if name not in RECIPES:
        raise ValueError(f"no recipe is called {name!r}; there are {', '.join(RECIPES)}")
    recipe = RECIPES[name] if epochs is None else RECIPES[name].with_epochs(epochs)
    several = isinstance(recipe, FullRecipe) and recipe.networks > 1
    out = out or NETWORKS / f"{name}{'.bin' if several else '.json'}"
    check_writable(out)
    if os.path.lexists(out) and not _was_trained(out, several):
        raise ValueError(f"{out} is not replaced, because no training wrote it; name another file, or remove it yourself")
    job = Job(name, recipe, seed, out, progress, data or load_mnist())
    networks = _full(job) if isinstance(recipe, FullRecipe) else _textbook(job)
    save_networks(networks, out) if several else save_network(networks[0], out)
    if isinstance(recipe, FullRecipe):
        for run, its_seed in (("choice", seed), *(("shipped", network.card["seed"]) for network in networks)):
            _checkpoint(job, run, its_seed).unlink(missing_ok=True)
    return networks if several else networks[0]


def _was_trained(path: Path, several: bool) -> bool:
    """Whether a file, and no link to one, holds what a command of ours made."""
    load = load_networks if several else lambda name: [load_network(name)]
    try:
        return path.is_file() and not path.is_symlink() and all("rebuild" in network.card for network in load(path.absolute()))
    except (OSError, ValueError):
        return False


def _full(job: Job) -> list[Network]:
    """One or several networks, which share their copies and the first one's calibration."""
    recipe, drawn = job.recipe, job.recipe.drawings
    labels, end = job.data.train.labels.astype(int), drawn + first_kept_back(job.data.train.labels)
    seeds = range(job.seed, job.seed + recipe.networks)
    for run, seed, count in [("choice", job.seed, end), *(("shipped", seed, drawn + len(labels)) for seed in seeds)]:
        # A damaged checkpoint is refused here, and not after the half minute that the copies take.
        learner = Learner(recipe.sizes, seed, np.zeros(recipe.sizes[0]), recipe.hidden)
        learner.resume(_checkpoint(job, run, seed), _about(job, run, seed, count))
    started = time.process_time()
    images, labels = with_drawings(job.data.train.images, labels, drawn, job.seed)
    copies = make_copies(images, recipe.input, recipe.copies, job.seed, recipe.distortion)
    non_digits = images_to_doubt(recipe, job.seed)
    unseen = copies[0, end:] / np.float32(255), labels[end:]
    seconds = {"copies": time.process_time() - started}
    started = time.process_time()
    chosen = _learn(job, "choice", job.seed, copies[:, :end], labels[:end], non_digits, unseen)
    scale, shift = calibrate(chosen, *unseen)
    seconds["choice_run"] = time.process_time() - started
    networks = []
    for seed in seeds:
        started = time.process_time()
        network = rounded(rescale(_learn(job, "shipped", seed, copies, labels, non_digits), scale, shift))
        seconds["shipped_run"] = time.process_time() - started
        network.card = _card(job, seed, network, _validation(chosen, unseen) if seed == job.seed else None, seconds)
        network.card["calibration"] = {"scale": round(scale, 4), "shift": round(shift, 4), "seed": job.seed}
        networks.append(network)
    return networks


def with_drawings(images: np.ndarray, labels: np.ndarray, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Put drawn digits before training images.

    Args:
        images: (n, 28, 28) uint8.
        labels: (n,).
        count: how many to draw.
        seed: decides the drawings.

    Returns:
        The images and the labels of all, the drawings first.
    """
    drawn, drawn_labels, _ = draw_digits(count, seed)
    return np.concatenate([drawn, images]), np.concatenate([drawn_labels, labels])


def images_to_doubt(recipe: FullRecipe, seed: int) -> np.ndarray:
    """What a recipe shows a network so that no output is lit: noise, nothing, and junk.

    Args:
        recipe: says what the network reads, and how much junk it sees.
        seed: decides all of it.

    Returns:
        (n, 784) uint8.
    """
    noise = make_non_digits(NON_DIGITS, recipe.input, seed)
    return np.concatenate([noise, to_bytes(prepare(draw_junk(recipe.junk, seed), recipe.input))])


def _learn(
    job: Job, run: str, seed: int, copies: np.ndarray, labels: np.ndarray, non_digits: np.ndarray, unseen: Unseen | None = None
) -> Network:
    """One run, from its checkpoint or from the start."""
    schedule, input = job.recipe.schedule, job.recipe.input
    learner = Learner(job.recipe.sizes, seed, copies[0].mean(axis=0), job.recipe.hidden)
    path, about = _checkpoint(job, run, seed), _about(job, run, seed, len(labels))
    learner.resume(path, about)
    with _progress_bar(job.progress, f"{job.name}, seed {seed}, {run} run", learner.epoch, schedule.epochs) as bar:
        while learner.epoch < schedule.epochs:
            cost = learner.learn_epoch(copies[learner.epoch % len(copies)], labels, non_digits, schedule)
            if learner.epoch % CHECKPOINT_EVERY == 0 or learner.epoch == schedule.epochs:
                learner.save(path, about)
            if bar is not None:
                _advance(bar, learner.network(input), unseen, cost=f"{cost:.4f}")
    return learner.network(input)


def _checkpoint(job: Job, run: str, seed: int) -> Path:
    return job.out.with_name(f"{job.out.name}.{seed}-{run}.checkpoint.npz")


def _about(job: Job, run: str, seed: int, count: int) -> str:
    """What a checkpoint is known by: all that decides the numbers in it."""
    return json.dumps([job.name, run, seed, count, settings(job.recipe)])


def _textbook(job: Job) -> list[Network]:
    """One network, too quick for checkpoints."""
    recipe, labels, kept = job.recipe, job.data.train.labels, first_kept_back(job.data.train.labels)
    # float32 is exact enough here and a good deal faster.
    pixels, order = job.data.train.pixels.astype(np.float32), None
    if recipe.permutation_seed is not None:
        order = np.random.default_rng(recipe.permutation_seed).permutation(SIDE * SIDE)
        pixels = pixels[:, order]
    unseen = pixels[kept:], labels[kept:]
    networks, seconds = {}, {}
    for run, end in (("choice_run", kept), ("shipped_run", len(labels))):
        started = time.process_time()
        networks[run] = Network.random(recipe.sizes, job.seed, input=recipe.input, permutation=order, dtype=np.float32)
        with _progress_bar(job.progress, f"{job.name}, seed {job.seed}, {run}", 0, recipe.epochs) as bar:
            for learned in train_epochs(
                networks[run], pixels[:end], labels[:end], recipe.epochs, recipe.batch_size, recipe.learning_rate, seed=job.seed
            ):
                if bar is not None:
                    _advance(bar, learned, unseen if end == kept else None)
        seconds[run] = time.process_time() - started
    network = rounded(networks["shipped_run"])
    network.card = _card(job, job.seed, network, _validation(networks["choice_run"], unseen), seconds)
    return [network]


def _card(job: Job, seed: int, network: Network, validation: float | None, seconds: dict[str, float]) -> dict[str, Any]:
    count = len(job.data.train.labels)
    return {
        "name": job.name,
        "purpose": job.recipe.purpose,
        "recipe": job.recipe.words,
        "settings": settings(job.recipe),
        "seed": seed,
        "rebuild": f"python -m nn_core train {job.name} --seed {seed}",
        "rebuilding_gives": MARGIN,
        "split": f"chosen and calibrated on the last {count - first_kept_back(job.data.train.labels):,} training images, "
        f"which the choice run did not learn from; shipped from a second run on all {count:,}",
        "validation_accuracy": validation,
        **measure_card(network, job.data),
        "cpu_seconds": {run: round(each, 1) for run, each in seconds.items()},
        "made": made_here(),
    }


def _validation(network: Network, unseen: Unseen) -> float:
    """The accuracy on images that the network did not learn from."""
    pixels, labels = unseen
    return figure(network.predict(pixels) == labels)


def first_kept_back(labels: np.ndarray) -> int:
    """The index of the first training image that is kept back; so are all after it.

    Args:
        labels: (n,), of the training images.

    Returns:
        50,000 for the 60,000 images of MNIST.
    """
    return len(labels) - len(labels) * KEPT_BACK // OF_ALL


def settings(recipe: FullRecipe | TextbookRecipe) -> dict[str, Any]:
    """The settings of a recipe, as a card lists them.

    Args:
        recipe: one of RECIPES.

    Returns:
        Plain values by their names, without the purpose.
    """
    plain = {key: value._asdict() if hasattr(value, "_asdict") else value for key, value in recipe._asdict().items()}
    del plain["purpose"]
    return plain


def _progress_bar(wanted: bool, words: str, done: int, epochs: int) -> Any:
    """A progress bar as a context, or None where none is wanted or tqdm is not installed."""
    if not wanted or not importlib.util.find_spec("tqdm"):
        return contextlib.nullcontext()
    from tqdm import tqdm

    return tqdm(total=epochs, initial=done, desc=words, unit="epoch")


def _advance(bar: Any, network: Network, unseen: Unseen | None, **figures: str) -> None:
    if unseen is not None:
        figures["validation"] = f"{_validation(network, unseen):.2%}"
    bar.set_postfix(figures, refresh=False)
    bar.update()
