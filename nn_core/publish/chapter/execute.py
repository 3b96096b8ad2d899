"""Executing a chapter: run its blocks and facts from top to bottom, and verify them."""

import ast
import contextlib
import doctest
import inspect
import io
import itertools
import linecache
import re
import sys
import textwrap
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.read import Block, Fact, as_f_string

Namespace = dict[str, Any]
# One for all blocks of a page, because what one of them makes, such as a handler of logging, may keep it and write to it later.
_PRINTED, _COMPLAINED = io.StringIO(), io.StringIO()
_ADDRESS = re.compile(r"\bat 0x[0-9A-Fa-f]{6,}")
Draw = Callable[[Any, Block, str], str]  # (matplotlib Figure, its block, its description) -> SVG


class Result(NamedTuple):
    """What a block leaves on its page.

    Attributes:
        text: what it printed, if it left no figure.
        svg: its figure, if it left one.
        caption: of the figure, in Markdown.
    """

    text: str
    svg: str
    caption: str


class Run(NamedTuple):
    """The results of a page.

    Attributes:
        results: by the id of the block.
        facts: the text of each fact, by its expression.
    """

    results: dict[str, Result]
    facts: dict[str, str]


def run_parts(parts: list[Block | Fact], names: Mapping[str, object], draw: Draw, begin: Callable[[int], object] = id) -> Run:
    """Run the blocks and facts of a page in an empty namespace.

    Args:
        parts: of the page, from top to bottom.
        names: what facts may use besides the names that the blocks above them have defined.
        draw: makes the SVG of a figure.
        begin: called with the number of each part before it runs, from 0.

    Returns:
        What came of them.

    Raises:
        PageError: for a block or a fact that does not hold.
    """
    namespace: Namespace = {"__name__": "__main__"}
    run = Run({}, {})
    for number, part in enumerate(parts):
        begin(number)
        if isinstance(part, Block):
            run.results[part.id] = perform(part, namespace, draw)
        else:
            text = resolve(part, {**names, **namespace})
            if run.facts.setdefault(part.expression, text) != text:
                raise PageError(
                    f"{part.where} was {run.facts[part.expression]} further up and is {text} here; give the two different names"
                )
    return run


def perform(block: Block, namespace: Namespace, draw: Draw = lambda figure, *_: str(figure)) -> Result:
    """Run a block in the namespace of its page, and check all that it promises.

    Args:
        block: what to run.
        namespace: the names that the blocks above it have defined; its own are added.
        draw: makes the SVG of the figure that it leaves. Without it no figure is drawn.

    Returns:
        What the block leaves on its page.

    Raises:
        PageError: with file and line, for a wrong doctest output, an exception, a warning, an exit, a thread that failed or
            still runs, words that the page would not show, a figure without a description, or a description without a figure.
    """
    work = _run_doctest if block.language == "pycon" else _run_source if block.options.get("kind") == "source" else _run_python
    linecache.checkcache()
    with _strictly():
        try:
            with _failures_elsewhere(block):
                text, figure = work(block, namespace)
            if unseen := _COMPLAINED.getvalue().strip():
                raise PageError(f"{block.where}: the block {block.id!r} writes {unseen.splitlines()[0]!r} to stderr, which no page shows")
            return _result(block, namespace, text or _PRINTED.getvalue(), figure, draw)
        except PageError:
            raise
        except BaseException as problem:  # exit() among them, which would end the build in the middle, with status 0
            raise PageError(f"{_line_of(block, problem)}: {_in_words(problem)}\n  in block {block.id!r}") from None
        finally:
            if pyplot := _pyplot():
                pyplot.close("all")


def resolve(fact: Fact, namespace: Namespace) -> str:
    """The text of a fact: its expression, with an optional :format as in an f-string.

    Args:
        fact: what to compute.
        namespace: the names that it may use.

    Returns:
        The text, with a true minus sign before a negative number.

    Raises:
        PageError: when it cannot be computed, prints, or comes out as what no sentence can hold.
    """
    with _strictly():
        try:
            text = eval(as_f_string(fact.expression), namespace)  # noqa: S307
        except BaseException as problem:
            raise PageError(f"{fact.where} cannot be computed ({type(problem).__name__}: {problem})") from None
    if not text.strip():
        raise PageError(f"{fact.where} is empty")
    if _PRINTED.getvalue():
        raise PageError(f"{fact.where} prints, which nobody would see")
    if text in ("None", "nan") or _ADDRESS.search(text):
        raise PageError(f"{fact.where} is {text}, which says nothing to a reader")
    return re.sub(r"^-(?=[\d.])", "\N{MINUS SIGN}", text)


