"""Errors that end a build, or a command, with one sentence."""

from pymdownx.superfences import SuperFencesException


class PageError(SuperFencesException):
    """A page that must not be published; the message names the file and the line.

    Superfences logs any other exception of a fence and goes on.

    Args:
        message: what is wrong.
        part: the number of the block or fact on its page that does not hold, from 0, if it is one of them.
    """

    def __init__(self, message: str, part: int | None = None):
        super().__init__(message)
        self.part = part


class CommandError(Exception):
    """Something that a command needs is missing; the message is what the user reads."""
