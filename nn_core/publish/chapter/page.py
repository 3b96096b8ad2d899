"""A page while it becomes HTML: its file, and the results of its blocks and facts."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.execute import Result, run_page
from nn_core.publish.chapter.read import Block, find_blocks
from nn_core.publish.chapter.site import Site

NAME = "chapter"  # under which a Markdown converter keeps the preprocessor that holds its page
_announced: list[tuple[str, str]] = []
_of_zensical: list[Any] = []  # the last page that Zensical was seen to convert


class Page:
    """One page while it is converted: its blocks by id, and what came of them.

    Args:
        docs: the folder of the pages.
        name: the page's path inside it.
        site: whose page it is.
    """

    def __init__(self, docs: str, name: str, site: Site):
        self.docs, self.name, self.site = docs, name, site
        path = Path(docs, name)
        self.blocks = {block.id: block for block in find_blocks(path.read_text(encoding="utf-8"), str(path))}
        self.run = run_page(docs, name, site)
        self._shown: set[str] = set()

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
        block = self.blocks[id]
        if block.code.rstrip() != code.rstrip():
            raise PageError(f"{block.where}: the Markdown parser sees other code in block {id!r} than stands in the file")
        self._shown.add(id)
        return block, self.run.results[id]

    def finish(self) -> None:
        """Refuse a block that the Markdown parser took for something else, and so never showed."""
        for id in self.blocks.keys() - self._shown:
            raise PageError(
                f"{self.blocks[id].where}: the block {id!r} never reached the page; is its fence indented like the text around it?"
            )


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
    site.forget_edited_code()
    return Page(docs, name, site)


def page_of(md: Any) -> Page | None:
    """The page that a converter has begun, if it has.

    Args:
        md: the Markdown converter.

    Returns:
        The page, or None outside a page.
    """
    return md.preprocessors[NAME].page if NAME in md.preprocessors else None


def place(md: Any) -> str:
    """How a message about the page begins: with its name, if there is one.

    Args:
        md: the Markdown converter.

    Returns:
        The page's name and a colon, or an empty text.
    """
    page = page_of(md)
    return f"{page.name}: " if page else ""


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
