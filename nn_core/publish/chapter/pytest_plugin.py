"""The blocks of a chapter are tests, too: pytest runs them as the build does, and names the same file and line."""

from pathlib import Path

from sybil import Region, Sybil
from sybil.example import SybilFailure

from nn_core.publish.chapter.blocks import find_blocks, perform
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.facts import find_facts, resolve


def parse(document):
    """One region for each block and one for each fact, which sees what the blocks above it defined."""
    for block in find_blocks(document.text, document.path):
        yield Region(block.start, block.end, (perform, block), _evaluate)
    for fact in find_facts(document.text, document.path):
        yield Region(fact.start, fact.end, (resolve, fact), _evaluate)


def _evaluate(example):
    work, part = example.parsed
    try:
        work(part, example.namespace)
    except PageError as problem:
        raise SybilFailure(example, f"{problem}\n") from None


pytest_collect_file = Sybil(
    parsers=[parse], path=Path.cwd().anchor, pattern="*.md", setup=lambda namespace: namespace.update(__name__="__main__")
).pytest()
