"""Facts: numbers in sentences that are computed."""

import pytest

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.facts import Fact, find_facts, resolve


def value(expression, namespace=None):
    return resolve(Fact("a.md", 1, 0, 0, expression), namespace or {})


def test_a_fact_is_formatted_as_in_an_f_string():
    assert value("x / 3:.2f", {"x": 1}) == "0.33"


def test_a_negative_number_gets_a_minus_sign():
    assert value("-36.5", {}) == "\N{MINUS SIGN}36.5"


@pytest.mark.parametrize("expression", ["nobody", "1 / 0", "1 +", "'x':d"])
def test_an_unknown_or_wrong_fact_is_refused_by_name(expression):
    with pytest.raises(PageError, match="a.md:1: the fact"):
        value(expression, {})


def test_an_empty_fact_is_refused():
    with pytest.raises(PageError, match="is empty"):
        value("''", {})


def test_facts_are_found_with_their_lines_and_not_inside_code():
    text = "one {= 1 =}\n\n```text\n{= 2 =}\n```\n`{= 3 =}` and {= 4 =}\n"
    facts = find_facts(text, "a.md")
    assert [(fact.line, fact.expression) for fact in facts] == [(1, "1"), (6, "4")]
    assert [text[fact.start : fact.end] for fact in facts] == ["{= 1 =}", "{= 4 =}"]


def test_two_facts_of_one_letter_on_a_line_are_two():
    assert [fact.expression for fact in find_facts("from {= k =} to {=j=} and {= a + b =}", "a.md")] == ["k", "j", "a + b"]


@pytest.mark.parametrize("text", ["it is {= 3} of", "it is {= 3\n=} of", "it is = 3 =} of"])
def test_a_fact_that_is_not_written_to_its_end_is_refused(text):
    with pytest.raises(PageError, match="a.md:1: .* belongs to no fact"):
        find_facts(text, "a.md")
