"""No command replaces what no command of ours made: a build knows its own files, and refuses the rest in one sentence."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from building import contents

from nn_core.publish import cli
from nn_core.publish.output import finish as finishing
from nn_core.publish.output.headers import write_headers
from nn_core.publish.output.offline import FOLDER, _zipped
from nn_core.publish.output.record import RECEIPT, RECORD, foreign_entry, foreign_file, record_of

PAGE = '<html><link rel="stylesheet" href="stylesheets/a.css">\n<script src="javascripts/page/site.js"></script></html>'
INDEX = '{"config": {"fields": {"title": {}, "text": {}}}, "docs": []}'
BUILT = {"index.html": PAGE, "stylesheets/a.css": "", "javascripts/page/site.js": "", "search/search_index.json": INDEX}


def write(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def built(folder):
    """A former build."""
    write(folder, BUILT)
    (folder / RECORD).write_text(record_of(folder), encoding="utf-8")
    return folder


def zipped(path, folder):
    path.write_bytes(_zipped(built(folder)))
    return path


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project and a home of a few files, which a command may destroy where the real ones would be; and a MkDocs that builds one page."""
    project = write(tmp_path / "home" / "project", {"mkdocs.yml": "", "docs/index.md": "", "nn_core/layer.py": "", ".git/HEAD": ""})
    monkeypatch.chdir(project)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(cli, "ROOT", project)
    monkeypatch.setattr(cli, "DOCS", project / "docs")
    monkeypatch.setattr(finishing, "_purge_theme", lambda site: None)

    def mkdocs(*arguments, environment):
        write(Path(arguments[-1]), BUILT)
        Path(environment[RECEIPT]).touch()
        return 0

    monkeypatch.setattr(cli, "_run", mkdocs)
    monkeypatch.setattr(cli, "make_offline", lambda site: _zipped(built(site)))
    return project


def strange_sums(folder):
    write(folder, {"a.iso": "mine"})
    _, *lines = record_of(folder).splitlines(keepends=True)
    (folder / RECORD).write_text("".join(["# my images\n", *lines]), encoding="utf-8")


def page_elsewhere(site):
    page = (built(site) / "index.html").rename(site.with_name("elsewhere.html"))
    (site / "index.html").symlink_to(page)


# What somebody else put there, by the name that it is called by; None where it is there already.
FOREIGN = {
    ".": None,
    "..": None,
    "~": None,
    "docs": None,
    "nn_core": None,
    ".git": None,
    "docs/new": None,
    "nn_core/a/b": None,
    "mkdocs.yml": None,
    "folder": lambda path: write(path, {"mine.txt": "mine"}),
    "folder-with-headers": lambda path: write_headers(write(path, {"mine.txt": "mine"})),
    "folder-with-sums": strange_sums,
    "folder-with-hidden-file": lambda path: write(path, {".git/HEAD": "mine"}),
    "site-with-a-file-more": lambda path: write(built(path), {"notes/mine.txt": "mine"}),
    "site-with-an-edited-page": lambda path: write(built(path), {"index.html": PAGE + "mine"}),
    "site-with-a-link": lambda path: (built(path) / "more").symlink_to(path.parent),
    "site-with-a-page-elsewhere": page_elsewhere,
    "link-to-a-site": lambda path: path.symlink_to(built(path.with_name("elsewhere")), target_is_directory=True),
    "link-to-nothing": lambda path: path.symlink_to(path.with_name("nowhere")),
    "pipe": lambda path: os.mkfifo(path),  # noqa: PLW0108 - Windows has none
}


