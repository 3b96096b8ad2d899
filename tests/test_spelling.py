"""The words of the site are spelt right, and one way."""

import pytest
from building import ROOT

from tests.tools import spelling
from tests.tools.spelling import own_words, sentences, texts, unknown_words


def test_every_word_is_in_the_dictionary_or_in_our_own_list():
    assert unknown_words(ROOT) == {}


def test_no_word_of_our_own_list_is_left_over():
    there = {word.replace("’", "'").lower().removesuffix("'s") for _, text in texts(ROOT) for word in spelling.WORD.findall(text)}
    assert sorted(own_words() - there) == []


@pytest.mark.parametrize("slip", ["netwrok", "wieght", "color", "neighbor", "learnt", "gray"])
def test_a_slip_is_found_and_so_is_the_other_spelling(tmp_path, slip):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text(f"# A title\n\nThe {slip} of one neuron.\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("A network.\n", encoding="utf-8")
    assert unknown_words(tmp_path) == {"docs/page.md": [slip]}


def test_code_formulas_facts_and_addresses_are_not_english():
    markdown = '---\ntitle: One\n---\n`xyzzy` $xyzzy$ {= xyzzy =} [two](xyzzy.md)\n```python exec="on" caption="Three."\nxyzzy\n```\n'
    assert sentences(markdown).split() == ["Three.", "---", "One", "---", "[two"]
