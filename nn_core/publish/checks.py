"""What can be found wrong with the code without running it: its style, its format, its types, and the scripts of the browser."""

import os
import shutil
import subprocess
import sys

from nn_core.publish.errors import CommandError

# Fetched by npx, which asks for no lock file and leaves nothing in the project.
BIOME = "@biomejs/biome@2.6.8"
PYTHON = {
    "style (ruff)": ("ruff", "check", "--quiet"),
    "format (ruff)": ("ruff", "format", "--check", "--quiet"),
    "types (mypy)": ("mypy", "--no-error-summary"),
}


def findings(root):
    """{check: what it complains of, "" when it is content}, for the project in the folder root.

    Raises CommandError where npx is wanted and there is none.
    """
    programs = {name: [sys.executable, "-m", *words] for name, words in PYTHON.items()}
    programs["scripts (biome)"] = [npx(), "--yes", "--loglevel=error", BIOME, "lint", "--error-on-warnings"]
    return {name: _complaints(words, root) for name, words in programs.items()}


def npx():
    """The path of npx, which comes with Node."""
    path = shutil.which("npx")
    if path is None:
        raise CommandError("no npx was found: it comes with Node; install Node 20.19 or newer")
    return path


def _complaints(words, root):
    run = subprocess.run(
        words, cwd=root, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return (run.stdout + run.stderr).strip() or f"{words[0]} ended with status {run.returncode}" if run.returncode else ""
