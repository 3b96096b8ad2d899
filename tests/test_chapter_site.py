"""What the engine knows of its site: the state of the package."""

import subprocess
import sys

import pytest
from building import ROOT

from nn_core.publish.chapter.site import Site


@pytest.fixture
def site(tmp_path):
    """A site whose package has two files, of which one stays in memory."""
    (tmp_path / "network" / "publish").mkdir(parents=True)
    (tmp_path / "network" / "layer.py").write_text("one", encoding="utf-8")
    (tmp_path / "network" / "publish" / "pages.py").write_text("one", encoding="utf-8")
    return Site(tmp_path / "network", resident="publish")


def test_another_byte_another_digest(site):
    before = site.digest()
    assert site.digest() == before
    (site.package / "layer.py").write_text("two", encoding="utf-8")
    assert site.digest() != before


def test_another_name_of_a_file_another_digest(site):
    before = site.digest()
    (site.package / "layer.py").rename(site.package / "neuron.py")
    assert site.digest() != before


def test_resident_code_counts_as_this_program_began_with_it(site):
    before = site.digest()
    (site.package / "publish" / "pages.py").write_text("two", encoding="utf-8")
    assert site.digest() == before
    assert Site(site.package, resident="publish").digest() != before


def test_the_digest_is_the_same_wherever_the_package_lies(site):
    before = site.digest()
    moved = site.package.rename(site.package.with_name("elsewhere"))
    assert Site(moved, resident="publish").digest() == before


def test_it_knows_what_its_digest_is_made_of(site):
    assert site.contains(site.package / "layer.py")
    assert site.contains(site.package / "publish")
    assert not site.contains(site.package / "layer.txt")
    assert not site.contains(site.package.parent / "layer.py")


def test_the_engine_can_be_imported_without_mkdocs():
    names = [f"nn_core.publish.chapter.{path.stem}" for path in (ROOT / "nn_core" / "publish" / "chapter").glob("[!_]*.py")]
    assert len(names) > 10
    subprocess.run([sys.executable, "-c", f"import sys; sys.modules['mkdocs'] = None; import {', '.join(names)}"], check=True)


def test_what_an_editor_keeps_beside_an_unsaved_file_belongs_to_neither_package_nor_chapters(tmp_path):
    for name in (".#layer.py", ".#one.md"):
        (tmp_path / name).symlink_to("nobody@nowhere.1:2")  # as Emacs does
    (tmp_path / "one.md").touch()
    site = Site(tmp_path, parts=("",))
    assert site.digest() == Site(tmp_path).digest()
    assert site.chapters(tmp_path) == [tmp_path / "one.md"]
