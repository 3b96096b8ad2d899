"""Every chapter as a notebook and as a script: the blocks are all there, and both run from top to bottom."""

import ast
import re

import nbformat
import pytest
from building import PREPARED, ROOT
from nbclient import NotebookClient

from nn_core.publish.chapter.notebook import chapters, notebook_of, write_notebooks

CHAPTERS = chapters(ROOT / "docs")


@pytest.fixture(scope="module")
def folder():
    """Where the notebooks are that the site offers; those of the present chapters, whatever lay there before."""
    write_notebooks(ROOT / "docs", PREPARED)
    return PREPARED / "notebooks"


@pytest.fixture(scope="module")
def client():
    """One kernel for all notebooks, because to start it takes longer than to run one."""
    client = NotebookClient(nbformat.v4.new_notebook(), timeout=300, startup_timeout=300, kernel_name="python3")
    with client.setup_kernel():
        yield client


FORGET = """%reset -f
import sys
for name in [name for name in sys.modules if name.partition(".")[0] == "nn_core"]:
    del sys.modules[name]
%reset -f"""


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_notebook_of_a_chapter_runs_and_shows_what_it_says(folder, client, chapter):
    notebook = nbformat.read(folder / f"{chapter.stem}.ipynb", as_version=4)
    nbformat.validate(notebook)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(FORGET))
    client.nb = notebook
    client.reset_execution_trackers()
    for index, cell in enumerate(notebook.cells):
        client.execute_cell(cell, index)
    for cell in notebook.cells:
        if (
            cell.cell_type == "code"
            and (said := re.findall(r"(?m)^# (.*)$", cell.source.split("\n\n")[-1]))
            and cell.source.endswith(f"# {said[-1]}")
        ):
            assert said == _shown(cell)


def _shown(cell):
    texts = [
        output.get("text") or output.get("data", {}).get("text/plain", "")
        for output in cell.outputs
        if output.output_type != "display_data"
    ]
    return "\n".join(text.rstrip("\n") for text in texts).splitlines()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_script_of_a_chapter_is_python(folder, chapter):
    ast.parse((folder / f"{chapter.stem}.py").read_text(encoding="utf-8"))


def test_facts_are_numbers_in_a_notebook_and_words_lose_their_marks():
    notebook = notebook_of('```python exec="on" id="a"\nx = 3\n```\n\nThere are {= x =} [[weights|weight]].\n', "a.md", {"x": "3"})
    assert [cell.source for cell in notebook.cells[1:]] == ["x = 3", "There are 3 weights."]


def test_a_doctest_is_cut_after_each_result():
    notebook = notebook_of('```pycon exec="on" id="a"\n>>> x = 3\n>>> x\n3\n>>> x + 1\n4\n```\n', "a.md", {})
    assert [cell.source for cell in notebook.cells[1:]] == ["x = 3\nx\n# 3", "x + 1\n# 4"]


def test_a_second_call_writes_nothing(folder):
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    write_notebooks(ROOT / "docs", folder.parent)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
