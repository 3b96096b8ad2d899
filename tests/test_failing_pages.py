"""A page that lies is not published: each of these stops the build, in both generators, and fails under pytest."""

import os
import re
import subprocess
import sys

import pytest
from building import ROOT, contents, tiny_project

from nn_core.publish import cli

WRONG = {
    "a wrong doctest output": ('```pycon exec="on" id="x"\n>>> 1 + 1\n3\n```', 4, "Expected 3 / Got 2"),
    "an exception": ('```python exec="on" id="x"\nnobody\n```', 4, "NameError"),
    "a Python warning": ('```python exec="on" id="x"\nimport numpy as np\nnp.log(np.zeros(1))\n```', 5, "RuntimeWarning"),
    "an exit that says all is well": ('```python exec="on" id="x"\nimport sys\nsys.exit(0)\n```', 5, "tried to end Python"),
    "a mistyped option": ('```python exec="on" id="x" sourse="above"\n1\n```', 3, "unknown option 'sourse'"),
    "a figure without alt": (
        '```python exec="on" id="x"\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n```', 3, 'needs alt="…"'),
    "an unquoted option": ("```python exec=1 id=x\nprint(1)\n```", 3, "every value quoted"),
    "a line that doctest does not read": ('```pycon exec="on" id="x"\n>>> 1 + 1\n2\n\n3\n```', 7, "belongs to no example"),
    "a name of Python that nothing runs": ("```IPython\n1 + 1\n```", 3, "expected a fence like python"),
    "a prompt in a sentence": ("Say >>> 1 + 1.", 3, "a prompt of Python stands outside"),
    "a number dressed as a fact": ("There are {= 99.9 =} of them.", 3, "is typed, not computed"),
    "an end of Python": ('```python exec="on" id="x"\nimport os\nos._exit(0)\n```', 3, "ended Python"),
    "a fact that is not shown": ('```python exec="on" id="x"\nn = 3\n```\n\n<div>{= n =}</div>', 7, "never reached the page"),
    "a typed answer": ("/// quiz | Two?\n    answer: A\n\n- 2\n- 3\n\nYes.\n///", 3, "has a digit in it"),
    "an unknown fact": ("There are {= nobody =} of them.", 3, "the fact {= nobody =} cannot be computed"),
}  # fmt: skip


@pytest.fixture
def project(tmp_path):
    return tiny_project(tmp_path)


def run(*command, cwd):
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def write(project, text, name="index.md"):
    page = project / "docs" / name
    page.write_text(f"# A page\n\n{text}\n", encoding="utf-8")
    return page


COMMANDS = {
    "mkdocs": ("mkdocs", "build", "--no-strict", "--quiet"),
    "zensical": ("zensical", "build"),
    "pytest": ("pytest", "-c", str(ROOT / "pyproject.toml"), "-n0", "-p", "no:cacheprovider"),
}


# One for each place where a page is refused: reading it, running it, and placing what came of it.
BUILT = (
    "a wrong doctest output", "an exit that says all is well", "a mistyped option", "a prompt in a sentence", "an end of Python",
    "an unknown fact", "a fact that is not shown", "a typed answer",
)  # fmt: skip


@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
@pytest.mark.parametrize("fault", BUILT)
def test_a_page_that_lies_is_stopped_with_its_file_and_line(project, fault, program):
    text, line, message = WRONG[fault]
    write(project, text)
    status, said = run(*COMMANDS[program], cwd=project)
    assert status != 0
    assert said.count(message) == 1
    assert f"index.md:{line}: " in said
    assert "Traceback" not in said


def test_each_page_that_lies_fails_under_pytest_with_its_file_and_line(project):
    """pytest goes on after a page that lies, so one call is enough."""
    pages = {fault: f"page-{number}.md" for number, fault in enumerate(WRONG)}
    for fault, name in pages.items():
        write(project, WRONG[fault][0], name)
    status, said = run(*COMMANDS["pytest"], "--continue-on-collection-errors", *(f"docs/{name}" for name in pages.values()), cwd=project)
    assert status != 0
    for fault, name in pages.items():
        _, line, message = WRONG[fault]
        complaints = re.findall(rf"(?m)^.*\b{re.escape(name)}:{line}: .*$", said)
        assert any(message in complaint for complaint in complaints), fault


