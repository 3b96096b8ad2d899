"""The blocks of a chapter as tests: pytest runs them, and names the file and the line."""

import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.example import SybilFailure

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.execute import perform, resolve
from nn_core.publish.chapter.read import Block, Fact, read_page


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that says where pytest finds the names that facts may use.

    Args:
        parser: of pytest's options.
    """
    parser.addini("chapter_site", "the Site of the chapters, as module:name")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the Markdown files.

    Args:
        config: pytest's, with the option chapter_site.
    """
    names = pkgutil.resolve_name(config.getini("chapter_site")).names

    def parse(document: Document) -> Iterator[Region]:
        for part in read_page(document.text, document.path):
            yield Region(part.start, part.end, part, evaluate)

    def evaluate(example: Example) -> None:
        part: Block | Fact = example.parsed
        try:
            if isinstance(part, Block):
                perform(part, example.namespace)
            else:
                resolve(part, {**names, **example.namespace})
        except PageError as problem:
            raise SybilFailure(example, f"{problem}\n") from None

    def setup(namespace: dict[str, Any]) -> None:
        namespace["__name__"] = "__main__"

    class Collector:
        pytest_collect_file = staticmethod(Sybil(parsers=[parse], path=Path.cwd().anchor, pattern="*.md", setup=setup).pytest())

    config.pluginmanager.register(Collector())
