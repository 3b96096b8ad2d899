"""The command line: what it prints, and what it says when something is wrong."""

import json
import subprocess
import sys
from types import SimpleNamespace
from unittest.mock import Mock

import numpy as np
import pytest
from PIL import Image

from nn_core import Layer, Network, __main__, load_mnist, load_network, network_names, save_network
from nn_core.mnist import Digits

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
        (["predict", "."], ": "),
        (["predict", "seven.json"], "seven.json is not a picture that can be read; expected a PNG or JPEG"),
        (["predict", "white.png"], "white.png shows nothing: its brightest and its darkest place are nearly the same"),
        (["info", "seven.json"], "seven.json is not a network file: it is not JSON, or part of it is missing"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_mistake_is_one_sentence_and_status_2(run, tmp_path, monkeypatch, arguments, sentence, more):
    monkeypatch.chdir(tmp_path)
    Image.new("L", (40, 40), 255).save("white.png")
    (tmp_path / "seven.json").write_text("7, I think")
    status, out, err = run(*arguments, *more)
    assert (status, out) == (2, "")
    assert err.startswith("nn_core: ")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["learn"],
        ["train"],
        ["predict"],
        ["train", "plain", "--seed", "-1"],
        ["train", "plain", "--epochs", "0"],
        ["info", "a", "b"],
    ],
)
def test_what_cannot_be_understood_ends_with_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        __main__.main(arguments)
    assert end.value.code == 2
    assert "usage: python -m nn_core" in capsys.readouterr().err


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
