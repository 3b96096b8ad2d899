"""The live site: whoever edits a page or nn_core sees it without a restart, and waits for no block that nobody touched."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from building import ROOT, tiny_project

PATIENCE = 60  # seconds; a bound for a machine that is busy, not a measurement


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(text, address):
    end = time.monotonic() + PATIENCE
    page = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                page = answer.read().decode("utf-8")
        except OSError:
            pass
        if text in page:
            return
        time.sleep(0.2)
    pytest.fail(f"{text!r} did not appear; the page ends with {page[-500:]!r}")


def test_an_edit_of_nn_core_is_seen_on_the_served_page(tmp_path):
    shutil.copytree(ROOT / "nn_core", tmp_path / "nn_core", ignore=shutil.ignore_patterns("__pycache__", "mnist.npz"))
    block = '```python exec="on" id="x"\nfrom nn_core.activations import relu\nprint("relu of 3 is", relu(3.0))\n```'
    (tiny_project(tmp_path) / "docs" / "index.md").write_text(f"# Home\n\n{block}\n", encoding="utf-8")
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for("relu of 3 is 3.0", f"http://127.0.0.1:{port}/")
        module = tmp_path / "nn_core" / "activations.py"
        source = module.read_text(encoding="utf-8")
        assert "return np.maximum(z, 0)" in source
        module.write_text(source.replace("return np.maximum(z, 0)", "return np.maximum(z, 0) + 4"), encoding="utf-8")
        wait_for("relu of 3 is 7.0", f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        server.wait(10)


BUILD_TWICE = """
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

for number in (1, 2):
    config = load_config("mkdocs.yml", site_dir=f"site-{number}")
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    Path("docs", "second.md").write_text("# Edited", encoding="utf-8")
"""


def test_a_page_that_nobody_edited_is_answered_from_memory_and_looks_the_same(tmp_path):
    block = '```python exec="on" id="{}"{}\n{}\n```\n'.format
    project = tiny_project(tmp_path)
    blocks = [
        block("note", "", "with open('runs.txt', 'a') as file:\n    print('run', file=file)\nn = 3"),
        block("table", ' result="markdown"', "print('## A heading of a block')"),
        block("picture", ' alt="{n} dots"', "from matplotlib.figure import Figure\nFigure()"),
    ]
    page = "\n".join(["# First\n", *blocks, "There are {= n =} dots.\n"])
    (project / "docs" / "index.md").write_text(page, encoding="utf-8")
    (project / "docs" / "second.md").write_text("# Second", encoding="utf-8")
    environment = {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1"}
    subprocess.run([sys.executable, "-c", BUILD_TWICE], cwd=project, env=environment, check=True, capture_output=True)
    assert (project / "runs.txt").read_text(encoding="utf-8") == "run\n"
    first, second = ((project / f"site-{number}" / "index.html").read_text(encoding="utf-8") for number in (1, 2))
    assert first == second.replace("Edited", "Second")
    assert first.count("A heading of a block") >= 2  # in the text, and in the table of contents
    assert "Edited" in (project / "site-2" / "second" / "index.html").read_text(encoding="utf-8")
