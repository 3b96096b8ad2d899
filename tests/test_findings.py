"""The findings of the chapters are measured by one command, and belong to the networks that are shipped."""

import json
import math
from types import SimpleNamespace

import numpy as np
import pytest

from nn_core import Layer, Network, load_mnist, load_network
from nn_core.evaluation.measurements import measured
from nn_core.evaluation.parts import Part
from nn_core.experiments import findings
from nn_core.experiments.corruptions import CHANGES, SEED, drawings, move


def test_a_part_is_measured_alone_and_kept_with_its_provenance(tmp_path, monkeypatch, capsys):
    def half():
        """A half."""
        return {"share": 0.5}

    monkeypatch.setitem(findings.PARTS, "half", Part(half))
    path = tmp_path / "measurements.json"
    assert findings.main(["half", "--out", str(path)]) == 0
    (kept,) = json.loads(path.read_text())["findings"].values()
    assert kept["share"] == 0.5
    assert set(kept["made"]) == {"processor", "python", "numpy", "date"}
    assert capsys.readouterr().out.splitlines()[1:] == ["half: A half.", "  share: 0.5"]


def test_a_mistyped_part_ends_with_status_2_and_the_names_that_there_are(capsys):
    with pytest.raises(SystemExit) as end:
        findings.main(["egdes"])
    assert end.value.code == 2
    assert f"unknown part 'egdes'; known are {', '.join(findings.PARTS)}" in capsys.readouterr().err


@pytest.mark.parametrize("part", findings.PARTS)
def test_every_part_says_what_it_measures_and_has_been_measured(part):
    assert findings.PARTS[part].measure.__doc__.strip().endswith(".")
    assert measured("findings", part)["made"]


@pytest.mark.parametrize("name", ["plain", "rough", "framed", "straightened"])
def test_the_edges_that_are_kept_are_those_of_the_network_that_is_shipped(name):
    kept = measured("findings", "edges")[name]
    assert kept["edge_like"] == load_network(name).card["on_the_test_images"]["edge_like_neurons"]


def test_a_neuron_that_tells_a_group_from_the_others_is_found_and_ranked():
    means = np.zeros((10, 2))
    means[[8, 9], 1] = 0.75
    found = findings._separation(means, (8, 9))
    assert (found["neuron"], found["difference"], found["groups"], found["groups_told_apart_better"]) == (1, 0.75, 45, 0)
    assert findings._separation(means, (0, 1))["groups_told_apart_better"] == 44 - 27


def test_a_neuron_held_at_what_it_always_says_costs_nothing_and_a_needed_one_costs_all():
    always, needed = [0.5] * 4, [0.9, 0.9, 0.1, 0.1]
    network = Network([Layer(np.eye(2), [0, 0]), Layer([[0.0, 9.0], [0.0, -9.0]], [-4.5, 4.5])])
    hidden = np.array([always, needed]).T
    activations = [None, hidden, network.layers[1].forward(hidden)]
    labels = np.array([0, 0, 1, 1])
    assert findings._accuracy_lost(network, 1, 0, 0.5, activations, labels) == 0.0
    assert findings._accuracy_lost(network, 1, 1, 0.9, activations, labels) == 0.5


def test_silencing_was_measured_on_the_shipped_networks():
    kept = measured("findings", "silenced")["framed"]
    assert {len(kept[layer][how][half]) for layer in kept for how in kept[layer] for half in ("train", "test")} == {16}


def test_undisturbed_digits_are_read_as_the_card_says():
    for name in findings.READERS:
        kept = measured("findings", "robustness")["shifted"]["0"][name]["prepared"]["test"]
        assert kept == pytest.approx(load_network(name).card["test_accuracy"], abs=0.0005)


@pytest.fixture(scope="module")
def few():
    """The digits from which the findings are measured again: eighty to train with, and forty to test."""
    test = load_mnist().test
    return SimpleNamespace(train=test[:80], test=test[80:120])


ALL = 80  # of the few, in each half


def share_read(network, pixels, labels):
    return round(float(np.mean(network.predict(pixels) == labels)), 5)


def test_silencing_a_neuron_is_what_a_bias_without_weights_would_do(few):
    network = load_network("plain")
    lost = findings.silenced({"plain": network}, few, ALL)["plain"]
    activations = network.forward_pass(few.train.pixels).activations
    for half, digits in (("train", few.train), ("test", few.test)):
        right = share_read(network, digits.pixels, digits.labels)
        for number, neuron in ((1, 0), (1, 7), (2, 3), (2, 15)):
            mean = activations[number][:, neuron].mean()
            for how, bias in (("mean", np.log(mean / (1 - mean))), ("zero", -60.0)):
                held = load_network("plain")
                held.layers[number - 1].weights[neuron], held.layers[number - 1].biases[neuron] = 0, bias
                expected = right - share_read(held, digits.pixels, digits.labels)
                assert lost[f"hidden_{number}"][how][half][neuron] == pytest.approx(expected, abs=1e-5)
    assert any(lost["hidden_2"]["zero"]["train"])


