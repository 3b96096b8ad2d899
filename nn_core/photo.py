"""A picture of a digit, drawn or photographed, becomes an image of white ink on black."""

import contextlib
import itertools
import math
import os
import warnings
from pathlib import Path

import numpy as np

from nn_core.files import damage, size_of

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "PPM", "TIFF", "WEBP", "AVIF")  # others would start programs, or take any memory
MOST_PIXELS = 2**27  # the pad's own bound, see picture-file.js
MOST_BYTES = 225_000_000  # that the file and its pixels may take while they are decoded
MOST_FILE_BYTES = 2**26
MOST_A_SIDE = 65_535  # pixels, JPEG's own bound
BYTES_A_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2}  # in Pillow, by mode; 4 in all others
# How often a decoder holds the pixels at its worst, as measured; once where nothing is said.
TIMES = {"GIF": 2, "TIFF": 3, "WEBP": 4.1, "AVIF": 4.5}
MANY_SCANS = 3  # the same for a JPEG that refines its pixels scan by scan
TILE = 512  # pixels a side: what is converted at a time
LONGEST = 560  # pixels a side: larger pictures are shrunk first; a digit ends as 28 pixels
SMALL = 64  # pixels a side of the small copy in which paper and light are estimated
STROKE = 21  # pixels of the small copy: strokes are narrower than this, shadows wider
DARKEST_PAPER = 1e-3
FAINTEST = 0.08  # less contrast than this is no ink


def read_picture(path):
    """The ink in a PNG or JPEG, black on white or white on black.

    The border shows the paper. The paper's brightness, which may be uneven, is estimated everywhere by removing
    all strokes. Ink is what differs from it by more than the grain of the paper does.

    Args:
        path: of the picture, or a file that is open for reading.

    Returns:
        (h, w), floats from 0, the paper, to 1.

    Raises:
        OSError: when there is no such file, or the system cannot read it.
        ValueError: for what is no picture, is damaged or too large, or shows nothing.
        ImportError: without Pillow.
    """
    grey, small = _grey(path)
    paper, ink_is_dark = _paper(small)
    paper = np.asarray(_picture(paper).resize(grey.size))
    # Light multiplies: half the light makes half the difference between dark ink and its paper.
    ink = 1.0 - np.asarray(grey) / np.maximum(paper, DARKEST_PAPER) if ink_is_dark else np.asarray(grey) - paper
    # Both are four standard deviations of normally distributed grain; strokes that reach the border raise only the second.
    most, nearly_all = np.percentile(_border(ink), [80, 98])
    ink = np.clip(ink - min(5 * most, 2 * nearly_all), 0.0, 1.0)
    if ink.max() < FAINTEST:
        raise ValueError(f"{path} shows nothing: its brightest and its darkest place are nearly the same")
    return ink


def _grey(path):
    """The picture and a small copy of it, both in shades from 0.0 to 1.0."""
    try:
        from PIL import Image
    except ImportError:
        raise ImportError("reading a picture takes Pillow, which is not installed; install it with: pip install pillow") from None
    image = _read(path)
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.BILINEAR)
    grey = _on_paper(image, "white")
    if grey.getextrema()[0] == grey.getextrema()[1]:
        grey = _on_paper(image, "black")
    small = grey.resize((SMALL, SMALL), Image.Resampling.BOX if min(grey.size) >= SMALL else Image.Resampling.BILINEAR)
    return _as_floats(grey), _as_floats(small)


