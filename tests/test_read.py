"""Reading a page: what a block and a fact may be, and what is refused with its line."""

import pytest

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.read import find_blocks, find_facts, read_page


def chapter(code, options='exec="on" id="x"', language="python"):
    return f"# Title\n\n```{language} {options}\n{code}\n```\n"


@pytest.mark.parametrize(
    ("fence", "message"),
    [
        ('```python exec=on id="x"', 'expected a fence like python exec="on"'),
        ("```python exec=1", 'expected a fence like python exec="on"'),
        ('```{.python exec="on" id="x"}', 'expected a fence like python exec="on"'),
        ('```py exec="on" id="x"', 'expected a fence like python exec="on"'),
        ('```bash exec="on" id="x"', 'expected a fence like python exec="on"'),
        ('```python exec="on" id="x" sorce="above"', "unknown option 'sorce'"),
        ('```pycon exec="on" id="x" alt="y"', "unknown option 'alt'"),
        ('```python exec="yes" id="x"', 'expected exec="on", got exec="yes"'),
        ('```python exec="off" id="x"', 'expected exec="on", got exec="off"'),
        ('```python exec="on"', "needs an id"),
        ('```python exec="on" id="Not An Id"', "needs an id"),
        ('```python exec="on" id="x" alt=" "', "the alt text is empty"),
        ("```python", 'a python block runs and says exec="on"; code that must not run is a fence of text'),
    ],
)
def test_a_fence_that_could_pass_for_a_block_but_is_not_is_refused_with_its_line(fence, message):
    with pytest.raises(PageError, match=f"a.md:3: .*{message}"):
        find_blocks(f"# Title\n\n{fence}\nprint(1)\n```\n", "a.md")


def test_two_blocks_of_one_id_are_refused():
    with pytest.raises(PageError, match="a.md:7: the id 'x' is already taken by the block in line 3"):
        find_blocks(chapter("1") + "\n" + chapter("2").removeprefix("# Title\n\n"), "a.md")


def test_a_fence_that_is_never_closed_is_refused():
    with pytest.raises(PageError, match="a.md:1: this fence is never closed"):
        find_blocks('```python exec="on" id="x"\nprint(1)\n', "a.md")


def test_a_fence_inside_a_longer_fence_is_only_text():
    assert find_blocks('````md\n```python exec="on" id="x"\n1 / 0\n```\n````\n', "a.md") == []


def test_facts_are_found_with_their_lines_and_not_inside_code():
    text = "one {= 1 =}\n\n```text\n{= 2 =}\n```\n`{= 3 =}` and {= 4 =} and ``{= 5 =} ` {= 6 =}`` and {= 7 =}\n"
    facts = find_facts(text, "a.md")
    assert [(fact.line, fact.expression) for fact in facts] == [(1, "1"), (6, "4"), (6, "7")]
    assert [text[fact.start : fact.end] for fact in facts] == ["{= 1 =}", "{= 4 =}", "{= 7 =}"]


def test_two_facts_of_one_letter_on_a_line_are_two():
    assert [fact.expression for fact in find_facts("from {= k =} to {=j=} and {= a + b =}", "a.md")] == ["k", "j", "a + b"]


@pytest.mark.parametrize("text", ["it is {= 3} of", "it is {= 3\n=} of", "it is = 3 =} of"])
def test_a_fact_that_is_not_written_to_its_end_is_refused(text):
    with pytest.raises(PageError, match="a.md:1: .* belongs to no fact"):
        find_facts(text, "a.md")


@pytest.mark.parametrize(
    "expression",
    ["99.9", "-7", "'99.9'", "f'{60000:,}'", "round(99.94, 1)", "28 * 28", "'99.9'.strip()", "sum(x for x in [1, 2])", "(lambda n: n)(3)",
     "99.9:.1f", "max(1, 2)", "(n := 3)"],
)  # fmt: skip
def test_a_number_that_was_typed_is_no_fact(expression):
    with pytest.raises(PageError, match=r"a\.md:2: the fact \{= .* =\} is typed, not computed"):
        read_page(f"\n{{= {expression} =}}", "a.md")


@pytest.mark.parametrize("expression", ["n", "len(x)", "28 * n", "sum(x for x in xs)", "f'{n:,}'", "n:.1f", "card('framed')['seed']"])
def test_a_fact_has_a_name_in_it(expression):
    assert len(read_page(f"{{= {expression} =}}", "a.md")) == 1


@pytest.mark.parametrize("expression", ["n +", "n n", "lambda", "n:{"])
def test_a_fact_that_is_no_python_is_refused(expression):
    with pytest.raises(PageError, match=r"a\.md:2: the fact \{= .* =\} cannot be computed \(SyntaxError"):
        read_page(f"\n{{= {expression} =}}", "a.md")


@pytest.mark.parametrize("text", ["Note: it is lost.", "  See-also: https://example.org\n\n# Title", "https://example.org"])
def test_a_first_line_that_would_be_taken_for_metadata_is_refused(text):
    with pytest.raises(PageError, match=r"a\.md:1: a first line that begins with a word and a colon"):
        read_page(text, "a.md")


def test_a_fact_in_the_front_matter_is_refused():
    with pytest.raises(PageError, match=r"a\.md:2: the fact \{= n =\} stands in the front matter"):
        read_page("---\ntitle: About {= n =}\n---\n\n{= n =}", "a.md")
