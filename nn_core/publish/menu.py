"""The menu of mkdocs.yml: parts, chapters with their numbers, experiments."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from mkdocs.utils.meta import get_data

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.site import SITE

LABORATORY = "laboratory"  # the folder of the experiments
IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True)
class Page:
    """A chapter or an experiment.

    Args:
        path: of its file inside the folder of the pages, such as "structure/shape.md".
        title: as the menu shows it.
        description: one line, from the front matter; empty if there is none.
        number: of a chapter, counted from 1 through all parts; None for an experiment.
        minutes: how long a chapter says that it takes; None if it does not.
        summary: a few words for its card, from the front matter; empty if there are none.
    """

    path: str
    title: str
    description: str
    number: int | None
    minutes: int | None
    summary: str = ""

    @property
    def stem(self) -> str:
        """The name of its file without .md, and of its pictures."""
        return Path(self.path).stem


@dataclass(frozen=True)
class Group:
    """A part, or the laboratory.

    Args:
        title: as the menu shows it.
        pages: its chapters or experiments, in reading order.
        front: the page that lists them, if there is one.
    """

    title: str
    pages: tuple[Page, ...]
    front: Page | None = None


@dataclass(frozen=True)
class Menu:
    """What there is to read and to try, in running order.

    Args:
        parts: with the chapters.
        laboratory: with the experiments, without the page that lists them.
    """

    parts: tuple[Group, ...]
    laboratory: Group

    @property
    def groups(self) -> tuple[Group, ...]:
        """The parts, then the laboratory."""
        return (*self.parts, self.laboratory)

    @property
    def chapters(self) -> tuple[Page, ...]:
        """The chapters of all parts."""
        return tuple(page for part in self.parts for page in part.pages)

    @property
    def experiments(self) -> tuple[Page, ...]:
        """The experiments of the laboratory."""
        return self.laboratory.pages

    @property
    def pages(self) -> tuple[Page, ...]:
        """The chapters, then the experiments."""
        return tuple(page for group in self.groups for page in group.pages)


class _Loader(yaml.SafeLoader):
    """Leaves alone what only MkDocs can resolve, such as !ENV."""


_Loader.add_multi_constructor("", lambda *_: None)


def read_menu(docs: Path) -> Menu:
    """Read the menu from the mkdocs.yml that lies beside the folder of the pages.

    A group of the menu is a part if its pages lie in the folder of one, see Site; likewise the laboratory.

    Args:
        docs: the folder of the pages.

    Returns:
        The menu; an empty one if there is no such file, or no menu in it.

    Raises:
        PageError: mkdocs.yml cannot be read, it lists a page that is missing, or two pages would share their pictures.
    """
    parts, laboratory, number = [], Group("", ()), 0
    for title, entries in _groups(Path(docs).parent / "mkdocs.yml"):
        listed = [entry for entry in entries if Path(entry.path).stem != "index"]
        folder = Path(listed[0].path).parent.as_posix() if listed else ""
        if folder in SITE.parts:
            parts.append(Group(title, tuple(_page(docs, entry, number + place) for place, entry in enumerate(listed, start=1))))
            number += len(listed)
        elif folder == LABORATORY:
            front = next((_page(docs, entry) for entry in entries if entry not in listed), None)
            laboratory = Group(title, tuple(_page(docs, entry) for entry in listed), front)
    menu = Menu(tuple(parts), laboratory)
    _refuse_twins(menu)
    return menu


class _Entry(NamedTuple):
    title: str | None  # None where the page's own counts
    path: str


def _groups(file: Path) -> list[tuple[str, list[_Entry]]]:
    """Each group of pages in the menu: its title, and its pages."""
    try:
        nav = _nav(_text(file)) if file.is_file() else []
    except yaml.YAMLError as problem:
        raise PageError(f"{file} is not YAML: {' '.join(str(problem).split())}") from None
    groups = [group for entry in nav if isinstance(entry, dict) for group in entry.items()]
    return [(title, [_entry(page) for page in pages if _is_page(page)]) for title, pages in groups if isinstance(pages, list)]


@lru_cache(maxsize=4)
def _nav(settings: str) -> list[Any]:
    """The menu in the text of mkdocs.yml, which is asked for before each page."""
    read = yaml.load(settings, _Loader)
    nav = read.get("nav") if isinstance(read, dict) else None
    return nav if isinstance(nav, list) else []  # MkDocs says what is wrong with any other


def _is_page(entry: Any) -> bool:
    return str(next(iter(entry.values())) if isinstance(entry, dict) else entry).endswith(".md")


def _entry(page: Any) -> _Entry:
    return _Entry(*next(iter(page.items()))) if isinstance(page, dict) else _Entry(None, page)


def _page(docs: Path, entry: _Entry, number: int | None = None) -> Page:
    file = Path(docs, entry.path)
    if not file.is_file():
        raise PageError(f"mkdocs.yml lists {entry.path}, which is not in {docs}")
    text, front = get_data(_text(file))
    title = entry.title or front.get("title") or file.stem.replace("-", " ").capitalize()
    minutes = _minutes(text) if number else None
    return Page(entry.path, str(title), str(front.get("description", "")), number, minutes, str(front.get("summary", "")))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise PageError(f"{file} is not UTF-8: {problem.reason} at byte {problem.start}") from None


def _minutes(text: str) -> int | None:
    told = re.search(rf"\babout (\d+|{'|'.join(IN_WORDS)}) minutes", text)
    if told is None:
        return None
    return int(told[1]) if told[1].isdigit() else IN_WORDS.index(told[1])


def _refuse_twins(menu: Menu) -> None:
    seen: dict[str, str] = {}
    for page in menu.pages:
        if page.stem in seen:
            raise PageError(f"{seen[page.stem]} and {page.path} would share their pictures: give one of them another name")
        seen[page.stem] = page.path
