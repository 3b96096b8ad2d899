"""A page becomes HTML with all its blocks and facts, or not at all."""

import re
from html import escape

import pytest
from building import tiny_project

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.convert import convert

BLOCK = '```python exec="on" id="x"\nn = 7\n```\n\n'
HEAD = f"# A page\n\n{BLOCK}"  # what follows begins in line 7


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    """html(text): the page with this text below a head, by default a block that says n = 7."""
    root = tiny_project(tmp_path_factory.mktemp("project")).resolve()
    page = root / "docs" / "index.md"
    (root / "docs" / "reference").mkdir()
    (root / "docs" / "reference" / "glossary.md").write_text("# Glossary\n\n## neuron\n\nIt holds a number.\n", encoding="utf-8")

    def converted(text, head=HEAD, encoding="utf-8"):
        page.write_text(head + text + "\n", encoding=encoding)
        return convert(page, root)

    return converted


@pytest.mark.parametrize(
    "text",
    [
        "There are {= n =}.",
        "## A heading of {= n =}",
        "| a | b |\n|---|---|\n| {= n =} | {= n + 1 =} |",
        "| a | b |\n|---|---|\n| {= [n][0] | 0 =} | c |",
        "> quoted {= n =}",
        "- listed *{= n =}*",
        "<div markdown>\n\n{= n =}\n\n</div>",
        '!!! note "of {= n =}"\n    And {= n =}.',
        "A note.[^1]\n\n[^1]: Of {= n =}.",
        "[a link of {= n =}](https://example.org)",
    ],
)
def test_a_fact_in_a_sentence_is_shown(html, text):
    page = html(text)
    assert page.count('<span class="fact">7</span>') == text.count("{= n =}") + text.count("[n]")
    assert "{=" not in page
    assert "data-fact" not in page


@pytest.mark.parametrize("text", ["3*4*5", "__init__", "a_b_c", "[x](y)", "[[neuron]]", "<b>", "`x`", "$5$ or $6$", "&", "{=0=}"])
def test_the_text_of_a_fact_is_shown_as_it_is(html, text):
    page = html(f'```python exec="on" id="y"\ntext = {text!r}\n```\n\nIt is {{= text =}}.')
    assert f'<span class="fact">{escape(text, quote=False)}</span>' in page


@pytest.mark.parametrize("inner", ["    ```", "> ```", "\t```"])
def test_a_fence_ends_as_it_begins_so_no_block_hides_in_another(html, inner):
    page = html(f'```text\n{inner}\n```\n\n```python exec="on" id="y"\nprint(n + 1)\n```')
    assert "<code>8\n</code>" in page


@pytest.mark.parametrize(
    "text",
    [
        "<div>{= n =}</div>",
        "<p title='{= n =}'>x</p>",
        "It is $x = {= n =}$.",
        "$$\n{= n =}\n$$",
        "![{= n =}](a.png)",
        "[words](https://example.org/{= n =})",
        "<!-- {= n =} -->",
        "``a ` \n{= n =}``",
        "[label]: https://example.org/ '{= n =}'",
    ],
)
def test_a_fact_that_would_not_be_shown_is_refused_with_its_line(html, text):
    line = 7 + text[: text.index("{= n =}")].count("\n")
    with pytest.raises(PageError, match=rf"index\.md:{line}: the fact \{{= n =\}} never reached the page"):
        html(text)


def test_a_fact_that_stands_twice_and_is_shown_once_is_refused(html):
    with pytest.raises(PageError, match=r"index\.md:9: the fact \{= n =\} never reached the page"):
        html("Here is {= n =}.\n\n<b title='{= n =}'>there</b>")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("/// quiz | Of {= n =}?\n    answer: C\n\n- one\n- two\n\nYes.\n///", 7, "the question 'Of {= n =}?': the answer 'C' is none"),
        ('/// quiz | How many?\n    answer: "7"\n\n- {= n =}\n- 8\n\nYes.\n///', 7, "the answer '7' has a digit in it"),
        ('/// quiz | How many?\n    answer: "{= n =}"\n\n- {= n =}\n- {= 14 - n =}\n\nYes.\n///', 7, "two choices say '7'"),
        ("Words.\n\n/// reflect | Why?\n///", 9, "needs a model answer"),
        ("Words.\n\n/// quiz | Why?\n    answers: A\n\n- one\n- two\n\nYes.\n///", 9, "'/// quiz | Why?' became no question"),
        ("Words.\n\n/// quizz | Why?\n    answer: A\n\n- one\n- two\n\nYes.\n///", 9, "'/// quizz | Why?' became no question"),
        ("Words.\n\n/// quiz | Why?\n    answer: [A, B]\n\n- one\n- two\n\nYes.\n///", 9, "'/// quiz | Why?' became no question"),
        ("Words.\n/// quizz | Why?\n    answer: A\n\n- one\n- two\n\nYes.\n///", 8, "'/// quizz | Why?' became no question"),
        ("- Words.\n- /// quizz | Why?", 8, "'/// quizz | Why?' became no question"),
        ("Words.\n\n/// quiz | Of {= n =}?\n    answer: A\n\n- one\n- two\n\nYes.", 9, "the question 'Of {= n =}?' is never closed"),
        ("Words.\n\n/// reflect | Why <this>?\n\nBecause.", 9, "the question 'Why <this>?' is never closed"),
        ("Words.\n\nIt is $x^$.", 9, "the formula x^ cannot be read"),
        ("Words.\n\nIt is a [[nobody]].", 9, "has no entry 'nobody'"),
    ],
)
def test_what_is_wrong_in_a_question_a_formula_or_a_word_is_said_with_file_and_line(html, text, line, message):
    with pytest.raises(PageError, match=rf"index\.md:{line}: .*{re.escape(message)}"):
        html(text)


def test_an_answer_may_hold_a_fact_that_stands_nowhere_else(html):
    page = html('/// quiz | Two?\n    answer: "{= n =}"\n\n- {= n - 5 =}\n- {= n + 0 =}\n\nYes.\n///')
    assert 'data-answer="B"' in page


def test_a_byte_order_mark_hides_neither_a_block_nor_the_front_matter(html):
    assert '<p><span class="fact">7</span></p>' in html("{= n =}", BLOCK, "utf-8-sig")
    assert "<p>title:" not in html("{= n =}", f"---\ntitle: A page\n---\n\n{BLOCK}", "utf-8-sig")


def test_code_that_markdown_changes_is_refused_with_the_reason(html):
    with pytest.raises(PageError, match=r"index\.md:7: the Markdown parser sees other code .*; it changes tabs"):
        html('```python exec="on" id="y"\nif n:\n\tn = 8\n```')


def test_a_block_that_the_markdown_parser_takes_for_something_else_is_refused(html):
    with pytest.raises(PageError, match=r"index\.md:9: the block 'y' never reached the page"):
        html('- A list\n\n    ```python exec="on" id="y"\n1\n    ```')
