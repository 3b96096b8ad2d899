"""A picture of a digit becomes the same ink, whatever it was drawn on."""

import sys

import numpy as np
import pytest
from PIL import Image

from nn_core import load_mnist
from nn_core.photo import LONGEST, read_picture


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


def test_what_is_no_picture_is_refused(tmp_path, digit):
    whole = saved(tmp_path, grey(large(digit))).read_bytes()
    for content, problem in (
        (b"", "is not a picture that can be read; expected a PNG or JPEG$"),
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
