"""Blocks that cannot lie: what a block may be, and what stops it."""

import warnings

import pytest

from nn_core.publish.chapter.blocks import find_blocks, perform
from nn_core.publish.chapter.errors import PageError


def chapter(code, options='exec="on" id="x"', language="python"):
    return f"# Title\n\n```{language} {options}\n{code}\n```\n"


def run(code, options='exec="on" id="x"', language="python", namespace=None):
    (block,) = find_blocks(chapter(code, options, language), "a.md")
    return perform(block, {} if namespace is None else namespace)


def test_a_block_gives_what_it_prints():
    assert run("print(1 + 1)").text == "2\n"


def test_prints_made_inside_a_function_of_a_library_are_not_lost():
    assert run("import this").text.startswith("The Zen of Python")


def test_blocks_of_a_page_share_a_namespace():
    namespace = {}
    run("x = 3", namespace=namespace)
    assert run("print(x)", namespace=namespace).text == "3\n"


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
    ("fence", "message"),
    [
        ('```python exec=on id="x"', 'expected a fence like python exec="on"'),
        ("```python exec=1", 'expected a fence like python exec="on"'),
        ('```{.python exec="on" id="x"}', 'expected a fence like python exec="on"'),
        ('```py exec="on" id="x"', 'expected a fence like python exec="on"'),
        ('```bash exec="on" id="x"', 'expected a fence like python exec="on"'),
        ('```python exec="on" id="x" sorce="above"', "unknown option 'sorce'"),
        ('```pycon exec="on" id="x" alt="y"', "unknown option 'alt'"),
        ('```python exec="yes" id="x"', 'expected exec="on or off", got exec="yes"'),
        ('```python exec="on"', "needs an id"),
        ('```python exec="on" id="Not An Id"', "needs an id"),
        ('```python exec="on" id="x" alt=" "', "the alt text is empty"),
        ("```python", "say whether this block runs"),
    ],
)
def test_a_fence_that_could_pass_for_a_block_but_is_not_is_refused_with_its_line(fence, message):
    with pytest.raises(PageError, match=f"a.md:3: .*{message}"):
        find_blocks(f"# Title\n\n{fence}\nprint(1)\n```\n", "a.md")


def test_two_blocks_of_one_id_are_refused():
    with pytest.raises(PageError, match="a.md:7: .*'x'.* line 3"):
        find_blocks(chapter("1") + "\n" + chapter("2").removeprefix("# Title\n\n"), "a.md")


def test_a_fence_that_is_never_closed_is_refused():
    with pytest.raises(PageError, match="a.md:1: this fence is never closed"):
        find_blocks('```python exec="on" id="x"\nprint(1)\n', "a.md")


def test_an_alt_text_without_a_figure_is_refused():
    with pytest.raises(PageError, match="leaves no figure"):
        run("1", 'exec="on" id="x" alt="nothing"')


def test_two_figures_in_a_block_are_refused():
    with pytest.raises(PageError, match="one figure a block.* 2"):
        run("import matplotlib.pyplot as plt\nplt.figure()\nplt.figure()", 'exec="on" id="x" alt="y"')


def test_a_failed_block_leaves_no_figure_open():
    with pytest.raises(PageError):
        run("import matplotlib.pyplot as plt\nplt.figure()\n1 / 0")
    assert run("1").figure is None


def test_the_alt_text_is_filled_from_the_data():
    outcome = run("from matplotlib.figure import Figure\nn = 3\nFigure()", 'exec="on" id="x" alt="{n} dots" caption="{n + 1} lines"')
    assert (outcome.alt, outcome.caption) == ("3 dots", "4 lines")


def test_a_source_block_shows_the_function_as_it_stands_in_the_package():
    text = (
        run("from nn_core import relu", namespace=(namespace := {}))
        and run("relu", 'exec="on" id="x" kind="source"', namespace=namespace).text
    )
    assert text.startswith("def relu(z):")


def test_an_indented_block_runs_without_its_indentation():
    (block,) = find_blocks('??? note\n\n    ```python exec="on" id="x"\n    if True:\n        print(5)\n    ```\n', "a.md")
    assert perform(block, {}).text == "5\n"


def test_a_fence_inside_a_longer_fence_is_only_text():
    assert find_blocks('````md\n```python exec="on" id="x"\n1 / 0\n```\n````\n', "a.md") == []


def test_code_that_must_not_run_says_so_and_does_not():
    assert find_blocks(chapter("1 / 0", 'exec="off"'), "a.md") == []


def test_a_warning_in_a_block_leaves_the_filters_of_the_program_alone():
    before = list(warnings.filters)
    run("import warnings\nwarnings.simplefilter('ignore')\nwarnings.warn('no')")
    assert list(warnings.filters) == before
