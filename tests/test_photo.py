"""A picture of a digit becomes the same ink, whatever it was drawn on."""

import io
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nn_core import load_mnist, picture_file
from nn_core.photo import read_picture
from nn_core.picture_file import LONGEST, MOST_PIXELS


@pytest.fixture(scope="module")
def digit():
    return load_mnist().test.images[0]


def saved(folder, image, name="picture.png", **options):
    image.save(folder / name, **options)
    return folder / name


def large(digit, height=210, width=280, top=40, left=80, size=130):
    """The digit on a page of its own: floats, 1 where the ink is."""
    page = np.zeros((height, width))
    enlarged = Image.fromarray(digit).resize((size, size), Image.Resampling.BICUBIC)
    page[top : top + size, left : left + size] = np.asarray(enlarged) / 255
    return page


def grey(shades):
    return Image.fromarray(np.uint8(np.round(255 * np.clip(shades, 0, 1))))


def test_a_digit_of_mnist_comes_back_unchanged(tmp_path, digit):
    np.testing.assert_allclose(read_picture(saved(tmp_path, Image.fromarray(digit))), digit / 255, atol=1e-6)


def test_black_on_white_gives_the_same_ink_as_white_on_black(tmp_path, digit):
    ink = read_picture(str(saved(tmp_path, Image.fromarray(255 - digit))))
    np.testing.assert_allclose(ink, digit / 255, atol=1e-6)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_png_is_read(tmp_path, digit, mode, dark):
    page = large(digit)
    image = grey(1 - page if dark else page)
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image).astype(np.uint16) * 257)
    ink = read_picture(saved(tmp_path, image if mode == "I;16" else image.convert(mode)))
    assert np.abs(ink - page).mean() < 0.02


@pytest.mark.parametrize("colour", [0, 255])
def test_what_is_transparent_is_paper(tmp_path, digit, colour):
    page = large(digit)
    channels = [np.full(page.shape, colour)] * 3 + [np.round(255 * np.clip(page, 0, 1))]
    ink = read_picture(saved(tmp_path, Image.fromarray(np.uint8(np.dstack(channels)))))
    np.testing.assert_allclose(ink, np.clip(page, 0, 1), atol=0.02)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", ["photo.png", "photo.jpg"])
def test_uneven_light_and_grain_are_taken_away(tmp_path, digit, seed, name):
    random = np.random.default_rng(seed)
    page = large(digit, top=random.integers(10, 70), left=random.integers(10, 140))
    y, x = np.indices(page.shape) / np.array(page.shape)[:, None, None]
    light = 0.4 + 0.5 * (random.random() * x + random.random() * y) + 0.08 * np.sin(3 * x + 6 * random.random())
    photo = light * (1 - 0.75 * page) + random.normal(0, 0.015, page.shape)
    ink = read_picture(saved(tmp_path, grey(photo), name))
    assert (ink[page == 0] > 0.1).mean() < 0.001
    assert (ink[page > 0.9] > 0.3).mean() > 0.98


def test_grey_pencil_on_grey_paper_is_seen(tmp_path, digit):
    page = large(digit)
    ink = read_picture(saved(tmp_path, grey(0.5 - 0.1 * page)))
    assert ink[page > 0.9].min() > 0.15
    assert ink[page == 0].max() < 0.02


def test_strokes_that_reach_the_border_stay(tmp_path):
    page = np.zeros((100, 80))
    page[:, 35:45] = 1
    np.testing.assert_allclose(read_picture(saved(tmp_path, grey(1 - page))), page, atol=0.01)


def test_a_photo_is_turned_the_way_the_camera_was_held(tmp_path, digit):
    page = large(digit)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter, clockwise
    ink = read_picture(saved(tmp_path, grey(1 - np.rot90(page)), "photo.jpg", exif=exif))
    assert np.abs(ink - page).mean() < 0.02


def exif(*entries):
    """The notes of a camera, big-endian, with entries of a tag, a type, a count and four bytes, as someone might write them."""
    body = b"".join(struct.pack(">HHI4s", *entry) for entry in entries)
    return b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", len(entries)) + body + bytes(4)


TURNED = (0x0112, 3, 1, b"\0\x06\0\0")


@pytest.mark.parametrize(
    "notes",
    [
        exif(TURNED),
        exif((0x010F, 5, 1, b"\0\0\0\x08"), TURNED),  # the maker, a fraction where a word belongs
        exif(TURNED, (0x8769, 9, 1, b"\xff\xff\xff\xff")),  # a list of further notes far outside
        exif((0x011A, 2, 4, b"abc\0"), TURNED),  # the resolution, a word where a fraction belongs
        exif((0x0102, 4, 2**31, b"\0\0\0\x08"), TURNED),  # two billion numbers
        exif((0xFFFF, 99, 1, b"????"), TURNED),  # a type that there is not
    ],
    ids=["good", "fraction", "pointer", "word", "many", "type"],
)
def test_the_orientation_is_read_whatever_else_a_camera_noted(tmp_path, digit, notes):
    page = large(digit)
    for name in ("photo.jpg", "photo.png", "photo.webp"):
        ink = read_picture(saved(tmp_path, grey(1 - np.rot90(page)), name, exif=notes))
        assert np.abs(ink - page).mean() < 0.02


