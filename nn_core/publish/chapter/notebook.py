"""Each chapter as a notebook and as a script: its prose and its blocks."""

import doctest
import hashlib
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nn_core.files import write_whole
from nn_core.publish.chapter import glossary
from nn_core.publish.chapter.cache import run_page
from nn_core.publish.chapter.read import Block, read_page
from nn_core.publish.chapter.site import Site

FOLDER = "notebooks"
_PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"  # where a block stood, until the cells are cut there


def notebook_paths(docs: str | Path, folder: str | Path, site: Site) -> list[Path]:
    """Where the notebook and the script of each chapter lie.

    Args:
        docs: the folder of the pages.
        folder: the folder of what is made from them.
        site: whose chapters they are.

    Returns:
        Two paths for each chapter, whether or not the files exist.
    """
    return [path for chapter in site.chapters(docs) for path in _paths(chapter, folder)]


def write_notebooks(docs: str | Path, folder: str | Path, site: Site) -> list[Path]:
    """Write a notebook and a script for each chapter that has changed, or whose package has.

    Args:
        docs: the folder of the pages.
        folder: the folder of what is made from them.
        site: whose chapters they are.

    Returns:
        The paths of all notebooks and scripts.
    """
    Path(folder, FOLDER).mkdir(parents=True, exist_ok=True)
    for chapter in site.chapters(docs):
        text = chapter.read_text(encoding="utf-8-sig")
        facts = run_page(docs, chapter.relative_to(docs).as_posix(), site).facts
        key = hashlib.sha256(f"{site.digest()} {facts} {text}".encode()).hexdigest()[:16]
        notebook_path, script_path = _paths(chapter, folder)
        if all(path.is_file() and key in path.read_text(encoding="utf-8") for path in (notebook_path, script_path)):
            continue
        import jupytext  # which takes half a second to load, and most builds write no notebook
        import nbformat

        notebook = notebook_of(text, str(chapter), facts, site.set_up, key)
        write_whole(notebook_path, nbformat.writes(notebook) + "\n")
        write_whole(script_path, jupytext.writes(notebook, fmt="py:percent"))
    return notebook_paths(docs, folder, site)


def notebook_of(text: str, file: str, facts: Mapping[str, str], set_up: str = "", key: str = "") -> Any:
    """The notebook of a chapter.

    Args:
        text: the chapter.
        file: its name, for messages.
        facts: what its facts came to, by expression.
        set_up: its first cell, in Markdown.
        key: what it was made from; stands in the notebook's metadata and in the script's first lines.

    Returns:
        A notebook as nbformat writes it.
    """
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    parts = read_page(text, file)
    pieces, position = [], 0
    for part in parts:
        pieces += [text[position : part.start], f"\n\n{_PLACE}\n\n" if isinstance(part, Block) else facts[part.expression]]
        position = part.end
    prose = _plain("".join([*pieces, text[position:]])).split(_PLACE)
    cells = [new_markdown_cell(set_up)]
    for words, block in zip(prose, [*(part for part in parts if isinstance(part, Block)), None], strict=True):
        if words.strip():
            cells.append(new_markdown_cell(textwrap.dedent(words).strip()))
        cells += [new_code_cell(source) for source in _sources(block)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(
        cells=cells, metadata={"kernelspec": kernel, "made_from": key, "jupytext": {"notebook_metadata_filter": "made_from"}}
    )


def _paths(chapter: Path, folder: str | Path) -> list[Path]:
    return [Path(folder, FOLDER, chapter.stem + ending) for ending in (".ipynb", ".py")]


def _sources(block: Block | None) -> list[str]:
    """The code of a block as cells; a doctest is cut after each example with a result."""
    if block is None:
        return []
    if block.language == "pycon":
        code = "".join(f"{part.source}{_expected(part)}" for part in doctest.DocTestParser().get_examples(block.code))
        return [cell.rstrip() for cell in code.split(_PLACE) if cell.strip()]
    if block.options.get("kind") == "source":
        return [f"import inspect\n\nprint(inspect.getsource({block.code.strip()}))"]
    return [block.code.rstrip()]


def _expected(example: doctest.Example) -> str:
    return "".join(f"# {line}\n" for line in example.want.splitlines()) + (_PLACE if example.want else "")


def _plain(text: str) -> str:
    """Markdown as a notebook knows it: no front matter, boxes as quotations, no links."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(glossary.PATTERN, lambda word: word["shown"], text)
    text = re.sub(r'(?m)^!!! \w+ "(.*)"\n((?:(?: {4}.*)?\n)+)', lambda box: _quoted(f"**{box[1]}**\n\n{textwrap.dedent(box[2])}"), text)
    text = re.sub(r'(?m)^\?\?\? \w+ "(.*)"\n((?:(?: {4}.*)?\n|\N{OBJECT REPLACEMENT CHARACTER}\n)+)', r"**\1**\n\2", text)
    text = re.sub(r"(?m)^/// \w+ \| (.*)\n(?: {4}answer:.*\n)?", r"**\1** *Think before you read on.*\n\n", text)
    return re.sub(r"(?m)^///\n?|\]\((?:\.\./)*[\w/-]+\.(?:md|ipynb|py)(?:#[\w-]+)?\)", lambda mark: "]" if mark[0][0] == "]" else "", text)


def _quoted(text: str) -> str:
    return "".join(f"> {line}".rstrip() + "\n" for line in text.strip().splitlines()) + "\n"
