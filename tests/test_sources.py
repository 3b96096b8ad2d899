"""The name of the package's present state, and what an edit of it does to a live server."""

import sys

import pytest

from nn_core.publish.chapter import sources
from nn_core.publish.chapter.sources import forget_edited_code, package_digest


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two files, in place of nn_core."""
    (tmp_path / "publish").mkdir()
    (tmp_path / "layer.py").write_text("one", encoding="utf-8")
    (tmp_path / "publish" / "pages.py").write_text("one", encoding="utf-8")
    monkeypatch.setattr(sources, "PACKAGE", tmp_path)
    monkeypatch.setattr(sources, "_BEGAN_WITH", ())
    monkeypatch.setattr(sources, "_seen", [])
    return tmp_path


def test_another_byte_another_name(package):
    before = package_digest()
    assert package_digest() == before
    (package / "layer.py").write_text("two", encoding="utf-8")
    assert package_digest() != before


def test_another_file_another_name(package):
    before = package_digest()
    (package / "layer.py").rename(package / "neuron.py")
    assert package_digest() != before


def test_the_publishing_code_is_named_as_this_program_began_with_it(package):
    before = package_digest()
    (package / "publish" / "pages.py").write_text("two", encoding="utf-8")
    assert package_digest() == before


def test_edited_code_is_imported_anew_and_the_publishing_code_is_not(package, monkeypatch):
    monkeypatch.setattr(sys, "modules", dict.fromkeys(("nn_core", "nn_core.layer", "nn_core.publish.chapter.page", "numpy")))
    forget_edited_code()
    forget_edited_code()
    assert "nn_core.layer" in sys.modules
    (package / "layer.py").write_text("two", encoding="utf-8")
    forget_edited_code()
    assert list(sys.modules) == ["nn_core.publish.chapter.page", "numpy"]