@pytest.mark.parametrize(
    "notes",
    [
        b"Exif\0\0",
        b"Exif\0\0MM\0*\xff\xff\xff\xff",
        exif((0x0112, 2, 4, b"six\0")),
        exif((0x0112, 5, 1, b"\0\0\0\0")),
        exif((0x0112, 3, 1, b"\0\x09\0\0")),
        exif(TURNED)[:-9],
    ],
    ids=["nothing", "pointer", "word", "fraction", "nine", "cut"],
)
def test_an_orientation_that_makes_no_sense_does_not_spoil_a_good_picture(tmp_path, digit, notes):
    page = large(digit)
    ink = read_picture(saved(tmp_path, grey(1 - page), "photo.jpg", exif=notes))
    assert np.abs(ink - page).mean() < 0.02


@pytest.mark.parametrize(("turn", "back"), [(2, lambda page: page[:, ::-1]), (3, lambda page: page[::-1, ::-1]), (5, np.transpose)])
def test_a_mirrored_photo_is_mirrored_back(tmp_path, digit, turn, back):
    page = large(digit)
    notes = exif((0x0112, 3, 1, struct.pack(">HH", turn, 0)))
    ink = read_picture(saved(tmp_path, grey(1 - back(page)), "photo.jpg", exif=notes))
    assert np.abs(ink - page).mean() < 0.02


@pytest.mark.parametrize(
    ("kind", "top"),
    [
        *((np.float32, top) for top in (1, 200, 4000, 3e9)),
        *((np.int32, top) for top in (255, 4000, 2e9)),
        (np.uint16, 4000),
        (np.uint16, 65_535),
    ],
)
def test_numbers_that_are_not_bytes_are_read_on_a_scale_that_holds_them(tmp_path, digit, kind, top):
    page = large(digit)
    ink = read_picture(saved(tmp_path, Image.fromarray((top * (1 - page)).clip(0).astype(kind)), "picture.tif"))
    assert np.abs(ink - page).mean() < 0.03


def test_a_picture_of_no_numbers_shows_nothing(tmp_path):
    with pytest.raises(ValueError, match="shows nothing"):
        read_picture(saved(tmp_path, Image.fromarray(np.full((30, 40), np.nan, np.float32)), "picture.tif"))


