"""The glossary: every marked word has an entry, every entry a first sentence, and chapters mark the first use of a word."""

import re

import pytest
from building import ROOT

from nn_core.publish.chapter.glossary import PATTERN, read_glossary
from nn_core.publish.site import SITE

DOCS = ROOT / "docs"
GLOSSARY = DOCS / SITE.glossary
CHAPTERS = SITE.chapters(DOCS)


def prose(path):
    """The text of a chapter without front matter, code, formulas, facts, addresses, headings, and the box that announces what comes."""
    text = re.sub(r"(?s)\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"(?ms)^[ \t]*(```+).*?^[ \t]*\1[ \t]*$", "", text)
    text = re.sub(r"(?m)^!!! abstract .*\n(?: {4}.*\n|\n)*", "", text)
    text = re.sub(r"\|[^\]|\n]+\]\]", "]]", text)  # of a mark, the shown word is what is read
    return re.sub(r"(?m)^#.*$|`[^`\n]*`|\$\$[^$]*\$\$|\$[^$\n]+\$|\{=.*?=\}|\]\([^)\n]*\)", "", text)


def test_every_entry_begins_with_a_sentence():
    meanings = read_glossary(GLOSSARY)
    assert len(meanings) >= 8
    assert all(meaning.endswith((".", ")")) and len(meaning) > 20 for meaning in meanings.values())


def test_the_entries_are_in_alphabetical_order():
    terms = re.findall(r"(?m)^## (.+)$", GLOSSARY.read_text(encoding="utf-8"))
    assert terms == sorted(terms, key=str.lower)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_marks_a_word_where_it_first_uses_it(path):
    text = prose(path)
    for mark in re.finditer(PATTERN, text):
        shown = mark["shown"].strip()
        first = re.search(rf"(?<![\w-]){re.escape(shown)}(?![\w-])", text, re.IGNORECASE)
        assert first.start() >= text.index(mark[0]), f"{path.name}: {shown!r} is used before it is marked"
