"""A fact is a number in a sentence, written as {= expression =} and computed when the page is built."""

import re
import xml.etree.ElementTree as etree
from functools import cache

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from nn_core.parameters import load_network
from nn_core.publish import pages
from nn_core.publish.errors import PageError, say_and_raise

PATTERN = r"\{=\s*(?P<expression>[^\n]+?)\s*=\}"


def percent(share, decimals=2):
    """A share as a percentage: 0.9365 -> 93.65 %, with a space that does not break."""
    return f"{100 * share:.{decimals}f}\N{NO-BREAK SPACE}%"


@cache
def card(name):
    """The card of a shipped network: what is known of its training."""
    return load_network(name).card


# What a fact may use besides the names that the page's own blocks defined.
NAMES = {"card": card, "percent": percent, "load_network": load_network}


def resolve(expression, namespace, where):
    """The text of a fact: the expression, with an optional :format as in an f-string.

    Raises PageError when it cannot be computed, or comes out empty.
    """
    try:
        text = eval(f'f"""{{{expression}}}"""', {**NAMES, **namespace})  # noqa: S307
    except Exception as problem:
        raise PageError(f"{where}: the fact {{= {expression} =}} cannot be computed ({type(problem).__name__}: {problem})") from None
    if not text.strip():
        raise PageError(f"{where}: the fact {{= {expression} =}} is empty")
    return re.sub(r"^-(?=[\d.])", "\N{MINUS SIGN}", text)


class Fact(InlineProcessor):
    """Replaces {= expression =} by its value, after all blocks of the page have run."""

    def handleMatch(self, match, data):
        page = pages.page_of(self.md)
        if page is None:
            return None, None, None
        element = etree.Element("span", {"class": "fact"})
        try:
            element.text = resolve(match["expression"], page.namespace, _where(match["expression"], page))
        except PageError as problem:
            say_and_raise(problem)
        return element, match.start(0), match.end(0)


class FactsExtension(Extension):
    """Named in mkdocs.yml."""

    def extendMarkdown(self, md):
        # Below the backtick pattern (190), so that code can speak of facts; above all that reads braces.
        md.inlinePatterns.register(Fact(PATTERN, md), "nn_core_fact", 185)


def find_facts(text):
    """(line, expression) of every fact in a Markdown file, those inside code left out."""
    outside = re.sub(r"(?ms)^[> \t]*(`{3,}|~{3,}).*?^[> \t]*\1[ \t]*$|`[^`\n]+`", lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    return [(outside.count("\n", 0, match.start()) + 1, match["expression"]) for match in re.finditer(PATTERN, outside)]


def _where(expression, page):
    line = next((line for line, found in find_facts(page.text) if found == expression), 1)
    return f"{page.path}:{line}"


def makeExtension(**settings):
    """The name by which Python-Markdown finds an extension."""
    return FactsExtension(**settings)
