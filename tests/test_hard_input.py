"""Hard input: whatever bytes, numbers or words come, they are read, or refused in one clear sentence; never a crash, never a flood of memory."""

import functools
import gzip
import io
import json
import operator
import struct
import tracemalloc
import zlib

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from PIL import Image

from nn_core import load_network, load_networks, prepare
from nn_core.__main__ import main
from nn_core.mnist import read_idx
from nn_core.photo import read_picture
from nn_core.preprocessing import INPUTS
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.execute import resolve
from nn_core.publish.chapter.read import Fact, find_blocks, find_facts
from nn_core.training.learner import Learner

SMALL = {"card": {}, "input": "framed", "layers": [{"weights": [[0.5, -1.0]], "biases": [0.25], "activation": "sigmoid"}]}
BUNDLED = {"format": "nn_core bundle 1", "input": "framed", "layers": [[2, 1, "sigmoid"]], "cards": [{"seed": 1}, {"seed": 2}]}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["sigmoid", "relu", "framed", 1e308, 10**400]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["weights", "biases", "layers", "x"]), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hard")


def read_or_refused(read, *refusals, start=""):
    """What is read, or None where it is refused, which has to be in one sentence that begins as it should."""
    try:
        return read()
    except refusals as problem:
        words = str(problem)
        assert words.startswith(start) and words and "\n" not in words and len(words) < 1000, words


def damaged(draw, content):
    """The bytes with one of them changed, some taken out or put in, or the end cut off."""
    content = bytearray(content)
    start = draw(st.integers(0, len(content)))
    end = draw(st.sampled_from([start, start + 1, start + 4, len(content)]))
    content[start:end] = draw(st.binary(max_size=6))
    return bytes(content)


# IDX


@settings(max_examples=150)
@given(st.data())
def test_an_idx_file_is_read_or_refused(folder, data):
    dimensions = data.draw(st.sampled_from([1, 3]))
    count = data.draw(st.integers(0, 3))
    shape = [count, 28, 28][:dimensions]
    valid = struct.pack(f">HBB{dimensions}I", 0, 8, dimensions, *shape) + bytes(int(np.prod(shape)))
    content = damaged(data.draw, valid)
    zipped = data.draw(st.booleans())
    path = folder / ("file.gz" if zipped else "file")
    path.write_bytes(damaged(data.draw, gzip.compress(content, mtime=0)) if zipped else content)
    array = read_or_refused(lambda: read_idx(path, dimensions), ValueError)
    assert array is None or (array.dtype == np.uint8 and array.shape[1:] in ((), (28, 28)))


@pytest.mark.parametrize("dimensions", [1, 3])
@pytest.mark.parametrize("zipped", [False, True])
def test_a_header_that_claims_two_billion_is_refused_before_what_follows_it_is_read(folder, dimensions, zipped):
    header = struct.pack(f">HBB{dimensions}I", 0, 8, dimensions, *[2**31, 28, 28][:dimensions])
    path = folder / ("bomb.gz" if zipped else "bomb")
    with gzip.open(path, "wb") if zipped else path.open("wb") as file:
        file.write(header)
        file.write(bytes(20_000_000))
    tracemalloc.start()
    with pytest.raises(ValueError, match=r"claims to hold 2,147,483,648 (images|labels); more than 1,000,000 are not read$"):
        read_idx(path, dimensions)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1_000_000


# Parameters


@settings(max_examples=150)
@given(
    st.sampled_from(
        ["card", "input", "layers", "layers.0", "layers.0.weights", "layers.0.weights.0", "layers.0.biases.0", "layers.0.activation"]
    ),
    JSON,
)
def test_a_network_file_with_anything_in_any_place_is_read_or_refused(folder, place, anything):
    content = json.loads(json.dumps(SMALL))
    *way, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    functools.reduce(operator.getitem, way, content)[last] = anything
    path = folder / "network.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    network = read_or_refused(lambda: load_network(path), ValueError, start=f"{path} is not a network file: ")
    if network is not None:
        assert network.input in INPUTS
        assert all(np.isfinite(layer.weights).all() and np.isfinite(layer.biases).all() for layer in network.layers)


