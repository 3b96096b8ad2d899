"""A fact is a number in a sentence, written as {= expression =} and computed when the page is built."""

import re
from functools import cache
from typing import NamedTuple

from nn_core.evaluation.measurements import measured
from nn_core.evaluation.tables import percent
from nn_core.parameters import load_network
from nn_core.publish.chapter.errors import PageError

PATTERN = r"\{=[ \t]*(?P<expression>\S(?:[^\n]*?\S)??)[ \t]*=\}"
_CODE = re.compile(r"(?ms)^[> \t]*(`{3,}+|~{3,}+).*?^[> \t]*\1[ \t]*$|`[^`\n]+`")


class Fact(NamedTuple):
    """One fact: where it stands (start and end are character offsets in the text), and what it asks for."""

    file: str
    line: int
    start: int
    end: int
    expression: str


@cache
def card(name):
    """The card of a shipped network: what is known of its training."""
    return load_network(name).card


# What a fact may use besides the names that the page's own blocks have defined above it.
NAMES = {"card": card, "percent": percent, "load_network": load_network, "measured": measured}


def find_facts(text, file):
    """Every fact of a Markdown file, in order, those inside code left out.

    Raises PageError for a fact that is opened and not closed on its line, or the other way round.
    """
    prose = _CODE.sub(lambda code: _blank(code[0]), text)
    facts = [
        Fact(str(file), prose.count("\n", 0, match.start()) + 1, match.start(), match.end(), match["expression"])
        for match in re.finditer(PATTERN, prose)
    ]
    rest = re.sub(PATTERN, lambda fact: _blank(fact[0]), prose)
    for mark in ("{=", "=}"):
        if mark in rest:
            line = rest.count("\n", 0, rest.index(mark)) + 1
            raise PageError(f"{file}:{line}: {mark} belongs to no fact; a fact is {{= expression =}}, on one line")
    return facts


def resolve(fact, namespace):
    """The text of a fact: its expression, with an optional :format as in an f-string.

    Raises PageError when it cannot be computed, or comes out empty.
    """
    where = f"{fact.file}:{fact.line}: the fact {{= {fact.expression} =}}"
    try:
        text = eval(f'f"""{{{fact.expression}}}"""', {**NAMES, **namespace})  # noqa: S307
    except KeyboardInterrupt:
        raise
    except BaseException as problem:  # exit() among them, which would end the build in the middle, and well
        raise PageError(f"{where} cannot be computed ({type(problem).__name__}: {problem})") from None
    if not text.strip():
        raise PageError(f"{where} is empty")
    return re.sub(r"^-(?=[\d.])", "\N{MINUS SIGN}", text)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)
