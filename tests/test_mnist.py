"""The data set is the original one, and a damaged one is never taken for it."""

import gzip
import hashlib
import io
import re
import struct
import tracemalloc
import zipfile

import numpy as np
import pytest

from nn_core import load_mnist, mnist
from nn_core.mnist import IDX_FILES, pack_mnist, read_idx

ORIGINALS = {
    "train_images": "6bbc9ace898e44ae57da46a324031adb",
    "train_labels": "a25bea736e30d166cdddb491f175f624",
    "test_images": "2646ac647ad5339dbf082846283269ea",
    "test_labels": "27ae3e4e09519cfbb04c329615203637",
}


def idx(array):
    """The bytes of an IDX file, written from the description of the format."""
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def part(data, name):
    half, what = name.split("_")
    return getattr(getattr(data, half), what)


@pytest.fixture
def arrays():
    """A data set of 5 + 2 random images."""
    random = np.random.default_rng(28)
    sizes = {"train": 5, "test": 2}
    images = {f"{half}_images": random.integers(0, 256, (n, 28, 28), np.uint8) for half, n in sizes.items()}
    return images | {f"{half}_labels": random.integers(0, 10, n, np.uint8) for half, n in sizes.items()}


@pytest.fixture
def folder(arrays, tmp_path):
    for name, array in arrays.items():
        (tmp_path / IDX_FILES[name]).write_bytes(idx(array))
    return tmp_path


@pytest.fixture
def archive(arrays, tmp_path, monkeypatch):
    """The data set as the package holds it, which load_mnist reads."""
    monkeypatch.setattr(mnist, "ARCHIVE", tmp_path / "mnist.npz")
    np.savez_compressed(mnist.ARCHIVE, **arrays)
    return mnist.ARCHIVE


@pytest.mark.parametrize("name", ORIGINALS)
def test_the_package_holds_the_original_files_bit_by_bit(name):
    assert hashlib.md5(idx(part(load_mnist(), name)), usedforsecurity=False).hexdigest() == ORIGINALS[name]


def test_pixels_are_the_images_divided_by_255(folder, arrays):
    pixels = load_mnist(folder).train.pixels
    assert pixels.shape == (5, 784)
    assert pixels.dtype == np.float64
    np.testing.assert_array_equal(pixels[3], arrays["train_images"][3].ravel() / 255)


def test_digits_have_a_length_and_an_index(folder, arrays):
    digits = load_mnist(folder).train
    assert len(digits) == 5
    image, label = digits[-1]
    np.testing.assert_array_equal(image, arrays["train_images"][-1])
    assert label == arrays["train_labels"][-1] and type(label) is int
    assert [label for _, label in digits] == arrays["train_labels"].tolist()
    with pytest.raises(IndexError):
        digits[5]


@pytest.mark.parametrize("choice", [slice(1, 4), [0, 3], np.array([True, False, False, True, False]), slice(0, 0)])
def test_many_chosen_digits_are_digits_again(folder, arrays, choice):
    chosen = load_mnist(folder).train[choice]
    np.testing.assert_array_equal(chosen.images, arrays["train_images"][choice])
    np.testing.assert_array_equal(chosen.labels, arrays["train_labels"][choice])
    assert chosen.pixels.shape == (len(chosen), 784)


def test_the_labels_of_a_slice_do_not_wait_for_the_images(folder):
    digits = load_mnist(folder).test[:1]
    (folder / IDX_FILES["test_images"]).unlink()
    assert len(digits.labels) == 1


def test_digits_say_how_many_they_are_and_what_they_hold():
    assert re.fullmatch(
        r"10,000 handwritten digits\n +\.images \(10000, 28, 28\): .*\n +\.labels \(10000,\): .*\n +\.pixels \(10000, 784\): .*",
        repr(load_mnist().test),
    )


def test_nothing_is_read_before_it_is_asked_for(folder):
    data = load_mnist(folder)
    for name in ("train_images", "train_labels", "test_labels"):
        (folder / IDX_FILES[name]).unlink()
    with pytest.raises(FileNotFoundError, match=r"t10k-labels-idx1-ubyte or .*\.gz in "):
        _ = data.test.images


