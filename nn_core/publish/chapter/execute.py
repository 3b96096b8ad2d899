"""Executing a chapter: run its blocks and facts from top to bottom, and verify them.

The results are cached until a block, a fact or the package changes. So a second build, a notebook, and a page of which only the
prose was edited compute nothing again. Anything else that a block reads, such as another page, is not part of the key: whoever
edits the other page sees an old result. A site built from a fresh copy has no cache and is right; and the test that compares the
two fails.
"""

import ast
import contextlib
import doctest
import hashlib
import inspect
import io
import json
import linecache
import os
import platform
import re
import sys
import textwrap
import traceback
import warnings
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from nn_core.files import write_whole
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.read import Block, Fact, read_page
from nn_core.publish.chapter.site import Site

os.environ.setdefault("MPLBACKEND", "agg")  # a block draws on no screen

CACHE = ".cache/runs"  # beside the folder of the pages; git ignores it, and it may be deleted at any time
Namespace = dict[str, Any]
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


def run_page(docs: str | Path, name: str, site: Site) -> Run:
    """The Run of a page, from the cache where nothing that could change it has changed.

    Args:
        docs: the folder of the pages.
        name: the page's path inside it.
        site: whose page it is.

    Returns:
        The results of its blocks, and the texts of its facts.

    Raises:
        PageError: for a block or a fact that does not hold.
    """
    path = Path(docs, name)
    parts = read_page(path.read_text(encoding="utf-8"), str(path))
    key, kept = _key(parts, site), Path(docs).parent / CACHE / f"{name}.json"
    run = _recalled(kept, key)
    if run is None:
        run = _run(parts, site)
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_whole(kept, json.dumps({"made_from": key, "results": run.results, "facts": run.facts}))
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
        PageError: with file and line, for a wrong doctest output, an exception, a warning, an exit,
            a figure without a description, or a description without a figure.
    """
    work = _run_doctest if block.language == "pycon" else _run_source if block.options.get("kind") == "source" else _run_python
    buffer = io.StringIO()
    linecache.checkcache()
    with warnings.catch_warnings(), contextlib.redirect_stdout(buffer):
        warnings.simplefilter("error")
        try:
            text, figure = work(block, namespace)
            return _result(block, namespace, text or buffer.getvalue(), figure, draw)
        except (PageError, KeyboardInterrupt):
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
        PageError: when it cannot be computed, or comes out empty.
    """
    where = f"{fact.file}:{fact.line}: the fact {{= {fact.expression} =}}"
    try:
        text = eval(f'f"""{{{fact.expression}}}"""', namespace)  # noqa: S307
    except KeyboardInterrupt:
        raise
    except BaseException as problem:
        raise PageError(f"{where} cannot be computed ({type(problem).__name__}: {problem})") from None
    if not text.strip():
        raise PageError(f"{where} is empty")
    return re.sub(r"^-(?=[\d.])", "\N{MINUS SIGN}", text)


def _run(parts: list[Block | Fact], site: Site) -> Run:
    def draw(figure: Any, block: Block, alt: str) -> str:
        from nn_core.publish.chapter.svg import to_svg  # matplotlib takes a second to load, and a cached page needs none of it

        return to_svg(figure, block.id, block.options.get("title", block.id.replace("-", " ")), alt, site.palette)

    namespace: Namespace = {"__name__": "__main__"}
    run = Run({}, {})
    for part in parts:
        if isinstance(part, Block):
            run.results[part.id] = perform(part, namespace, draw)
        else:
            text = resolve(part, {**site.names, **namespace})
            if run.facts.setdefault(part.expression, text) != text:
                raise PageError(
                    f"{part.file}:{part.line}: the fact {{= {part.expression} =}} was {run.facts[part.expression]} further up"
                    f" and is {text} here; give the two different names"
                )
    return run


def _key(parts: list[Block | Fact], site: Site) -> str:
    """All that a run depends on: blocks and facts in order, the package, the libraries."""
    said = [(part.language, part.options, part.code) if isinstance(part, Block) else part.expression for part in parts]
    return hashlib.sha256(json.dumps([site.digest(), _versions(), said]).encode()).hexdigest()


@cache
def _versions() -> list[str]:
    libraries = (version(name) for name in ("numpy", "matplotlib", "pillow"))
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "")  # which decide the last digit of a sum
    return [platform.python_version(), sys.platform, platform.machine(), threads, *libraries]


def _recalled(path: Path, key: str) -> Run | None:
    """The run in a file; None if the file is missing, damaged, or has another key."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["made_from"] == key:
            return Run({id: Result(*result) for id, result in kept["results"].items()}, kept["facts"])
    return None


def _run_python(block: Block, namespace: Namespace) -> tuple[str, Any]:
    """Run the code; its figure is the one left open, or the value of the last line."""
    tree = ast.parse(block.code, block.file)
    ast.increment_lineno(tree, block.line)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, block.file, "exec"), namespace)  # noqa: S102
    value = eval(compile(ast.Expression(last.value), block.file, "eval"), namespace) if isinstance(last, ast.Expr) else None  # noqa: S307
    pyplot = _pyplot()
    figures = [pyplot.figure(number) for number in pyplot.get_fignums()] if pyplot else []
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
    # get_doctest copies the namespace; the page's own one must see what an example defines.
    test.globs = namespace
    try:
        doctest.DebugRunner(verbose=False).run(test, clear_globs=False)
    except doctest.DocTestFailure as failure:
        expected, got = failure.example.want.rstrip() or "nothing", failure.got.rstrip() or "nothing"
        problem = f"Expected {expected} / Got {got}\n  from {failure.example.source.strip()}"
        line = block.line + failure.example.lineno + 1
    except doctest.UnexpectedException as failure:
        problem = _in_words(failure.exc_info[1])
        line = block.line + failure.example.lineno + 1
    else:
        return block.code, None
    raise PageError(f"{block.file}:{line}: {problem}\n  in block {block.id!r}")


def _result(block: Block, namespace: Namespace, text: str, figure: Any, draw: Draw) -> Result:
    if figure is not None and "alt" not in block.options:
        raise PageError(f'{block.where}: the figure {block.id!r} needs alt="…", a description for those who cannot see it')
    if figure is None and "alt" in block.options:
        raise PageError(f"{block.where}: the block {block.id!r} has an alt text but leaves no figure; end it with the figure")
    alt, caption = (_filled(block.options.get(name, ""), {**namespace, "figure": figure}) for name in ("alt", "caption"))
    return Result(text, "", caption) if figure is None else Result("", draw(figure, block, alt), caption)


def _filled(template: str, namespace: Namespace) -> str:
    """A text with its {expressions} filled in from a namespace, as in an f-string."""
    return eval("f" + repr(template), namespace) if "{" in template else template  # noqa: S307


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
