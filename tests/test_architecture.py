"""The import order of the package, held."""

import subprocess
import sys

import pytest

from tests.tools.architecture import ENDS, READING_ORDER, imports, introduction, modules


def test_every_module_is_listed():
    assert set(modules()) <= set(READING_ORDER + ENDS)


@pytest.mark.parametrize("name", [name for name in modules() if name in READING_ORDER])
def test_a_module_imports_only_those_above_it(name):
    assert imports(name) <= set(READING_ORDER[: READING_ORDER.index(name)])


@pytest.mark.parametrize("name", modules())
def test_nothing_but_publish_imports_publish(name):
    assert "publish" not in imports(name) - ({"publish"} if name == "publish" else set())


def test_plots_know_no_network():
    assert not imports("plots")


@pytest.mark.parametrize("name", modules())
def test_a_module_opens_with_a_sentence(name):
    assert introduction(name).endswith(".")


def test_import_nn_core_needs_numpy_only():
    script = "import sys; import nn_core; print(*sorted({n.split('.')[0] for n in sys.modules} - sys.stdlib_module_names))"
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", "import sys; sys.path[:0] = " + repr(sys.path) + "; " + script],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(loaded.stdout.split()) - {"__main__"} == {"nn_core", "numpy"}
