"""What the visits of Firefox must have met; the visits themselves are a part of `make nightly`."""

import numpy as np
import pytest

from nn_core import load_network
from tests.tools import firefox

IMAGE = np.zeros((20, 20))
IMAGE[2:18, 9:12] = 1


def visit(name="as it comes", **other):
    """A visit in which all went well, but for the acts given."""
    network = load_network("straightened")
    outputs = network.forward(network.prepare(IMAGE)).tolist()
    acts = {act: {"digit": digit, "outputs": outputs, "image": image()} for act, digit in firefox.DIGITS.items()}
    note = {"value": "a knob", "label": "Your answer, kept on this machine only"}
    met = {"inspected": {"rows": 16, "formulas": "z = 1"}, "painted": {"before": 3, "after": 4}, "searched": "Sigmoid", "noted": note}
    return {"name": name, "complaints": [], **acts, **met, **other}


def image():
    return {"pixels": IMAGE.ravel().tolist(), "width": 20, "height": 20}


def answer(digit="3", outputs=None):
    return {"digit": digit, "outputs": visit()["drawn"]["outputs"] if outputs is None else outputs, "image": image()}


def test_a_visit_in_which_all_went_well_has_no_faults():
    assert firefox.faults(visit()) == []


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"complaints": ["Error: x", "Error: x"], "painted": None}, "Error: x"),
        ({"drawn": answer("8")}, "drawn: the answer is 8, not 3"),
        ({"drawn": answer(outputs=[])}, "drawn: there is no answer"),
        ({"drawn": answer(outputs=(np.array(answer()["outputs"]) + 1e-6).tolist())}, "drawn: an output differs from NumPy's by 1.0e-06"),
        ({"opened": {"told": "This picture shows nothing."}}, "opened: This picture shows nothing."),
        ({"inspected": {"rows": 0, "formulas": ""}}, "inspected: 0 contributions to output 4, not 16; formulas: ''"),
        ({"painted": {"before": 3, "after": 3}}, "painted: 3 goals are reached before, and 3 after the strokes"),
        ({"noted": {"value": "", "label": "kept on this machine only"}}, "noted: '' is there after a reload"),
    ],
)
def test_a_fault_of_each_kind_is_told_once(other, fault):
    (found,) = firefox.faults(visit(**other))
    assert found.startswith(fault)


def test_without_storage_a_note_must_say_that_it_is_not_kept():
    said = {"value": "", "label": "Your answer, kept only as long as this page is open"}
    assert firefox.faults(visit(firefox.STORAGE_REFUSED, noted=said)) == []
    assert firefox.faults(visit(firefox.STORAGE_REFUSED)) != []


def test_a_scrambled_canvas_must_not_be_told_of_as_an_empty_picture():
    told = lambda sentence: firefox.faults(visit(firefox.SCRAMBLED, opened={"told": sentence}))  # noqa: E731
    assert told("Your browser scrambles it.") == []
    assert told("This picture shows nothing: it is grey.") != []


def test_a_machine_without_firefox_is_told_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("FIREFOX", raising=False)
    assert firefox.main() == 2
    assert capsys.readouterr().err == firefox.NO_FIREFOX + "\n"
