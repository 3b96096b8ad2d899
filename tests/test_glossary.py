"""The glossary: every marked word has an entry, every entry a first sentence, and chapters mark the first use of a word."""

import re
from types import SimpleNamespace

import pytest
from building import ROOT

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.glossary import PATTERN, link, read_glossary
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


ENTRIES = """# Words

## Learning rate

How *far* a [[steps|step]] of [descent](learning/downhill.md) goes: `0.1`,
say. It is small.

## x²

A square! No more.
"""


def linked(mark, tmp_path, page="a/b/page.md"):
    (tmp_path / "words.md").write_text(ENTRIES, encoding="utf-8")
    return link(
        re.fullmatch(PATTERN, mark),
        SimpleNamespace(docs=tmp_path, name=page, site=SimpleNamespace(glossary="words.md"), where=lambda words: f"{page}: "),
    )


def test_of_an_entry_the_first_sentence_is_read_without_its_markup(tmp_path):
    (tmp_path / "words.md").write_text(ENTRIES, encoding="utf-8")
    assert read_glossary(tmp_path / "words.md") == {"learning rate": "How far a steps of descent goes: 0.1, say.", "x²": "A square!"}


@pytest.mark.parametrize(
    ("mark", "shown"),
    [("[[learning rate]]", "learning rate"), ("[[Learning Rate]]", "Learning Rate"), ("[[rates|learning rate]]", "rates")],
)
def test_a_mark_links_to_its_entry_from_however_deep_a_page_and_shows_its_own_words(tmp_path, mark, shown):
    meaning = "How far a steps of descent goes: 0.1, say."
    assert linked(mark, tmp_path) == ("../../words.md#learning-rate", meaning, shown)
    assert linked(mark, tmp_path, "page.md")[0] == "words.md#learning-rate"


def test_a_mark_without_an_entry_is_refused_with_its_page_and_the_file_to_write_it_in(tmp_path):
    with pytest.raises(PageError, match=r"a/b/page\.md: the glossary has no entry 'momentum'; write one in words\.md"):
        linked("[[momentum]]", tmp_path)
