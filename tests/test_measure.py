"""The findings of the chapters are measured by one command, and belong to the networks that are shipped."""

import json

import pytest

from nn_core import load_network, measure
from nn_core.measurements import measured


def test_a_part_is_measured_alone_and_kept_with_its_provenance(tmp_path, monkeypatch, capsys):
    def half():
        """A half."""
        return {"share": 0.5}

    monkeypatch.setitem(measure.PARTS, "half", half)
    path = tmp_path / "measurements.json"
    assert measure.main(["half", "--out", str(path)]) == 0
    (kept,) = json.loads(path.read_text())["findings"].values()
    assert kept["share"] == 0.5
    assert set(kept["made"]) == {"processor", "python", "numpy", "date"}
    assert capsys.readouterr().out.splitlines()[1:] == ["half: A half.", "  " + "share".ljust(42) + " 0.5"]


def test_a_mistyped_part_ends_with_status_2_and_the_names_that_there_are(capsys):
    with pytest.raises(SystemExit) as end:
        measure.main(["egdes"])
    assert end.value.code == 2
    assert f"unknown part 'egdes'; known are {', '.join(measure.PARTS)}" in capsys.readouterr().err


@pytest.mark.parametrize("part", measure.PARTS)
def test_every_part_says_what_it_measures_and_has_been_measured(part):
    assert measure.PARTS[part].__doc__.strip().endswith(".")
    assert measured("findings", part)["made"]


@pytest.mark.parametrize("name", ["plain", "rough", "framed", "straightened"])
def test_the_edges_that_are_kept_are_those_of_the_network_that_is_shipped(name):
    kept = measured("findings", "edges")[name]
    assert kept["edge_like"] == load_network(name).card["on_the_test_images"]["edge_like_neurons"]
