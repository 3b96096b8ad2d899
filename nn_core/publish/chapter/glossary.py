"""A word of the glossary is written [[weight]] where a chapter first uses it: a link, and its meaning when one points at it."""

import re
from pathlib import Path

from nn_core.publish.chapter.errors import PageError

GLOSSARY = "reference/glossary.md"
# [[weight]], or [[weights|weight]] where the text shows another form of the word.
PATTERN = r"\[\[(?P<shown>[A-Za-z][\w ’'-]*)(?:\|(?P<term>[A-Za-z][\w ’'-]*))?\]\]"


def read_glossary(docs):
    """term in small letters -> the first sentence of its entry, markup taken out."""
    text = Path(docs, GLOSSARY).read_text(encoding="utf-8")
    entries = re.findall(r"(?m)^## (.+)\n\n((?:.+\n)+)", text)
    return {term.strip().lower(): _first_sentence(meaning) for term, meaning in entries}


def _first_sentence(markdown):
    plain = re.sub(r"\[\[([^\]|]+)(\|[^\]]+)?\]\]|\[([^\]]+)\]\([^)]*\)|[*`]", lambda m: m[1] or m[3] or "", " ".join(markdown.split()))
    return re.split(r"(?<=[.!?]) ", plain)[0]


def link(match, page):
    """The address, the meaning and the shown words of a marked word on a page. Raises PageError for a word without an entry."""
    term = (match["term"] or match["shown"]).strip().lower()
    meanings = read_glossary(page.docs)
    if term not in meanings:
        raise PageError(f"{page.name}: the glossary has no entry {term!r}; write one in {GLOSSARY}")
    anchor = re.sub(r"[^a-z0-9]+", "-", term).strip("-")
    return f"{'../' * page.name.count('/')}{GLOSSARY}#{anchor}", meanings[term], match["shown"].strip()
