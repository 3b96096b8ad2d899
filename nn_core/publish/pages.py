"""A page is one Markdown file on its way to HTML: where it lies, what its blocks are, and the names they defined."""

import sys
from pathlib import Path

from nn_core.publish.blocks import find_blocks
from nn_core.publish.errors import PageError, say_and_raise
from nn_core.publish.facts import find_facts, resolve
from nn_core.publish.prepare import refuse_unprepared

PACKAGE = Path(__file__).parents[1]
SOURCES = {".py", ".json", ".bin", ".npz"}


class Page:
    """One page while it is converted: a namespace of its own, its blocks by id, and what its facts came to.

    A live server asks for a page again and again. While its words stay the same, its blocks run only the first time.
    """

    def __init__(self, docs, name, text):
        self.docs, self.name, self.text = docs, name, text
        path = Path(docs, name)
        self._made = {}
        self.namespace = {"__name__": "__main__"}
        self.blocks = {block.id: block for block in find_blocks(text, str(path))}
        self.ran = set()
        self._waiting = find_facts(text, path)
        self._facts = {}

    def take(self, id, code):
        """The block with this id, which is about to run; the facts above it see what was defined until now."""
        block = self.blocks[id]
        if block.code.rstrip() != code.rstrip():
            raise PageError(f"{block.where}: the Markdown parser sees other code in block {id!r} than stands in the file")
        self._resolve_facts(block.start)
        self.ran.add(id)
        return block

    def once(self, id, make):
        """What make() gave for this block when the page was first asked for."""
        if id not in self._made:
            self._made[id] = make()
        return self._made[id]

    def fact(self, expression):
        """The text of a fact, once all blocks have run."""
        self._resolve_facts(None)
        return self._facts[expression]

    def finish(self):
        """Refuse a block that the Markdown parser never took for one, and so never ran."""
        self._resolve_facts(None)
        for id in self.blocks.keys() - self.ran:
            raise PageError(f"{self.blocks[id].where}: the block {id!r} never ran; is its fence indented like the text around it?")
        self.namespace = {}  # what the blocks computed would fill the memory of a server
        _kept[self.docs, self.name] = self

    def _resolve_facts(self, end):
        while self._waiting and (end is None or self._waiting[0].start < end):
            fact = self._waiting.pop(0)
            text = resolve(fact, self.namespace)
            if self._facts.setdefault(fact.expression, text) != text:
                raise PageError(
                    f"{fact.file}:{fact.line}: the fact {{= {fact.expression} =}} was {self._facts[fact.expression]} further up"
                    f" and is {text} here; give the two different names"
                )


def begin(md):
    """Begin a page of this Markdown converter; None where it is not converting a page but a docstring or a caption."""
    located = _locate(md)
    if located is None or is_inner(md):
        return None
    docs, name = located
    try:
        refuse_unprepared(docs)
        _forget_edited_code()
        md.nn_core_page = _page(docs, name)
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


def _page(docs, name):
    """The page as it is now: the one from memory when its words are still the same."""
    text = Path(docs, name).read_text(encoding="utf-8")
    kept = _kept.get((docs, name))
    if kept is None or kept.text != text:
        return Page(docs, name, text)
    kept.ran.clear()
    return kept


# Under a live server: the pages as they were last, and the files of the package that they were made with.
_kept = {}
_seen = {}


def _forget_edited_code():
    """When a file of the package has changed, drop nn_core from memory, so that the next block imports it anew, and all pages."""
    now = {path: path.stat().st_mtime_ns for path in PACKAGE.rglob("*") if path.suffix in SOURCES and "publish" not in path.parts}
    if _seen and now != _seen:
        for name in [name for name in sys.modules if name.split(".")[0] == "nn_core" and not name.startswith("nn_core.publish")]:
            del sys.modules[name]
        _kept.clear()
    _seen.clear()
    _seen.update(now)
