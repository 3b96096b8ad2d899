"""A page while it becomes HTML: its file, and the results of its blocks and facts."""

import re
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Any

from nn_core.publish.chapter.cache import run_page
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.execute import Result
from nn_core.publish.chapter.names import unseen_names
from nn_core.publish.chapter.read import Block, Fact, find_facts, read_page
from nn_core.publish.chapter.site import Site

NAME = "chapter"  # under which a Markdown converter keeps the preprocessor that holds its page
PLACE = r"\{=(?P<number>\d+)=\}"  # where a fact stands while its page is converted
_MARK = re.compile(r' data-fact="\d+"')
_SHOWN = re.compile(r'>[^<]*<span class="fact" data-fact="(\d+)"')  # between two tags, not inside one
_QUESTION = re.compile(r"<(?:p|li|td)>(?:[^<]*\n)?(///[^<\n]*)")  # its first line, left as it was
_UNCLOSED = re.compile(r'<div class="question-box [^>]*data-open="([^"]*)"')  # a question whose end did not come
_announced: list[tuple[str, str]] = []
_of_zensical: list[Any] = []  # the last page that Zensical was seen to convert


class Page:
    """One page while it is converted: its blocks and facts, and what came of them.

    Args:
        docs: the folder of the pages.
        name: the page's path inside it.
        site: whose page it is.
    """

    def __init__(self, docs: str, name: str, site: Site):
        self.docs, self.name, self.site = docs, name, site
        self.path = Path(docs, name)
        self.text = self.path.read_text(encoding="utf-8-sig")
        parts = read_page(self.text, str(self.path))
        self.blocks = {part.id: part for part in parts if isinstance(part, Block)}
        self.facts = [part for part in parts if isinstance(part, Fact)]
        self.run = run_page(docs, name, site)
        # where a notebook is offered that has them
        self.unseen = unseen_names(self.blocks.values()) if "\n## Take it away\n" in self.text else {}
        self._shown: set[str | int] = set()

    def show(self, id: str, code: str) -> tuple[Block, Result]:
        """The block with this id, and its Result.

        Args:
            id: what its fence says.
            code: its code, as the Markdown parser sees it.

        Returns:
            The block as it stands in the file, and what it left.

        Raises:
            PageError: when that is not what stands in the file.
        """
        if id not in self.blocks:
            where = self.where(f'id="{id}"')
            raise PageError(f"{where}the block {id!r} stands inside another fence; does each fence end as it begins?")
        block = self.blocks[id]
        if block.code.rstrip() != code.rstrip():
            raise PageError(
                f"{block.where}: the Markdown parser sees other code in block {id!r} than stands in the file;"
                " it changes tabs, and lines of spaces alone"
            )
        self._shown.add(id)
        return block, self.run.results[id]

    def number_facts(self, markdown: str) -> str:
        """The page with a number for each fact, to be followed to where it is shown.

        Args:
            markdown: the page without its front matter.

        Returns:
            The same text with {=0=}, {=1=}, … for its facts.

        Raises:
            PageError: when the generator converts another text than stands in the file.
        """
        facts = find_facts(markdown, str(self.path))
        if [fact.expression for fact in facts] != [fact.expression for fact in self.facts]:
            raise PageError(f"{self.path}: the Markdown parser sees other facts than stand in the file")
        for number, fact in reversed(list(enumerate(facts))):
            markdown = f"{markdown[: fact.start]}{{={number}=}}{markdown[fact.end :]}"
        return markdown

    def value(self, number: int) -> str:
        """The text of a fact.

        Args:
            number: of the fact on its page, from 0.

        Returns:
            What it came to.
        """
        return self.run.facts[self.facts[number].expression]

    def fill(self, text: str, shown: bool = False) -> str:
        """A text with the facts in it computed.

        Args:
            text: with numbers of facts in their places.
            shown: whether the page will show the result, so that the facts need no other place on it.

        Returns:
            The text with their values.
        """
        if shown:
            self._shown.update(int(number) for number in re.findall(PLACE, text))
        return re.sub(PLACE, lambda place: self.value(int(place["number"])), text)

    def where(self, words: str) -> str:
        """How a message begins: with the file, and the line on which these words stand.

        Args:
            words: of the page; numbers of facts may stand for the facts.

        Returns:
            file:line and a colon; without the line, if the words stand nowhere.
        """
        found = self.text.find(self.written(words))
        return f"{self.path}: " if found < 0 else f"{self.path}:{self.text.count(chr(10), 0, found) + 1}: "

    def written(self, text: str) -> str:
        """A text as it stands in the file.

        Args:
            text: with numbers of facts in their places.

        Returns:
            The text with the facts themselves.
        """
        return re.sub(PLACE, lambda place: f"{{= {self.facts[int(place['number'])].expression} =}}", text)

    def finish(self, html: str) -> str:
        """Refuse a page on which a block or a fact is not shown.

        Args:
            html: the finished page.

        Returns:
            The page without the marks by which its facts were found.

        Raises:
            PageError: which names the block or the fact.
        """
        self._shown.update(int(number) for number in _SHOWN.findall(html))
        for id, block in self.blocks.items():
            if id not in self._shown:
                raise PageError(f"{block.where}: the block {id!r} never reached the page; is its fence indented like the text around it?")
        for number, fact in enumerate(self.facts):
            if number not in self._shown:
                raise PageError(f"{fact.where} never reached the page; a fact stands in a sentence, not in HTML, a formula or an attribute")
        if left := _QUESTION.search(html):
            raise PageError(f"{self.where(left[1])}{left[1]!r} became no question; is its name or one of its options mistyped?")
        if open := _UNCLOSED.search(html):
            question = unescape(open[1])
            raise PageError(f"{self.where(question)}the question {self.written(question)!r} is never closed; end it with a line ///")
        return _MARK.sub("", html)


