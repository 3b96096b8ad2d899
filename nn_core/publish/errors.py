"""What is wrong with a page is said in one sentence that names the file and the line, and it ends the build."""

import sys

from mkdocs.exceptions import BuildError
from pymdownx.superfences import SuperFencesException


class PageError(SuperFencesException, BuildError):
    """A page that must not be published. Superfences lets it through, and MkDocs prints its message alone."""


def say_and_raise(problem):
    """Raise a PageError. Zensical stops at it, but swallows what it says; there it is printed, too."""
    if "zensical" in sys.modules:
        print(f"\n{problem}", file=sys.__stderr__, flush=True)
    raise problem
