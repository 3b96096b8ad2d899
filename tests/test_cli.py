"""The commands of the project: what is missing is said in one sentence, and nothing is left half done."""

import socket

import pytest
from building import contents
from filelock import Timeout

from nn_core.parameters import NETWORKS
from nn_core.publish import cli
from nn_core.publish.chapter.errors import CommandError, PageError
from nn_core.publish.output import prepare as preparing
from nn_core.publish.output.prepare import prepare, refuse_unprepared


def test_a_taken_port_is_said_in_one_sentence_with_status_2(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(port)]) == 2
    assert capsys.readouterr().err == (
        f"port {port} is taken or not allowed; choose another: python -m nn_core.publish serve --port 8000\n"
    )


def test_a_port_out_of_range_is_refused_too(capsys):
    assert cli.main(["serve", "--port", "99999"]) == 2
    assert "port 99999 is taken or not allowed" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["biuld"], ["serve", "--port", "many"], ["build", "--strictly"]])
def test_a_wrong_command_line_ends_with_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    assert end.value.code == 2
    assert "usage: python -m nn_core.publish" in capsys.readouterr().err


def test_prepare_copies_every_network_byte_for_byte(tmp_path):
    prepare(tmp_path)
    copies = sorted((tmp_path / "generated" / "networks").iterdir())
    assert [path.name for path in copies] == sorted(p.name for p in NETWORKS.iterdir() if p.suffix in (".json", ".bin"))
    assert all(path.read_bytes() == (NETWORKS / path.name).read_bytes() for path in copies)


def test_prepare_a_second_time_writes_nothing(tmp_path):
    prepare(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    prepare(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_prepare_removes_what_is_no_longer_derived(tmp_path, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setitem(preparing.MADE, "gone.json", lambda: b"{}")
        prepare(tmp_path)
    assert (tmp_path / "generated" / "gone.json").is_file()
    prepare(tmp_path)
    assert not (tmp_path / "generated" / "gone.json").exists()


@pytest.mark.parametrize("name", ["mine.txt", "networks/mine.json", "pad-digits.json", "notebooks/worked-through.ipynb", "SHA256SUMS"])
def test_prepare_neither_loses_nor_publishes_what_somebody_put_there_or_changed(tmp_path, name):
    prepare(tmp_path)
    (tmp_path / "generated" / name).write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(CommandError, match="was changed or added by hand"):
        prepare(tmp_path)
    assert contents(tmp_path) == before


def test_prepare_goes_on_after_an_error(tmp_path, monkeypatch):
    def fail():
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setitem(preparing.MADE, "laboratory/letters.json", fail)
        with pytest.raises(OSError, match="No space left"):
            prepare(tmp_path)
    prepare(tmp_path)
    assert (tmp_path / "generated" / "laboratory" / "letters.json").is_file()


def test_while_one_prepares_no_other_does(tmp_path, monkeypatch):
    locks, lock = [], preparing.FileLock

    def another():
        with pytest.raises(Timeout):
            lock(locks[0]).acquire(timeout=0)
        return b"{}"

    monkeypatch.setattr(preparing, "FileLock", lambda path: locks.append(path) or lock(path))
    monkeypatch.setitem(preparing.MADE, "another.json", another)
    prepare(tmp_path)
    assert (tmp_path / "generated" / "another.json").read_bytes() == b"{}"
    with lock(locks[0]).acquire(timeout=0):
        pass


@pytest.mark.parametrize("name", ["networks/framed.json", "pad-digits.json", "laboratory/digits.bin"])
def test_a_missing_derived_file_is_named(tmp_path, name):
    prepare(tmp_path)
    (tmp_path / "generated" / name).unlink()
    with pytest.raises(PageError, match=f"{name.split('/')[-1]} is missing"):
        refuse_unprepared(tmp_path)


def test_a_derived_file_that_is_out_of_date_is_named(tmp_path):
    prepare(tmp_path)
    (tmp_path / "generated" / "networks" / "framed.json").write_text("{}", encoding="utf-8")
    with pytest.raises(PageError, match="framed.json is missing or out of date"):
        refuse_unprepared(tmp_path)


def test_without_git_a_build_has_no_date_and_goes_on(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cli.date_of_last_commit() == {}


def test_what_follows_test_goes_to_pytest(monkeypatch):
    said = []
    monkeypatch.setattr(cli, "_run", lambda module, *arguments, **_: said.append((module, *arguments)) or 0)
    assert cli.main(["test", "-q", "docs/index.md"]) == 0
    assert said == [("pytest", "-q", "docs/index.md")]
