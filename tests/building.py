"""Building the site with the program of the README, for the tests that look at the result."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from nn_core.publish.chapter.cache import CACHE
from nn_core.publish.output.prepare import prepare

ROOT = Path(__file__).parents[1]
PREPARED = ROOT / "docs" / "generated"
# Under a sub-path, as a project page on the web is; only the page for what is not found depends on it.
SITE_URL = "http://127.0.0.1:8000/dials/"


def build_site(site, **environment):
    """Build the site strictly into a folder of one's own."""
    run_publish("build", "--out", str(site), SITE_URL=SITE_URL, **environment)


def contents(folder):
    """{path: what is there} of all below a folder; of a link, where it leads."""
    return {
        path: path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))
    }


def copied_project(folder):
    """A copy of all that the site is made from, and of nothing that was made from it. The digits are too large to be copied each time."""
    ignored = shutil.ignore_patterns("__pycache__", "mnist.npz", "generated")
    folder.mkdir()
    for name in ("docs", "nn_core"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("mkdocs.yml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    (folder / "nn_core" / "data" / "mnist.npz").symlink_to(ROOT / "nn_core" / "data" / "mnist.npz")
    return folder


def remember(folder):
    """Give a copy of the project what the builds of this one have computed, as if it had been built before."""
    if (ROOT / CACHE).is_dir():
        shutil.copytree(ROOT / CACHE, folder / CACHE)


def run_publish(*words, root=ROOT, **environment):
    """Run the program of the README, which must end well.  root: the folder of the project."""
    run = subprocess.run(
        [sys.executable, "-m", "nn_core.publish", *words],
        cwd=root, env={**os.environ, "PYTHONPATH": str(root), **environment},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def tiny_project(folder):
    """A project with the real configuration but no pages: the test writes docs/index.md."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    config = re.sub(r"(?m)^extra_(css|javascript):\n(  .*\n)+|^  (custom_dir|logo|favicon): .*\n|^site_url: .*\n", "", config)
    config = re.sub(r"(?m)^hooks: .*$", "hooks: [hooks.py]", config)
    # All but the one that prepares docs/ of this project.
    (folder / "hooks.py").write_text(
        "from nn_core.publish.mkdocs_hooks import on_build_error, on_page_markdown, on_shutdown\n", encoding="utf-8"
    )
    if not (folder / "nn_core").exists():
        config = re.sub(r"(?m)^watch: .*\n", "", config)
    (folder / "mkdocs.yml").write_text(config + "\n", encoding="utf-8")
    generated = folder / "docs" / "generated"
    prepare(ROOT / "docs")
    shutil.copytree(PREPARED, generated, ignore=shutil.ignore_patterns("notebooks"))
    prepare(folder / "docs")
    return folder
