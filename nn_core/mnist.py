"""MNIST is 70,000 handwritten digits with their labels.

60,000 are to learn from, and 10,000 are kept back to test with.
Collected by Yann LeCun, Corinna Cortes and Christopher J. C. Burges from NIST's forms; CC BY-SA 3.0.
"""

import gzip
import io
import struct
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from nn_core.files import damage, read_array, size_of, write_whole
from nn_core.preprocessing import SIDE

ARCHIVE = Path(__file__).parent / "data" / "mnist.npz"
IDX_FILES = {
    "train_images": "train-images-idx3-ubyte",
    "train_labels": "train-labels-idx1-ubyte",
    "test_images": "t10k-images-idx3-ubyte",
    "test_labels": "t10k-labels-idx1-ubyte",
}
# An IDX file opens with two zeros, 8 for "unsigned bytes", and its number of dimensions; then the dimensions.
MAGIC = {1: 0x00000801, 3: 0x00000803}
KINDS = {1: "labels", 3: "images"}
MOST_ITEMS = 1_000_000  # images or labels in a file; one that claims more, as a few compressed bytes can, is not read
MOST_BYTES = MOST_ITEMS * SIDE**2 + 1024
GZIP = b"\x1f\x8b"  # what a compressed file begins with, whatever its name
CHUNK = 2**20


class Digits:
    """Images and their labels, read when they are first asked for.

    digits[3] is the image and the label at index 3; digits[:100], or any other choice of many, is again a Digits.

    Args:
        read_images: a function that gives the images, uint8 (n, 28, 28).
        read_labels: a function that gives their labels, uint8 (n,).

    Examples:
        >>> load_mnist().test[:100]
        100 handwritten digits
          .images (100, 28, 28): grey values, uint8, from 0 (black) to 255 (white ink)
          .labels (100,): the digit that each image shows, uint8
          .pixels (100, 784): the images as rows of activations, floats from 0 to 1
    """

    def __init__(self, read_images, read_labels):
        self._read_images = read_images
        self._read_labels = read_labels

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        if isinstance(index, slice) or np.ndim(index):
            return Digits(lambda: self.images[index], lambda: self.labels[index])
        return self.images[index], int(self.labels[index])

    def __repr__(self):
        n = len(self)
        return (
            f"{n:,} handwritten digits\n"
            f"  .images ({n}, {SIDE}, {SIDE}): grey values, uint8, from 0 (black) to 255 (white ink)\n"
            f"  .labels ({n},): the digit that each image shows, uint8\n"
            f"  .pixels ({n}, {SIDE**2}): the images as rows of activations, floats from 0 to 1"
        )

    @cached_property
    def images(self):
        """The grey values, (n, 28, 28), uint8: ink is bright, from 0 to 255."""
        images = self._read_images()
        if len(images) != len(self.labels):
            raise ValueError(f"expected one label for each of the {len(images)} images, got {len(self.labels)}")
        return _locked(images)

    @cached_property
    def labels(self):
        """Which digit each image shows, (n,), uint8."""
        return _locked(self._read_labels())

    @cached_property
    def pixels(self):
        """Each image as the activations of the input layer, (n, 784), float64 from 0 to 1."""
        return _locked(self.images.reshape(-1, SIDE**2) / 255.0)


class Mnist:
    """The data set in two halves that are never mixed.

    Args:
        read: a function that gives an array by its name, such as "train_images".

    Attributes:
        train: the Digits to learn from.
        test: the Digits kept back to test with.
    """

    def __init__(self, read):
        self.train = Digits(lambda: read("train_images"), lambda: read("train_labels"))
        self.test = Digits(lambda: read("test_images"), lambda: read("test_labels"))

    def __repr__(self):
        return f"MNIST: .train {len(self.train):,} handwritten digits to learn from, .test {len(self.test):,} to test with"


def load_mnist(folder=None):
    """The MNIST digits, from the package or from a folder of IDX files, plain or .gz.

    Nothing is read before it is asked for, or twice, and the test digits never wait for the training digits.
    All who ask share the same arrays, so nobody can write into them: images.copy() is yours.

    Args:
        folder: of the IDX files; None for the digits of the package.

    Returns:
        An Mnist, with train and test.

    Raises:
        FileNotFoundError: for a missing file.
        ValueError: for one that is truncated, foreign or mislabelled.

    Examples:
        >>> load_mnist()
        MNIST: .train 60,000 handwritten digits to learn from, .test 10,000 to test with
        >>> image, label = load_mnist().test[0]
        >>> label
        7
    """
    if folder is None:
        return _packaged(ARCHIVE)
    folder = Path(folder)
    return Mnist(lambda part: read_idx(_find(folder, IDX_FILES[part]), 3 if part.endswith("images") else 1))


