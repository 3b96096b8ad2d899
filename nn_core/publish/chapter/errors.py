"""Errors that end a build, or a command, with one sentence."""

from pymdownx.superfences import SuperFencesException


class PageError(SuperFencesException):
    """A page that must not be published; the message names the file and the line.

    Superfences logs any other exception of a fence and goes on.
    """


class CommandError(Exception):
    """Something that a command needs is missing; the message is what the user reads."""
