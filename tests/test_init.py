"""What `import nn_core` brings, and what it does not."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nn_core

PACKAGE = Path(nn_core.__file__).parent


def run(program):
    """What a program prints."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_numpy_is_the_only_import():
    # A finder in front of all others refuses everything outside the standard library but NumPy.
    program = """
import sys
class OnlyNumPy:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in sys.stdlib_module_names | {"numpy", "nn_core"}:
            raise ImportError(name)
sys.meta_path.insert(0, OnlyNumPy())
import nn_core
print(nn_core.Network.random([784, 16, 16, 10], seed=1).parameter_count)
for name in ("matplotlib", "PIL", "tqdm", "markdown"):
    assert name not in sys.modules, name
"""
    assert run(program) == "13002"


def test_all_that_is_imported_is_public_and_nothing_else_is():
    tree = ast.parse(Path(nn_core.__file__).read_text(encoding="utf-8"))
    names = [alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(names) == nn_core.__all__
    assert all(getattr(nn_core, name).__doc__ for name in names)


def test_tab_completion_offers_what_is_public():
    assert dir(nn_core) == sorted([*nn_core.__all__, "__version__", "plots"])


def test_the_docstring_lists_every_module_after_those_that_it_imports():
    listed = [line.split()[0] for line in nn_core.__doc__.splitlines() if line.startswith("    ")]
    assert sorted(listed) == sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")
    for number, name in enumerate(listed):
        used = re.findall(r"^from nn_core\.(\w+) import", (PACKAGE / f"{name}.py").read_text(encoding="utf-8"), re.MULTILINE)
        assert set(used) & set(listed) <= set(listed[:number])


def test_the_docstring_and_the_contract_of_imports_tell_one_order():
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    *core, command_line = re.findall(r"(?m)^    (\w+)", nn_core.__doc__)
    wings = re.search(r"build on them: (.*)\.", nn_core.__doc__)[1].split(", ")
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    assert [*core, *wings, command_line, "publish"] == layers[::-1]


def test_plots_are_there_without_an_import_of_their_own():
    assert run("import nn_core; nn_core.plots.digit([[0.0] * 28] * 28); print('drawn')") == "drawn"


def test_without_matplotlib_plots_say_what_they_want_in_one_sentence():
    program = """
import sys; sys.modules["matplotlib"] = None
import nn_core
try:
    nn_core.plots
except ImportError as problem:
    print(problem, problem.__suppress_context__)
"""
    assert run(program) == 'nn_core.plots wants matplotlib, which is not installed: pip install ".[plots]" True'


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert nn_core.__version__ == project["version"]


def test_an_unknown_name_is_no_attribute():
    assert not hasattr(nn_core, "netwrok")
