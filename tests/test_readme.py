"""The README is tried as a new user would, and the page for contributors: blocks run, commands exist, links lead somewhere."""

import contextlib
import io
import re

import pytest
from building import ROOT

from nn_core.publish.chapter.execute import perform
from nn_core.publish.chapter.read import find_blocks
from nn_core.publish.cli import main

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_blocks_that_contributors_are_shown_as_patterns_run():
    shown = re.findall(r"````md\n(.*?)````", (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8"), re.DOTALL)
    namespace = {}
    results = [perform(block, namespace) for text in shown for block in find_blocks(text, "contributing.md")]
    assert len(results) == 4
    assert results[0].text == "13002\n"
    assert results[2].svg
    assert results[3].text.startswith("def sigmoid")


def test_its_python_example_prints_what_its_comments_say():
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    said = re.findall(r"print\(.*\) +# ([\d.]+)$", code, re.MULTILINE)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert said
    assert printed.getvalue().split()[-len(said) :] == said


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?:make|nn_core\.publish) ([a-z]+)\b(?= |`|$|,)", TEXT))))
def test_a_command_that_it_names_exists(command, capsys):
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1].split()
    if command not in targets:
        with pytest.raises(SystemExit):
            main([command, "--help"])
        assert f"nn_core.publish {command}" in capsys.readouterr().out


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)]+)\)", TEXT))
def test_a_file_that_it_links_to_exists(target):
    assert (ROOT / target).exists()