@pytest.mark.parametrize("command", ["build", "offline"])
@pytest.mark.parametrize("name", FOREIGN)
def test_what_no_build_made_is_not_replaced(project, name, command, capsys):
    if FOREIGN[name]:
        FOREIGN[name](project / name)
    before = contents(project.parent)
    assert cli.main([command, "--out", str(Path(name).expanduser())]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert "is not replaced" in said.err or "lies in the sources" in said.err
    assert contents(project.parent) == before


@pytest.mark.parametrize("name", ["absent", "absent/deep", "empty", "empty-folders", "site", "site-that-lost-a-page"])
def test_nothing_an_empty_folder_and_a_former_build_are_replaced(project, name):
    if name.startswith("empty"):
        Path(name, "inside" if "folders" in name else "").mkdir(parents=True)
    if name.startswith("site"):
        write(project / name, {"a-page-that-is-gone/index.html": PAGE})
        built(project / name)
    if "lost" in name:
        (project / name / "index.html").unlink()
    assert cli.main(["build", "--out", name]) == 0
    assert (project / name / "index.html").is_file() and not (project / name / "a-page-that-is-gone").exists()
    assert foreign_file(project / name) is None
    assert not list(project.glob(".site-*"))


def test_a_file_that_comes_while_the_site_is_built_is_not_lost(project, monkeypatch, capsys):
    build = cli._run

    def while_somebody_works(*arguments, environment):
        write(project / "site", {"mine.txt": "mine"})
        return build(*arguments, environment=environment)

    built(project / "site")
    monkeypatch.setattr(cli, "_run", while_somebody_works)
    assert cli.main(["build", "--out", "site"]) == 2
    assert "no build made mine.txt" in capsys.readouterr().err
    assert (project / "site" / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("is_former", [True, False])
def test_a_zip_that_comes_while_the_site_is_built_is_not_lost(project, monkeypatch, capsys, is_former):
    build = cli._run

    def while_somebody_works(*arguments, environment):
        (project / "site.zip").write_bytes(b"mine")
        return build(*arguments, environment=environment)

    if is_former:
        zipped(project / "site.zip", project / "made")
    monkeypatch.setattr(cli, "_run", while_somebody_works)
    assert cli.main(["offline", "--out", "site.zip"]) == 2
    assert "site.zip is not replaced, because no build made site.zip" in capsys.readouterr().err
    assert (project / "site.zip").read_bytes() == b"mine"


def add_to(path, name):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "mine")


def comment_on(path):
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"mine"


STRANGE_ZIPS = {
    "with a file more": lambda path: add_to(path, f"{FOLDER}/mine.txt"),
    "with a file beside the folder": lambda path: add_to(path, "mine.txt"),
    "with a comment": comment_on,
    "behind a script": lambda path: path.write_bytes(b"mine" + path.read_bytes()),
    "before other words": lambda path: path.write_bytes(path.read_bytes() + b"mine"),
    "of somebody else": lambda path: zipfile.ZipFile(path, "w").close(),
    "with an edited page": lambda path: path.write_bytes(_zipped(write(path.with_name("made"), {"index.html": "mine"}))),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-30]),
    "damaged": lambda path: path.write_bytes(path.read_bytes()[:70] + bytes(20) + path.read_bytes()[90:]),
    "no zip": lambda path: path.write_bytes(b"mine"),
}


@pytest.mark.parametrize("kind", STRANGE_ZIPS)
def test_a_zip_that_no_build_made_is_not_replaced(project, kind, capsys):
    path = zipped(project / "site.zip", project / "made")
    assert foreign_entry(path, FOLDER) is None
    STRANGE_ZIPS[kind](path)
    before = path.read_bytes()
    assert cli.main(["offline", "--out", "site.zip"]) == 2
    assert "site.zip is not replaced, because no build made " in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_former_zip_is_replaced(project):
    before = zipped(project / "site.zip", project / "made").stat().st_ino
    assert cli.main(["offline", "--out", "site.zip"]) == 0
    assert (project / "site.zip").stat().st_ino != before


@pytest.mark.parametrize("command", [["build"], ["offline"], ["serve", "--port", "0"]])
def test_a_build_that_ends_in_the_middle_with_status_0_is_noticed_and_replaces_nothing(project, command, monkeypatch, capsys):
    monkeypatch.setattr(cli, "_run", lambda *_, **__: 0)
    built(project / "site")
    before = contents(project)
    out = ["--out", "site"] if command == ["build"] else ["--out", "site.zip"] if command == ["offline"] else []
    assert cli.main([*command, *out]) == 2
    assert capsys.readouterr().err.startswith("no site came out, though MkDocs ended with status 0")
    assert contents(project) == before


@pytest.mark.parametrize("command", ["build", "offline"])
def test_where_nothing_can_be_written_one_sentence_says_so(project, command, capsys):
    before = contents(project)
    assert cli.main([command, "--out", "mkdocs.yml/site"]) == 2
    assert capsys.readouterr().err.count("mkdocs.yml") == 1
    assert contents(project) == before


def test_sha256sum_reads_the_record(tmp_path):
    if not shutil.which("sha256sum"):
        pytest.skip("there is no sha256sum on this machine")
    built(tmp_path)
    check = ["sha256sum", "--check", "--quiet", "--strict", RECORD]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 1
