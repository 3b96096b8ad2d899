"""A block is a piece of Python in a chapter that really runs, so that what the page shows cannot be wrong."""

import ast
import contextlib
import doctest
import inspect
import io
import linecache
import os
import re
import sys
import textwrap
import traceback
import warnings
from pathlib import Path
from typing import NamedTuple

from nn_core.publish.chapter.errors import PageError

os.environ.setdefault("MPLBACKEND", "agg")  # a block draws on no screen

LANGUAGES = ("python", "pycon")
OPTIONS = {
    "python": {"exec", "id", "source", "alt", "caption", "kind", "result", "title"},
    "pycon": {"exec", "id", "title"},
}
VALUES = {"source": ("above",), "kind": ("source",), "result": ("text", "markdown"), "exec": ("on", "off")}

_FENCE = re.compile(r"^(?P<indent>[> \t]*)(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_INFO = re.compile(r'^\s*(?P<language>python|pycon)(?P<options>(?: +[a-z_]+="[^"]*")*)\s*$')
_SUSPICIOUS = re.compile(r"\bexec\b|^\s*\{?\s*\.?(python|pycon|py|python3)\b")


class Block(NamedTuple):
    """One executed block: where it stands, what its fence says, and its code.

    line: of the opening fence, counted from 1.  start, end: character offsets of the whole block in the text.
    """

    file: str
    line: int
    start: int
    end: int
    language: str
    options: dict
    code: str

    @property
    def id(self):
        """The block's name on its page: what a failure names."""
        return self.options["id"]

    @property
    def where(self):
        """file:line of the fence, for messages."""
        return f"{self.file}:{self.line}"


class Outcome(NamedTuple):
    """What a block left behind: its printed text, or a figure with its description and caption."""

    text: str
    figure: object = None
    alt: str = ""
    caption: str = ""


def find_blocks(text, file):
    """All executed blocks of a chapter, in order. Raises PageError for a fence that could pass for one but is not.

    text: the whole Markdown file.  file: its name, for messages.
    """
    blocks = []
    opening: tuple | None = None
    position = 0
    for number, line in enumerate(io.StringIO(text), start=1):
        match = _FENCE.match(line.rstrip("\r\n"))
        if opening is None and match:
            opening = (number, position, match["indent"], match["fence"], match["info"], [])
        elif opening is not None:
            if match and match["fence"] == opening[3] and not match["info"].strip():
                block = _block(file, opening, position + len(line))
                opening = None
                if block:
                    blocks.append(block)
            else:
                opening[-1].append(line)
        position += len(line)
    if opening is not None:
        raise PageError(f"{file}:{opening[0]}: this fence is never closed")
    _refuse_equal_ids(blocks)
    return blocks


def perform(block, namespace):
    """Run a block in the namespace of its page, and hold it to all that it promises.

    Raises PageError with file and line for a wrong doctest output, an exception, a warning, an exit,
    a figure without a description, or a description without a figure.
    """
    run = _run_doctest if block.language == "pycon" else _run_source if block.options.get("kind") == "source" else _run_python
    buffer = io.StringIO()
    linecache.checkcache()
    with warnings.catch_warnings(), contextlib.redirect_stdout(buffer):
        warnings.simplefilter("error")
        try:
            text, figure = run(block, namespace)
            outcome = _described(block, namespace, text or buffer.getvalue(), figure)
        except (PageError, KeyboardInterrupt):
            raise
        except BaseException as problem:
            raise PageError(f"{_line_of(block, problem)}: {_in_words(problem)}\n  in block {block.id!r}") from None
        finally:
            _close_open_figures()
    return outcome


def fill(template, namespace):
    """Fill the {expressions} of a text from a namespace, as an f-string does."""
    return eval("f" + repr(template), namespace) if "{" in template else template  # noqa: S307


def _block(file, opening, end):
    line, start, indent, _, info, lines = opening
    where = f"{file}:{line}"
    match = _INFO.match(info)
    if not match:
        if _SUSPICIOUS.search(info):
            raise PageError(f'{where}: expected a fence like python exec="on" id="name", every value quoted; got {info.strip()}')
        return None
    language = match["language"]
    options = dict(re.findall(r'([a-z_]+)="([^"]*)"', match["options"]))
    _check_options(where, language, options)
    if options["exec"] == "off":
        return None
    # A quoted or indented block carries its indentation on every line.
    code = "".join(item[len(indent) :] if item.startswith(indent) else item.lstrip(" \t>") for item in lines)
    return Block(file, line, start, end, language, options, code)