def test_reading_the_test_digits_does_not_decompress_the_training_images(archive, arrays):
    ruin(archive, "train_images.npy")
    data = load_mnist()
    np.testing.assert_array_equal(data.test.images, arrays["test_images"])
    with pytest.raises(ValueError, match="is damaged"):
        _ = data.train.images


def ruin(archive, member):
    """Turn over some bytes in the middle of one member of a zip file."""
    with zipfile.ZipFile(archive) as file:
        info = file.getinfo(member)
    content = bytearray(archive.read_bytes())
    middle = info.header_offset + 30 + len(member) + info.compress_size // 2
    for place in range(middle, middle + 20):
        content[place] ^= 0xFF
    archive.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: b"this is no archive",
        lambda content: content[:-30],
        lambda content: b"\x80\x04K\x01.",
    ],
    ids=["half", "empty", "foreign", "cut", "pickle"],
)
def test_a_damaged_archive_is_refused(archive, damage):
    archive.write_bytes(damage(archive.read_bytes()))
    with pytest.raises(ValueError, match="mnist.npz is (damaged: .*|empty); get it again from the repository"):
        _ = load_mnist().test.images


def test_an_archive_without_a_part_is_refused(archive, arrays):
    np.savez_compressed(archive, test_images=arrays["test_images"])
    with pytest.raises(ValueError, match="mnist.npz is damaged: .*test_labels"):
        _ = load_mnist().test.images


@pytest.mark.parametrize("zipped", [(), ("test_images", "train_labels"), tuple(IDX_FILES)])
def test_a_folder_is_read_plain_or_zipped(folder, arrays, zipped):
    for name in zipped:
        path = folder / IDX_FILES[name]
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    data = load_mnist(str(folder))
    for name, array in arrays.items():
        np.testing.assert_array_equal(part(data, name), array)


def test_packing_a_folder_makes_an_archive_that_reads_the_same(folder, archive, arrays):
    archive.unlink()
    pack_mnist(folder, archive)
    for name, array in arrays.items():
        np.testing.assert_array_equal(part(load_mnist(), name), array)


@pytest.mark.parametrize(
    ("labels", "problem"), [([0, 0, 0], "2 images.* 3"), ([9, 10], "holds the label 10; expected digits from 0 to 9$")]
)
def test_a_label_too_many_or_above_9_is_refused(folder, labels, problem):
    (folder / IDX_FILES["test_labels"]).write_bytes(idx(np.array(labels, np.uint8)))
    with pytest.raises(ValueError, match=problem):
        _ = load_mnist(folder).test.images


IMAGES = idx(np.zeros((3, 28, 28), np.uint8))
LABELS = idx(np.zeros(3, np.uint8))
ZIPPED = gzip.compress(IMAGES, mtime=0)  # the same bytes whenever the tests are collected


DAMAGED = [
    (IMAGES[:-1], 3, "damaged: expected 2352 bytes after the header, got 2351$"),
    (IMAGES + b"!", 3, "damaged: expected 2352 bytes after the header, got more$"),
    (IMAGES[:10], 3, "not an IDX file: expected a header of 16 bytes, got 10 bytes$"),
    (b"", 1, "is empty$"),
    (b"<!DOCTYPE html>\n<title>404 Not Found</title>", 3, "to be an IDX file of images, got a page of HTML or XML$"),
    (b'\n<?xml version="1.0"?>', 1, "to be an IDX file of labels, got a page of HTML or XML$"),
    (b"<html>", 3, "got a page of HTML or XML$"),
    (LABELS[:-1], 1, "damaged: expected 3 bytes after the header, got 2$"),
    (LABELS * 9, 3, r"to be an IDX file of images \(0x00000803\), got a file of labels$"),
    (IMAGES, 1, r"to be an IDX file of labels \(0x00000801\), got a file of images$"),
    (b"\x89PNG\r\n\x1a\n" * 9, 3, r"to be an IDX file of images \(0x00000803\), got the number 0x89504e47$"),
    (gzip.compress(b"<html>not here</html>", mtime=0), 3, "got a page of HTML or XML$"),
    (ZIPPED[:-9], 3, "damaged: .* ended before the end-of-stream marker was reached$"),
    (ZIPPED[:30] + b"\xff" * 40, 3, "damaged: .* ended before the end-of-stream marker was reached$"),
    (ZIPPED[:-8] + b"\xff" + ZIPPED[-7:], 3, "damaged: CRC check failed"),
    (idx(np.zeros((3, 32, 32), np.uint8)), 3, "expected images of 28 x 28 pixels in .*, got 32 x 32$"),
]


