"""What looks at the code finds a mistake of each kind, and says what it lacks."""

import os
import shutil

import pytest
from building import ROOT

from nn_core.publish.chapter.errors import CommandError
from tests.tools import checks

MISTAKES = {
    "style (ruff)": ("nn_core/style.py", '"""A module."""\n\nx = undefined\n', "F821"),
    "format (ruff)": ("nn_core/format.py", '"""A module."""\n\nx  =  1\n', "format.py"),
    "types (mypy)": ("nn_core/types_.py", '"""A module."""\n\nx: int = "one"\n', "Incompatible types"),
    "scripts (biome)": ("docs/javascripts/script.js", "export const x = undefinedName;\n", "undefinedName"),
    "types of the scripts (tsc)": ("docs/javascripts/typed.js", '/** @type {number} */\nexport const x = "one";\n', "TS2322"),
}


def test_a_mistake_of_each_kind_is_found(tmp_path):
    if shutil.which("npx") is None and not os.environ.get("CI"):
        pytest.skip("no npx was found: it comes with Node; install Node 20.19 or newer")
    for name in ("pyproject.toml", "biome.json", "jsconfig.json"):
        shutil.copy(ROOT / name, tmp_path)
    for name, text in {"nn_core/__init__.py": '"""A package."""\n', **{path: text for path, text, _ in MISTAKES.values()}}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = checks.findings(tmp_path)
    assert found.keys() == MISTAKES.keys()
    for check, (_, _, words) in MISTAKES.items():
        assert words in found[check], check


def test_without_npx_one_sentence_says_where_it_comes_from(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(CommandError, match="^no npx was found: it comes with Node"):
        checks.findings(ROOT)


def test_what_is_found_is_printed_and_ends_with_status_1(monkeypatch, capsys):
    monkeypatch.setattr(checks, "findings", lambda root: {"style": "a.py:1: no", "types": ""})
    assert checks.main() == 1
    assert capsys.readouterr().out == "style: a.py:1: no\ntypes: nothing\n"


def test_what_is_not_html_is_told_with_its_line(tmp_path):
    if shutil.which("npx") is None and not os.environ.get("CI"):
        pytest.skip("no npx was found: it comes with Node; install Node 20.19 or newer")
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html>\n<html lang="en"><head><title>A</title></head><body>\n<p><div>B</div></p></body></html>\n', encoding="utf-8"
    )
    found = checks.invalid_html([page])
    assert any(complaint.startswith(f"{page}:3: ") for complaint in found), found