@settings(max_examples=100)
@given(JSON, JSON, st.integers(0, 24))
@example([[2**31, 2**31, "sigmoid"]], [], 0)
@example([[-1, 5, "sigmoid"]], [{}], 0)
@example([[10**30, 1, "sigmoid"]], [], 0)
def test_a_bundle_whose_first_line_lies_is_read_or_refused(folder, layers, cards, numbers):
    path = folder / "bundle.bin"
    path.write_bytes(json.dumps(BUNDLED | {"layers": layers, "cards": cards}).encode() + b"\n" + bytes(numbers))
    read_or_refused(lambda: load_networks(path), ValueError, start=f"{path} is not a bundle of networks: ")


@pytest.mark.parametrize(
    ("content", "load", "kind"),
    [
        (json.dumps(SMALL).encode(), load_network, "a network file"),
        (json.dumps(BUNDLED).encode() + b"\n" + bytes(24), load_networks, "a bundle of networks"),
    ],
    ids=["network", "bundle"],
)
@settings(max_examples=100)
@given(st.data())
def test_damaged_bytes_of_networks_are_read_or_refused(folder, content, load, kind, data):
    path = folder / "damaged"
    path.write_bytes(damaged(data.draw, content))
    read_or_refused(lambda: load(path), ValueError, start=f"{path} is not {kind}: ")


# Pictures and their preparation

KINDS = st.sampled_from(["uint8", "float32", "float64", "int64", "bool", "complex128", "float16"])


@settings(max_examples=200)
@given(st.data())
def test_an_array_of_any_kind_and_shape_is_prepared_or_refused(data):
    kind = np.dtype(data.draw(KINDS))
    shape = data.draw(array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=9))
    elements = st.floats(0, 1, width=32) if kind.kind == "f" and data.draw(st.booleans()) else None
    images = data.draw(arrays(kind, shape, elements=elements))
    wanted = data.draw(st.sampled_from(INPUTS))
    prepared = read_or_refused(lambda: prepare(images, wanted), ValueError, TypeError)
    if prepared is not None:
        assert prepared.shape == (*shape[:-2], 784)
        assert ((prepared >= 0) & (prepared <= 1)).all()


def test_an_image_of_one_row_and_millions_of_columns_is_refused_before_it_takes_memory():
    strip = np.ones((1, 4_000_000), np.uint8)
    tracemalloc.start()
    with pytest.raises(ValueError, match="at most 10,000 pixels.* 1 x 4000000"):
        prepare(strip)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1_000_000


@functools.cache
def picture(kind, mode):
    file = io.BytesIO()
    Image.fromarray(np.pad(np.zeros((20, 4), np.uint8), 9, constant_values=255)).convert(mode).save(file, kind)
    return file.getvalue()


PICTURES = [("PNG", "1"), ("PNG", "P"), ("PNG", "RGBA"), ("JPEG", "L"), ("JPEG", "CMYK"), ("GIF", "P"), ("BMP", "RGB"),
            ("PPM", "RGB"), ("TIFF", "RGB"), ("WEBP", "RGB"), ("AVIF", "RGB")]  # fmt: skip


@pytest.mark.parametrize(("kind", "mode"), PICTURES)
def test_an_undamaged_picture_is_read(folder, kind, mode):
    (folder / "whole").write_bytes(picture(kind, mode))
    assert read_picture(folder / "whole").max() > 0.5


@pytest.mark.parametrize(("kind", "mode"), PICTURES)
@settings(max_examples=30)
@given(st.data())
def test_a_damaged_picture_is_read_or_refused(folder, kind, mode, data):
    path = folder / "picture"
    path.write_bytes(damaged(data.draw, picture(kind, mode)))
    ink = read_or_refused(lambda: read_picture(path), ValueError, start=f"{path} ")
    assert ink is None or ((ink >= 0) & (ink <= 1)).all()


def test_a_picture_that_claims_billions_of_pixels_is_refused(folder):
    header = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    path = folder / "huge.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk)))
    with pytest.raises(ValueError, match="huge.png"):
        read_picture(path)


# The command line


