"""The README is tried as a new user would, and the page for contributors: blocks run, commands exist, links lead somewhere."""

import contextlib
import io
import re

import pytest
from building import ROOT

from nn_core.publish.chapter.blocks import find_blocks, perform
from nn_core.publish.cli import _parser
from nn_core.publish.output.speed import BEGIN, END, speed_table

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_blocks_that_contributors_are_shown_as_patterns_run():
    shown = re.findall(r"````md\n(.*?)````", (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8"), re.DOTALL)
    namespace = {}
    outcomes = [perform(block, namespace) for text in shown for block in find_blocks(text, "contributing.md")]
    assert len(outcomes) == 4
    assert outcomes[0].text == "13002\n"
    assert outcomes[2].figure is not None
    assert outcomes[3].text.startswith("def sigmoid")


def test_its_python_example_prints_what_its_comments_say():
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    said = re.findall(r"print\(.*\) +# ([\d.]+)$", code, re.MULTILINE)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert said
    assert printed.getvalue().split()[-len(said) :] == said


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?:make|dials) ([a-z]+)\b(?= |`|$|,)", TEXT)) - {"and"}))
def test_a_command_that_it_names_exists(command):
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1].split()
    assert command in targets or _parser().parse_args([command])


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)]+)\)", TEXT))
def test_a_file_that_it_links_to_exists(target):
    assert (ROOT / target).exists()


def test_its_table_of_speed_is_what_was_measured():
    assert f"{BEGIN}\n{speed_table()}\n{END}" in TEXT
