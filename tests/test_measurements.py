"""What was measured is found again, and storing one part leaves the others alone."""

import json

import pytest

from nn_core.evaluation.measurements import MEASUREMENTS, as_text, measured, store
from nn_core.evaluation.parts import Part, measure_parts


def test_a_part_is_replaced_and_everything_else_left_alone(tmp_path):
    path = tmp_path / "measurements.json"
    store("speed", "one", {"seconds": 1.0}, {"date": "a"}, {}, path)
    path.write_text(json.dumps({"others": {"a": 1}, **json.loads(path.read_text())}))
    store("speed", "many", {"seconds": 2.0}, {"date": "b"}, {}, path)
    store("speed", "one", {"seconds": 3.0}, {"date": "c"}, {"data": "d"}, path)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["others"] == {"a": 1} and list(content["speed"]) == ["one", "many"]
    assert measured("speed", "one", path) == {"seconds": 3.0, "made": {"date": "c"}, "made_from": {"data": "d"}}
    assert measured("speed", "many", path) == {"seconds": 2.0, "made": {"date": "b"}, "made_from": {}}


@pytest.mark.parametrize(
    "edit", [{"seconds": 1.5}, {"made": {"date": "b"}}, {"made_from": {"data": "e"}}, {"more": 0}, {"digest": "0" * 16}, {"digest": None}]
)
def test_whatever_was_edited_is_refused_and_the_command_is_named_that_measures_it_again(tmp_path, edit):
    path = tmp_path / "measurements.json"
    store("speed", "one", {"seconds": 1.0}, {"date": "a"}, {"data": "d"}, path)
    content = json.loads(path.read_text())
    content["speed"]["one"] |= edit
    path.write_text(json.dumps(content))
    with pytest.raises(ValueError, match="^speed/one in measurements.json was edited; `make bench ARGS=one` measures it again$"):
        measured("speed", "one", path)


def test_another_layout_of_the_file_is_no_edit(tmp_path):
    path = tmp_path / "measurements.json"
    store("speed", "one", {"seconds": 1.0, "loops": [1, 2]}, {"date": "a"}, {"data": "d"}, path)
    path.write_text(json.dumps(json.loads(path.read_text()), indent=4, sort_keys=True))
    assert measured("speed", "one", path)["loops"] == [1, 2]


def test_what_nobody_measured_is_named_beside_what_there_is(tmp_path):
    path = tmp_path / "measurements.json"
    with pytest.raises(KeyError, match="'speed' .*none"):
        measured("speed", "one", path)
    store("speed", "one", {"seconds": 1.0}, {}, {}, path)
    with pytest.raises(KeyError, match="'two' .*'speed'.* one"):
        measured("speed", "two", path)


@pytest.mark.parametrize(
    "content",
    ["# mine", '{"dependencies": {"made": "1"}}', "[1]", "{}", '{"shop": {"cake": {"made": "today"}}}', '{"a": {"b": {}}}', "[" * 100_000],
)
def test_a_file_that_holds_no_measurements_is_refused_before_anything_is_measured(tmp_path, content, capsys):
    path = tmp_path / "mine.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        measure_parts("speed", {"one": Part(lambda: pytest.fail("was measured"))}, {}, ["--out", str(path)])
    assert end.value.code == 2
    assert f"{path} is not replaced" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == content


def test_a_file_that_cannot_be_written_is_told_so_before_anything_is_measured(tmp_path, capsys):
    with pytest.raises(SystemExit) as end:
        measure_parts("speed", {"one": Part(lambda: pytest.fail("was measured"))}, {}, ["--out", str(tmp_path / "nowhere" / "mine.json")])
    assert end.value.code == 2
    assert f"there is no folder {tmp_path / 'nowhere'}" in capsys.readouterr().err


def test_measurements_are_added_to_a_file_of_measurements_and_to_none(tmp_path):
    path = tmp_path / "measurements.json"
    for part in ("one", "many"):
        assert measure_parts("speed", {part: Part(lambda: {"seconds": 1.0})}, {"date": "a"}, ["--out", str(path)]) == 0
    assert list(json.loads(path.read_text(encoding="utf-8"))["speed"]) == ["one", "many"]


def test_what_is_no_number_is_not_stored(tmp_path):
    with pytest.raises(ValueError, match="not JSON compliant"):
        store("speed", "one", {"seconds": float("nan")}, {}, {}, tmp_path / "measurements.json")


def test_numbers_alone_stand_on_one_line_and_everything_else_is_left_as_it_was():
    content = {"rows": [[1, 2.5], [-3e-05, 4]], "words": ["[\n1]", "2"], "none": [], "both": {"train": 0.5, "test": 1}, "mixed": [1, None]}
    text = as_text(content)
    assert json.loads(text) == content
    assert {"  [1, 2.5],", "  [-3e-05, 4]", ' "both": {"train": 0.5, "test": 1},', '  "[\\n1]",', "  null"} <= set(text.splitlines())


def test_the_stored_file_is_as_the_writer_writes_it():
    text = MEASUREMENTS.read_text(encoding="utf-8")
    assert text == as_text(json.loads(text))
