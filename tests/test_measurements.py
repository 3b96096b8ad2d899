"""What was measured is found again, and storing one part leaves the others alone."""

import json

import pytest

from nn_core.evaluation.measurements import measured, outline, store


def test_a_part_is_replaced_and_everything_else_left_alone(tmp_path):
    path = tmp_path / "measurements.json"
    store("speed", "one", {"seconds": 1.0}, {"date": "a"}, path)
    path.write_text(json.dumps({"others": {"a": 1}, **json.loads(path.read_text())}))
    store("speed", "many", {"seconds": 2.0}, {"date": "b"}, path)
    store("speed", "one", {"seconds": 3.0}, {"date": "c"}, path)
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "others": {"a": 1},
        "speed": {"one": {"seconds": 3.0, "made": {"date": "c"}}, "many": {"seconds": 2.0, "made": {"date": "b"}}},
    }
    assert measured("speed", "one", path)["seconds"] == 3.0


def test_what_nobody_measured_is_named_beside_what_there_is(tmp_path):
    path = tmp_path / "measurements.json"
    with pytest.raises(KeyError, match="no section 'speed' was measured; there are none"):
        measured("speed", "one", path)
    store("speed", "one", {"seconds": 1.0}, {}, path)
    with pytest.raises(KeyError, match="no part 'two' was measured in 'speed'; there are one"):
        measured("speed", "two", path)


def test_what_is_no_number_is_not_stored(tmp_path):
    with pytest.raises(ValueError, match="not JSON compliant"):
        store("speed", "one", {"seconds": float("nan")}, {}, tmp_path / "measurements.json")


def test_the_outline_says_every_figure_under_its_names():
    assert list(outline({"plain": {"edge_like": 0.5}})) == ["  plain", "    " + "edge like".ljust(42) + " 0.5"]