@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
def test_a_block_that_the_markdown_parser_never_takes_for_one_stops_the_build(project, program):
    write(project, '- A list\n\n    ```python exec="on" id="x"\n1\n    ```')
    status, said = run(*COMMANDS[program], cwd=project)
    assert status != 0
    assert "index.md:5: the block 'x' never reached the page" in said


@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
def test_a_fact_sees_what_the_blocks_above_it_defined_and_no_more(project, program):
    blocks = [f'```python exec="on" id="{name}"\nx = {value}\n```' for name, value in (("a", 1), ("b", 2))]
    write(project, f"{blocks[0]}\n\nFirst {{= x + 0 =}}.\n\n{blocks[1]}\n\nThen {{= x =}}.")
    status, said = run(*COMMANDS[program], cwd=project)
    html = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert status == 0, said
    assert 'First <span class="fact">1</span>' in html
    assert 'Then <span class="fact">2</span>' in html


@pytest.mark.parametrize("program", COMMANDS)
def test_a_page_that_is_true_passes(project, program):
    write(project, '```pycon exec="on" id="x"\n>>> 1 + 1\n2\n```\n\nThere are {= percent(0.5) =} of them.')
    status, said = run(*COMMANDS[program], *["docs/index.md"] * (program == "pytest"), cwd=project)
    assert status == 0, said


@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
def test_a_build_without_the_derived_files_stops_and_says_what_to_do(project, program):
    write(project, "Text.")
    (project / "docs" / "generated" / "networks" / "framed.json").unlink()
    status, said = run(*COMMANDS[program], cwd=project)
    assert status != 0
    assert "framed.json is missing or out of date: run `python -m nn_core.publish prepare` first" in said


# What a plugin, a package or a block can do: the status says that all is well.
ENDS = {
    "in the middle": ("Text.", "def on_env(*_, **__):\n    os._exit(0)\n"),
    "in a thread": (
        "Text.",
        "def on_env(*_, **__):\n    threading.Thread(target=os._exit, args=[0]).start()\n    threading.Event().wait()\n",
    ),
    "at the exit, after an error": (WRONG["an exception"][0], "atexit.register(os._exit, 0)\n"),
    "at the exit, after a warning": ("[Nowhere](nowhere.md)", "atexit.register(os._exit, 0)\n"),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_build_that_something_ended_with_status_0_has_no_site_and_says_so(project, end, monkeypatch, capsys):
    text, hook = ENDS[end]
    write(project, text)
    with (project / "hooks.py").open("a", encoding="utf-8") as hooks:
        hooks.write(f"import atexit, os, threading\n{hook}")
    monkeypatch.setattr(cli, "ROOT", project)
    before = contents(project / "docs")
    assert cli.main(["build", "--out", str(project / "site")]) == 2
    assert "no site came out, though MkDocs ended with status 0" in capsys.readouterr().err
    assert contents(project / "docs") == before and not (project / "site").exists()


def test_a_full_disk_ends_the_build_with_status_2_and_no_traceback(project):
    write(project, "Text.")
    with (project / "hooks.py").open("a", encoding="utf-8") as hooks:
        hooks.write("def on_env(*_, **__):\n    raise OSError(28, 'No space left on device', 'a.html')\n")
    status, said = run(*COMMANDS["mkdocs"], cwd=project)
    assert (status, said.count("No space left on device: 'a.html'"), "Traceback" in said) == (2, 1, False)


def test_a_page_begins_with_an_empty_namespace(project):
    write(project, '```python exec="on" id="x"\nleft_behind = 1\n```')
    (project / "docs" / "second.md").write_text('# Second\n\n```python exec="on" id="x"\nleft_behind\n```\n', encoding="utf-8")
    status, said = run(*COMMANDS["mkdocs"], cwd=project)
    assert status != 0
    assert "second.md:4: NameError" in said
