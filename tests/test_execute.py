"""Executing a page: what stops it, what it leaves, and when a page is run again."""

import inspect
import json
import re
import warnings

import pytest

from nn_core.activations import relu
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.execute import CACHE, perform, resolve, run_page
from nn_core.publish.chapter.read import Fact, find_blocks
from nn_core.publish.chapter.site import Site

NOTE = "with open('runs.txt', 'a') as file:\n    print('run', file=file)"


def block(id, code, options=""):
    return f'```python exec="on" id="{id}"{options}\n{code}\n```\n'


def run(code, options='exec="on" id="x"', language="python", namespace=None):
    (found,) = find_blocks(f"# Title\n\n```{language} {options}\n{code}\n```\n", "a.md")
    return perform(found, {} if namespace is None else namespace)


def value(expression, namespace=None):
    return resolve(Fact("a.md", 1, 0, 0, expression), namespace or {})


def test_prints_made_inside_a_function_of_a_library_are_not_lost():
    assert run("import this").text.startswith("The Zen of Python")


def test_a_doctest_sees_what_a_block_defined_and_the_other_way_round():
    namespace = {}
    run("x = 3", namespace=namespace)
    run(">>> y = x + 1\n>>> y\n4", language="pycon", namespace=namespace)
    assert namespace["y"] == 4


def test_a_right_doctest_is_shown_as_written():
    assert run(">>> 1 + 1\n2", language="pycon").text == ">>> 1 + 1\n2\n"


@pytest.mark.parametrize(
    ("code", "language", "message"),
    [
        (">>> 1\n1\n>>> 1 + 1\n3", "pycon", "a.md:6: Expected 3 / Got 2"),
        (">>> 1 / 0\n", "pycon", "a.md:4: ZeroDivisionError: division by zero"),
        (">>> raise SystemExit(0)\n", "pycon", r"a.md:4: the block tried to end Python with exit\(0\)"),
        ("x = 1", "pycon", "a.md:3: a pycon block needs at least one line that begins with >>>"),
        ("x = 1\n1 / 0", "python", "a.md:5: ZeroDivisionError: division by zero"),
        ("x = (", "python", r"a.md:4: SyntaxError"),
        ("import sys\nsys.exit(0)", "python", r"a.md:5: the block tried to end Python with exit\(0\)"),
        ("import warnings\nwarnings.warn('careful')", "python", "a.md:5: UserWarning: careful"),
        ("import numpy as np\nnp.log(np.zeros(1))", "python", "a.md:5: RuntimeWarning: divide by zero"),
        ("from matplotlib.figure import Figure\nFigure()", "python", "a.md:3: the figure 'x' needs alt=\"…\""),
        ("import matplotlib.pyplot as plt\nplt.plot([1, 2])", "python", "a.md:3: the figure 'x' needs alt=\"…\""),
    ],
)
def test_what_is_wrong_is_said_with_its_file_and_line(code, language, message):
    with pytest.raises(PageError, match=message):
        run(code, language=language)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("1", "leaves no figure"),
        ("import matplotlib.pyplot as plt\nplt.figure()\nplt.figure()", "one figure a block, please; this one leaves 2"),
    ],
)
def test_an_alt_text_belongs_to_one_figure(code, message):
    with pytest.raises(PageError, match=message):
        run(code, 'exec="on" id="x" alt="y"')


def test_a_failed_block_leaves_no_figure_open():
    with pytest.raises(PageError):
        run("import matplotlib.pyplot as plt\nplt.figure()\n1 / 0")
    assert run("1").svg == ""


def test_a_source_block_shows_the_function_as_it_stands_in_the_package():
    namespace = {"relu": relu}
    assert run("relu", 'exec="on" id="x" kind="source"', namespace=namespace).text == inspect.getsource(relu)


def test_an_indented_block_runs_without_its_indentation():
    (block,) = find_blocks('??? note\n\n    ```python exec="on" id="x"\n    if True:\n        print(5)\n    ```\n', "a.md")
    assert perform(block, {}).text == "5\n"


def test_a_warning_in_a_block_leaves_the_filters_of_the_program_alone():
    before = list(warnings.filters)
    run("import warnings\nwarnings.simplefilter('ignore')\nwarnings.warn('no')")
    assert list(warnings.filters) == before


def test_a_fact_is_formatted_as_in_an_f_string():
    assert value("x / 3:.2f", {"x": 1}) == "0.33"


def test_a_negative_number_gets_a_minus_sign():
    assert value("-36.5", {}) == "\N{MINUS SIGN}36.5"


@pytest.mark.parametrize("expression", ["nobody", "1 / 0", "1 +", "'x':d", "''"])
def test_an_unknown_wrong_or_empty_fact_is_refused_by_name(expression):
    with pytest.raises(PageError, match=rf"a.md:1: the fact {{= {re.escape(expression)} =}} (cannot be computed|is empty)"):
        value(expression)


@pytest.fixture
def page(tmp_path, monkeypatch):
    """write(text): make this the page, and give its Run.  write.times(): how often a block of it has run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()

    def write(*parts):
        (tmp_path / "docs" / "a.md").write_text("\n".join(parts), encoding="utf-8")
        return run_page(tmp_path / "docs", "a.md", write.site)

    write.times = lambda: len((tmp_path / "runs.txt").read_text(encoding="utf-8").split())
    write.kept, write.site = tmp_path / CACHE / "a.md.json", Site()
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


def test_another_package_runs_it_again(page, tmp_path):
    page(block("a", NOTE))
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "layer.py").touch()
    page.site = Site(tmp_path / "package")
    page(block("a", NOTE))
    assert page.times() == 2


def test_a_fact_sees_what_the_blocks_above_it_defined_and_no_more(page):
    assert page(block("a", "x = 1"), "{= x + 0 =}", block("b", "x = 2"), "{= x =}").facts == {"x + 0": "1", "x": "2"}


def test_a_fact_that_says_two_things_is_refused(page):
    with pytest.raises(PageError, match=r"a\.md:11: the fact \{= x =\} was 1 further up and is 2 here"):
        page(block("a", "x = 1"), "{= x =}\n", block("b", "x = 2"), "{= x =}")


def test_a_run_that_fails_leaves_nothing_behind(page):
    with pytest.raises(PageError, match="ZeroDivisionError"):
        page(block("a", "1 / 0"))
    assert not page.kept.exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"made_from": 1}', "null"])
def test_a_damaged_cache_is_no_cache(page, damage):
    run = page(block("a", NOTE))
    page.kept.write_text(damage, encoding="utf-8")
    assert page(block("a", NOTE)) == run
    assert page.times() == 2


def test_what_is_kept_can_be_read_by_anybody(page):
    page(block("a", "print(3)"))
    assert json.loads(page.kept.read_text(encoding="utf-8"))["results"] == {"a": ["3\n", "", ""]}
