"""A part is measured from what it is handed, and a stored one is held beside what is measured now."""

import json

import pytest

from nn_core.evaluation import parts as module
from nn_core.evaluation.measurements import measured
from nn_core.evaluation.parts import Part, check_sources, differences, measure_parts, shipped_networks
from nn_core.parameters import fingerprint


def counted(networks, data, times):
    """So many networks, times something."""
    return {"count": times * len(networks), "shares": [0.5, len(data.test) / 20_000], "cpu_seconds": 2.0}


PART = Part(counted, ("plain", "rough-twins"), data=True, settings={"times": 2})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "measurements.json"


def run(path, part=PART, *words):
    return measure_parts("findings", {"counted": part}, {"date": "a"}, ["counted", "--out", str(path), *words])


def test_a_part_is_handed_its_networks_its_settings_and_the_digits(path):
    assert run(path) == 0
    kept = measured("findings", "counted", path)
    assert (kept["count"], kept["shares"]) == (2 * (1 + 5), [0.5, 0.5])
    assert set(kept["made_from"]) == {"networks", "data", "settings"}


def test_what_a_part_does_not_need_is_not_said_to_be_its_source():
    assert Part(counted).made_from() == {}
    assert set(Part(counted, data=True).made_from()) == {"data"}


def test_a_bundle_stands_for_its_networks():
    assert list(shipped_networks(("plain", "rough-twins"))) == ["plain", *(f"rough-twins {seed}" for seed in range(42, 47))]


def with_a_turned_sign(names):
    networks = shipped_networks(names)
    networks["plain"].layers[1].weights[3, 5] *= -1
    return networks


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("networks", lambda patch: patch.setattr(module, "shipped_networks", with_a_turned_sign)),
        ("data", lambda patch: patch.setattr(module, "_digest_of_mnist", lambda: "other")),
        ("settings", lambda patch: patch.setitem(PART.settings, "times", 3)),
    ],
)
def test_a_part_whose_source_changed_is_outdated_and_the_command_is_named(path, monkeypatch, kind, change):
    run(path)
    check_sources("findings", "counted", PART, path)
    change(monkeypatch)
    message = f"^the {kind} that findings/counted was made from have changed; `make measure ARGS=counted` measures it again$"
    with pytest.raises(ValueError, match=message):
        check_sources("findings", "counted", PART, path)


def test_the_card_of_a_network_is_no_source():
    network = shipped_networks(("plain",))["plain"]
    before = fingerprint(network)
    network.card["purpose"] = "another"
    assert fingerprint(network) == before


def test_what_is_measured_as_it_is_stored_passes_the_check_and_leaves_the_file_alone(path, capsys):
    run(path)
    before = path.read_bytes()
    assert run(path, PART, "--check") == 0
    assert capsys.readouterr().out.endswith("  as it is stored\n")
    assert path.read_bytes() == before


def other(networks, data, times):
    """The same, but for one share and for what a clock decides."""
    return counted(networks, data, times) | {"shares": [0.5, 0.75], "cpu_seconds": 15.0}


def test_where_figure_and_digest_are_edited_measuring_again_tells(path, capsys):
    run(path, PART._replace(measure=other))
    assert run(path, PART, "--check") == 1
    line = "  shares 1: 0.75 is stored, 0.5 is measured; `make measure ARGS=counted` measures it again\n"
    assert capsys.readouterr().out.endswith(f"\n{line}")


def test_an_edited_or_missing_part_does_not_pass_the_check(path, capsys):
    assert run(path, PART, "--check") == 1
    assert "no section 'findings' was measured" in capsys.readouterr().out
    run(path)
    path.write_text(path.read_text().replace("0.5, 0.5", "0.5, 0.6"))
    assert run(path, PART, "--check") == 1
    assert "findings/counted in measurements.json was edited" in capsys.readouterr().out
    assert json.loads(path.read_text())["findings"]["counted"]["shares"] == [0.5, 0.6]


def test_numbers_that_are_far_apart_or_missing_are_listed():
    stored, found = {"a": {"b": [1, 2.0]}, "gone": 3, "word": "x"}, {"a": {"b": [1, 2.5]}, "new": 4, "word": "y"}
    assert differences(stored, found, lambda name, one, other: one == other) == [
        "a b 1: 2.0 is stored, 2.5 is measured",
        "gone: 3 is stored, nothing is measured",
        "new: nothing is stored, 4 is measured",
    ]


@pytest.mark.parametrize(
    ("name", "stored", "found", "near"),
    [
        ("share", 0.9712, 0.9713, True),
        ("share", 0.9712, 0.9714, False),
        ("nn_core_seconds", 1.0, 9.0, True),
        ("nn_core_seconds", 1.0, 11.0, False),
    ],
)
def test_one_image_of_ten_thousand_and_a_tenfold_clock_are_near(name, stored, found, near):
    assert PART.is_near(name, stored, found) == PART.is_near(name, found, stored) == near
