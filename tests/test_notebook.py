"""Every chapter as a notebook and as a script: test_install.py runs them where only the package is installed."""

import pytest
from building import PREPARED, ROOT

from nn_core.publish.chapter.notebook import notebook_of, write_notebooks
from nn_core.publish.site import SITE

CHAPTERS = SITE.chapters(ROOT / "docs")


@pytest.fixture(scope="module")
def folder():
    """Where the notebooks are that the site offers; those of the present chapters, whatever lay there before."""
    write_notebooks(ROOT / "docs", PREPARED, SITE)
    return PREPARED / "notebooks"


def test_facts_are_numbers_in_a_notebook_and_words_lose_their_marks():
    notebook = notebook_of('```python exec="on" id="a"\nx = 3\n```\n\nThere are {= x =} [[weights|weight]].\n', "a.md", {"x": "3"})
    assert [cell.source for cell in notebook.cells[1:]] == ["x = 3", "There are 3 weights."]


def test_a_doctest_is_cut_after_each_result():
    notebook = notebook_of('```pycon exec="on" id="a"\n>>> x = 3\n>>> x\n3\n>>> x + 1\n4\n```\n', "a.md", {})
    assert [cell.source for cell in notebook.cells[1:]] == ["x = 3\nx\n# 3", "x + 1\n# 4"]


def test_a_second_call_writes_nothing(folder):
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    write_notebooks(ROOT / "docs", folder.parent, SITE)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
