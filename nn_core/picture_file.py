"""A picture file becomes shades of grey, whatever its kind, in little memory."""

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
TILE_TAGS = (322, 323)  # of a TIFF: width and height of its tiles, each of which is decoded whole, however little of it is seen
MOST_SCANS = 100  # of a JPEG; a camera writes 10, and each one of a few bytes goes over all pixels
SCAN = b"\xff\xda"  # what begins one; among its coded pixels another byte would follow the first
TILE = 512  # pixels a side: what is converted at a time
LONGEST = 280  # pixels a side: larger pictures are shrunk first; a digit ends as 28 pixels


def read_grey(path):
    """The shades of a picture, over white paper where it is transparent.

    A picture that would be white all over is shown on black paper.

    Args:
        path: of the picture, or a file that is open for reading.

    Returns:
        (h, w), floats from 0, black, to 1, white; the longer side is LONGEST at most.

    Raises:
        OSError: when there is no such file, or the system cannot read it.
        ValueError: for what is no picture, is damaged or too large.
        ImportError: without Pillow.
    """
    try:
        from PIL import Image
    except ImportError:
        raise ImportError("reading a picture takes Pillow, which is not installed; install it with: pip install pillow") from None
    image = _read(path)
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.BILINEAR)
    grey = _on_paper(image, "white")
    if grey.getextrema()[0] == grey.getextrema()[1]:
        grey = _on_paper(image, "black")
    return np.asarray(grey.convert("F").point(lambda shade: shade / 255), np.float64)


def _read(path):
    """The picture, upright, in RGBA, and small: its longer side is below four times LONGEST."""
    from PIL import Image, UnidentifiedImageError

    is_open = hasattr(path, "read")
    file_size = path.seek(0, os.SEEK_END) if is_open else size_of(path, MOST_FILE_BYTES)
    with contextlib.nullcontext(path) if is_open else Path(path).open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's, of what it could read all the same
        try:
            image = Image.open(file, formats=FORMATS)
            size = tuple(max(side, least) for side, least in zip(image.size, _tile_size(image), strict=True))
        except UnidentifiedImageError:
            raise ValueError(f"{path} is not a picture that can be read; expected a PNG or JPEG") from None
        except Image.DecompressionBombError:
            most = 2 * (Image.MAX_IMAGE_PIXELS or 0)
            raise ValueError(f"{path} is too large: it has more than {most:,} pixels, and at most {MOST_PIXELS:,} are read") from None
        except Exception as problem:
            raise damage(path, problem) from None
        needed = BYTES_A_PIXEL.get(image.mode, 4) * math.prod(size) * TIMES.get(image.format or "", 1)
        if image.format in ("JPEG", "MPO"):
            one_scan = _is_one_scan(file, image)
            factor = _shrink_factor(image)
            image.draft("L", (size[0] // factor or 1, size[1] // factor or 1))  # decodes fewer pixels
            needed = 4 * math.prod(image.size) if one_scan else MANY_SCANS * needed
            _refuse_many_scans(path, file)
        _refuse_too_large(path, size, int(math.prod(size) * (MOST_BYTES - file_size) / needed))
        try:
            image.load()
            return _turned(_shrunk(image), image)
        except Exception as problem:
            raise damage(path, problem) from None


def _tile_size(image):
    return [int(image.tag_v2.get(tag, 0)) for tag in TILE_TAGS] if image.format == "TIFF" else (0, 0)


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


def _refuse_many_scans(path, file):
    file.seek(0)
    scans = file.read().count(SCAN)
    if scans > MOST_SCANS:
        raise ValueError(f"{path} would take too long: it has {scans:,} scans, and at most {MOST_SCANS} are read")


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
