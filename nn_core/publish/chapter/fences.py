"""The fences of a page, and Python that looks as if it had been run."""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from nn_core.publish.chapter.errors import PageError

_FENCE = re.compile(r"^(?P<indent>[> \t]*)(?P<marks>`{3,}|~{3,})(?P<info>.*)$")
_LANGUAGE = re.compile(r"^\s*\{?\s*\.?(?P<first>[^\s{}=\"']+)|(?<=[\s{])\.(?P<further>[^\s{}=\"']+)")
_PYTHON = re.compile(r"py|cython", re.IGNORECASE)
# What an interpreter writes before a line that it has read.
_PROMPT = re.compile(r"(?:>|&gt;|&#62;|&#x3e;){3}(?:[ \t]|$)|^[ \t]*In ?\[\d+\]:", re.IGNORECASE)
_RAW_CODE = re.compile(r"<pre\b|\blanguage-python\b|\bclass=[\"'][^\"']*\bhighlight\b", re.IGNORECASE)


class Fence(NamedTuple):
    """One fence, whatever stands in it.

    Attributes:
        line: of its opening, counted from 1.
        start: the character offset in the text where it begins.
        end: the character offset after its closing line.
        indent: what stands before its marks.
        info: what stands after them.
        lines: its content.
    """

    line: int
    start: int
    end: int
    indent: str
    info: str
    lines: list[str]


def find_fences(text: str, file: str) -> Iterator[Fence]:
    """The fences of a page, in order.

    Args:
        text: the whole Markdown file.
        file: its name, for messages.

    Yields:
        Each fence; those inside a longer one are its content.

    Raises:
        PageError: for a fence that is never closed.
    """
    opening, line, start, lines = None, 0, 0, list[str]()
    position = 0
    for number, content in enumerate(io.StringIO(text), start=1):
        match = _FENCE.match(content.rstrip("\r\n"))
        begin, position = position, position + len(content)
        if opening is None:
            opening, line, start, lines = match, number, begin, []
        elif match and match["indent"] == opening["indent"] and match["marks"] == opening["marks"] and not match["info"].strip():
            yield Fence(line, start, position, opening["indent"], opening["info"], lines)
            opening = None
        else:
            lines.append(content)
    if opening:
        raise PageError(f"{file}:{line}: this fence is never closed")


def shows_python(info: str) -> bool:
    """Whether a fence would be coloured as Python, under any of the names that Pygments knows.

    Args:
        info: what stands after the marks.

    Returns:
        True for Python, its console, its tracebacks and its dialects.
    """
    languages = [match["first"] or match["further"] for match in _LANGUAGE.finditer(info)]
    return any(_PYTHON.search(word) or _PYTHON.search(_lexer_name(word)) for word in languages)


def refuse_unchecked_python(text: str, file: str, executed: list[tuple[int, int]]) -> None:
    """Refuse what a reader would take for the output of Python, though nothing compared it.

    A fence of Markdown is left alone: it shows how a page is written.

    Args:
        text: the whole Markdown file.
        file: its name, for messages.
        executed: where the blocks that run begin and end.

    Raises:
        PageError: for a prompt, or for raw HTML that shows code.
    """
    markdown = [(fence.start, fence.end) for fence in find_fences(text, file) if fence.info.strip().split(" ")[0] in ("md", "markdown")]
    position = 0
    for number, line in enumerate(io.StringIO(text), start=1):
        start, position = position, position + len(line)
        if any(begin <= start < end for begin, end in (*executed, *markdown)):
            continue
        if _PROMPT.search(line):
            raise PageError(f'{file}:{number}: a prompt of Python stands outside a block that runs; write a pycon block with exec="on"')
        if _RAW_CODE.search(line):
            raise PageError(f"{file}:{number}: code in raw HTML is neither run nor compared; write a fence")


def _lexer_name(word: str) -> str:
    try:
        return get_lexer_by_name(word).name
    except ClassNotFound:
        return ""
