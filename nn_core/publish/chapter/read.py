"""Reading a chapter: where its blocks and facts stand, and what each asks for.

A block is Python in a fence that really runs, so that what the page shows cannot be wrong. A fact is a number in a sentence,
written {= expression =}. Fences are parsed twice, here and by pymdownx.superfences. The first parse sees the whole file before
anything is rendered: it can run the blocks and the facts in their order, name lines, refuse a fence that merely looks like a
block, and do the same for pytest. The second puts each result into its place on the page. `Page.finish` checks that both agree.
"""

import ast
import builtins
import re
from typing import NamedTuple

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.fences import Fence, find_fences, refuse_unchecked_python, shows_python

OPTIONS = {
    "python": {"exec", "id", "source", "alt", "caption", "kind", "result", "title"},
    "pycon": {"exec", "id", "title"},
}
VALUES = {
    "source": ("above", "below"),
    "kind": ("source",),
    "result": ("text", "markdown"),
    "exec": ("on",),
}
FACT = r"\{=[ \t]*(?P<expression>\S(?:[^\n]*?\S)??)[ \t]*=\}"

_INFO = re.compile(r'^\s*(?P<language>python|pycon)(?P<options>(?: +[a-z_]+="[^"]*")*)\s*$')
_CODE = re.compile(r"(?ms)^[> \t]*(`{3,}+|~{3,}+).*?^[> \t]*\1[ \t]*$|(?<![\\`])(`+)(?!`)[^\n]+?(?<!`)\2(?!`)")
_METADATA = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class Block(NamedTuple):
    """One executed block.

    Attributes:
        file: the name of the chapter, for messages.
        line: the line of the opening fence, counted from 1.
        start: the character offset in the text where the fence begins.
        end: the character offset after its closing fence.
        language: python or pycon.
        options: what the fence says beside its language.
        code: what stands in it, without the indentation of the fence.
    """

    file: str
    line: int
    start: int
    end: int
    language: str
    options: dict[str, str]
    code: str

    @property
    def id(self) -> str:
        """The block's name on its page, by which a failure names it."""
        return self.options["id"]

    @property
    def where(self) -> str:
        """file:line of the fence, for messages."""
        return f"{self.file}:{self.line}"


class Fact(NamedTuple):
    """One fact.

    Attributes:
        file: the name of the chapter, for messages.
        line: the line on which it stands, counted from 1.
        start: the character offset in the text where it begins.
        end: the character offset after it.
        expression: what is computed, with an optional :format.
    """

    file: str
    line: int
    start: int
    end: int
    expression: str

    @property
    def where(self) -> str:
        """file:line and the fact itself, for messages."""
        return f"{self.file}:{self.line}: the fact {{= {self.expression} =}}"


def read_page(text: str, file: str) -> list[Block | Fact]:
    """All that is executed on a page, from top to bottom.

    Args:
        text: the whole Markdown file.
        file: its name, for messages.

    Returns:
        Blocks and facts, by their place in the file.

    Raises:
        PageError: for a fence or a fact that is not written as it must be, and for Python that looks as if it had been run.
    """
    if _METADATA.match(text):
        raise PageError(
            f"{file}:1: a first line that begins with a word and a colon is taken for metadata and not shown; begin with a heading"
        )
    blocks = find_blocks(text, file)
    refuse_unchecked_python(text, file, [(block.start, block.end) for block in blocks])
    facts = find_facts(text, file)
    for fact in facts:
        _check_fact(fact, text)
    return sorted([*blocks, *facts], key=lambda part: part.start)


def find_blocks(text: str, file: str) -> list[Block]:
    """The blocks of a page, in order.

    Args:
        text: the whole Markdown file.
        file: its name, for messages.

    Returns:
        The blocks that run.

    Raises:
        PageError: for a fence that could pass for a block but is none, and for one that is never closed.
    """
    blocks = [block for fence in find_fences(text, file) if (block := _block(fence, file))]
    lines: dict[str, int] = {}
    for block in blocks:
        if lines.setdefault(block.id, block.line) != block.line:
            raise PageError(f"{block.where}: the id {block.id!r} is already taken by the block in line {lines[block.id]}")
    return blocks