def _read(path):
    """The picture, upright, in RGBA, and small: its longer side is below four times LONGEST."""
    from PIL import Image, UnidentifiedImageError

    is_open = hasattr(path, "read")
    file_size = path.seek(0, os.SEEK_END) if is_open else size_of(path, MOST_FILE_BYTES)
    with contextlib.nullcontext(path) if is_open else Path(path).open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's, of what it could read all the same
        try:
            image = Image.open(file, formats=FORMATS)
        except UnidentifiedImageError:
            raise ValueError(f"{path} is not a picture that can be read; expected a PNG or JPEG") from None
        except Image.DecompressionBombError:
            most = 2 * (Image.MAX_IMAGE_PIXELS or 0)
            raise ValueError(f"{path} is too large: it has more than {most:,} pixels, and at most {MOST_PIXELS:,} are read") from None
        except Exception as problem:
            raise damage(path, problem) from None
        size, needed = image.size, BYTES_A_PIXEL.get(image.mode, 4) * math.prod(image.size) * TIMES.get(image.format or "", 1)
        if image.format in ("JPEG", "MPO"):
            one_scan = _is_one_scan(file, image)
            factor = _shrink_factor(image)
            image.draft("L", (size[0] // factor or 1, size[1] // factor or 1))  # decodes fewer pixels
            needed = 4 * math.prod(image.size) if one_scan else MANY_SCANS * needed
        _refuse_too_large(path, size, int(math.prod(size) * (MOST_BYTES - file_size) / needed))
        try:
            image.load()
            return _turned(_shrunk(image), image)
        except Exception as problem:
            raise damage(path, problem) from None


def _refuse_too_large(path, size, most_of_its_kind):
    pixels, most = math.prod(size), min(MOST_PIXELS, most_of_its_kind)
    if pixels > most:
        raise ValueError(f"{path} is too large: it has {pixels:,} pixels, and at most {most:,} of its kind are read")
    if max(size) > MOST_A_SIDE:
        raise ValueError(f"{path} is too large: it has {max(size):,} pixels a side, and at most {MOST_A_SIDE:,} are read")


def _is_one_scan(file, image):
    """Whether a JPEG tells all of a pixel at once.

    Otherwise its decoder keeps every coefficient until the last scan.
    """
    file.seek(2)
    while (segment := file.read(4))[:1] == b"\xff" and segment[1:2] != b"\xda":
        file.seek(max(0, int.from_bytes(segment[2:], "big") - 2), 1)
    return file.read(1) == bytes([len(image.getbands())]) and "progressive" not in image.info


def _shrink_factor(image):
    return max(1, max(image.size) // (2 * LONGEST))


def _shrunk(image):
    """The image in RGBA, each side divided by a whole number.

    It is made tile by tile, to take little memory.
    """
    from PIL import Image

    factor = _shrink_factor(image)
    step = factor * max(1, TILE // factor)
    width, height = image.size
    boxes = [
        (left, top, min(left + step, width), min(top + step, height))
        for top, left in itertools.product(range(0, height, step), range(0, width, step))
    ]
    small = Image.new("RGBA", (-(-width // factor), -(-height // factor)))
    white = _white(max(_shades(image.crop(box)).max() for box in boxes)) if image.mode.startswith(("I", "F")) else None
    for box in boxes:
        tile = image.crop(box)
        if white is not None:  # 16 bits and more, which "RGBA" would cut off
            tile = Image.fromarray(np.uint8(255 * np.clip(_shades(tile) / white, 0, 1)))
        small.paste(tile.convert("RGBA").reduce(factor), (box[0] // factor, box[1] // factor))
    return small


def _shades(tile):
    return np.nan_to_num(np.asarray(tile, np.float64))


def _white(brightest):
    """What stands for white where numbers are not bytes.

    It is the least of the usual ones that none of them exceeds.
    """
    return next((white for white in (1, 255, 65_535) if brightest <= white), brightest)


def _turned(small, image):
    """The small image turned as the camera was held.

    That is all that is read of the notes in its file.
    """
    from PIL import Image

    turns = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90"}
    try:
        turn = turns.get(image.getexif().get(0x0112))
    except Exception:  # damaged notes do not spoil a good picture
        turn = None
    return small.transpose(Image.Transpose[turn]) if turn else small


def _on_paper(image, colour):
    """The picture in grey, over paper of a colour where it is transparent."""
    from PIL import Image

    return Image.alpha_composite(Image.new("RGBA", image.size, colour), image).convert("L")


def _as_floats(image):
    return image.convert("F").point(lambda shade: shade / 255)


def _paper(small):
    """How bright the paper is without its strokes, (64, 64), and whether these are darker.

    First the light is assumed to change like a plane fitted to the border. Then each place is compared with the
    window around it: since strokes are narrower than the window, its brightest place (for dark ink) is paper.
    """
    from PIL import ImageFilter

    shades = np.asarray(small, np.float64)
    y, x = np.indices(shades.shape)
    places = np.stack([np.ones(shades.shape), y, x], axis=-1)
    plane = np.maximum(places @ np.linalg.lstsq(_border(places), _border(shades), rcond=None)[0], DARKEST_PAPER)
    brightest, darkest = ImageFilter.MaxFilter(STROKE), ImageFilter.MinFilter(STROKE)
    # The cube counts ink, which differs much, more than shadow, which differs little.
    if np.sum((shades - plane) ** 3) < 0:
        return plane * np.asarray(_picture(shades / plane).filter(brightest).filter(darkest)), True
    return np.asarray(small.filter(darkest).filter(brightest)), False


def _picture(array):
    from PIL import Image

    return Image.fromarray(np.float32(array))


def _border(array):
    return np.concatenate([array[0], array[-1], array[1:-1, 0], array[1:-1, -1]])
