"""[[weight]] in a chapter becomes a link to the glossary, with the meaning as its title."""

import re
from pathlib import Path

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.page import Page

# [[weight]], or [[weights|weight]] where the text shows another form of the word.
PATTERN = r"\[\[(?P<shown>[A-Za-z][\w ’'-]*)(?:\|(?P<term>[A-Za-z][\w ’'-]*))?\]\]"


def read_glossary(path: str | Path) -> dict[str, str]:
    """Read the first sentence of each entry, by its term in small letters.

    Args:
        path: the page of the glossary.

    Returns:
        The meaning of each term, without markup.
    """
    text = Path(path).read_text(encoding="utf-8")
    entries = re.findall(r"(?m)^## (.+)\n\n((?:.+\n)+)", text)
    return {term.strip().lower(): _first_sentence(meaning) for term, meaning in entries}


def _first_sentence(markdown: str) -> str:
    plain = re.sub(r"\[\[([^\]|]+)(\|[^\]]+)?\]\]|\[([^\]]+)\]\([^)]*\)|[*`]", lambda m: m[1] or m[3] or "", " ".join(markdown.split()))
    return re.split(r"(?<=[.!?]) ", plain)[0]


def link(match: re.Match[str], page: Page) -> tuple[str, str, str]:
    """The address, the meaning and the shown words of a marked word.

    Args:
        match: what PATTERN found.
        page: the page on which it stands.

    Returns:
        The address relative to the page, the meaning, and the shown words.

    Raises:
        PageError: for a word without an entry.
    """
    glossary = page.site.glossary
    term = (match["term"] or match["shown"]).strip().lower()
    meanings = read_glossary(Path(page.docs, glossary))
    if term not in meanings:
        raise PageError(f"{page.where(match[0])}the glossary has no entry {term!r}; write one in {glossary}")
    anchor = re.sub(r"[^a-z0-9]+", "-", term).strip("-")
    return f"{'../' * page.name.count('/')}{glossary}#{anchor}", meanings[term], match["shown"].strip()
