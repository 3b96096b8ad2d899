"""Building the site with the program of the README, for the tests that look at the result."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from nn_core.publish.prepare import prepare

ROOT = Path(__file__).parents[1]
PREPARED = ROOT / "docs" / "generated"
# Under a sub-path, as a project page on the web is; only the page for what is not found depends on it.
SITE_URL = "http://127.0.0.1:8000/dials/"


def build_site(site, **environment):
    """Build the site strictly into a folder of one's own."""
    run_dials("build", "--out", str(site), SITE_URL=SITE_URL, **environment)


def run_dials(*words, **environment):
    """Run the program of the README, which must end well."""
    run = subprocess.run(
        [sys.executable, "-m", "nn_core.publish.commands", *words],
        cwd=ROOT, env={**os.environ, **environment},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def tiny_project(folder):
    """A project with the real configuration but no pages: the test writes docs/index.md."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    config = re.sub(r"(?m)^extra_(css|javascript):\n(  .*\n)+|^  (logo|favicon): .*\n|^(site_url|hooks): .*\n", "", config)
    if not (folder / "nn_core").exists():
        config = re.sub(r"(?m)^watch: .*\n", "", config)
    (folder / "mkdocs.yml").write_text(config + "\n", encoding="utf-8")
    generated = folder / "docs" / "generated"
    if not PREPARED.is_dir():
        prepare(ROOT / "docs")
    shutil.copytree(PREPARED, generated, ignore=shutil.ignore_patterns("notebooks"))
    prepare(folder / "docs")
    return folder
