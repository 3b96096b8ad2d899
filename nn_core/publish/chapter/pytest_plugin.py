"""The blocks of a chapter as tests: pytest runs them as a build does, and names the file and the line."""

import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.example import SybilFailure

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.process import run_apart
from nn_core.publish.chapter.read import read_page


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that says where pytest finds the Site of the chapters.

    Args:
        parser: of pytest's options.
    """
    parser.addini("chapter_site", "the Site of the chapters, as module:name")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the Markdown files.

    Args:
        config: pytest's, with the option chapter_site.
    """
    site = pkgutil.resolve_name(config.getini("chapter_site"))
    failures: dict[str, PageError | None] = {}

    def parse(document: Document) -> Iterator[Region]:
        for number, part in enumerate(read_page(document.text, document.path)):
            yield Region(part.start, part.end, number, evaluate)

    def failure_of(document: Document) -> PageError | None:
        """What stops a page, which is run once for all its blocks and facts, and never taken from a cache."""
        if document.path not in failures:
            failures[document.path] = None
            try:
                run_apart(document.text, document.path, site, Path.cwd())
            except PageError as problem:
                failures[document.path] = problem
        return failures[document.path]

    def evaluate(example: Example) -> None:
        failure = failure_of(example.document)
        if failure is None or (failure.part is not None and example.parsed < failure.part):
            return
        if failure.part is None or example.parsed == failure.part:
            raise SybilFailure(example, f"{failure}\n")
        pytest.skip("the page stopped further up")

    class Collector:
        pytest_collect_file = staticmethod(Sybil(parsers=[parse], path=Path.cwd().anchor, pattern="*.md").pytest())

    config.pluginmanager.register(Collector())
