"""A picture of a digit, drawn or photographed, becomes an image of white ink on black."""

import numpy as np

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
        path: of the picture.

    Returns:
        (h, w), floats from 0, the paper, to 1.

    Raises:
        FileNotFoundError: when there is no such file.
        ValueError: for what is no picture, or shows nothing.
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
        from PIL import Image, ImageOps, UnidentifiedImageError
    except ImportError:
        raise ImportError("reading a picture takes Pillow, which is not installed; install it with: pip install pillow") from None
    try:
        with Image.open(path) as opened:
            image: Image.Image = opened
            if image.mode.startswith(("I", "F")):  # 16 bits and more, which "L" would cut off
                shades = np.asarray(image, np.float64)
                image = Image.fromarray(np.uint8(255 * np.clip(shades / (65535 if shades.max() > 255 else 255), 0, 1)))
            image = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, EOFError):
        raise ValueError(f"{path} is not a picture that can be read; expected a PNG or JPEG") from None
    except OSError as problem:
        if problem.errno is not None:
            raise
        raise ValueError(f"{path} is damaged: {problem}") from None
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.BILINEAR)
    grey = _on_paper(image, "white")
    if grey.getextrema()[0] == grey.getextrema()[1]:
        grey = _on_paper(image, "black")
    small = grey.resize((SMALL, SMALL), Image.Resampling.BOX if min(grey.size) >= SMALL else Image.Resampling.BILINEAR)
    return _as_floats(grey), _as_floats(small)


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
