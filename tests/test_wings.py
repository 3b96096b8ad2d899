"""What stands on the core needs no more than the core, but for plots and publish."""

import pkgutil
import subprocess
import sys

import pytest

import nn_core


@pytest.mark.parametrize("wing", ["evaluation", "experiments", "laboratory", "training"])
def test_every_module_of_a_wing_needs_numpy_only(wing):
    names = [module.name for module in pkgutil.walk_packages(nn_core.__path__, "nn_core.") if module.name.split(".")[1] == wing]
    assert len(names) > 3
    script = f"import sys, {', '.join(names)}; print(*sorted({{n.split('.')[0] for n in sys.modules}} - sys.stdlib_module_names))"
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", "import sys; sys.path[:0] = " + repr(sys.path) + "; " + script],
        capture_output=True,
        text=True,
        check=True,
    )
    # numpy.random is written in Cython, which leaves names of its own.
    assert {name for name in loaded.stdout.split() if "cython" not in name} - {"__main__"} == {"nn_core", "numpy"}
