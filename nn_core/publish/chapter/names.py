"""The names that shown code uses although the block that made them is out of sight."""

import builtins
import doctest
import symtable
from collections.abc import Iterable, Iterator, Sequence

from nn_core.publish.chapter.read import Block


def unseen_names(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """Names that a reader who types along would miss, at the first shown block that uses them.

    Args:
        blocks: of a page, in order.

    Returns:
        By the id of a block, the names that no shown block before it has made, in alphabetical order.
    """
    known, missed = set(dir(builtins)), dict[str, list[str]]()
    for block in blocks:
        if block.language == "pycon" or "source" in block.options:
            made, used = _made_and_used(_source(block))
            missed[block.id] = sorted(used - made - known, key=str.lower)
            known |= made | used
    return {id: names for id, names in missed.items() if names}


def sentence_about(names: Sequence[str]) -> str:
    """One sentence about the names that a block misses, not to be searched.

    Args:
        names: of which there is at least one.

    Returns:
        HTML.
    """
    *others, last = [f"<code>{name}</code>" for name in names]
    listed = f"{', '.join(others)} and {last}" if others else last
    notebook = '<a href="#take-it-away">the notebook of this page</a>'
    return f'<p class="unseen" data-search-exclude>The code that makes {listed} isn’t shown here, but it’s in {notebook}.</p>'


def _source(block: Block) -> str:
    if block.language == "pycon":
        return "".join(example.source for example in doctest.DocTestParser().get_examples(block.code))
    return block.code


def _made_and_used(code: str) -> tuple[set[str], set[str]]:
    """The names that the code binds for what comes after it, and those that it looks up."""
    module = symtable.symtable(code, "block", "exec")
    made = {symbol.get_name() for symbol in module.get_symbols() if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()}
    used = {symbol.get_name() for symbol in module.get_symbols() if symbol.is_referenced()}
    inner = {symbol.get_name() for table in _tables(module) for symbol in table.get_symbols() if symbol.is_global()}
    return made, used | inner


def _tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _tables(child)