@pytest.mark.parametrize("width", [2 * LONGEST - 1, 2 * LONGEST, 4 * LONGEST - 1, 4 * LONGEST, 5 * LONGEST + 1])
def test_a_picture_converted_tile_by_tile_is_the_one_converted_at_once(tmp_path, monkeypatch, width):
    page = np.random.default_rng(0).integers(0, 256, (700, width, 4), np.uint8)
    path = saved(tmp_path, Image.fromarray(page), compress_level=1)
    small = picture_file._read(path)
    monkeypatch.setattr(picture_file, "TILE", 10_000)
    assert small.tobytes() == picture_file._read(path).tobytes() == Image.fromarray(page).reduce(max(1, width // (2 * LONGEST))).tobytes()


def test_a_large_picture_is_made_smaller(tmp_path, digit):
    ink = read_picture(saved(tmp_path, grey(1 - large(digit, 2000, 3000, 400, 900, 1200))))
    assert ink.shape == (round(LONGEST * 2 / 3), LONGEST)


@pytest.mark.parametrize("shade", [0, 0.4, 1])
@pytest.mark.parametrize("size", [(1, 1), (1, 50), (28, 28), (300, 200)])
def test_an_even_picture_shows_nothing(tmp_path, shade, size):
    with pytest.raises(ValueError, match=r"picture\.png shows nothing"):
        read_picture(saved(tmp_path, grey(np.full(size, shade))))


def test_empty_paper_in_uneven_light_shows_nothing(tmp_path):
    y, x = np.indices((200, 300)) / 300
    paper = 0.4 + 0.5 * x * y + np.random.default_rng(0).normal(0, 0.01, (200, 300))
    with pytest.raises(ValueError, match="shows nothing"):
        read_picture(saved(tmp_path, grey(paper)))


def test_an_open_file_is_read_like_one_on_the_disk(tmp_path, digit):
    path = saved(tmp_path, grey(large(digit)))
    np.testing.assert_array_equal(read_picture(io.BytesIO(path.read_bytes())), read_picture(path))
    with pytest.raises(ValueError, match="is not a picture"):
        read_picture(io.BytesIO(b""))


def test_what_is_no_picture_is_refused(tmp_path, digit):
    whole = saved(tmp_path, grey(large(digit))).read_bytes()
    for content, problem in (
        (b"", "is empty$"),
        (b"seven", "is not a picture that can be read; expected a PNG or JPEG$"),
        (whole[:40], "is (damaged|not a picture)"),
        (whole[: len(whole) // 2], "is damaged: "),
    ):
        (tmp_path / "file.png").write_bytes(content)
        with pytest.raises(ValueError, match=rf"file\.png {problem}"):
            read_picture(tmp_path / "file.png")


def test_without_pillow_one_sentence_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ImportError, match="Pillow.* pip install pillow"):
        read_picture(tmp_path / "picture.png")


@pytest.mark.parametrize(
    "problem",
    [
        RuntimeError("Failed to decode frame 0"),
        SyntaxError("broken PNG file"),
        struct.error("unpack requires a buffer"),
        OverflowError("too large to convert"),
        AttributeError("'IFDRational' object has no attribute 'encode'"),
        ValueError(),
        OSError("image file is truncated"),
        OSError(22, "Invalid argument"),
        RecursionError("maximum recursion depth exceeded"),
        zlib.error("Error -3"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("stage", ["PIL.Image.open", "PIL.PngImagePlugin.PngImageFile.load", "PIL.Image.Image.convert"])
def test_whatever_a_decoder_raises_is_one_sentence_that_names_the_file(tmp_path, digit, monkeypatch, problem, stage):
    def fail(*_, **__):
        raise problem

    path = saved(tmp_path, grey(large(digit)))
    monkeypatch.setattr(stage, fail)
    with pytest.raises(ValueError, match=rf"picture\.png is damaged: .*{re.escape(str(problem)) or type(problem).__name__}$"):
        read_picture(path)


@pytest.mark.parametrize(
    ("problem", "raised", "words"),
    [
        (MemoryError(), ValueError, r"picture\.png takes more memory than there is$"),
        (OSError(5, "Input/output error"), OSError, r"Input/output error: '.*picture\.png'$"),
    ],
)
def test_what_is_no_damage_is_not_called_damage(tmp_path, digit, monkeypatch, problem, raised, words):
    def fail(*_, **__):
        raise problem

    path = saved(tmp_path, grey(large(digit)))
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", fail)
    with pytest.raises(raised, match=words):
        read_picture(path)


def png(width, height, depth=1, colour=0, rows=0):
    """A PNG that claims a size, with some black rows: its header is all that a refusal may take."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = bytes(1 + (width * depth * channels + 7) // 8)
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    palette = [(b"PLTE", bytes(3))] if colour == 3 else []
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)), *palette, (b"IDAT", body), (b"IEND", b"")]
    parts = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg(width, height, mode="RGB", **options):
    """A small JPEG whose header claims another size."""
    file = io.BytesIO()
    Image.new(mode, (16, 16)).save(file, "JPEG", **options)
    content = bytearray(file.getvalue())
    frame = content.index(b"\xff\xc2" if options.get("progressive") else b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def in_two_scans(content):
    """A JPEG whose first scan holds one colour only."""
    scan = content.index(b"\xff\xda\0\x0c\x03")
    return content[:scan] + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + content[scan + 14 :]


def in_one_tile(width, height):
    """A TIFF of 10 x 10 grey pixels in a larger tile."""
    content = zlib.compress(bytes(16))
    tags = {256: 10, 257: 10, 258: 8, 259: 8, 262: 1, 277: 1, 322: width, 323: height, 324: 130, 325: len(content)}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return (b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries).ljust(130, b"\0") + content


TOO_LARGE = [
    (png(13_000, 13_000), "169,000,000 pixels, and at most 134,217,728 "),
    (png(11_600, 11_600, 8), "134,560,000 pixels, and at most 134,217,728 "),
    (png(2**31 - 1, 2**31 - 1, 8), "more than 178,956,970 pixels, and at most 134,217,728 are read$"),
    (png(65_536, 1), "65,536 pixels a side, and at most 65,535 are read$"),
    (png(1, 2**26), "67,108,864 pixels a side, and at most 65,535 are read$"),
    (png(8000, 8000, 8, 2), "64,000,000 pixels, and at most 56,2"),
    (png(8000, 8000, 8, 6), "64,000,000 pixels, and at most 56,2"),
    (png(11_000, 11_000, 16), "121,000,000 pixels, and at most 112,4"),
    (jpeg(16_000, 12_500), "more than 178,956,970 pixels, and at most 134,217,728 are read$"),
    (jpeg(12_000, 12_000), "144,000,000 pixels, and at most 134,217,728 "),
    (jpeg(12_000, 12_000, "L"), "144,000,000 pixels, and at most 134,217,728 "),
    (jpeg(5000, 5000, progressive=True), "25,000,000 pixels, and at most 18,7"),
    (jpeg(5000, 5000, "CMYK", progressive=True), "25,000,000 pixels, and at most 18,7"),
    (jpeg(10_000, 10_000, "L", progressive=True), "100,000,000 pixels, and at most 74,9"),
    (in_two_scans(jpeg(5000, 5000)), "25,000,000 pixels, and at most 18,7"),
    (in_one_tile(30_000, 20_000), "600,000,000 pixels, and at most 74,9"),
    (in_one_tile(16, 600_000), "600,000 pixels a side, and at most 65,535 are read$"),
]


@pytest.mark.parametrize(("content", "words"), TOO_LARGE, ids=[words for _, words in TOO_LARGE])
def test_what_is_too_large_is_told_so_before_it_is_decoded(tmp_path, monkeypatch, content, words):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _: pytest.fail("this is decoding"))
    (tmp_path / "picture").write_bytes(content)
    with pytest.raises(ValueError, match=f"picture is too large: it has {words}"):
        read_picture(tmp_path / "picture")


def with_scans_more(content, count):
    """A progressive JPEG whose last scan is repeated."""
    last = content[content.rindex(b"\xff\xda") : -2]
    return content[:-2] + count * last + content[-2:]


PROGRESSIVE = [jpeg(16, 16, progressive=True), jpeg(4000, 4000, "L", progressive=True), jpeg(1000, 10, "CMYK", progressive=True)]


@pytest.mark.parametrize("content", PROGRESSIVE)
def test_a_photo_of_more_scans_than_a_camera_writes_is_told_so_before_it_is_decoded(tmp_path, monkeypatch, content):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _: pytest.fail("this is decoding"))
    (tmp_path / "picture.jpg").write_bytes(with_scans_more(content, 2000))
    with pytest.raises(ValueError, match=r"picture\.jpg would take too long: it has 2,0\d\d scans, and at most 100 are read$"):
        read_picture(tmp_path / "picture.jpg")


@pytest.mark.parametrize(
    "content", [jpeg(11_000, 11_000), jpeg(65_500, 2000), jpeg(11_000, 11_000, "CMYK"), jpeg(4000, 4000, progressive=True)]
)
def test_a_large_photo_of_one_scan_is_decoded_in_small(tmp_path, monkeypatch, content):
    sizes = []
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda image: sizes.append(image.size) or 1 / 0)
    (tmp_path / "picture.jpg").write_bytes(content)
    with pytest.raises(ValueError, match="damaged"):
        read_picture(tmp_path / "picture.jpg")
    assert max(sizes[0]) <= 8200


def test_a_file_of_more_bytes_than_a_picture_has_is_not_opened(tmp_path):
    with (tmp_path / "huge.png").open("wb") as file:
        file.truncate(2**33)
    with pytest.raises(ValueError, match=r"huge\.png is too large: 8,589,934,592 bytes, and at most 67,108,864 are read$"):
        read_picture(tmp_path / "huge.png")


def test_a_format_that_starts_other_programs_is_no_picture_here(tmp_path):
    (tmp_path / "page.eps").write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n")
    with pytest.raises(ValueError, match="is not a picture that can be read"):
        read_picture(tmp_path / "page.eps")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell it elsewhere")
def test_the_largest_picture_of_all_takes_less_than_300_megabytes(tmp_path):
    side = int((picture_file.MOST_BYTES / 4) ** 0.5) - 60
    (tmp_path / "page.png").write_bytes(png(side, side, 8, 2, rows=side))
    program = (
        "import sys\nfrom nn_core.photo import read_picture\ntry: read_picture(sys.argv[1])\nexcept ValueError as problem: print(problem)\n"
        # Unlike ru_maxrss, this does not begin with what the tests themselves held when they started the program.
        "(peak,) = [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')]\nprint(int(peak) // 1024)"
    )
    run = subprocess.run([sys.executable, "-c", program, tmp_path / "page.png"], capture_output=True, text=True, check=True)
    sentence, megabytes = run.stdout.splitlines()
    assert "shows nothing" in sentence
    assert 4 * side**2 / 2**20 < int(megabytes) < 300


def test_the_bound_of_the_pad_is_the_one_here():
    script = (Path(__file__).parents[1] / "docs" / "javascripts" / "pad" / "picture-file.js").read_text(encoding="utf-8")
    assert f"const MOST_PIXELS = 2 ** {MOST_PIXELS.bit_length() - 1};" in script
