"""The installed package is whole: it needs what it says, and every chapter runs with nothing else."""

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import jupytext
import nbformat
import pytest
from building import PREPARED, ROOT, copied_project
from nbclient import NotebookClient

from nn_core.publish.chapter.notebook import write_notebooks
from nn_core.publish.chapter.read import find_blocks
from nn_core.publish.site import SITE

CHAPTERS = SITE.chapters(ROOT / "docs")
# They speak of the site itself: of what it promises, and of what its host should say.
OF_THE_SITE = {"reference/trust.md", "reference/privacy.md"}
IMPORT_ALL = """
import importlib, json, pkgutil, nn_core
told = {}
for module in pkgutil.walk_packages(nn_core.__path__, "nn_core.", onerror=lambda name: None):
    if module.name != "nn_core.__main__":
        try:
            importlib.import_module(module.name)
        except ImportError as problem:
            told[module.name] = str(problem)
        else:
            told[module.name] = ""
print(json.dumps(told))
"""


def uv(*words):
    run = subprocess.run([sys.executable, "-m", "uv", *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The package as it is installed, built from a copy because a build leaves its folders behind."""
    project = copied_project(tmp_path_factory.mktemp("wheel") / "project")
    uv("build", "--quiet", "--wheel", "--out-dir", str(project / "dist"), str(project))
    (wheel,) = (project / "dist").glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """The Python of an environment that holds the package and NumPy."""
    folder = tmp_path_factory.mktemp("bare") / "environment"
    uv("venv", "--quiet", "--python", sys.executable, str(folder))
    python = Path(sysconfig.get_path("scripts", vars={"base": str(folder)}), "python")
    uv("pip", "install", "--quiet", "--python", str(python), str(wheel))
    return python


def run(python, *words):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [python, *words], cwd=python.parent, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def imported(python):
    """{module: "", or what its import complains of} where only NumPy is installed."""
    return json.loads(run(python, "-c", IMPORT_ALL).stdout)


def test_every_module_can_be_imported_with_numpy_alone_but_the_plots(imported):
    assert {name for name, complaint in imported.items() if complaint} == {"nn_core.plots"}
    assert {"nn_core.network", "nn_core.training.recipes", "nn_core.laboratory.digits"} <= imported.keys()


def test_the_plots_say_in_one_sentence_what_they_want(imported):
    assert re.fullmatch(r'[^\n]*matplotlib[^\n]*pip install "\.\[plots\]"\.?', imported["nn_core.plots"])


def test_what_makes_the_site_is_not_installed(imported, python):
    assert not any(name.startswith("nn_core.publish") for name in imported)
    assert not list(python.parent.glob("dials*"))


def test_the_command_line_reads_a_network_with_numpy_alone(python):
    told = run(python, "-m", "nn_core", "info", "plain")
    assert "0.9452" in told.stdout, told.stderr


@pytest.fixture(scope="module")
def kernel(python, wheel, tmp_path_factory):
    """The name of a kernel whose environment holds the package with its plots, and what every notebook needs to run."""
    uv("pip", "install", "--quiet", "--python", str(python), f"{wheel}[plots]", "ipykernel")
    prefix = tmp_path_factory.mktemp("kernel")
    run(python, "-m", "ipykernel", "install", "--prefix", str(prefix), "--name", "reader")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(prefix / "share" / "jupyter"))
        yield "reader"


@pytest.fixture(scope="module")
def client(kernel):
    """One kernel for all notebooks, because to start it takes longer than to run one."""
    client = NotebookClient(nbformat.v4.new_notebook(), timeout=300, startup_timeout=300, kernel_name=kernel)
    with client.setup_kernel():
        yield client


FORGET = """%reset -f
import sys
for name in [name for name in sys.modules if name.partition(".")[0] == "nn_core"]:
    del sys.modules[name]
%reset -f"""


@pytest.fixture(scope="module")
def folder():
    """Where the notebooks of the present chapters lie."""
    write_notebooks(ROOT / "docs", PREPARED, SITE)
    return PREPARED / "notebooks"


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_notebook_of_a_chapter_runs_and_shows_what_it_says(folder, client, chapter):
    notebook = nbformat.read(folder / f"{chapter.stem}.ipynb", as_version=4)
    nbformat.validate(notebook)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(FORGET))
    client.nb = notebook
    client.reset_execution_trackers()
    for index, cell in enumerate(notebook.cells):
        client.execute_cell(cell, index)
    for cell in notebook.cells:
        if (
            cell.cell_type == "code"
            and (said := re.findall(r"(?m)^# (.*)$", cell.source.split("\n\n")[-1]))
            and cell.source.endswith(f"# {said[-1]}")
        ):
            assert said == _shown(cell)


def _shown(cell):
    """The lines below a cell; a busy kernel may hand over one printed line in several pieces."""
    return "".join(map(_text, cell.outputs)).splitlines()


def _text(output):
    if output.output_type == "stream":
        return output["text"]
    return output["data"]["text/plain"] + "\n" if output.output_type == "execute_result" else ""


def test_a_line_that_the_kernel_hands_over_in_two_pieces_is_one_line():
    pieces = [nbformat.v4.new_output("stream", text=text) for text in ("25120", " 330 25450\n")]
    assert _shown(nbformat.v4.new_code_cell(outputs=pieces)) == ["25120 330 25450"]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_script_of_a_chapter_is_its_notebook(folder, chapter):
    notebook = nbformat.read(folder / f"{chapter.stem}.ipynb", as_version=4)
    script = jupytext.read(folder / f"{chapter.stem}.py")
    assert [cell.source for cell in script.cells] == [cell.source for cell in notebook.cells]


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_no_page_imports_what_makes_the_site(page):
    name = page.relative_to(ROOT / "docs").as_posix()
    blocks = find_blocks(page.read_text(encoding="utf-8"), name)
    assert name in OF_THE_SITE or not any("nn_core.publish" in block.code for block in blocks)
