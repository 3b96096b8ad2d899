"""Facts: numbers in sentences that are computed."""

import pytest

from nn_core.publish.errors import PageError
from nn_core.publish.facts import find_facts, percent, resolve


def test_a_fact_is_formatted_as_in_an_f_string():
    assert resolve("x / 3:.2f", {"x": 1}, "a.md") == "0.33"


def test_a_negative_number_gets_a_minus_sign():
    assert resolve("-36.5", {}, "a.md") == "\N{MINUS SIGN}36.5"


def test_a_percentage_does_not_break_before_its_sign():
    assert percent(1 / 4, 1) == "25.0\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize("expression", ["nobody", "1 / 0", "1 +", "'x':d"])
def test_an_unknown_or_wrong_fact_is_refused_by_name(expression):
    with pytest.raises(PageError, match="a.md: the fact"):
        resolve(expression, {}, "a.md")


def test_an_empty_fact_is_refused():
    with pytest.raises(PageError, match="is empty"):
        resolve("''", {}, "a.md")


def test_facts_are_found_with_their_lines_and_not_inside_code():
    text = "one {= 1 =}\n\n```text\n{= 2 =}\n```\n`{= 3 =}` and {= 4 =}\n"
    assert find_facts(text) == [(1, "1"), (6, "4")]