def announce(docs: str, name: str) -> None:
    """Say which page the next Markdown converter begins; MkDocs has an event for it.

    Args:
        docs: the folder of the pages.
        name: the page's path inside it.
    """
    _announced[:] = [(docs, name)]


def begin(md: Any, site: Site, check: Callable[[str], None]) -> Page | None:
    """The page that a converter begins; None for a docstring or an output inside a page.

    Args:
        md: the Markdown converter.
        site: what the engine must know of the site.
        check: called with the folder of the pages; raises PageError where they cannot be built.

    Returns:
        The page, with its blocks and facts executed, or None.
    """
    _ask_zensical(md)
    if not _announced:
        return None
    docs, name = _announced.pop()
    check(docs)
    return Page(docs, name, site)


def page_of(md: Any) -> Page | None:
    """The page that a converter has begun, if it has.

    Args:
        md: the Markdown converter.

    Returns:
        The page, or None outside a page.
    """
    return md.preprocessors[NAME].page if NAME in md.preprocessors else None


def place(md: Any, words: str) -> str:
    """How a message about the page begins: with its file and line, if there is a page.

    Args:
        md: the Markdown converter.
        words: what stands on the line.

    Returns:
        file:line and a colon, or an empty text.
    """
    page = page_of(md)
    return page.where(words) if page else ""


def _ask_zensical(md: Any) -> None:
    """Announce a page of Zensical, which all converters of that page carry, nested ones too."""
    if "zensical" not in sys.modules:
        return
    from zensical.extensions.context import ContextPreprocessor

    context = ContextPreprocessor.from_markdown(md)
    if context is not None and context.page not in _of_zensical:
        _of_zensical[:] = [context.page]
        announce(context.config["docs_dir"], context.page.path)
        sys.excepthook = _say


def _say(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print the sentence of a PageError alone.

    Zensical ends with a RuntimeError, in whose text it stands between two tracebacks.
    """
    if page_error := re.search(r"PageError: (.*?)(?=\nTraceback|\Z)", str(error), re.DOTALL):
        print(page_error[1], file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)
