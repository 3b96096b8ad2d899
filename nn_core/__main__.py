"""python -m nn_core: make a network, measure it, ask it about a picture, or look at it."""

import argparse
import contextlib
import inspect
import json
import logging
import os
import sys
from functools import partial
from pathlib import Path

import numpy as np

from nn_core.evaluation.measurements import figure, outline, printable
from nn_core.mnist import load_mnist
from nn_core.network import accuracy
from nn_core.parameters import load_network, network_names
from nn_core.photo import read_picture
from nn_core.preprocessing import SIDE, prepare
from nn_core.training.recipes import RECIPES, SEED, build

ABOUT = """\
A network of 784, 16, 16 and 10 neurons reads a handwritten digit. Here it can be

  asked     python -m nn_core predict my-seven.png
  measured  python -m nn_core evaluate framed
  shown     python -m nn_core info framed
  made      python -m nn_core train plain --epochs 3 --out plain.json

NETWORK is the name of a shipped network (see info) or the path of a .json file that train wrote.
Every command takes --json for a program to read, and explains itself with --help.
A mistake ends with one sentence and status 2."""
SHADES = " .:-=+*#%@"
BAR = 40
LONGEST_SENTENCE = 1000  # characters: a file's own words, which it may quote, have no end
MOST_EPOCHS = 1_000_000
LARGEST_SEED = 2**53 - 1  # the largest whole number that every reader of JSON gets right
STDERR = 2  # as the system numbers it
SIGPIPE = 141  # what a shell says of a program whose reader went away


def train(options):
    """Make a network from a seed by its recipe: what it learns from, how, and how long.

    Without --out the file goes where the shipped networks are, and replaces the one of that name.
    Ctrl-C stops; the same command goes on from the last checkpoint, which lies beside the file.
    """
    made = build(options.network, options.seed, options.epochs, options.out, progress=not options.json and sys.stderr is not None)
    networks = made if isinstance(made, list) else [made]
    return {"network": options.network, "cards": [network.card for network in networks]}, "\n".join(
        # Of several networks only the first has a run of its own that kept images back.
        f"{options.network}, seed {network.card['seed']}: "
        + (f"validation {network.card['validation_accuracy']:.2%}, " if network.card["validation_accuracy"] is not None else "")
        + f"test {network.card['test_accuracy']:.2%}"
        for network in networks
    )


def evaluate(options):
    """Let a network read all 70,000 digits of MNIST and count its right answers.

    The 60,000 training images are those it learned from; the 10,000 test images it has never seen. The confusion
    matrix counts, for every digit of the test images (row), what the network took it for (column).
    """
    network, data = _reader(options.network), load_mnist()
    with _reading(options.network):
        answers, labels = network.read(data.test.images), data.test.labels
        right = {"train": accuracy(network, data.train), "test": np.mean(answers == labels)}
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (labels, answers), 1)
    facts = {
        "network": options.network,
        "input": network.input,
        "parameters": network.parameter_count,
        "train_images": len(data.train.labels),
        "train_accuracy": figure(right["train"]),
        "test_images": len(labels),
        "test_accuracy": figure(right["test"]),
        "confusion": confusion.tolist(),
    }
    text = (
        f"{printable(options.network)}: {network.parameter_count:,} parameters, reads {network.input} digits\n"
        f"  {right['test']:.2%} of the {facts['test_images']:,} test images, "
        f"{right['train']:.2%} of the {facts['train_images']:,} training images\n\n"
        f"{_table(confusion)}"
    )
    return facts, text


def predict(options):
    """Ask a network which digit a picture shows, a PNG or JPEG, drawn or photographed.

    It may be black on white or white on black.
    The picture is cut to its ink, brought to 28 x 28 pixels, and, for a network that wants it, made upright.
    The ten outputs are shown as bars, then what the network saw. If all outputs are below 0.5, the network
    cannot tell, and says so.
    """
    network = _reader(options.network)
    with _silence():
        ink = read_picture(options.image)
    with _reading(options.network):
        outputs = network.forward(network.prepare(ink))
        if not np.isfinite(outputs).all():
            raise ValueError("the outputs are not finite: the weights are far too large")
    seen = prepare(ink, network.input).reshape(SIDE, SIDE)
    digit = int(outputs.argmax())
    facts = {
        "network": options.network,
        "input": network.input,
        "image": str(options.image),
        "digit": digit,
        "outputs": [round(float(output), 4) for output in outputs],
        "pixels": np.round(seen, 3).tolist(),
    }
    bars = (f"  {number}  {output:.3f}  {'#' * round(BAR * min(output, 1))}" for number, output in enumerate(outputs))
    text = [
        f"{printable(options.network)} {'reads a' if outputs[digit] >= 0.5 else 'cannot tell; its best guess is a'} {digit}",
        *(line.rstrip() for line in bars),
        "",
        "what the network saw:",
        *_as_characters(seen),
    ]
    return facts, "\n".join(text)


