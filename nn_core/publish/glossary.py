"""A word of the glossary is written [[weight]] where a chapter first uses it: a link, and its meaning when one points at it."""

import re
import xml.etree.ElementTree as etree
from pathlib import Path

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from nn_core.publish import pages
from nn_core.publish.errors import PageError, say_and_raise

GLOSSARY = "reference/glossary.md"
# [[weight]], or [[weights|weight]] where the text shows another form of the word.
PATTERN = r"\[\[(?P<shown>[^\]|\n]+)(?:\|(?P<term>[^\]\n]+))?\]\]"


def read_glossary(docs):
    """term in small letters -> the first sentence of its entry, markup taken out."""
    text = Path(docs, GLOSSARY).read_text(encoding="utf-8")
    entries = re.findall(r"(?m)^## (.+)\n\n((?:.+\n)+)", text)
    return {term.strip().lower(): _first_sentence(meaning) for term, meaning in entries}


def _first_sentence(markdown):
    plain = re.sub(r"\[\[([^\]|]+)(\|[^\]]+)?\]\]|\[([^\]]+)\]\([^)]*\)|[*`]", lambda m: m[1] or m[3] or "", " ".join(markdown.split()))
    return re.split(r"(?<=[.!?]) ", plain)[0]


class Term(InlineProcessor):
    """Makes the link; an unknown word stops the build."""

    def handleMatch(self, match, data):
        page = pages.page_of(self.md)
        if page is None:
            return None, None, None
        term = (match["term"] or match["shown"]).strip().lower()
        meanings = read_glossary(page.docs)
        if term not in meanings:
            say_and_raise(PageError(f"{page.name}: the glossary has no entry {term!r}; write one in {GLOSSARY}"))
        up = "../" * page.name.count("/")
        anchor = re.sub(r"[^a-z0-9]+", "-", term).strip("-")
        link = etree.Element("a", {"href": f"{up}{GLOSSARY}#{anchor}", "class": "term", "title": meanings[term]})
        link.text = match["shown"].strip()
        return link, match.start(0), match.end(0)


class GlossaryExtension(Extension):
    """Named in mkdocs.yml."""

    def extendMarkdown(self, md):
        md.inlinePatterns.register(Term(PATTERN, md), "nn_core_term", 184)


def makeExtension(**settings):
    """The name by which Python-Markdown finds an extension."""
    return GlossaryExtension(**settings)