@pytest.mark.parametrize(("content", "dimensions", "problem"), DAMAGED, ids=[problem for *_, problem in DAMAGED])
def test_a_truncated_foreign_or_mislabelled_file_is_refused(tmp_path, content, dimensions, problem):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ValueError, match=problem):
        read_idx(tmp_path / "file", dimensions)


@pytest.mark.parametrize("name", ["file", "file.gz"])
@pytest.mark.parametrize("content", [IMAGES, ZIPPED], ids=["plain", "zipped"])
def test_whether_a_file_is_zipped_is_seen_from_what_is_in_it(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    np.testing.assert_array_equal(read_idx(tmp_path / name, 3), np.zeros((3, 28, 28)))


@pytest.mark.parametrize("end", ["", ".gz"])
def test_the_names_with_a_dot_are_found_as_well(folder, arrays, end):
    for name in IDX_FILES.values():
        (folder / name).rename(folder / (name.replace("-idx", ".idx") + end))
    np.testing.assert_array_equal(load_mnist(folder).test.images, arrays["test_images"])


@pytest.mark.parametrize("zipped", [False, True])
def test_what_a_false_header_claims_is_not_reserved(tmp_path, zipped):
    content = struct.pack(">HBB3I", 0, 8, 3, 1_000_000, 28, 28) + bytes(100)
    (tmp_path / "file").write_bytes(gzip.compress(content) if zipped else content)
    tracemalloc.start()
    with pytest.raises(ValueError, match=r"file is damaged: expected 784000000 bytes after the header, got 100$"):
        read_idx(tmp_path / "file", 3)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4_000_000


@pytest.mark.parametrize("claim", [(10**9, 28, 28), (10**5, 28, 28), (2,)])
def test_an_array_that_claims_another_size_than_it_has_is_refused_and_not_reserved(archive, claim):
    content = io.BytesIO()
    np.lib.format.write_array_header_1_0(content, {"descr": "|u1", "fortran_order": False, "shape": claim})
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("test_labels.npy", content.getvalue() + bytes(3))
    tracemalloc.start()
    with pytest.raises(ValueError, match=r"mnist.npz is damaged: .*; get it again from the repository$"):
        _ = load_mnist().test.labels
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4_000_000


def test_an_array_of_objects_is_never_unpickled(archive):
    np.savez(archive, test_labels=np.array([print, open], dtype=object))
    with pytest.raises(ValueError, match="mnist.npz is damaged: .*OBJECT"):
        _ = load_mnist().test.labels


def test_no_images_at_all_are_a_valid_file(tmp_path):
    (tmp_path / "file").write_bytes(idx(np.zeros((0, 28, 28), np.uint8)))
    assert read_idx(tmp_path / "file", 3).shape == (0, 28, 28)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere, found neither"):
        _ = load_mnist(tmp_path / "nowhere").train.labels


@pytest.mark.parametrize("array", ["images", "labels", "pixels"])
def test_all_who_ask_share_the_same_digits_and_nobody_can_write_into_them(array):
    assert getattr(load_mnist().test, array) is getattr(load_mnist().test, array)
    with pytest.raises(ValueError, match="read-only"):
        getattr(load_mnist().test, array)[0] = 0
