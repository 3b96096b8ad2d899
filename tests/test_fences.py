"""What a reader would take for Python that was run: under each of its names, in each place, it is refused."""

import pytest

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.read import read_page

NAMES = [
    "PYTHON", "Python", "py", "py3", "python3", "ipython", "pycon3", "PyCon", "python-console", "numpy", "sage", "bazel", "pyi", "pytb",
    "py2tb", "cython", "{.python}", "{ .Python .example }", "{.text .py}",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("marks", ["```", "~~~~"])
def test_a_fence_of_python_under_any_name_is_refused(name, marks):
    with pytest.raises(PageError, match=r"a\.md:3: expected a fence like python"):
        read_page(f"# Title\n\n{marks}{name}\n1 + 1\n{marks}\n", "a.md")


@pytest.mark.parametrize("name", ["text", "sh", "md", "json", "", "c", "javascript", "pug", "{.text}"])
def test_a_fence_of_another_language_is_left_alone(name):
    assert read_page(f"```{name}\n1 + 1\n```\n", "a.md") == []


@pytest.mark.parametrize(
    "text",
    [
        "```text\n>>> 1 + 1\n3\n```",
        "```\n>>> 1 + 1\n3\n```",
        "```console\n$ python\n>>> 1 + 1\n3\n```",
        "    >>> 1 + 1\n    3",
        "- a list\n\n        >>> 1 + 1\n        3",
        "<div>&gt;&gt;&gt; 1 + 1<br>3</div>",
        "<p>&#62;&#62;&#62; 1 + 1</p>",
        "Type >>> 1 + 1, and Python says 3.",
        "It says `>>> 1 + 1` and then 3.",
        ">>> 1 + 1\n3",
        "```text\nIn [1]: 1 + 1\nOut[1]: 3\n```",
    ],
)
def test_a_prompt_outside_a_block_that_runs_is_refused(text):
    with pytest.raises(PageError, match=r"a\.md:\d+: a prompt of Python stands outside a block that runs"):
        read_page(f"# Title\n\n{text}\n", "a.md")


@pytest.mark.parametrize(
    "html", ["<pre>1 + 1\n3</pre>", "<PRE class='x'>3</PRE>", '<code class="language-python">3</code>', '<div class="a highlight">3</div>']
)
def test_code_in_raw_html_is_refused(html):
    with pytest.raises(PageError, match=r"a\.md:3: code in raw HTML is neither run nor compared"):
        read_page(f"# Title\n\n{html}\n", "a.md")


def test_markdown_that_shows_how_a_page_is_written_may_hold_a_prompt():
    assert read_page('````md\n```pycon exec="on" id="x"\n>>> 1 + 1\n2\n```\n````\n', "a.md") == []


def test_a_block_that_runs_may_hold_a_prompt():
    assert len(read_page('```pycon exec="on" id="x"\n>>> 1 + 1\n2\n```\n', "a.md")) == 1


def test_an_arrow_of_three_signs_inside_a_word_is_no_prompt():
    assert read_page("a >>>b", "a.md") == []
