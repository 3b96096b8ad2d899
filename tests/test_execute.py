"""Executing a page: what stops it, and what it leaves."""

import inspect
import re
import threading
import warnings

import numpy as np
import pytest

from nn_core.activations import relu
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.execute import perform, resolve, run_parts
from nn_core.publish.chapter.read import Fact, find_blocks, read_page


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
        ("before\n>>> 1\n1", "pycon", "a.md:4: the line 'before' belongs to no example"),
        (">>> 1\n1\n\nafter", "pycon", "a.md:7: the line 'after' belongs to no example"),
        (">>> 1\n1\n\nbetween\n\n>>> 2\n2", "pycon", "a.md:7: the line 'between' belongs to no example"),
        (">>> # a remark\n3\n>>> 1\n1", "pycon", "a.md:5: the line '3' belongs to no example"),
        (">>> 1 + 1  # doctest: +SKIP\n3", "pycon", "a.md:4: a directive of doctest"),
        (">>> 'abc'  # doctest: +ELLIPSIS\n'a...'", "pycon", "a.md:4: a directive of doctest"),
        (">>> for x in range(2):  #doctest:+NORMALIZE_WHITESPACE\n...     x\n0 1", "pycon", "a.md:4: a directive of doctest"),
        (">>> 2 > 1\n1", "pycon", "a.md:4: Expected 1 / Got True"),
        (">>> 2 < 1\n0", "pycon", "a.md:4: Expected 0 / Got False"),
        (
            ">>> 1 / 0\nTraceback (most recent call last):\n  File 'b.py', line 99\nZeroDivisionError: division by zero",
            "pycon",
            "a.md:6: the inner lines of a traceback",
        ),
        (
            ">>> 1 / 0\nTraceback (most recent call last):\n    twice\n  ...\nZeroDivisionError: division by zero",
            "pycon",
            "a.md:6: the inner lines of a traceback",
        ),
        (
            ">>> def f():\n...     print(5)\n...     1 / 0\n>>> f()\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division by zero",
            "pycon",
            r"a.md:7: Expected (.|\n)* / Got 5",
        ),
        (">>> 'σ'\n'\\u03c3'", "pycon", "a.md:4: Expected"),
        (">>> import sys\n>>> _ = sys.stderr.write('seen by nobody')", "pycon", "a.md:3: the block 'x' writes 'seen by nobody' to stderr"),
        ("import sys\nprint('seen by nobody', file=sys.stderr)", "python", "a.md:3: the block 'x' writes 'seen by nobody' to stderr"),
        ("raise KeyboardInterrupt", "python", "a.md:4: KeyboardInterrupt"),
        ("print(object())", "python", "a.md:3: the block 'x' prints 'at 0x[0-9a-f]+', an address"),
        (">>> import matplotlib.pyplot as plt\n>>> _ = plt.figure()", "pycon", "a.md:3: the doctest 'x' leaves a figure"),
        ("x = 1", "pycon", "a.md:3: a pycon block needs at least one line that begins with >>>"),
        ("x = 1\n1 / 0", "python", "a.md:5: ZeroDivisionError: division by zero"),
        ("x = (", "python", r"a.md:4: SyntaxError"),
        ("import sys\nsys.exit(0)", "python", r"a.md:5: the block tried to end Python with exit\(0\)"),
        ("import warnings\nwarnings.warn('careful')", "python", "a.md:5: UserWarning: careful"),
        ("import numpy as np\nnp.log(np.zeros(1))", "python", "a.md:5: RuntimeWarning: divide by zero"),
        (
            "import threading\ndef f():\n    1 / 0\nt = threading.Thread(target=f)\nt.start()\nt.join()",
            "python",
            "a.md:6: ZeroDivisionError",
        ),
        ("class A:\n    def __del__(self):\n        1 / 0\na = A()\ndel a", "python", "a.md:6: ZeroDivisionError"),
        ("open(__import__('os').devnull)", "python", "ResourceWarning"),
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


