"""A network that was made again holds when its numbers are the same, or its accuracy is within what the cards state."""

import pytest

from nn_core import load_network
from nn_core.evaluation.parts import shipped_networks
from nn_core.training.recipes import MARGIN, POINTS
from tests.tools.rebuild import compare, main, rebuild


def test_the_same_numbers_hold():
    assert compare(load_network("plain"), load_network("plain")) == {"same_numbers": True, "points": 0.0, "holds": True}


@pytest.mark.parametrize(("off", "holds"), [(POINTS - 0.1, True), (POINTS + 0.1, False)])
@pytest.mark.parametrize("accuracy", ["train_accuracy", "validation_accuracy", "test_accuracy"])
def test_other_numbers_hold_within_the_margin_of_the_cards(accuracy, off, holds):
    again = load_network("plain")
    again.layers[0].weights[0, 0] += 1.0
    again.card[accuracy] -= off / 100
    assert compare(load_network("plain"), again) == {"same_numbers": False, "points": pytest.approx(off), "holds": holds}
    assert f"within {POINTS} points" in MARGIN


@pytest.mark.parametrize("accuracy", ["train_accuracy", "validation_accuracy", "test_accuracy"])
def test_the_same_numbers_do_not_hold_with_another_accuracy_on_the_card(accuracy):
    shipped = load_network("plain")
    shipped.card[accuracy] += 0.0001
    assert compare(shipped, load_network("plain")) == {"same_numbers": True, "points": 0.01, "holds": False}


def test_a_network_that_does_not_come_out_again_ends_the_command_with_status_1(monkeypatch, capsys):
    found = {
        "twins": [{"same_numbers": True, "points": 0.0, "holds": True}, {"same_numbers": False, "points": 0.9, "holds": False}],
        "plain": [{"same_numbers": True, "points": 0.0, "holds": True}],
    }
    monkeypatch.setattr("tests.tools.rebuild.rebuild", found.get)
    assert main(["twins", "plain"]) == 1
    assert capsys.readouterr().out == "twins: other numbers, accuracies 0.9 points off\nplain: the same numbers, accuracies 0 points off\n"


def test_a_network_that_no_recipe_made_ends_the_command_with_status_2_and_the_names_that_there_are(capsys):
    with pytest.raises(SystemExit) as end:
        main(["handmade"])
    assert end.value.code == 2
    assert "unknown recipe 'handmade'" in capsys.readouterr().err


def test_every_network_of_a_bundle_is_compared(monkeypatch):
    shipped = list(shipped_networks(("rough-twins",)).values())
    again = [load_network("plain"), *shipped[1:]]
    again[0].card |= {"train_accuracy": 0.5}
    monkeypatch.setattr("tests.tools.rebuild.build", lambda *_, **__: again)
    assert [each["holds"] for each in rebuild("rough-twins")] == [False, True, True, True, True]
