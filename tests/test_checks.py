"""Each check finds a mistake of its kind."""

import http.server
import json
import os
import re
import shutil
import threading
import tomllib

import pytest
from building import ROOT

from nn_core.publish.output.node import npx
from tests.tools import checks

SETTINGS = ("pyproject.toml", "biome.json", "jsconfig.json", "tests/tools/cspell.json")
MISTAKES = {
    "style (ruff)": ("nn_core/style.py", '"""A module."""\n\nx = undefined\n', "F821"),
    "format (ruff)": ("nn_core/format.py", '"""A module."""\n\nx  =  1\n', "format.py"),
    "types (mypy)": ("nn_core/types_.py", '"""A module."""\n\nx: int = "one"\n', "Incompatible types"),
    "import order (import-linter)": ("nn_core/activations/__init__.py", "import nn_core.layer\n", "nn_core.activations -> nn_core.layer"),
    "spelling (cspell)": ("docs/page.md", "The netwrok is `xyzzy`.\n", "docs/page.md:1:5 - Unknown word (netwrok)"),
    "scripts (biome)": ("docs/javascripts/script.js", "export const x = undefinedName;\n", "undefinedName"),
    "types of the scripts (tsc)": ("docs/javascripts/typed.js", '/** @type {number} */\nexport const x = "one";\n', "TS2322"),
    "tables of the README (cog)": ("README.md", "[[[cog cog.out('new') ]]]\nold\n[[[end]]]\n", "README.md"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What the checks say of a project with one mistake of each kind."""
    project = tmp_path_factory.mktemp("project")
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]["layers"]
    modules = {f"nn_core/{name}/__init__.py": "" for name in [".", "publish/chapter", *layers]}
    modules["nn_core/publish/chapter/run.py"] = "import nn_core.files\n"  # which the contract allows
    for name, text in {**modules, **{path: text for path, text, _ in MISTAKES.values()}}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    for name in SETTINGS:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, project / name)
    return checks.findings(project)


@pytest.mark.parametrize("check", MISTAKES)
def test_a_mistake_of_its_kind_is_found(found, check):
    assert MISTAKES[check][2] in found[check]
    assert "xyzzy" not in found[check]


def test_there_is_a_mistake_for_every_check():
    assert MISTAKES.keys() == checks.PYTHON.keys() | checks.NPM.keys()


def test_npx_runs_the_node_of_the_project_whatever_node_comes_first_on_the_path(monkeypatch, tmp_path):
    biome = checks.NPM["scripts (biome)"][0]
    other = tmp_path / "node"
    other.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    run = npx(biome, "--version", capture_output=True, text=True)
    assert run.stdout.strip() == f"Version: {biome.rpartition('@')[2]}", run.stderr


def test_what_is_found_is_printed_and_ends_with_status_1(monkeypatch, capsys):
    monkeypatch.setattr(checks, "findings", lambda root: {"style": "a.py:1: no", "types": ""})
    assert checks.main() == 1
    assert capsys.readouterr().out == "style: a.py:1: no\ntypes: nothing\n"


def test_what_is_not_html_is_told_with_its_line(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html>\n<html lang="en"><head><title>A</title></head><body>\n<p><div>B</div></p></body></html>\n', encoding="utf-8"
    )
    found = checks.invalid_html([page])
    assert any(complaint.startswith(f"{page}:3: ") for complaint in found), found


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers with the status that the address names."""

    def do_GET(self):
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def do_HEAD(self):
        self.do_GET()

    def log_message(self, *arguments):
        pass


def test_only_links_that_lead_nowhere_are_told_and_a_host_that_refuses_programs_is_there(tmp_path):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        links = "".join(f'<a href="http://127.0.0.1:{server.server_port}/{status}">a link</a>' for status in (200, 403, 404, 410))
        (tmp_path / "index.html").write_text(f"<!doctype html>{links}", encoding="utf-8")
        program = re.search(r"linkinator@[\d.]+", (ROOT / "Makefile").read_text(encoding="utf-8"))[0]
        config = ROOT / "tests" / "tools" / "linkinator.json"
        run = npx(program, str(tmp_path), f"--config={config}", "--format=json", capture_output=True, text=True)
        server.shutdown()
    broken = [link["status"] for link in json.loads(run.stdout)["links"] if link["state"] == "BROKEN"]
    assert sorted(broken) == [404, 410]
    assert run.returncode == 1
