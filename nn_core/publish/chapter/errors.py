"""A page that is wrong ends the build with one sentence, which names the file and the line."""

from pymdownx.superfences import SuperFencesException


class PageError(SuperFencesException):
    """A page that must not be published. Of a fence, superfences lets no other exception through."""


class CommandError(Exception):
    """Something that a command needs is missing; the message is the one sentence that the user reads."""