def info(options):
    """Show a network's layers and its card: how it was made, and how well it reads."""
    network = _reader(options.network)
    facts = {
        "network": options.network,
        "input": network.input,
        "sizes": network.sizes,
        "activations": [layer.activation for layer in network.layers],
        "parameters": network.parameter_count,
        "card": network.card,
        "shipped": network_names(),
    }
    return facts, "\n".join([str(network), "", *outline(network.card), "", f"shipped networks: {', '.join(network_names())}"])


def main(arguments=None):
    """Run one command.

    Args:
        arguments: those of the command line, or a list of others.

    Returns:
        0; 2 after one sentence about what is missing or wrong; 130 after Ctrl-C; 141 where nobody reads on.
    """
    if sys.stdout is None:
        return _refuse("the standard output is closed")
    try:
        try:
            return _run(_parser().parse_args(arguments))
        finally:
            sys.stdout.flush()
    except OSError as problem:
        # Python writes what is left once more at its end: into the void, so that it has no complaint of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SIGPIPE if isinstance(problem, BrokenPipeError) else _refuse(f"the standard output: {_one_line(problem)}")


def _run(options):
    try:
        facts, text = options.command(options)
    except KeyboardInterrupt:
        print("\nstopped; the same command goes on from the last checkpoint, if there was one", file=sys.stderr)
        return 130
    except MemoryError:
        return _refuse("this takes more memory than there is")
    except (ValueError, OSError, ImportError) as problem:
        return _refuse(_one_line(problem))
    print(json.dumps(facts) if options.json else text)
    return 0


def _refuse(sentence):
    with contextlib.suppress(OSError):
        print(f"nn_core: {sentence}", file=sys.stderr)
    return 2


def _reader(name):
    network = load_network(name)
    with _reading(name):
        network.check_reads_digits()
    return network


@contextlib.contextmanager
def _reading(name):
    """Let whatever is wrong with a network name its file, without NumPy's warnings."""
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            yield
    except ValueError as problem:
        raise ValueError(f"{name}: {problem}") from None


@contextlib.contextmanager
def _silence():
    """Keep Pillow, and the C libraries below it, from talking to the terminal.

    What they tell of a damaged file would stand beside the one sentence.
    """
    logging.getLogger("PIL").addHandler(logging.NullHandler())
    try:
        kept = os.dup(STDERR)
    except OSError:  # it is closed
        yield
        return
    with Path(os.devnull).open("wb") as void:
        os.dup2(void.fileno(), STDERR)
    try:
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {_shortened(message)}\n")


def _parser():
    raw = argparse.RawDescriptionHelpFormatter
    parser = _Parser(prog="python -m nn_core", description=ABOUT, formatter_class=raw)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for function in (train, evaluate, predict, info):
        name, words = function.__name__, inspect.getdoc(function) or ""
        command = commands.add_parser(name, help=words.split("\n")[0].rstrip("."), description=words, formatter_class=raw)
        command.set_defaults(command=function)
        command.add_argument("--json", action="store_true", help="print one JSON object instead of text")
        if function is train:
            command.add_argument("network", metavar="RECIPE", help=f"one of {', '.join(RECIPES)}")
            command.add_argument(
                "--seed",
                type=partial(_whole, least=0, most=LARGEST_SEED),
                default=SEED,
                help=f"decides every random number (default: {SEED})",
            )
            command.add_argument(
                "--epochs", type=partial(_whole, least=1, most=MOST_EPOCHS), help="how many passes over the images (default: the recipe's)"
            )
            command.add_argument("--out", type=Path, help="the file to write (default: the shipped one of this name)")
        elif function is predict:
            command.add_argument("image", metavar="IMAGE", type=Path, help="a PNG or JPEG of one digit")
            command.add_argument(
                "--network", metavar="NETWORK", default="straightened", help="which network to ask (default: straightened)"
            )
        else:
            command.add_argument("network", metavar="NETWORK", nargs="?", default="framed", help="a name or a .json file (default: framed)")
    return parser


def _whole(text, least, most):
    number = int(text) if text.isdecimal() and len(text) <= len(str(most)) else -1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"expected a whole number from {least} to {most:,}, got {text!r}")
    return number


def _table(confusion):
    lines = ["           taken for", "   digit " + "".join(f"{digit:>6}" for digit in range(10)) + "   right"]
    for digit, row in enumerate(confusion):
        lines.append(f"{digit:>8} " + "".join(f"{count or '.':>6}" for count in row) + f"  {row[digit] / max(row.sum(), 1):6.1%}")
    return "\n".join(lines)


def _as_characters(image):
    """One line a row, and two characters a pixel, as one is twice as high as wide."""
    shades = np.round(image * (len(SHADES) - 1)).astype(int)
    return ["".join(SHADES[shade] * 2 for shade in row).rstrip() for row in shades]


def _one_line(problem):
    if isinstance(problem, OSError) and problem.strerror:
        name = "" if problem.filename is None else f"{problem.filename}: "
        return _shortened(f"{name}{problem.strerror.lower()}")
    return _shortened(" ".join(str(problem).split()))


def _shortened(text):
    text = printable(text)
    half = LONGEST_SENTENCE // 2
    return text if len(text) <= LONGEST_SENTENCE else f"{text[:half]} … {text[-half:]}"


if __name__ == "__main__":
    if sys.stdout is not None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
