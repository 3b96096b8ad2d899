"""What is kept of a page: it is used where nothing has changed that the page depends on, and only there."""

import json

import pytest

from nn_core.publish.chapter.cache import CACHE, run_page
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.process import run_apart
from nn_core.publish.chapter.site import Site

COUNT = "import os\nprint(os.getpid())"  # each page runs in a process of its own


def block(id, code, options=""):
    return f'```python exec="on" id="{id}"{options}\n{code}\n```\n'


@pytest.fixture
def page(tmp_path):
    """write(text): make this the page, and give its Run."""
    (tmp_path / "docs").mkdir()

    def write(*parts):
        (tmp_path / "docs" / "a.md").write_text("\n".join(parts), encoding="utf-8")
        return run_page(tmp_path / "docs", "a.md", write.site)

    write.kept, write.site, write.root = tmp_path / CACHE / "a.md.json", Site(), tmp_path
    return write


def process(run):
    return run.results["a"].text


def test_a_page_that_did_not_change_is_not_run_again_and_gives_the_same(page):
    figure = block("b", "from matplotlib.figure import Figure\nn = 3\nFigure()", ' alt="dots"')
    assert page(block("a", COUNT), figure, "{= n =}") == page(block("a", COUNT), figure, "{= n =}")


def test_other_words_between_the_blocks_run_nothing(page):
    first = page("Before.\n", block("a", COUNT))
    assert page("Before it, more is said.\n", block("a", COUNT), "And after it.") == first


@pytest.mark.parametrize(
    "second",
    [
        [block("a", COUNT + "\nx = 1")],
        [block("a", COUNT), block("b", "x = 1")],
        [block("a", COUNT), "{= os =}"],
        [block("a", COUNT, ' title="runs.py"')],
    ],
    ids=["a block", "one block more", "a fact", "an option"],
)
def test_what_can_change_a_run_runs_it_again(page, second):
    assert process(page(block("a", COUNT))) != process(page(*second))


def test_another_package_runs_it_again(page, tmp_path):
    first = page(block("a", COUNT))
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "layer.py").touch()
    page.site = Site(tmp_path / "package")
    assert process(page(block("a", COUNT))) != process(first)


READS = {
    "a file": ("open('x.txt').close()", lambda root: (root / "x.txt").write_text("two", encoding="utf-8")),
    "a file that is gone": ("open('x.txt').close()", lambda root: (root / "x.txt").rename(root / "y.txt")),
    "a file that was not there": (
        "try:\n    open('new.txt')\nexcept OSError:\n    pass", lambda root: (root / "new.txt").write_text("", encoding="utf-8")),
    "another page": ("from pathlib import Path\nPath('docs/b.md').read_text()",
                     lambda root: (root / "docs" / "b.md").write_text("two", encoding="utf-8")),
    "a module beside the package": ("import helper", lambda root: (root / "helper.py").write_text("x = 22", encoding="utf-8")),
    "whether a file is there": (
        "from pathlib import Path\nPath('new.txt').exists()", lambda root: (root / "new.txt").write_text("", encoding="utf-8")),
    "how large a file is": ("os.path.getsize('x.txt')", lambda root: (root / "x.txt").write_text("three", encoding="utf-8")),
    "where a link leads": ("open('link.txt').close()", lambda root: ((root / "link.txt").unlink(), (root / "link.txt").symlink_to("docs/b2.md"))),
    "the names in a folder": ("import os\nos.listdir('docs')", lambda root: (root / "docs" / "c.md").touch()),
    "a pattern of names": ("from pathlib import Path\nlist(Path('docs').glob('*.md'))", lambda root: (root / "docs" / "c.md").touch()),
}  # fmt: skip


@pytest.fixture
def files(page):
    (page.root / "x.txt").write_text("one", encoding="utf-8")
    (page.root / "docs" / "b.md").write_text("one", encoding="utf-8")
    (page.root / "docs" / "b2.md").write_text("two", encoding="utf-8")
    (page.root / "helper.py").write_text("x = 1", encoding="utf-8")
    (page.root / "link.txt").symlink_to("x.txt")
    return page


