"""Nobody ever meets half a file, and nobody waits for what is no file."""

import io
import os
import socket
import stat
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

from nn_core.files import check_writable, damage, read_array, size_of, write_whole


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


@pytest.fixture
def odd(tmp_path, monkeypatch):
    """What has a name and is no file, by what it is called; the names are short because a socket wants it so."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    (tmp_path / "folder").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
    return {"pipe": "a pipe", "folder": "a folder", "socket": "a socket", "/dev/null": "a device", "/dev/zero": "a device"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has none of these")
@pytest.mark.parametrize("use", [lambda path: size_of(path, 10), check_writable, lambda path: write_whole(path, "text")])
def test_what_is_no_file_is_named_for_what_it_is_and_stays(odd, use):
    for path, words in odd.items():
        before = os.stat(path)  # noqa: PTH116
        with pytest.raises(ValueError, match=f"^{path} is {words}, not a file$"):
            use(path)
        assert os.stat(path).st_mode == before.st_mode  # noqa: PTH116


def test_the_size_of_a_file_is_bounded_on_both_sides(tmp_path):
    path = tmp_path / "file"
    for size, most, refusal in ((0, 10, "is empty$"), (11, 10, "is too large: 11 bytes, and at most 10 are read$")):
        path.write_bytes(bytes(size))
        with pytest.raises(ValueError, match=f"file {refusal}"):
            size_of(path, most)
    assert size_of(path, 11) == 11
    with pytest.raises(FileNotFoundError, match="nowhere"):
        size_of(tmp_path / "nowhere", 10)


def test_a_place_that_can_be_written_is_left_as_it_was(tmp_path):
    (tmp_path / "old").write_text("old")
    for name in ("old", "new"):
        check_writable(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_text() == "old"


@pytest.mark.parametrize("use", [check_writable, lambda path: write_whole(path, "text")])
def test_what_the_system_refuses_names_the_file_that_was_asked_for(tmp_path, monkeypatch, use):
    def refuse(*_, **__):
        raise OSError(30, "Read-only file system", "/tmp/.some.name.of.its.own")

    with pytest.raises(OSError, match="name too long: '[^.]*x'$"):
        use(tmp_path / (300 * "x"))
    for name in ("mkstemp", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    with pytest.raises(OSError, match=r"Read-only file system: '.*/file\.json'$"):
        use(tmp_path / "file.json")


def test_a_full_disk_names_the_file(tmp_path, monkeypatch):
    class Full(io.BytesIO):
        def write(self, _):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", lambda descriptor, _: os.close(descriptor) or Full())
    with pytest.raises(OSError, match=r"No space left on device: '.*/file\.json'$"):
        write_whole(tmp_path / "file.json", "text")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("problem", "raised"),
    [
        (KeyError("x"), "ValueError: a.png is damaged: 'x'"),
        (ValueError(), "ValueError: a.png is damaged: ValueError"),
        (OSError("image file is truncated"), "ValueError: a.png is damaged: image file is truncated"),
        (OSError(22, "Invalid argument"), "ValueError: a.png is damaged: [Errno 22] Invalid argument"),
        (OSError(5, "Input/output error"), "OSError: [Errno 5] Input/output error: 'a.png'"),
        (MemoryError(), "ValueError: a.png takes more memory than there is"),
    ],
    ids=repr,
)
def test_whatever_a_decoder_raises_names_the_file_and_the_reason(problem, raised):
    said = damage("a.png", problem)
    assert f"{type(said).__name__}: {said}" == raised


@pytest.mark.parametrize(
    "array", [np.arange(6.0).reshape(2, 3), np.asfortranarray(np.arange(6).reshape(2, 3)), np.array("words"), np.zeros((0, 3))]
)
@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_an_array_of_an_archive_is_the_one_that_was_saved(tmp_path, array, save):
    save(tmp_path / "a.npz", x=array, y=7)
    found = read_array(tmp_path / "a.npz", "x", 2000)
    assert (found.dtype, found.shape) == (array.dtype, array.shape)
    np.testing.assert_array_equal(found, array)


def test_an_array_that_is_large_when_it_is_unpacked_is_refused_before(tmp_path):
    np.savez_compressed(tmp_path / "a.npz", x=np.zeros(10**6))
    with pytest.raises(ValueError, match=r"a\.npz is damaged: x claims to have 8,000,128 bytes, and at most 10,000 are read$"):
        read_array(tmp_path / "a.npz", "x", 10_000)


def test_an_archive_under_a_password_is_one_sentence(tmp_path):
    np.savez(tmp_path / "a.npz", x=np.zeros(3))
    content = bytearray((tmp_path / "a.npz").read_bytes())
    with zipfile.ZipFile(tmp_path / "a.npz") as archive:
        start = archive.start_dir
    for flags in (6, start + 8):
        content[flags] |= 1
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(ValueError, match=r"a\.npz is damaged: .*encrypted"):
        read_array(tmp_path / "a.npz", "x", 10_000)
