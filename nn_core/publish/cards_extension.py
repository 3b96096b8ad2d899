"""The Markdown extension that puts cards into pages.

On a line of its own, `<!-- chapters and experiments -->` becomes a heading and a grid of cards for each part and for the laboratory, and
`<!-- experiments -->` becomes a grid of its experiments. Each chapter and each experiment ends with the card of the next page.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from nn_core.publish.cards import grid, page_end, sections
from nn_core.publish.chapter.page import page_of
from nn_core.publish.menu import Menu, read_menu

_PLACES: dict[str, Callable[[Menu, str], str]] = {
    "<!-- chapters and experiments -->": sections,
    "<!-- experiments -->": lambda menu, path: grid(menu.experiments, path),
}


class _PutCards(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        page = page_of(self.md)
        if page is None:
            return lines
        menu = read_menu(Path(page.docs))
        cards = {line: _PLACES[line](menu, page.name) for line in lines if line in _PLACES}
        return "\n".join([*(cards.get(line, line) for line in lines), "", page_end(menu, page.name)]).split("\n")


class CardsExtension(Extension):
    """Named in mkdocs.yml."""

    def extendMarkdown(self, md: Any) -> None:
        # When the page is known, and before anything reads its Markdown.
        md.preprocessors.register(_PutCards(md), "cards", 950)


def makeExtension(**settings: Any) -> CardsExtension:
    """The name by which Python-Markdown finds an extension.

    Args:
        settings: the options given in mkdocs.yml; there are none.

    Returns:
        The extension for cards.
    """
    return CardsExtension(**settings)
