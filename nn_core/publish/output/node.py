"""Where npx is found, which fetches and runs the programs that come from npm."""

import shutil

from nn_core.publish.chapter.errors import CommandError


def npx():
    """The path of npx, which comes with Node."""
    path = shutil.which("npx")
    if path is None:
        raise CommandError("no npx was found: it comes with Node; install Node 20.19 or newer")
    return path
