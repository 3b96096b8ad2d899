"""The package is read from top to bottom, and imports only upwards: this list is the order, for the test and for the page."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "nn_core"

READING_ORDER = [
    "activations",
    "layer",
    "preprocessing",
    "network",
    "files",
    "parameters",
    "mnist",
    "cost",
    "backpropagation",
    "gradient_descent",
    "photo",
    "evaluation",
    "training",
    "experiments",
    "laboratory",
]
# Nothing above imports these. plots knows nothing of publish.
ENDS = ["plots", "__main__", "publish"]


def modules():
    """The first-level modules and packages that there are, in reading order; unlisted ones at the end."""
    there = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    there -= {"__init__"}
    listed = READING_ORDER + ENDS
    return [name for name in listed if name in there] + sorted(there - set(listed))


def imports(name):
    """The first-level modules of nn_core that a module imports, anywhere in it."""
    found = set()
    for path in _files(name):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            found |= {part.split(".")[1] for part in names if part.startswith("nn_core.")}
    return (found & set(modules())) - {name}


def introduction(name):
    """The first sentence of a module."""
    words = ast.get_docstring(ast.parse(_files(name)[0].read_text(encoding="utf-8"))) or ""
    return words.split("\n\n")[0].replace("\n", " ")


def _files(name):
    path = PACKAGE.joinpath(*name.split("."))
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
