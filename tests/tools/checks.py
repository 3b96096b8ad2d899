"""What can be found wrong with the code without running it: its style, its format, its types, and the scripts of the browser: python -m tests.tools.checks."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from nn_core.publish.chapter.errors import CommandError
from nn_core.publish.output.node import npx

# Fetched by npx, which asks for no lock file and leaves nothing in the project.
BIOME = "@biomejs/biome@2.6.8"
TYPESCRIPT = "typescript@7.0.2"
HTML_VALIDATE = "html-validate@10.17.0"
# What the theme writes, and browsers read as it is meant.
OF_THE_THEME = {'Attribute "tabindex" has invalid value ""', 'autocomplete attribute cannot be used on <input type="checkbox">'}
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
    programs["types of the scripts (tsc)"] = [
        npx(),
        "--yes",
        "--loglevel=error",
        "--package",
        TYPESCRIPT,
        "tsc",
        "--project",
        "jsconfig.json",
    ]
    return {name: _complaints(words, root) for name, words in programs.items()}


def invalid_html(pages):
    """["file:line: what is wrong", …] in built pages, by the HTML standard; what the theme itself writes is left out.

    pages: paths; about a second of the processor each.
    """
    words = [npx(), "--yes", "--loglevel=error", HTML_VALIDATE, "--preset=standard", "--formatter=json", *map(str, pages)]
    with tempfile.TemporaryFile() as file:  # it does not wait for a pipe to take everything
        run = subprocess.run(words, stdout=file, stderr=subprocess.PIPE, check=False)
        file.seek(0)
        said = file.read()
    if not said.strip():
        raise CommandError(f"html-validate said nothing: {run.stderr.decode('utf-8', 'replace').strip()[-300:]}")
    return [
        f"{report['filePath']}:{found['line']}: {found['message']}"
        for report in json.loads(said)
        for found in report["messages"]
        if found["message"] not in OF_THE_THEME
    ]


def _complaints(words, root):
    run = subprocess.run(
        words, cwd=root, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return (run.stdout + run.stderr).strip() or f"{words[0]} ended with status {run.returncode}" if run.returncode else ""


def main(root=Path(__file__).parents[2]):
    """Print what each check complains of. Returns 0, 1 when one complains, or 2 when npx is missing."""
    try:
        found = findings(root)
    except CommandError as problem:
        print(problem, file=sys.stderr)
        return 2
    for name, complaints in found.items():
        print(f"{name}: {complaints or 'nothing'}", flush=True)
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
