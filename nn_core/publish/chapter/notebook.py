"""Each chapter can be taken away as a notebook or a script: its prose and its blocks, ready to be changed."""

import doctest
import hashlib
import re
import textwrap
from pathlib import Path

from nn_core.files import write_whole
from nn_core.publish.chapter import glossary
from nn_core.publish.chapter.blocks import Block, find_blocks
from nn_core.publish.chapter.facts import find_facts
from nn_core.publish.chapter.run import run_page
from nn_core.publish.chapter.sources import package_digest

FOLDER = "notebooks"
PARTS = ("structure", "learning", "verdict")  # the folders of the chapters, in the order in which they are read
SET_UP = "To run this notebook, install the package first: in a copy of the repository of *13,002 Dials*, say `pip install -e .[plots]`."
_PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"  # where a block stood, until the cells are cut there


def notebook_paths(docs, folder):
    """Where the notebook and the script of each chapter lie."""
    return [Path(folder, FOLDER, chapter.stem + ending) for chapter in chapters(docs) for ending in (".ipynb", ".py")]


def write_notebooks(docs, folder):
    """Write a notebook and a script for each chapter that has changed, or whose package has. Returns all their paths."""
    Path(folder, FOLDER).mkdir(parents=True, exist_ok=True)
    for chapter in chapters(docs):
        text = chapter.read_text(encoding="utf-8")
        key = hashlib.sha256(f"{package_digest()} {text}".encode()).hexdigest()[:16]
        notebook_path, script_path = (Path(folder, FOLDER, chapter.stem + ending) for ending in (".ipynb", ".py"))
        if all(path.is_file() and key in path.read_text(encoding="utf-8") for path in (notebook_path, script_path)):
            continue
        import jupytext  # which takes half a second to load, and most builds write no notebook
        import nbformat

        notebook = notebook_of(text, chapter, run_page(docs, chapter.relative_to(docs).as_posix()).facts, key)
        write_whole(notebook_path, nbformat.writes(notebook) + "\n")
        write_whole(script_path, jupytext.writes(notebook, fmt="py:percent"))
    return notebook_paths(docs, folder)


def notebook_of(text, file, facts, key=""):
    """The notebook of a chapter.

    facts: what its facts came to, by expression.
    key: what it was made from; stands in the notebook's metadata and in the script's first lines.
    """
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    blocks = find_blocks(text, str(file))
    pieces, position = [], 0
    for part in sorted([*blocks, *find_facts(text, file)], key=lambda part: part.start):
        pieces += [text[position : part.start], f"\n\n{_PLACE}\n\n" if isinstance(part, Block) else facts[part.expression]]
        position = part.end
    prose = _plain("".join([*pieces, text[position:]])).split(_PLACE)
    cells = [new_markdown_cell(SET_UP)]
    for words, block in zip(prose, [*blocks, None], strict=True):
        if words.strip():
            cells.append(new_markdown_cell(textwrap.dedent(words).strip()))
        cells += [new_code_cell(source) for source in _sources(block)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(
        cells=cells, metadata={"kernelspec": kernel, "made_from": key, "jupytext": {"notebook_metadata_filter": "made_from"}}
    )


def _sources(block):
    """The code of a block as cells: a doctest is cut after each example that has a result, so that each shows it."""
    if block is None:
        return []
    if block.language == "pycon":
        code = "".join(f"{part.source}{_expected(part)}" for part in doctest.DocTestParser().get_examples(block.code))
        return [cell.rstrip() for cell in code.split(_PLACE) if cell.strip()]
    if block.options.get("kind") == "source":
        return [f"import inspect\n\nprint(inspect.getsource({block.code.strip()}))"]
    return [block.code.rstrip()]


def _expected(example):
    return "".join(f"# {line}\n" for line in example.want.splitlines()) + (_PLACE if example.want else "")


def _plain(text):
    """Markdown as a notebook knows it: no front matter, boxes as quotations, folds as HTML, words without their links."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(glossary.PATTERN, lambda word: word["shown"], text)
    text = re.sub(r'(?m)^!!! \w+ "(.*)"\n((?:(?: {4}.*)?\n)+)', lambda box: _quoted(f"**{box[1]}**\n\n{textwrap.dedent(box[2])}"), text)
    text = re.sub(r'(?m)^\?\?\? \w+ "(.*)"\n((?:(?: {4}.*)?\n|\N{OBJECT REPLACEMENT CHARACTER}\n)+)', r"**\1**\n\2", text)
    text = re.sub(r"(?m)^/// \w+ \| (.*)\n(?: {4}answer:.*\n)?", r"**\1** *Think before you read on.*\n\n", text)
    return re.sub(r"(?m)^///\n?|\]\((?:\.\./)*[\w/-]+\.(?:md|ipynb|py)(?:#[\w-]+)?\)", lambda mark: "]" if mark[0][0] == "]" else "", text)


def _quoted(text):
    return "".join(f"> {line}".rstrip() + "\n" for line in text.strip().splitlines()) + "\n"


def chapters(docs):
    """The Markdown files of all chapters, part by part."""
    return [path for part in PARTS for path in sorted(Path(docs, part).glob("*.md"))]
