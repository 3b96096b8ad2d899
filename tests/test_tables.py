"""Numbers as pages print them."""

from nn_core.evaluation.tables import percent


def test_a_percentage_does_not_break_before_its_sign():
    assert percent(1 / 4, 1) == "25.0\N{NO-BREAK SPACE}%"