def test_a_block_that_prints_and_draws_is_refused_because_only_one_would_be_seen():
    with pytest.raises(PageError, match="a.md:3: the block 'x' prints and leaves a figure"):
        run("from matplotlib.figure import Figure\nprint('seen by nobody')\nFigure()", 'exec="on" id="x" alt="y"')


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ('alt="y" caption="$x_{10}$"', r"a.md:3: the caption holds \{10\}, which is typed"),
        ('alt="{99.9} of 100"', r"a.md:3: the alt holds \{99.9\}, which is typed"),
        ('alt="{empty}"', "a.md:3: the alt text of 'x' comes out empty"),
        ('alt="{nothing}"', "a.md:3: the alt text of 'x' comes out empty"),
    ],
)
def test_a_description_or_caption_that_says_something_else_is_refused(options, message):
    with pytest.raises(PageError, match=message):
        run("from matplotlib.figure import Figure\nempty, nothing = '', None\nFigure()", f'exec="on" id="x" {options}')


def test_a_formula_in_a_caption_has_its_braces_twice():
    figure = "from matplotlib.figure import Figure\nFigure()"
    assert run(figure, 'exec="on" id="x" alt="y" caption="$x_{{10}}$ of {figure.dpi:.0f}"').caption == "$x_{10}$ of 100"


@pytest.mark.parametrize("keeps", ["import sys\nout = sys.stdout", "import logging, sys\nout = logging.StreamHandler(sys.stdout).stream"])
def test_what_a_block_keeps_of_its_output_writes_to_the_block_that_uses_it(keeps):
    namespace = {}
    assert run(keeps, namespace=namespace).text == ""
    assert run("print('later', file=out)", namespace=namespace).text == "later\n"


def test_a_caption_needs_a_figure():
    with pytest.raises(PageError, match="a.md:3: the block 'x' has caption but leaves no figure"):
        run("1", 'exec="on" id="x" caption="y"')


def test_a_thread_that_still_runs_is_refused():
    end = threading.Event()
    with pytest.raises(PageError, match="a.md:3: slow still runs at the end of the block 'x'"):
        run("import threading\nthreading.Thread(target=end.wait, name='slow').start()", namespace={"end": end})
    end.set()


def test_a_traceback_in_a_doctest_is_right_with_three_dots_for_its_inner_lines():
    code = ">>> 1 / 0\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division by zero\n"
    assert run(code.rstrip(), language="pycon").text == code


def test_a_remark_in_a_doctest_needs_no_answer():
    assert run(">>> # a remark\n>>> 1\n1", language="pycon").text.startswith(">>> # a remark")


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


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("np.log(np.zeros(1))[0]", r"cannot be computed \(RuntimeWarning: divide by zero"),
        ("print(np)", "prints, which nobody would see"),
        ("np.nan", "is nan, which says nothing"),
        ("{}.get(np)", "is None, which says nothing"),
        ("f", "is <function f at 0x[0-9a-f]+>, which says nothing"),
    ],
)
def test_a_fact_that_warns_prints_or_says_nothing_is_refused(expression, message):
    def f():
        raise AssertionError

    f.__qualname__ = "f"
    with pytest.raises(PageError, match=f"a.md:1: the fact .* {message}"):
        value(expression, {"np": np, "f": f})


def test_a_fact_may_begin_with_a_brace():
    assert value("{n: 'seven'}[n]", {"n": 7}) == "seven"


def block(id, code, options=""):
    return f'```python exec="on" id="{id}"{options}\n{code}\n```\n'


def run_page(*parts):
    return run_parts(read_page("\n".join(parts), "a.md"), {"given": 7}, lambda figure, block, alt: f"<svg>{alt}</svg>")


def test_a_run_holds_what_was_printed_drawn_and_computed():
    figure = block("b", "from matplotlib.figure import Figure\nFigure()", ' alt="{n} dots" caption="{n + 1} lines"')
    run = run_page(block("a", "n = 3\nprint('three')"), figure, "There are {= n =} dots and {= given =}.")
    assert run.results == {"a": ("three\n", "", ""), "b": ("", "<svg>3 dots</svg>", "4 lines")}
    assert run.facts == {"n": "3", "given": "7"}


def test_a_fact_sees_what_the_blocks_above_it_defined_and_no_more():
    assert run_page(block("a", "x = 1"), "{= x + 0 =}", block("b", "x = 2"), "{= x =}").facts == {"x + 0": "1", "x": "2"}


def test_a_fact_that_says_two_things_is_refused():
    with pytest.raises(PageError, match=r"a\.md:11: the fact \{= x =\} was 1 further up and is 2 here"):
        run_page(block("a", "x = 1"), "{= x =}\n", block("b", "x = 2"), "{= x =}")


def test_a_page_says_which_part_it_begins():
    begun = []
    run_parts(read_page(block("a", "x = 1") + "{= x =}", "a.md"), {}, str, begun.append)
    assert begun == [0, 1]