@contextlib.contextmanager
def _strictly() -> Iterator[None]:
    """Make each warning an error, and catch what is printed from here on."""
    for stream in (_PRINTED, _COMPLAINED):
        stream.seek(0)
        stream.truncate()
    with warnings.catch_warnings(), contextlib.redirect_stdout(_PRINTED), contextlib.redirect_stderr(_COMPLAINED):
        warnings.simplefilter("error")
        yield


@contextlib.contextmanager
def _failures_elsewhere(block: Block) -> Iterator[None]:
    """Raise what Python only prints: an exception in a thread or in a destructor.

    A thread that the block does not wait for is refused, because what it does later would be seen by nobody.
    """
    seen: list[Any] = []
    hooks, before = (threading.excepthook, sys.unraisablehook), set(threading.enumerate())
    threading.excepthook = lambda failure: seen.append(failure.exc_value)
    sys.unraisablehook = lambda failure: seen.append(failure.exc_value)
    try:
        yield
        if left := [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]:
            raise PageError(f"{block.where}: {left[0].name} still runs at the end of the block {block.id!r}; wait for it with join()")
    finally:
        threading.excepthook, sys.unraisablehook = hooks
    if seen:
        raise seen[0]


def _run_python(block: Block, namespace: Namespace) -> tuple[str, Any]:
    """Run the code; its figure is the one left open, or the value of the last line."""
    tree = ast.parse(block.code, block.file)
    ast.increment_lineno(tree, block.line)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, block.file, "exec"), namespace)  # noqa: S102
    value = eval(compile(ast.Expression(last.value), block.file, "eval"), namespace) if isinstance(last, ast.Expr) else None  # noqa: S307
    figures = _open_figures()
    figure_module = sys.modules.get("matplotlib.figure")
    if figure_module and isinstance(value, figure_module.Figure) and value not in figures:
        figures.append(value)
    if len(figures) > 1:
        raise PageError(f"{block.where}: one figure a block, please; this one leaves {len(figures)}")
    return "", figures[0] if figures else None


def _run_source(block: Block, namespace: Namespace) -> tuple[str, None]:
    return textwrap.dedent(inspect.getsource(eval(block.code.strip(), namespace))), None  # noqa: S307


def _run_doctest(block: Block, namespace: Namespace) -> tuple[str, None]:
    test = doctest.DocTestParser().get_doctest(block.code, namespace, block.id, block.file, block.line)
    if not test.examples:
        raise PageError(f"{block.where}: a pycon block needs at least one line that begins with >>>")
    _check_examples(block, test.examples)
    # get_doctest copies the namespace; the page's own one must see what an example defines.
    test.globs = namespace
    try:
        _Runner(_Checker(), verbose=False).run(test, clear_globs=False)
    except (doctest.DocTestFailure, doctest.UnexpectedException) as failure:
        line = block.line + failure.example.lineno + 1
        raise PageError(f"{block.file}:{line}: {_failed_example(failure)}\n  in block {block.id!r}") from None
    if _open_figures():
        raise PageError(f"{block.where}: the doctest {block.id!r} leaves a figure, which nobody would see; draw it in a python block")
    return block.code, None


