"""The findings of the chapters are measured by one command, and belong to the networks that are shipped."""

import json

import numpy as np
import pytest

from nn_core import Layer, Network, load_network
from nn_core.evaluation.measurements import measured
from nn_core.evaluation.parts import Part
from nn_core.experiments import findings


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


def test_the_deep_networks_have_as_many_hidden_layers_as_said_and_end_in_sigmoids():
    network = findings._deep(5, "relu", seed=1)
    assert network.sizes == [784, 16, 16, 16, 16, 16, 10]
    assert [layer.activation for layer in network.layers] == ["relu"] * 5 + ["sigmoid"]


def test_silencing_was_measured_on_the_shipped_networks():
    kept = measured("findings", "silenced")["framed"]
    assert {len(kept[layer][how][half]) for layer in kept for how in kept[layer] for half in ("train", "test")} == {16}


def test_undisturbed_digits_are_read_as_the_card_says():
    for name in findings.READERS:
        kept = measured("findings", "robustness")["shifted"]["0"][name]["prepared"]["test"]
        assert kept == pytest.approx(load_network(name).card["test_accuracy"], abs=0.0005)