@pytest.mark.parametrize("what", READS)
def test_what_a_page_reads_belongs_to_what_it_depends_on(files, what):
    read, change = READS[what]
    first = files(block("a", f"{COUNT}\n{read}"))
    assert files(block("a", f"{COUNT}\n{read}")) == first
    change(files.root)
    try:
        second = process(files(block("a", f"{COUNT}\n{read}")))
    except PageError as problem:
        second = str(problem)
    assert second != process(first)


def test_a_file_that_changes_while_the_page_runs_is_read_again(files, monkeypatch):
    def run_and_change(*arguments):
        executed = run_apart(*arguments)
        (files.root / "x.txt").write_text("two", encoding="utf-8")
        return executed

    read = block("a", "from pathlib import Path\nprint(Path('x.txt').read_text())")
    with monkeypatch.context() as patch:
        patch.setattr("nn_core.publish.chapter.cache.run_apart", run_and_change)
        assert process(files(read)) == "one\n"
    assert process(files(read)) == "two\n"


def test_another_library_runs_it_again(page, monkeypatch):
    first = page(block("a", COUNT))
    monkeypatch.setattr("nn_core.publish.chapter.cache._versions", lambda: ["contourpy 0"])
    assert process(page(block("a", COUNT))) != process(first)


def test_what_a_page_does_not_read_does_not_matter(files):
    first = files(block("a", COUNT))
    for _, change in READS.values():
        change(files.root) if (files.root / "x.txt").exists() else None
    assert files(block("a", COUNT)) == first


def test_a_run_that_fails_leaves_nothing_behind(page):
    with pytest.raises(PageError, match="ZeroDivisionError"):
        page(block("a", "1 / 0"))
    assert not page.kept.exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"made_from": 1}', "null", "[1, 2]", "\ud800".encode("utf-8", "surrogatepass")])
def test_a_damaged_cache_is_no_cache(page, damage):
    first = page(block("a", COUNT))
    page.kept.write_bytes(damage if isinstance(damage, bytes) else damage.encode())
    assert process(page(block("a", COUNT))) != process(first)


@pytest.mark.parametrize(("was", "becomes"), [("3", "4"), ('"facts": {"n"', '"facts": {"m"')])
def test_a_cache_that_somebody_edited_is_not_believed(page, was, becomes):
    run = page(block("a", "n = 3\nprint(n)"), "{= n =}")
    text = page.kept.read_text(encoding="utf-8")
    assert was in text
    page.kept.write_text(text.replace(was, becomes), encoding="utf-8")
    assert page(block("a", "n = 3\nprint(n)"), "{= n =}") == run


def test_a_cache_that_cannot_be_read_or_written_ends_nothing(page):
    page.kept.mkdir(parents=True)  # a folder stands where the file would be
    assert process(page(block("a", COUNT))) != process(page(block("a", COUNT)))


def test_a_folder_of_the_cache_that_is_a_file_ends_nothing(page):
    (page.root / ".cache").touch()
    assert page(block("a", "print(1)")).results["a"].text == "1\n"


def test_a_page_without_blocks_and_facts_starts_no_process(page, monkeypatch):
    monkeypatch.setattr("subprocess.Popen", None)
    assert page("Only words.") == ({}, {})


def test_what_is_kept_can_be_read_by_anybody(page):
    page(block("a", "print(3)"))
    assert json.loads(page.kept.read_text(encoding="utf-8"))[1]["results"] == {"a": ["3\n", "", ""]}


def test_a_copy_of_the_project_in_another_place_keeps_what_was_kept(files, tmp_path):
    first = files(block("a", f"{COUNT}\nopen('x.txt').close()"))
    (moved := tmp_path / "moved").mkdir()
    for name in ("docs", ".cache", "x.txt"):
        (tmp_path / name).rename(moved / name)
    assert run_page(moved / "docs", "a.md", Site()).results["a"].text == process(first)
