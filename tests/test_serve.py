"""The live site: whoever edits a page or nn_core sees it without a restart, and waits for no block that nobody touched."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from building import ROOT, tiny_project

PATIENCE = 180  # seconds; a bound for a machine that is busy, not a measurement


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
import logging
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page
from nn_core.publish.live import remember_pages

converted = []
render = Page.render
Page.render = lambda page, *arguments: (converted.append(page.file.src_uri), render(page, *arguments))
logging.basicConfig()
remember_pages()
for number in (1, 2):
    build(load_config("mkdocs.yml", site_dir=f"site-{number}"))
    Path("docs", "second.md").write_text("# Edited", encoding="utf-8")
print(*converted)
"""
BLOCK = '```python exec="on" id="{}"{}\n{}\n```\n'.format
BLOCKS = [
    BLOCK("note", "", "with open('runs.txt', 'a') as file:\n    print('run', file=file)\nn = 3"),
    BLOCK("table", ' result="markdown"', "print('## A heading of a block')"),
    BLOCK("picture", ' alt="{n} dots"', "from matplotlib.figure import Figure\nFigure()"),
]


def build_twice(project, *first):
    """Build a project of two pages, edit the second, and build it again as a live server does."""
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [keep.py]\n")
    (project / "keep.py").write_text("from nn_core.publish.mkdocs_hooks import on_env", encoding="utf-8")
    (project / "docs" / "index.md").write_text("\n".join(["# First\n", *first]), encoding="utf-8")
    (project / "docs" / "second.md").write_text("# Second", encoding="utf-8")
    environment = {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1"}
    return subprocess.run(
        [sys.executable, "-c", BUILD_TWICE], cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_a_page_that_nobody_edited_comes_from_memory_and_looks_the_same(tmp_path):
    project = tiny_project(tmp_path)
    run = build_twice(project, *BLOCKS, "There are {= n =} dots, and [another page](second.md).\n")
    assert run.stdout.split() == ["index.md", "second.md", "second.md"], run.stderr
    assert (project / "runs.txt").read_text(encoding="utf-8") == "run\n"
    first, second = ((project / f"site-{number}" / "index.html").read_text(encoding="utf-8") for number in (1, 2))
    assert first == second.replace("Edited", "Second")
    assert first.count("A heading of a block") >= 2  # in the text, and in the table of contents
    assert "Edited" in (project / "site-2" / "second" / "index.html").read_text(encoding="utf-8")


def test_the_search_finds_the_pages_from_memory_and_the_edited_one(tmp_path):
    project = tiny_project(tmp_path)
    build_twice(project, *BLOCKS)
    indices = [json.loads((project / f"site-{number}" / "search" / "search_index.json").read_text(encoding="utf-8")) for number in (1, 2)]
    first, second = ([entry["title"] for entry in index["docs"]] for index in indices)
    assert first == ["First", "A heading of a block", "Second"]
    assert second == ["First", "A heading of a block", "Edited"]


def test_a_link_of_a_page_from_memory_to_a_heading_that_was_edited_away_stops_the_build(tmp_path):
    run = build_twice(tiny_project(tmp_path), "[There](second.md#second).\n")
    assert run.returncode != 0
    assert "does not contain an anchor '#second'" in run.stderr