def find_facts(text: str, file: str) -> list[Fact]:
    """The facts of a page, in order, those inside code left out.

    Args:
        text: Markdown, the whole file or what follows its front matter.
        file: its name, for messages.

    Returns:
        The facts, each with its line.

    Raises:
        PageError: for a fact that is opened and not closed on its line, or the other way round.
    """
    prose = _CODE.sub(lambda code: _blank(code[0]), text)
    facts = [
        Fact(file, prose.count("\n", 0, match.start()) + 1, match.start(), match.end(), match["expression"])
        for match in re.finditer(FACT, prose)
    ]
    rest = re.sub(FACT, lambda fact: _blank(fact[0]), prose)
    for mark in ("{=", "=}"):
        if mark in rest:
            line = rest.count("\n", 0, rest.index(mark)) + 1
            raise PageError(f"{file}:{line}: {mark} belongs to no fact; a fact is {{= expression =}}, on one line")
    return facts


def as_f_string(expression: str) -> str:
    """The Python source that computes the text of a fact.

    Args:
        expression: of the fact, with an optional :format.

    Returns:
        The source of an f-string.
    """
    return f'f"""{{ {expression}}}"""'  # two braces together would be one that is shown


def _check_fact(fact: Fact, text: str) -> None:
    """Refuse a fact that can never be shown, and a number that was typed and not computed."""
    front_matter = _FRONT_MATTER.match(text)
    if front_matter and fact.start < front_matter.end():
        raise PageError(f"{fact.where} stands in the front matter, which is not computed")
    try:
        tree = ast.parse(as_f_string(fact.expression), mode="eval")
    except SyntaxError as problem:
        raise PageError(f"{fact.where} cannot be computed ({type(problem).__name__}: {problem.msg})") from None
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)} | {
        node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)
    }
    if not {node.id for node in names} - own - set(dir(builtins)):
        raise PageError(f"{fact.where} is typed, not computed; a fact has a name in it that a block above it has defined")


def _block(fence: Fence, file: str) -> Block | None:
    where = f"{file}:{fence.line}"
    match = _INFO.match(fence.info)
    if not match:
        if re.search(r"\bexec\b", fence.info) or shows_python(fence.info):
            raise PageError(
                f'{where}: expected a fence like python exec="on" id="name", every value quoted; got {fence.info.strip()};'
                " code that must not run is a fence of text"
            )
        return None
    language = match["language"]
    options = dict(re.findall(r'([a-z_]+)="([^"]*)"', match["options"]))
    _check_options(where, language, options)
    # A quoted or indented block carries its indentation on every line.
    indent = fence.indent
    code = "".join(line[len(indent) :] if line.startswith(indent) else line.lstrip(" \t>") for line in fence.lines)
    return Block(file, fence.line, fence.start, fence.end, language, options, code)


def _check_options(where: str, language: str, options: dict[str, str]) -> None:
    if "exec" not in options:
        raise PageError(f'{where}: a {language} block runs and says exec="on"; code that must not run is a fence of text')
    unknown = sorted(set(options) - OPTIONS[language])
    if unknown:
        raise PageError(f"{where}: unknown option {unknown[0]!r}; a {language} block takes {', '.join(sorted(OPTIONS[language]))}")
    for name, allowed in VALUES.items():
        if name in options and options[name] not in allowed:
            raise PageError(f'{where}: expected {name}="{" or ".join(allowed)}", got {name}="{options[name]}"')
    if not re.fullmatch(r"[a-z][a-z0-9-]*", options.get("id", "")):
        raise PageError(f"{where}: a block that runs needs an id of small letters, digits and hyphens; a failure is named by it")
    if "alt" in options and not options["alt"].strip():
        raise PageError(f"{where}: the alt text is empty; say what the figure shows")


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
