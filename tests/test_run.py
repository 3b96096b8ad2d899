"""A page is run once, and again when something that could change it has changed."""

import json

import pytest

from nn_core.publish.chapter import run as runs
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.run import READS_OTHERS, run_page

NOTE = "with open('runs.txt', 'a') as file:\n    print('run', file=file)"


def block(id, code, options=""):
    return f'```python exec="on" id="{id}"{options}\n{code}\n```\n'


@pytest.fixture
def page(tmp_path, monkeypatch):
    """write(text): make this the page, and give its Run.  write.times(): how often a block of it has run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()

    def write(*parts):
        (tmp_path / "docs" / "a.md").write_text("\n".join(parts), encoding="utf-8")
        return run_page(tmp_path / "docs", "a.md")

    write.times = lambda: len((tmp_path / "runs.txt").read_text(encoding="utf-8").split())
    write.memory = tmp_path / runs.FOLDER / "a.md.json"
    return write


def test_a_run_holds_what_was_printed_drawn_and_computed(page):
    figure = block("b", "from matplotlib.figure import Figure\nFigure()", ' alt="{n} dots" caption="{n + 1} lines"')
    run = page(block("a", "n = 3\nprint('three')"), figure, "There are {= n =} dots.")
    assert run.results["a"] == ("three\n", "", "")
    assert run.results["b"].svg.startswith("<svg")
    assert "3 dots" in run.results["b"].svg
    assert run.results["b"].caption == "4 lines"
    assert run.facts == {"n": "3"}


def test_a_page_that_did_not_change_is_not_run_again_and_gives_the_same(page):
    figure = block("b", "from matplotlib.figure import Figure\nFigure()", ' alt="dots"')
    assert page(block("a", NOTE), figure, "{= 3 =}") == page(block("a", NOTE), figure, "{= 3 =}")
    assert page.times() == 1


def test_other_words_between_the_blocks_run_nothing(page):
    page("Before.\n", block("a", NOTE))
    page("Before it, more is said.\n", block("a", NOTE), "And after it.")
    assert page.times() == 1


@pytest.mark.parametrize(
    "second",
    [
        [block("a", NOTE + "\nx = 1")],
        [block("a", NOTE), block("b", "x = 1")],
        [block("a", NOTE), "{= 1 =}"],
        [block("a", NOTE, ' title="runs.py"')],
    ],
    ids=["a block", "one block more", "a fact", "an option"],
)
def test_what_can_change_a_run_runs_it_again(page, second):
    page(block("a", NOTE))
    page(*second)
    assert page.times() == 2


def test_another_package_runs_it_again(page, monkeypatch):
    page(block("a", NOTE))
    monkeypatch.setattr(runs, "package_digest", lambda: "another")
    page(block("a", NOTE))
    assert page.times() == 2


def test_a_fact_sees_what_the_blocks_above_it_defined_and_no_more(page):
    assert page(block("a", "x = 1"), "{= x + 0 =}", block("b", "x = 2"), "{= x =}").facts == {"x + 0": "1", "x": "2"}


def test_a_fact_that_says_two_things_is_refused(page):
    with pytest.raises(PageError, match=r"a\.md:11: .*\{= x =\} was 1 .* 2 "):
        page(block("a", "x = 1"), "{= x =}\n", block("b", "x = 2"), "{= x =}")


def test_a_run_that_fails_leaves_nothing_behind(page):
    with pytest.raises(PageError, match="ZeroDivisionError"):
        page(block("a", "1 / 0"))
    assert not page.memory.exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"made_from": 1}', "null"])
def test_a_damaged_memory_is_no_memory(page, damage):
    run = page(block("a", NOTE))
    page.memory.write_text(damage, encoding="utf-8")
    assert page(block("a", NOTE)) == run
    assert page.times() == 2


def test_what_is_kept_can_be_read_by_anybody(page):
    page(block("a", "print(3)"))
    assert json.loads(page.memory.read_text(encoding="utf-8"))["results"] == {"a": ["3\n", "", ""]}


def test_a_page_that_reads_another_page_is_run_each_time(page, tmp_path):
    (tmp_path / "docs" / "b.md").write_text("one", encoding="utf-8")
    text = block("a", "from pathlib import Path\nprint(Path('docs/b.md').read_text())")
    assert page(text).results["a"].text == "one\n"
    (tmp_path / "docs" / "b.md").write_text("two", encoding="utf-8")
    assert page(text).results["a"].text == "two\n"
    assert "a.md" in READS_OTHERS
