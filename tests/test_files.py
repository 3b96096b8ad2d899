"""Nobody ever meets half a file."""

import os
import stat
from pathlib import Path

import pytest

from nn_core.files import write_whole


@pytest.mark.parametrize(
    ("content", "data"), [("Ziffer ∂", "Ziffer ∂".encode()), (b"\x00\xff", b"\x00\xff"), ("a\nb\n", b"a\nb\n"), ("", b"")]
)
def test_text_is_written_as_utf8_and_bytes_as_they_are(tmp_path, content, data):
    write_whole(tmp_path / "file", content)
    assert (tmp_path / "file").read_bytes() == data


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    write_whole(str(tmp_path / "file"), "a long first version")
    write_whole(tmp_path / "file", "second")
    assert (tmp_path / "file").read_text() == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("stage", ["chmod", "replace"])
@pytest.mark.parametrize("problem", [OSError, KeyboardInterrupt])
def test_an_interrupted_write_leaves_the_old_file_alone(tmp_path, monkeypatch, stage, problem):
    def fail(*_):
        raise problem("in the middle")

    (tmp_path / "file").write_text("old")
    monkeypatch.setattr(Path, stage, fail)
    with pytest.raises(problem, match="in the middle"):
        write_whole(tmp_path / "file", "new")
    assert (tmp_path / "file").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_is_neither_text_nor_bytes_leaves_nothing(tmp_path):
    with pytest.raises(TypeError):
        write_whole(tmp_path / "file", 13002)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_others_may_read_the_file(tmp_path):
    write_whole(tmp_path / "file", "text")
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o644


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no folder .*nowhere.* file\.json"):
        write_whole(tmp_path / "nowhere" / "file.json", "text")
