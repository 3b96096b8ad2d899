"""What `import nn_core` brings, and what it does not."""

import ast
import subprocess
import sys
from pathlib import Path

import nn_core


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
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "13002"), run.stderr


def test_the_list_gives_public_names_alone():
    tree = ast.parse(Path(nn_core.__file__).read_text(encoding="utf-8"))
    names = [alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert names
    assert all(not name.startswith("_") and getattr(nn_core, name).__doc__ for name in names)
