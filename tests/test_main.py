"""The command line: what it prints, and what it says when something is wrong."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import numpy as np
import pytest
from PIL import Image

from nn_core import Layer, Network, __main__, load_mnist, load_network, network_names, save_network
from nn_core.mnist import Digits
from nn_core.training import recipes

# Six digits in the place of 70,000.
FEW = SimpleNamespace(
    train=Digits(lambda: np.zeros((3, 28, 28), np.uint8), lambda: np.array([1, 1, 0])),
    test=Digits(lambda: np.zeros((6, 28, 28), np.uint8), lambda: np.array([0, 1, 1, 3, 9, 9])),
)


@pytest.fixture
def always_one(tmp_path):
    """A network that takes everything for a 1, and a 9 next."""
    layer = Layer(np.zeros((10, 784)), [-3.0, 3.0, -3.0, -3.0, -3.0, -3.0, -3.0, -3.0, -3.0, 0.0])
    card = {"purpose": "to be tested", "made": {"by": "hand"}, "shares": [0.5]}
    save_network(Network([layer], card=card), tmp_path / "one.json")
    return str(tmp_path / "one.json")


@pytest.fixture
def seven(tmp_path):
    Image.fromarray(255 - load_mnist().test.images[0]).resize((280, 280)).save(tmp_path / "seven.png")
    return str(tmp_path / "seven.png")


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = __main__.main(list(arguments))
        return status, *capsys.readouterr()

    return run


def test_evaluate_counts_right_answers_and_confusions(run, always_one, monkeypatch):
    monkeypatch.setattr(__main__, "load_mnist", lambda: FEW)
    status, out, err = run("evaluate", always_one, "--json")
    confusion = np.zeros((10, 10), int)
    confusion[[0, 1, 3, 9], 1] = 1, 2, 1, 2
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "network": always_one,
        "input": "framed",
        "parameters": 7850,
        "train_images": 3,
        "train_accuracy": 0.66667,
        "test_images": 6,
        "test_accuracy": 0.33333,
        "confusion": confusion.tolist(),
    }


def test_evaluate_prints_the_confusion_matrix_as_a_table(run, always_one, monkeypatch):
    monkeypatch.setattr(__main__, "load_mnist", lambda: FEW)
    lines = run("evaluate", always_one)[1].splitlines()
    assert lines[1] == "  33.33% of the 6 test images, 66.67% of the 3 training images"
    assert lines[4].split() == ["digit", *"0123456789", "right"]
    assert lines[6].split() == ["1", ".", "2", *"........", "100.0%"]
    assert lines[14].split() == ["9", ".", "2", *"........", "0.0%"]


def test_evaluate_measures_framed_unless_told_and_finds_what_its_card_says(run):
    facts = json.loads(run("evaluate", "--json")[1])
    network = load_network()
    assert (facts["network"], facts["input"], facts["parameters"], facts["test_images"]) == ("framed", "framed", 13_002, 10_000)
    assert facts["test_accuracy"] == pytest.approx(network.card["test_accuracy"], abs=2e-4)
    assert facts["train_accuracy"] == pytest.approx(network.card["train_accuracy"], abs=2e-4)
    assert np.trace(facts["confusion"]) == round(facts["test_accuracy"] * 10_000)
    np.testing.assert_array_equal(np.sum(facts["confusion"], axis=1), np.bincount(load_mnist().test.labels))


def test_predict_asks_the_best_network_unless_told(run, seven):
    facts = json.loads(run("predict", seven, "--json")[1])
    assert (facts["network"], facts["digit"]) == ("straightened", 7)


def test_predict_draws_ten_bars_and_what_the_network_saw(run, seven, always_one):
    _, out, _ = run("predict", seven, "--network", always_one)
    lines = out.splitlines()
    assert lines[0] == f"{always_one} reads a 1"
    assert lines[1] == "  0  0.047  ##"
    assert lines[2] == "  1  0.953  " + 38 * "#"
    assert lines[10] == "  9  0.500  " + 20 * "#"
    assert lines[12] == "what the network saw:"
    seen = np.array([list(line.ljust(56)) for line in lines[13:]])
    assert seen.shape == (28, 56)
    np.testing.assert_array_equal(seen[:, ::2], seen[:, 1::2])
    np.testing.assert_array_equal((seen[:, ::2] != " ").any(axis=1).nonzero()[0][[0, -1]], [7, 26])


@pytest.mark.parametrize("network", network_names())
def test_every_shipped_network_answers_for_a_picture(run, seven, network):
    facts = json.loads(run("predict", seven, "--network", network, "--json")[1])
    assert (facts["network"], facts["input"], facts["image"]) == (network, load_network(network).input, seven)
    assert facts["digit"] == np.argmax(facts["outputs"]) and len(facts["outputs"]) == 10
    assert np.shape(facts["pixels"]) == (28, 28)


def test_info_shows_the_layers_and_the_card(run, always_one):
    status, out, _ = run("info", always_one)
    assert status == 0 and out.startswith("Network 784-10, reads framed digits\n")
    assert "  purpose: to be tested\n  made:\n    by: hand\n  shares: [0.5]\n" in out
    assert out.endswith(f"shipped networks: {', '.join(network_names())}\n")


def test_info_tells_a_program_the_same(run, always_one):
    facts = json.loads(run("info", always_one, "--json")[1])
    assert (facts["sizes"], facts["activations"], facts["parameters"]) == ([784, 10], ["sigmoid"], 7850)
    assert facts["card"]["purpose"] == "to be tested"
    assert json.loads(run("info", "--json")[1])["network"] == "framed"


def test_train_hands_everything_on_to_the_recipe(run, tmp_path, monkeypatch):
    cards = [{"seed": seed, "validation_accuracy": 0.9, "test_accuracy": 0.91234} for seed in (42, 43)]
    build = Mock(return_value=[SimpleNamespace(card=card) for card in cards])
    monkeypatch.setattr(__main__, "build", build)
    status, out, _ = run("train", "twins", "--seed", "7", "--epochs", "3", "--out", str(tmp_path / "t.bin"))
    build.assert_called_with("twins", 7, 3, tmp_path / "t.bin", progress=True)
    assert (status, out.splitlines()[1]) == (0, "twins, seed 43: validation 90.00%, test 91.23%")
    assert json.loads(run("train", "twins", "--json")[1])["cards"] == cards
    build.assert_called_with("twins", 42, None, None, progress=False)


def test_a_stopped_training_ends_with_130_and_one_sentence(run, monkeypatch):
    monkeypatch.setattr(__main__, "build", Mock(side_effect=KeyboardInterrupt))
    status, out, err = run("train", "plain")
    assert (status, out) == (130, "")
    assert "goes on from the last checkpoint" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["evaluate", "framde"], "no network is called 'framde'; there are "),
        (["info", "missing.json"], "there is no network file missing.json"),
        (["train", "framde"], "no recipe is called 'framde'; there are framed, "),
        (["train", "plain", "--out", "nowhere/plain.json"], "there is no folder nowhere to write plain.json into"),
        (["predict", "nowhere.png"], "nowhere.png: no such file or directory"),
        (["predict", "."], ". is a folder, not a file"),
        (["predict", "empty"], "empty is empty"),
        (["predict", "white.png", "--network", "."], ". is a folder, not a file"),
        (["train", "plain", "--out", "."], ". is a folder, not a file"),
        (["train", "plain", "--out", "white.png/plain.json"], "there is no folder white.png to write plain.json into"),
        (["train", "plain", "--out", 300 * "x"], "xxx: file name too long"),
        (["predict", "seven.json"], "seven.json is not a picture that can be read; expected a PNG or JPEG"),
        (["predict", "white.png"], "white.png shows nothing: its brightest and its darkest place are nearly the same"),
        (["info", "seven.json"], "seven.json is not a network file: it is not JSON, or part of it is missing"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_mistake_is_one_sentence_and_status_2(run, tmp_path, monkeypatch, arguments, sentence, more):
    monkeypatch.chdir(tmp_path)
    Image.new("L", (40, 40), 255).save("white.png")
    (tmp_path / "empty").touch()
    (tmp_path / "seven.json").write_text("7, I think")
    status, out, err = run(*arguments, *more)
    assert (status, out) == (2, "")
    assert err.startswith("nn_core: ")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither")
@pytest.mark.parametrize("place", ["pipe", "/dev/zero"])
@pytest.mark.parametrize(
    "arguments",
    [["predict"], ["predict", "white.png", "--network"], ["evaluate"], ["info"], ["train", "plain", "--out"], ["train", "wide", "--out"]],
)
def test_a_pipe_or_a_device_is_refused_and_not_waited_for(run, tmp_path, monkeypatch, place, arguments):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    path = str(tmp_path / place)
    status, out, err = run(*arguments, path)
    assert (status, out) == (2, "")
    assert err == f"nn_core: {path} is {'a pipe' if place == 'pipe' else 'a device'}, not a file\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["learn"],
        ["train"],
        ["predict"],
        ["train", "plain", "--seed", "-1"],
        ["train", "plain", "--seed", "nan"],
        ["train", "plain", "--seed", "1.5"],
        ["train", "plain", "--seed", "²"],
        ["train", "plain", "--seed", str(2**53)],
        ["train", "plain", "--seed", 5000 * "9"],
        ["train", "plain", "--epochs", "0"],
        ["train", "plain", "--epochs", "-1"],
        ["train", "plain", "--epochs", "inf"],
        ["train", "plain", "--epochs", "1000001"],
        ["train", "plain", "--epochs", ""],
        ["info", "--\x1b[31m"],
        ["info", "a", "b"],
    ],
)
def test_what_cannot_be_understood_ends_with_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        __main__.main(arguments)
    assert end.value.code == 2
    err = capsys.readouterr().err
    assert "usage: python -m nn_core" in err
    assert "\x1b" not in err and len(err) < 2000


@pytest.mark.parametrize("sizes", [[783, 10], [784, 11], [784, 16, 1], [10, 784]])
@pytest.mark.parametrize("command", [["info"], ["evaluate"], ["predict", "seven.png", "--network"]])
def test_a_network_that_cannot_read_digits_is_refused_with_both_numbers(run, tmp_path, sizes, command):
    path = str(tmp_path / "other.json")
    save_network(Network.random(sizes, seed=0), path)
    sentence = f"digits are read with 784 inputs and 10 outputs, this network has {sizes[0]} and {sizes[-1]}"
    assert run(*command, path) == (2, "", f"nn_core: {path}: {sentence}\n")


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("command", ["evaluate", "predict"])
def test_weights_that_are_far_too_large_are_refused_in_one_sentence(run, tmp_path, seven, monkeypatch, activation, command):
    monkeypatch.setattr(__main__, "load_mnist", lambda: SimpleNamespace(test=load_mnist().test[:3]))
    path, middle = str(tmp_path / "huge.json"), np.arange(784) // 28 == 14
    huge, difference = 1e300 * np.outer([1, 1], middle), np.tile([1.0, -1.0], (10, 1))
    layers = [(huge, [1, 1], "relu"), (1e300 * np.eye(2), [0, 0], "relu"), (difference, 10 * [0], activation)]
    plain = [{"weights": weights.tolist(), "biases": biases, "activation": name} for weights, biases, name in layers]
    Path(path).write_text(json.dumps({"card": {}, "input": "framed", "layers": plain}))
    status, out, err = run(*([command, path] if command == "evaluate" else [command, seven, "--network", path]))
    assert (status, out) == (2, "")
    assert err.startswith(f"nn_core: {path}: the outputs are not ") and err.count("\n") == 1


def test_what_would_command_a_terminal_is_shown_escaped(run, tmp_path, seven):
    path = str(tmp_path / "\x1b[31mred\u202e.json")
    network = Network.random([784, 10], seed=0)
    network.card = {"purpose": "\x1b]0;title\x07\x9b1m\u202e\nNetwork 1-1", "\x1b[2J": {"a\tb": "\u2028"}}
    save_network(network, path)
    for arguments in (["info", path], ["predict", seven, "--network", path], ["info", path + "x.json"], ["predict", path]):
        _, out, err = run(*arguments)
        assert all(each.isprintable() for line in (out + err).split("\n") for each in line)
    out = run("info", path)[1]
    assert "  purpose: \\x1b]0;title\\x07\\x9b1m\\u202e\\nNetwork 1-1\n" in out
    assert "\\x1b[31mred\\u202e.json reads a " in run("predict", seven, "--network", path)[1]


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_card_with_half_a_character_is_shown(run, always_one, more):
    path = Path(always_one)
    path.write_text(re.sub(r'"digest": "\w+",\n', "", path.read_text()).replace("to be tested", "half \\ud800"))
    status, out, _ = run("info", always_one, *more)
    assert status == 0 and "half \\ud800" in out
    out.encode("utf-8")


def test_a_long_word_in_a_file_makes_no_long_sentence(run, always_one):
    path = Path(always_one)
    path.write_text(path.read_text().replace('"framed"', f'"{100_000 * "x"}"'))
    status, _, err = run("info", always_one)
    assert status == 2 and "the input must be one of framed, straightened, got 'xxx" in err and len(err) < 1100


@pytest.mark.parametrize("problem", [MemoryError(), OSError(28, "No space left on device")])
def test_what_the_system_refuses_is_one_sentence(run, monkeypatch, problem):
    monkeypatch.setattr(__main__, "build", Mock(side_effect=problem))
    status, out, err = run("train", "plain")
    assert (status, out) == (2, "")
    assert err in ("nn_core: no space left on device\n", "nn_core: this takes more memory than there is\n")


def test_training_is_refused_before_the_work_where_nothing_can_be_written(run, tmp_path, monkeypatch):
    def read_only(*_, **options):
        raise OSError(30, "Read-only file system", f"{options['dir']}/{options['prefix']}k3j2")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", read_only)
    monkeypatch.setattr(recipes, "load_mnist", Mock(side_effect=AssertionError("this is the work")))
    assert run("train", "plain", "--out", str(tmp_path / "x.json")) == (2, "", f"nn_core: {tmp_path}/x.json: read-only file system\n")
    assert run("train", "twins")[2].endswith("nn_core/data/networks/twins.bin: read-only file system\n")


def test_training_is_refused_before_the_work_where_a_checkpoint_is_damaged(run, tmp_path, monkeypatch):
    monkeypatch.setattr(recipes, "make_copies", Mock(side_effect=AssertionError("this is the work")))
    (tmp_path / "x.json.42-shipped.checkpoint.npz").write_bytes(b"PK, but not for long")
    status, _, err = run("train", "framed", "--out", str(tmp_path / "x.json"))
    assert status == 2
    assert err.endswith("42-shipped.checkpoint.npz is damaged: File is not a zip file; delete it to start from the beginning\n")


def test_a_closed_standard_output_is_told_before_the_work(monkeypatch, capsys):
    monkeypatch.setattr(__main__, "build", Mock(side_effect=AssertionError("this is the work")))
    monkeypatch.setattr(sys, "stdout", None)
    assert __main__.main(["train", "plain"]) == 2
    assert capsys.readouterr().err == "nn_core: the standard output is closed\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_output_that_is_full_or_that_nobody_reads_ends_without_a_traceback():
    reader, writer = os.pipe()
    os.close(reader)
    with open("/dev/full", "w") as full, open(writer, "w") as broken:  # noqa: PTH123
        for output, status, sentence in ((full, 2, "nn_core: the standard output: no space left on device\n"), (broken, 141, "")):
            command = [sys.executable, "-m", "nn_core", "info"]
            run = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, text=True, check=False)
            assert (run.returncode, run.stderr) == (status, sentence)


@pytest.mark.parametrize("command", ["train", "evaluate", "predict", "info"])
def test_help_teaches_every_command(command, capsys):
    for arguments in (["--help"], [command, "--help"]):
        with pytest.raises(SystemExit) as end:
            __main__.main(arguments)
        assert end.value.code == 0
        assert command in (out := capsys.readouterr().out)
    assert "--json" in out
    assert len(out.splitlines()) > 8


def test_the_program_runs_as_a_module():
    command = [sys.executable, "-W", "error", "-m", "nn_core", "info", "--json"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["parameters"] == 13_002
