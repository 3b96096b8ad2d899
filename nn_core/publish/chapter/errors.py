"""A page that is wrong ends the build with one sentence, which names the file and the line."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from pymdownx.superfences import SuperFencesException

P = ParamSpec("P")
R = TypeVar("R")


class PageError(SuperFencesException):
    """A page that must not be published. Of a fence, superfences lets no other exception through."""


class CommandError(Exception):
    """Something that a command needs is missing; the message is the one sentence that the user reads."""


def reported(entry: Callable[P, R]) -> Callable[P, R]:
    """Print the PageErrors of a function that Zensical calls: it stops at them, but swallows what they say."""

    @wraps(entry)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return entry(*args, **kwargs)
        except PageError as problem:
            if "zensical" in sys.modules:
                print(f"\n{problem}", file=sys.__stderr__, flush=True)
            raise

    return wrapped
