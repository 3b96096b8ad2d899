"""A long measurement that was stopped goes on from the last step that was done."""

from functools import partial

import pytest

from nn_core.evaluation.measurements import measured
from nn_core.evaluation.parts import Part, measure_parts
from nn_core.evaluation.steps import Steps, at_once


def squares(keep, computed, stop_at=None):
    """The squares of three numbers, each of them a step."""

    def square(number):
        if number == stop_at:
            raise KeyboardInterrupt
        computed.append(number)
        return number * number

    return {str(number): keep(str(number), partial(square, number)) for number in (1, 2, 3)}


def run(path, **settings):
    part = Part(lambda keep: squares(keep, **settings), resumable=True)
    return measure_parts("findings", {"squares": part}, {}, ["squares", "--out", str(path)])


def test_a_measurement_that_was_stopped_does_no_step_twice(tmp_path, capsys):
    path, computed = tmp_path / "mine.json", []
    with pytest.raises(KeyboardInterrupt):
        run(path, computed=computed, stop_at=3)
    assert not path.exists()
    assert run(path, computed=computed) == 0
    assert computed == [1, 2, 3]
    assert "going on after 2 steps" in capsys.readouterr().out
    assert [measured("findings", "squares", path)[name] for name in "123"] == [1, 4, 9]
    assert [each.name for each in tmp_path.iterdir()] == ["mine.json"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("[", "is damaged"), ("{}", "is damaged"), ('{"made_from": {"data": "b"}, "steps": {}}', "of other networks, data or settings")],
)
def test_steps_of_another_measurement_or_damaged_ones_are_refused(tmp_path, text, said):
    path = tmp_path / "steps.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        Steps(path, {"data": "a"})


def test_a_step_is_the_same_value_whether_it_was_kept_or_not(tmp_path):
    steps = Steps(tmp_path / "steps.json", {})
    assert steps("one", lambda: {"a": (1, 2)}) == steps("one", at_once) == {"a": [1, 2]}
