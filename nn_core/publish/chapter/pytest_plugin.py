"""A chapter as tests: each block, each fact, and the page as a whole.

pytest refuses what a build refuses, with file and line.
"""

import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.example import SybilFailure

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.read import read_page


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that says how a page is converted.

    Args:
        parser: of pytest's options.
    """
    parser.addini("chapter_convert", "the function that converts a page, given its path and the project's folder, as module:name")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the Markdown files.

    Args:
        config: pytest's, with the option chapter_convert.
    """
    convert = pkgutil.resolve_name(config.getini("chapter_convert"))
    failures: dict[str, PageError | None] = {}

    def parse(document: Document) -> Iterator[Region]:
        parts = read_page(document.text, document.path)
        for number, part in enumerate(parts):
            yield Region(part.start, part.end, number, evaluate)
        yield Region(len(document.text), len(document.text), None, evaluate)

    def failure_of(document: Document) -> PageError | None:
        """What stops a page, which is converted once for all its blocks and facts."""
        if document.path not in failures:
            failures[document.path] = None
            try:
                convert(Path(document.path), Path.cwd())
            except PageError as problem:
                failures[document.path] = problem
        return failures[document.path]

    def evaluate(example: Example) -> None:
        """A part passes when the page came past it; the page as a whole, whose part is None, when nothing stopped it."""
        failure, part = failure_of(example.document), example.parsed
        if failure and failure.part == part:
            raise SybilFailure(example, f"{failure}\n")
        if failure and failure.part is not None and (part is None or part > failure.part):
            pytest.skip("the page stopped further up")

    class Collector:
        pytest_collect_file = staticmethod(Sybil(parsers=[parse], path=Path.cwd().anchor, pattern="*.md", encoding="utf-8-sig").pytest())

    config.pluginmanager.register(Collector())
