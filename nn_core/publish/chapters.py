"""The blocks of a chapter are tests, too: pytest runs them as the build does, and names the same file and line."""

from pathlib import Path

from sybil import Region, Sybil
from sybil.example import SybilFailure

from nn_core.publish.blocks import find_blocks, perform
from nn_core.publish.errors import PageError
from nn_core.publish.facts import find_facts, resolve


def parse(document):
    """One region for each block, and one at the end for the facts in the prose, which see all that the blocks defined."""
    for block in find_blocks(document.text, document.path):
        yield Region(block.start, block.end, block, _run)
    facts = find_facts(document.text)
    if facts:
        yield Region(len(document.text), len(document.text), facts, _resolve)


def _run(example):
    try:
        perform(example.parsed, example.namespace)
    except PageError as problem:
        raise SybilFailure(example, f"{problem}\n") from None


def _resolve(example):
    for line, expression in example.parsed:
        try:
            resolve(expression, example.namespace, f"{example.path}:{line}")
        except PageError as problem:
            raise SybilFailure(example, f"{problem}\n") from None


pytest_collect_file = Sybil(
    parsers=[parse], path=Path.cwd().anchor, pattern="*.md", setup=lambda namespace: namespace.update(__name__="__main__")
).pytest()
