"""What the tests of the whole share: the site, built once, strictly, as a reader would build it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory, worker_id):
    """The folder of the strictly built site; the workers of a parallel run share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    site, done = shared / "site", shared / "site.done"
    with FileLock(shared / "site.lock"):
        if not done.exists():
            shutil.rmtree(site, ignore_errors=True)
            build_site(site)
            done.touch()
    return site


def build_site(site, generator="mkdocs", **environment):
    """Build the site with the program of the README into a folder of one's own."""
    run = subprocess.run(
        [sys.executable, "-m", "nn_core.publish.commands", "build", "--out", str(site)],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