def _check_options(where, language, options):
    if "exec" not in options:
        raise PageError(f'{where}: say whether this block runs: exec="on", or exec="off"')
    unknown = sorted(set(options) - OPTIONS[language])
    if unknown:
        raise PageError(f"{where}: unknown option {unknown[0]!r}; a {language} block takes {', '.join(sorted(OPTIONS[language]))}")
    for name, allowed in VALUES.items():
        if name in options and options[name] not in allowed:
            raise PageError(f'{where}: expected {name}="{" or ".join(allowed)}", got {name}="{options[name]}"')
    if options["exec"] == "on" and not re.fullmatch(r"[a-z][a-z0-9-]*", options.get("id", "")):
        raise PageError(f"{where}: a block that runs needs an id of small letters, digits and hyphens; a failure is named by it")
    if "alt" in options and not options["alt"].strip():
        raise PageError(f"{where}: the alt text is empty; say what the figure shows")


def _refuse_equal_ids(blocks):
    seen = {}
    for block in blocks:
        if block.id in seen:
            raise PageError(f"{block.where}: the id {block.id!r} is already taken by the block in line {seen[block.id]}")
        seen[block.id] = block.line


def _run_python(block, namespace):
    """Run the code; the value of a last line that is an expression is looked at for a figure, as a notebook does."""
    tree = ast.parse(block.code, block.file)
    ast.increment_lineno(tree, block.line)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, block.file, "exec"), namespace)  # noqa: S102
    value = eval(compile(ast.Expression(last.value), block.file, "eval"), namespace) if last else None  # noqa: S307
    return "", _figure_of(block, value)


def _run_source(block, namespace):
    target = eval(block.code.strip(), namespace)  # noqa: S307
    return textwrap.dedent(inspect.getsource(target)), None


def _run_doctest(block, namespace):
    examples = doctest.DocTestParser().get_doctest(block.code, namespace, block.id, block.file, block.line)
    if not examples.examples:
        raise PageError(f"{block.where}: a pycon block needs at least one line that begins with >>>")
    # get_doctest copies the namespace; the page's own one must see what an example defines.
    examples.globs = namespace
    try:
        doctest.DebugRunner(verbose=False).run(examples, clear_globs=False)
    except doctest.DocTestFailure as failure:
        line = block.line + failure.example.lineno + 1
        expected, got = failure.example.want.rstrip() or "nothing", failure.got.rstrip() or "nothing"
        raise PageError(
            f"{block.file}:{line}: Expected {expected} / Got {got}\n  from {failure.example.source.strip()}\n  in block {block.id!r}"
        ) from None
    except doctest.UnexpectedException as failure:
        line = block.line + failure.example.lineno + 1
        raise PageError(f"{block.file}:{line}: {_in_words(failure.exc_info[1])}\n  in block {block.id!r}") from None
    return block.code, None


def _figure_of(block, value):
    figures = _open_figures()
    if "matplotlib.figure" in sys.modules and isinstance(value, sys.modules["matplotlib.figure"].Figure) and value not in figures:
        figures.append(value)
    if len(figures) > 1:
        raise PageError(f"{block.where}: one figure a block, please; this one leaves {len(figures)}")
    return figures[0] if figures else None


def _open_figures():
    pyplot = sys.modules.get("matplotlib.pyplot")
    return [pyplot.figure(number) for number in pyplot.get_fignums()] if pyplot else []


def _close_open_figures():
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot:
        pyplot.close("all")


def _described(block, namespace, text, figure):
    if figure is not None and "alt" not in block.options:
        raise PageError(f'{block.where}: the figure {block.id!r} needs alt="…", a description for those who cannot see it')
    if figure is None and "alt" in block.options:
        raise PageError(f"{block.where}: the block {block.id!r} has an alt text but leaves no figure; end it with the figure")
    alt, caption = (fill(block.options.get(name, ""), {**namespace, "figure": figure}) for name in ("alt", "caption"))
    return Outcome(text, figure, alt, caption)


def _line_of(block, problem):
    if isinstance(problem, SyntaxError) and problem.lineno:
        return f"{block.file}:{block.line + problem.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == block.file]
    return f"{block.file}:{lines[-1] if lines else block.line}"


def _in_words(problem):
    if isinstance(problem, SystemExit):
        return f"the block tried to end Python with exit({problem.code!r})"
    return f"{type(problem).__name__}: {problem}"


def read(path):
    """The blocks of a file on disk."""
    return find_blocks(Path(path).read_text(encoding="utf-8"), str(path))
