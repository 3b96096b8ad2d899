"""A page is run once: all its blocks and facts, from top to bottom. What came of them is kept until one of them, or the package, changes.

So a second build, a notebook, and a page whose prose alone was edited compute nothing again.
"""

import contextlib
import hashlib
import json
import platform
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from nn_core.files import write_whole
from nn_core.publish.chapter.blocks import Block, find_blocks, perform
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.facts import find_facts, resolve
from nn_core.publish.chapter.sources import package_digest

FOLDER = ".cache/runs"  # beside the folder of the pages; git knows nothing of it, and it may be deleted at any time
READS_OTHERS: set = set()  # the pages of which a block reads other pages: they are run each time


class Result(NamedTuple):
    """What a block leaves on its page: its printed text, or its figure as SVG with a caption in Markdown."""

    text: str
    svg: str
    caption: str


class Run(NamedTuple):
    """What came of a page: block id -> Result, and expression of a fact -> its text."""

    results: dict
    facts: dict


def run_page(docs, name):
    """The Run of a page, from memory where nothing that could change it has changed.

    docs: the folder of the pages.  name: the page's path inside it.
    Raises PageError for a block or a fact that does not hold.
    """
    path = Path(docs, name)
    parts = _parts(path.read_text(encoding="utf-8"), path)
    key = _key(parts)
    memory = Path(docs).parent / FOLDER / f"{name}.json"
    run = _recalled(memory, key)
    if run is None:
        with _pages_read() as others:
            run = _run(parts)
        if others:
            READS_OTHERS.add(name)
        else:
            memory.parent.mkdir(parents=True, exist_ok=True)
            write_whole(memory, json.dumps({"made_from": key, "results": run.results, "facts": run.facts}))
    return run


def _parts(text, file):
    return sorted([*find_blocks(text, str(file)), *find_facts(text, file)], key=lambda part: part.start)


def _run(parts):
    namespace = {"__name__": "__main__"}
    run = Run({}, {})
    for part in parts:
        if isinstance(part, Block):
            run.results[part.id] = _result(part, namespace)
        else:
            text = resolve(part, namespace)
            if run.facts.setdefault(part.expression, text) != text:
                raise PageError(
                    f"{part.file}:{part.line}: the fact {{= {part.expression} =}} was {run.facts[part.expression]} further up"
                    f" and is {text} here; give the two different names"
                )
    return run


def _result(block, namespace):
    outcome = perform(block, namespace)
    if outcome.figure is None:
        return Result(outcome.text, "", outcome.caption)
    from nn_core.publish.chapter.svg import to_svg  # matplotlib takes a second to load, and a page from memory needs none of it

    return Result(
        "", to_svg(outcome.figure, block.id, block.options.get("title", block.id.replace("-", " ")), outcome.alt), outcome.caption
    )


def _key(parts):
    """All that a run depends on: the blocks and facts in their order, the package, and what computes and draws."""
    said = [(part.language, part.options, part.code) if isinstance(part, Block) else part.expression for part in parts]
    return hashlib.sha256(json.dumps([package_digest(), _below(), said]).encode()).hexdigest()


@cache
def _below():
    """What lies below the package: the language, the machine, and the libraries that compute and draw."""
    return [platform.python_version(), sys.platform, platform.machine(), *(version(name) for name in ("numpy", "matplotlib", "pillow"))]


def _recalled(memory, key):
    """The run in a file; None where there is no such file, or another key, or anything else."""
    try:
        kept = json.loads(memory.read_text(encoding="utf-8"))
        if kept["made_from"] == key:
            return Run({id: Result(*result) for id, result in kept["results"].items()}, kept["facts"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


@contextlib.contextmanager
def _pages_read():
    """A list of the pages of the site that a block opens meanwhile. What they will say tomorrow can be known from nothing in a key."""
    read: list = []
    _watching.append(read)
    try:
        yield read
    finally:
        _watching.pop()


def _see(event, arguments):
    if event == "open" and _watching and str(arguments[0]).endswith(".md"):
        _watching[-1].append(arguments[0])


_watching: list = []
sys.addaudithook(_see)