class _Checker(doctest.OutputChecker):
    """Letter for letter; doctest takes the escape of a letter for it, and 1 for True."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:  # noqa: ARG002
        return re.sub(f"(?m)^{doctest.BLANKLINE_MARKER}$", "", want) == re.sub(r"(?m)^[^\S\n]+$", "", got)


class _Runner(doctest.DebugRunner):
    """Refuses what was printed before an exception, which doctest does not compare."""

    def report_success(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:  # noqa: ARG002
        if example.exc_msg is not None and (printed := got.partition("Traceback (most recent call last):")[0]):
            raise doctest.DocTestFailure(test, example, printed)


def _failed_example(failure: doctest.DocTestFailure | doctest.UnexpectedException) -> str:
    if isinstance(failure, doctest.UnexpectedException):
        return _in_words(failure.exc_info[1])
    expected, got = failure.example.want.rstrip() or "nothing", failure.got.rstrip() or "nothing"
    return f"Expected {expected} / Got {got}\n  from {failure.example.source.strip()}"


def _check_examples(block: Block, examples: list[doctest.Example]) -> None:
    """Refuse what doctest does not compare, although the page shows it as if it had been."""
    read: set[int] = set()
    for example in examples:
        first, answer = example.lineno, example.lineno + example.source.count("\n")
        expected = example.want.splitlines()
        read.update(range(first, answer + len(expected)))
        if re.search(r"#\s*doctest:", example.source):
            raise PageError(f"{block.file}:{block.line + first + 1}: a directive of doctest would hide that the output is another")
        if example.exc_msg is not None:
            stack = list(itertools.takewhile(lambda line: not line.strip() or line[:1].isspace(), expected[1:]))
            if [line.strip() for line in stack] not in ([], ["..."]):
                raise PageError(
                    f"{block.file}:{block.line + answer + 2}: the inner lines of a traceback are not compared; write them as three dots"
                )
    for number, line in enumerate(block.code.splitlines()):
        if line.strip() and number not in read and not re.match(r"\s*>>>\s*#", line):
            raise PageError(
                f"{block.file}:{block.line + number + 1}: the line {line.strip()!r} belongs to no example of the block {block.id!r},"
                " so nothing would compare it; an empty line in an output is written <BLANKLINE>"
            )


def _result(block: Block, namespace: Namespace, text: str, figure: Any, draw: Draw) -> Result:
    if figure is not None and "alt" not in block.options:
        raise PageError(f'{block.where}: the figure {block.id!r} needs alt="…", a description for those who cannot see it')
    if figure is None and (given := {"alt", "caption"} & block.options.keys()):
        raise PageError(
            f"{block.where}: the block {block.id!r} has {' and '.join(sorted(given))} but leaves no figure; end it with the figure"
        )
    if figure is not None and text.strip():
        raise PageError(f"{block.where}: the block {block.id!r} prints and leaves a figure, and only one can be shown; make it two blocks")
    if block.language == "python" and (address := _ADDRESS.search(text)):
        raise PageError(
            f"{block.where}: the block {block.id!r} prints {address[0]!r}, an address in memory, which is another in each build"
        )
    alt, caption = (_filled(block, name, {**namespace, "figure": figure}) for name in ("alt", "caption"))
    if figure is not None and alt.strip() in ("", "None"):
        raise PageError(f"{block.where}: the alt text of {block.id!r} comes out empty; say what the figure shows")
    return Result(text, "", caption) if figure is None else Result("", draw(figure, block, alt), caption)


def _filled(block: Block, option: str, namespace: Namespace) -> str:
    """The text of an option, its {expressions} filled in as in an f-string."""
    template = block.options.get(option, "")
    if "{" not in template:
        return template
    for field in ast.walk(ast.parse("f" + repr(template))):
        if isinstance(field, ast.FormattedValue) and not any(isinstance(node, ast.Name) for node in ast.walk(field)):
            raise PageError(
                f"{block.where}: the {option} holds {{{ast.unparse(field.value)}}}, which is typed, not computed;"
                " a brace that is shown, as in a formula, is written twice"
            )
    return eval("f" + repr(template), namespace)  # noqa: S307


def _open_figures() -> list[Any]:
    pyplot = _pyplot()
    return [pyplot.figure(number) for number in pyplot.get_fignums()] if pyplot else []


def _pyplot() -> Any:
    """matplotlib.pyplot, if a block has imported it."""
    return sys.modules.get("matplotlib.pyplot")


def _line_of(block: Block, problem: BaseException) -> str:
    if isinstance(problem, SyntaxError) and problem.lineno:
        return f"{block.file}:{block.line + problem.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == block.file]
    return f"{block.file}:{lines[-1] if lines else block.line}"


def _in_words(problem: BaseException | None) -> str:
    if isinstance(problem, SystemExit):
        return f"the block tried to end Python with exit({problem.code!r})"
    return f"{type(problem).__name__}: {problem}"
