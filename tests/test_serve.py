"""The live site: an edit of nn_core is seen without a restart."""

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