def commanded(capfd, *arguments):
    """What main says, which has to be an answer and status 0, or one sentence and status 2."""
    status = main(list(arguments))
    out, err = capfd.readouterr()
    assert (status, bool(out), err.count("\n")) in ((0, True, 0), (2, False, 1)), (status, out, err)
    assert all(each.isprintable() for each in (out + err).replace("\n", "")) and len(err) < 1100
    return err


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_command_answers_or_says_one_sentence_that_names_the_file(folder, capfd, data):
    kind, mode = data.draw(st.sampled_from(PICTURES))
    path = folder / "pic\x1bture"
    path.write_bytes(damaged(data.draw, picture(kind, mode)))
    err = commanded(capfd, "predict", str(path))
    assert not err or "pic\\x1bture" in err


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_network_is_shown_or_refused_in_one_sentence(folder, capfd, data):
    layer = {"weights": [[0] * 784] * 10, "biases": [0] * 10, "activation": "sigmoid"}
    content = json.dumps({"card": {"purpose": "\x1b[31m \u202e", "seed": 1}, "input": "framed", "layers": [layer]})
    start = data.draw(st.sampled_from([0, 1]))
    (folder / "net.json").write_bytes(damaged(data.draw, content[:100].encode()) + content[100:].encode() if start else content.encode())
    err = commanded(capfd, "info", str(folder / "net.json"), *data.draw(st.sampled_from([[], ["--json"]])))
    assert not err or "net.json" in err


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_checkpoint_goes_on_as_it_was_or_is_refused(folder, data):
    path, learner = folder / "x.checkpoint.npz", Learner([4, 3], 1, np.zeros(4))
    learner.save(path, "a training")
    whole = path.read_bytes()
    path.write_bytes(damaged(data.draw, whole))
    resumed = Learner([4, 3], 2, np.zeros(4))
    read_or_refused(lambda: resumed.resume(path, "a training"), ValueError, start=f"{path} ")
    assert (resumed.state == learner.state).all() or (resumed.state == Learner([4, 3], 2, np.zeros(4)).state).all()


# Facts and fences

MARKUP = st.lists(
    st.sampled_from(
        ["```", "~~~", "````", "python", "pycon", ' exec="on"', ' exec="off"', ' id="a"', " id=a", "{.python}", "\n", "\n\n", " ", "    ", "> ", "\t",
         ">>> 1", "x = 1", "{=", "=}", "{= 1 =}", "`", "``", "`{= 2 =}`", '"', "|", "\x0c", "\x0b", "\u2028", "\x85", "é", "\\", "{", "}"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(MARKUP)
def test_a_block_is_found_where_it_stands_or_its_fence_is_refused(text):
    for block in read_or_refused(lambda: find_blocks(text, "a.md"), PageError) or []:
        assert text[block.start : block.end].lstrip(" \t>").startswith(("```", "~~~"))
        assert block.line == text.count("\n", 0, block.start) + 1


@settings(max_examples=300)
@given(MARKUP)
def test_a_fact_is_found_where_it_stands_or_its_marks_are_refused(text):
    for fact in read_or_refused(lambda: find_facts(text, "a.md"), PageError) or []:
        assert text[fact.start : fact.end].startswith("{=") and text[fact.start : fact.end].endswith("=}")
        assert fact.line == text.count("\n", 0, fact.start) + 1


@settings(max_examples=300)
@given(st.text("0123456789xyz+-*()[]{}'\"\\:,.=! \t\x00é", max_size=12))
@example("exit()")
@example("(" * 300)
def test_a_fact_of_any_words_is_computed_or_refused(expression):
    fact = Fact("a.md", 3, 0, 0, expression)
    assert read_or_refused(lambda: resolve(fact, {"x": 1, "y": 2.5, "z": "z"}), PageError, start="a.md:3: the fact {= ") != ""


@pytest.mark.parametrize("text", ["{=" + " " * 50_000, "{= x" + " =" * 50_000, "`" * 50_000, "```\n" * 5_000 + "x", "{=" * 3_000])
def test_a_long_line_that_never_ends_is_refused_soon(text):
    """With a pattern that goes back over what it has read, these would take hours."""
    read_or_refused(lambda: find_facts(text, "a.md"), PageError)
    read_or_refused(lambda: find_blocks(text, "a.md"), PageError)