def test_the_neuron_for_a_loop_is_one_of_hidden_layer_2(few):
    network, labels = load_network("framed"), few.train.labels
    second = network.layers[1].forward(network.layers[0].forward(network.prepare(few.train.images)))
    of_digit = np.array([second[labels == digit].mean(axis=0) for digit in range(10)])
    apart = np.abs(of_digit[[0, 6, 8, 9]].mean(axis=0) - of_digit[[1, 2, 3, 4, 5, 7]].mean(axis=0))
    found = findings.loops({"framed": network}, few, {"loop": (0, 6, 8, 9)}, ALL)["framed"]["loop"]
    assert (found["neuron"], found["difference"]) == (apart.argmax(), pytest.approx(apart.max(), abs=1e-5))


def test_the_places_are_rows_down_and_columns_right(few):
    network = load_network("framed")
    found = findings.places({"framed": network}, few, farthest=2, last=ALL, at_once=16)
    assert found["steps"] == [-2, -1, 0, 1, 2]
    for half, digits in (("train", few.train), ("test", few.test)):
        for down, right in ((0, 0), (2, -1), (-2, 2)):
            moved = np.roll(np.pad(digits.images, ((0, 0), (2, 2), (2, 2))), (down, right), (1, 2))[:, 2:-2, 2:-2]
            expected = share_read(network, moved.reshape(-1, 784) / 255, digits.labels)
            assert found[half][down + 2][right + 2] == expected


def test_a_disturbed_digit_is_read_as_it_is_and_prepared(few):
    networks = {name: load_network(name) for name in findings.READERS}
    found, moved = findings.robustness(networks, few, {"shifted": (4,)}, ALL, 16)["shifted"]["4"], move(few.test.images / 255, 4)
    for name in ("plain", "straightened"):
        network = load_network(name)
        assert found[name]["prepared"]["test"] == share_read(network, network.prepare(moved), few.test.labels)
    assert found["plain"]["as_it_is"]["test"] == share_read(load_network("plain"), moved.reshape(-1, 784), few.test.labels)
    assert found["plain"]["as_it_is"]["test"] < found["plain"]["prepared"]["test"]


def test_each_rung_of_the_preparation_brings_back_what_a_large_sheet_took(few):
    networks = {name: load_network(name) for name in findings.READERS}
    found, sheets = findings.ladder(networks, few, seed=SEED, last=ALL, at_once=40), drawings(few.test.images / 255, SEED)
    assert list(found) == ["none", "centre", "scale", "frame", "straighten"]
    network = load_network("framed")
    assert found["frame"]["framed"]["test"] == share_read(network, network.prepare(sheets), few.test.labels)
    assert found["none"]["framed"]["test"] < found["frame"]["framed"]["test"]


def test_of_answers_to_nonsense_the_confident_and_the_commonest_are_counted():
    outputs = np.eye(10)[[3, 3, 5, 3]] * [[0.95], [0.9], [0.91], [0.2]]
    assert findings._confidence(outputs) == {"above_0.9": 0.5, "commonest_answer": 3, "its_share": 0.75}


def test_the_stored_findings_were_measured_with_the_settings_of_the_code():
    stored = {part: measured("findings", part) for part in findings.PARTS}
    for change, (_, amounts) in CHANGES.items():
        assert list(stored["robustness"][change]) == [str(amount) for amount in amounts]
        assert set(stored["robustness"][change][str(amounts[0])]) == set(findings.READERS)
    settings = {part: findings.PARTS[part].settings for part in findings.PARTS}
    assert stored["places"]["steps"] == list(range(-settings["places"]["farthest"], settings["places"]["farthest"] + 1))
    assert stored["edges"]["control for framed"]["neurons"] == settings["edges"]["neurons"]
    parts = stored["loops"]["framed"]
    assert {name: parts[name]["groups"] for name in findings.PARTS_OF_DIGITS} == {
        name: math.comb(10, len(digits)) for name, digits in findings.PARTS_OF_DIGITS.items()
    }


def test_the_parts_of_digits_are_those_that_one_sees():
    # 8 has both loops; with 4 written open, 0, 6, 8 and 9 have a loop at all.
    parts = {name: set(digits) for name, digits in findings.PARTS_OF_DIGITS.items()}
    assert parts["loop"] == parts["upper loop"] | parts["lower loop"] | {0}
    assert parts["upper loop"] & parts["lower loop"] == {8}
    assert parts["upright line"] == {1, 4, 7, 9}
