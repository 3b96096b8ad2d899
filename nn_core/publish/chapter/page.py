"""A page is one Markdown file on its way to HTML: where it lies, what its blocks are, and what its run came to."""

from pathlib import Path

from nn_core.publish.chapter.blocks import find_blocks
from nn_core.publish.chapter.errors import PageError, say_and_raise
from nn_core.publish.chapter.run import run_page
from nn_core.publish.chapter.sources import forget_edited_code
from nn_core.publish.output.prepare import refuse_unprepared


class Page:
    """One page while it is converted: its blocks by id, and the Run that says what came of them and of its facts."""

    def __init__(self, docs, name):
        self.docs, self.name = docs, name
        path = Path(docs, name)
        self.blocks = {block.id: block for block in find_blocks(path.read_text(encoding="utf-8"), str(path))}
        self.run = run_page(docs, name)
        self._shown = set()

    def show(self, id, code):
        """The block with this id and its Result. code: what the Markdown parser takes it for."""
        block = self.blocks[id]
        if block.code.rstrip() != code.rstrip():
            raise PageError(f"{block.where}: the Markdown parser sees other code in block {id!r} than stands in the file")
        self._shown.add(id)
        return block, self.run.results[id]

    def fact(self, expression):
        """The text of a fact."""
        return self.run.facts[expression]

    def finish(self):
        """Refuse a block that the Markdown parser never took for one, and so never showed."""
        for id in self.blocks.keys() - self._shown:
            raise PageError(
                f"{self.blocks[id].where}: the block {id!r} never reached the page; is its fence indented like the text around it?"
            )


def begin(md):
    """Begin a page of this Markdown converter; None where it is not converting a page but a docstring or a caption."""
    located = _locate(md)
    if located is None or is_inner(md):
        return None
    docs, name = located
    try:
        refuse_unprepared(docs)
        forget_edited_code()
        md.nn_core_page = Page(docs, name)
    except PageError as problem:
        say_and_raise(problem)
    return md.nn_core_page


def page_of(md):
    """The page that this converter, or the one it works for, has begun; None outside a page."""
    return getattr(getattr(md, "_original_md", md), "nn_core_page", None)


def is_inner(md):
    """Whether this converter renders the result of a block (for markdown-exec) or a docstring (for mkdocstrings)."""
    return hasattr(md, "_original_md") or is_docstring(md)


def is_docstring(md):
    """Whether mkdocstrings made this converter to render a docstring."""
    return "mkdocstrings_ids" in md.treeprocessors


def _locate(md):
    """(docs folder, page's path inside it), which MkDocs and Zensical keep in different places."""
    if "relpath" in md.treeprocessors:
        file = md.treeprocessors["relpath"].file
        return str(file.abs_src_path)[: -len(file.src_uri)], file.src_uri
    for processor in md.preprocessors:
        if type(processor).__name__ == "ContextPreprocessor":
            return processor.config["docs_dir"], processor.page.path
    return None