def read_idx(path, dimensions):
    """Read one IDX file of unsigned bytes, plain or .gz.

    Args:
        path: of the file.
        dimensions: 3 for images, 1 for labels.

    Returns:
        uint8, (n, 28, 28) or (n,).

    Raises:
        ValueError: for a file that is truncated, foreign or mislabelled.

    Source: The format description of the MNIST database.
    """
    path = Path(path)
    size_of(path, MOST_BYTES)
    with path.open("rb") as file:
        zipped = file.read(len(GZIP)) == GZIP
    with gzip.open(path) if zipped else path.open("rb") as file:
        shape = _shape(path, _read(path, file, 4 + 4 * dimensions), dimensions)
        expected = int(np.prod(shape, dtype=object))
        # One byte more than expected is enough to notice a file that is too long, whatever it claims.
        content = _read(path, file, expected + 1)
    if len(content) != expected:
        more = "more" if len(content) > expected else str(len(content))
        raise ValueError(f"{path} is damaged: expected {expected} bytes after the header, got {more}")
    array = np.frombuffer(content, np.uint8).reshape(shape)
    if dimensions == 1 and array.size and array.max() > 9:
        raise ValueError(f"{path} holds the label {array.max()}; expected digits from 0 to 9")
    return array


def pack_mnist(folder, path=ARCHIVE):
    """Write the four IDX files of a folder into one archive: how mnist.npz was made.

    Args:
        folder: of the IDX files.
        path: of the archive.
    """
    data = load_mnist(folder)
    parts = {name: getattr(getattr(data, name.split("_")[0]), name.split("_")[1]) for name in IDX_FILES}
    archive = io.BytesIO()
    np.savez_compressed(archive, **parts)
    write_whole(path, archive.getvalue())


@cache
def _packaged(archive):
    return Mnist(lambda part: _read_from_archive(archive, part))


def _read_from_archive(path, part):
    try:
        return read_array(path, part, MOST_BYTES)
    except ValueError as problem:
        raise ValueError(f"{problem}; get it again from the repository") from None


def _locked(array):
    array.flags.writeable = False
    return array


def _find(folder, name):
    for candidate in (name, f"{name}.gz", name.replace("-idx", ".idx"), name.replace("-idx", ".idx") + ".gz"):
        if (folder / candidate).is_file():
            return folder / candidate
    raise FileNotFoundError(f"expected {name} or {name}.gz in {folder}, found neither")


def _read(path, file, count):
    """So many bytes, or as many as there are.

    They are read piece by piece, because a false count should take no memory.
    """
    content = bytearray()
    try:
        while chunk := file.read(min(CHUNK, count - len(content))):
            content += chunk
    except Exception as problem:
        raise damage(path, problem) from None
    return content


def _shape(path, header, dimensions):
    """The dimensions that the header of an IDX file states, checked."""
    kind = KINDS[dimensions]
    if header.lstrip().startswith(b"<"):
        raise ValueError(f"expected {path} to be an IDX file of {kind}, got a page of HTML or XML")
    if len(header) < 4 + 4 * dimensions:
        raise ValueError(f"{path} is not an IDX file: expected a header of {4 + 4 * dimensions} bytes, got {len(header)} bytes")
    magic, *shape = struct.unpack(f">{1 + dimensions}I", header)
    if magic != MAGIC[dimensions]:
        other = next((KINDS[known] for known, number in MAGIC.items() if number == magic), None)
        found = f"a file of {other}" if other else f"the number {magic:#010x}"
        raise ValueError(f"expected {path} to be an IDX file of {kind} ({MAGIC[dimensions]:#010x}), got {found}")
    if shape[0] > MOST_ITEMS:
        raise ValueError(f"{path} claims to hold {shape[0]:,} {kind}; more than {MOST_ITEMS:,} are not read")
    if shape[1:] not in ([], [SIDE, SIDE]):
        raise ValueError(f"expected images of {SIDE} x {SIDE} pixels in {path}, got {shape[1]} x {shape[2]}")
    return shape
