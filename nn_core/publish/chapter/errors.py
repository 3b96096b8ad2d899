"""What is wrong is said in one sentence: of a page it names the file and the line, and ends the build; of a command, what is missing."""

import sys
from typing import NoReturn

from mkdocs.exceptions import BuildError
from pymdownx.superfences import SuperFencesException


class PageError(SuperFencesException, BuildError):
    """A page that must not be published. Superfences lets it through, and MkDocs prints its message alone."""


class CommandError(Exception):
    """Something is missing; the message is the one sentence that the user reads."""


def say_and_raise(problem) -> NoReturn:
    """Raise a PageError. Zensical stops at it, but swallows what it says; there it is printed, too."""
    if "zensical" in sys.modules:
        print(f"\n{problem}", file=sys.__stderr__, flush=True)
    raise problem
