"""What can be found wrong without running anything: python -m tests.tools.checks."""

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from nn_core.publish.chapter.errors import CommandError
from nn_core.publish.output.node import npx

HTML_VALIDATE = "html-validate@10.17.0"
# What the theme writes, and browsers read as it is meant.
OF_THE_THEME = {'Attribute "tabindex" has invalid value ""', 'autocomplete attribute cannot be used on <input type="checkbox">'}
PYTHON = {
    "style (ruff)": ("-m", "ruff", "check", "--quiet"),
    "format (ruff)": ("-m", "ruff", "format", "--check", "--quiet"),
    "types (mypy)": ("-m", "mypy", "--no-error-summary"),
    "import order (import-linter)": (f"{sysconfig.get_path('scripts')}/lint-imports", "--no-logo", "--no-cache"),
    "tables of the README (cog)": ("-m", "cogapp", "--check", "README.md"),
}
NPM = {
    "spelling (cspell)": ("cspell@9.8.0", "lint", "--config=tests/tools/cspell.json", "--no-progress", "--no-summary"),
    "scripts (biome)": ("@biomejs/biome@2.6.8", "lint", "--error-on-warnings"),
    "types of the scripts (tsc)": ("--package=typescript@7.0.2", "tsc", "--project", "jsconfig.json"),
}


def findings(root):
    """{check: what it complains of, "" if it passes}, for the project in the folder root."""
    options = {"cwd": root, "env": {**os.environ, "PYTHONUTF8": "1"}, "capture_output": True, "text": True, "encoding": "utf-8"}
    runs = {name: subprocess.run([sys.executable, *words], check=False, **options) for name, words in PYTHON.items()}
    runs |= {name: npx(*words, **options) for name, words in NPM.items()}
    return {name: (run.stdout + run.stderr).strip() or f"status {run.returncode}" if run.returncode else "" for name, run in runs.items()}


def invalid_html(pages):
    """["file:line: what is wrong", …] in built pages, by the HTML standard; what the theme itself writes is left out.

    pages: paths; about a second of the processor each.
    """
    with tempfile.TemporaryFile() as file:  # it does not wait for a pipe to take everything
        run = npx(HTML_VALIDATE, "--preset=standard", "--formatter=json", *map(str, pages), stdout=file, stderr=subprocess.PIPE)
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


def main(root=Path(__file__).parents[2]):
    """Print one line for each check, and below it what it complains of. Returns 0, or 1 when one complains."""
    found = findings(root)
    for name, complaints in found.items():
        print(f"{name}: {complaints or 'nothing'}", flush=True)
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
