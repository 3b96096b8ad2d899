"""An image of any size is brought into the frame in which a network learned its digits.

The stages, each of which can be used alone:

    fit         the whole drawing, shrunk or enlarged to 28 x 28: what a network gets if nothing else is done
    scale       the box around the ink, its longer side made 20 pixels
    centre      a whole-pixel shift that brings the centre of mass to index 14; scale and centre together are `frame`
    straighten  the digit made upright and of equal spread

The twin in the browser, docs/javascripts/network/preprocessing.js, computes the same numbers.
"""

import functools

import numpy as np

SIDE = 28  # pixels, of an image that a network reads
BOX = 20  # longer side of the ink in MNIST's frame
CENTRE = 14  # index of the centre of mass in MNIST's frame
INK = 0.1  # ink is what is brighter than this share of the brightest pixel
FULL = 0.99  # a digit whose brightest pixel is darker than this is faint, and is brightened to 1
TIE = 1e-9  # added before rounding: a half that a sum missed by its last digits still goes up

MIDDLE = 13.5  # straightened: where the centre of mass lies
SPREAD_X, SPREAD_Y = 4.2, 5.6  # straightened: standard deviation of the ink, in pixels
SMALLEST_VARIANCE = 1e-9  # straightened: a smaller one, of a digit without width or height, counts as this
STRETCH_MIN, STRETCH_MAX = 0.45, 1.6
SLANT_MAX = 1.0  # 45 degrees: more is a level stroke, not a leaning digit
# Images prepared, and straightened, at a time: few enough to stay in the processor's cache.
BATCH, BLOCK = 200, 40
LONGEST = 10_000  # pixels a side: resizing needs several times the image's own memory

STAGES = {"framed": ("scale", "centre"), "straightened": ("scale", "centre", "straighten")}
INPUTS = tuple(STAGES)


def prepare(images, input="framed", stages=None):
    """Images of any size as the activations that a network reads.

    network.prepare(images) does this as the network wants it.

    Args:
        images: one grey image (h, w) or many (n, h, w), white ink on black; uint8 from 0 to 255 or floats from 0 to 1.
        input: what the network reads, "framed" or "straightened".
        stages: some of "scale", "centre", "straighten", to leave others out; by default all of its input.

    Returns:
        (784,) for one image, (n, 784) for many, floats from 0 to 1.

    Raises:
        ValueError: for what is not a grey image, an unknown input or an unknown stage.
        TypeError: for another dtype.

    Examples:
        >>> prepare(np.eye(100)).shape
        (784,)
    """
    if input not in INPUTS:
        raise ValueError(f"the input must be one of {', '.join(INPUTS)}, got {input!r}")
    stages = STAGES[input] if stages is None else tuple(stages)
    unknown = set(stages) - set(STAGES["straightened"])
    if unknown:
        raise ValueError(f"unknown stage {min(unknown)!r}; known are {', '.join(STAGES['straightened'])}")
    images = _checked(images)
    if images.ndim == 2:
        return _through(stages, images[None])[0]
    prepared = np.empty((len(images), SIDE * SIDE))
    for start in range(0, len(images), BATCH):
        prepared[start : start + BATCH] = _through(stages, images[start : start + BATCH])
    return prepared


def _through(stages, images):
    images = scale(images) if "scale" in stages else fit(images)
    if "centre" in stages:
        images = centre(images)
    if "straighten" in stages:
        images = straighten(images)
    return images.reshape(-1, SIDE * SIDE)


def frame(images):
    """MNIST's own framing: centre(scale(images)).

    An image that is in this frame already comes back unchanged; a blank one comes back blank.

    Args:
        images: one grey image (h, w) or many (n, h, w), white ink on black; uint8 from 0 to 255 or floats from 0 to 1.

    Returns:
        (28, 28) for one image, (n, 28, 28) for many, floats from 0 to 1.

    Raises:
        ValueError: for what is not a grey image.
        TypeError: for another dtype.
    """
    return centre(scale(images))


def _for_one_or_many(stage):
    """Let a stage written for many checked images take one image as well, and check it."""

    @functools.wraps(stage)
    def checked(images):
        images = as_ink(images)
        return stage(images[None])[0] if images.ndim == 2 else stage(images)

    return checked


@_for_one_or_many
def fit(images):
    """The whole image, its longer side made 28 pixels and the other one placed in the middle.

    Args:
        images: one grey image (h, w) or many (n, h, w), white ink on black; uint8 from 0 to 255 or floats from 0 to 1.

    Returns:
        (28, 28) for one image, (n, 28, 28) for many, floats from 0 to 1.

    Raises:
        ValueError: for what is not a grey image.
        TypeError: for another dtype.
    """
    height, width = images.shape[1:]
    if (height, width) == (SIDE, SIDE):
        return images
    fitted = np.zeros((len(images), SIDE, SIDE))
    new_height, new_width = _new_size(height, width, SIDE)
    top, left = (SIDE - new_height) // 2, (SIDE - new_width) // 2
    for image, whole in zip(images, fitted, strict=True):
        whole[top : top + new_height, left : left + new_width] = resize(image, new_height, new_width)
    return fitted


@_for_one_or_many
def scale(images):
    """Crop to the ink and make its longer side 20 pixels.

    The middle of the ink stays where it was in the drawing. Faint ink is brightened: a digit whose brightest pixel
    is below 0.99 is divided by it. An image of 28 x 28 pixels that is scaled already comes back unchanged, with the
    faint traces that it may have outside the box.

    Args:
        images: one grey image (h, w) or many (n, h, w), white ink on black; uint8 from 0 to 255 or floats from 0 to 1.

    Returns:
        (28, 28) for one image, (n, 28, 28) for many, floats from 0 to 1.

    Raises:
        ValueError: for what is not a grey image.
        TypeError: for another dtype.
    """
    scaled = [_scale_one(image, *box) for image, box in zip(images, ink_boxes(images).tolist(), strict=True)]
    return np.array(scaled).reshape(-1, SIDE, SIDE)


def _scale_one(image, top, bottom, left, right):
    if image.shape == (SIDE, SIDE) and max(bottom - top, right - left) == BOX and image.max() >= FULL:
        return image
    new_height, new_width = _new_size(bottom - top, right - left, BOX)
    digit = resize(image[top:bottom, left:right], new_height, new_width)
    brightest = digit.max()
    if 0.0 < brightest < FULL:
        digit /= brightest
    new_top = _new_start(top, bottom, image.shape[0], max(image.shape), new_height)
    new_left = _new_start(left, right, image.shape[1], max(image.shape), new_width)
    scaled = np.zeros((SIDE, SIDE))
    scaled[new_top : new_top + new_height, new_left : new_left + new_width] = digit
    return scaled


@_for_one_or_many
def centre(images):
    """Shift by whole pixels so that the centre of mass, rounded, is at row 14 and column 14.

    A half is rounded up. The shift stops where ink would leave the image.

    Args:
        images: (28, 28) or (n, 28, 28), as scale gives them.

    Returns:
        The same shape, floats from 0 to 1.

    Raises:
        ValueError: for images of another size.
    """
    _check_side(images)
    column, row = moments(images)[0].T
    top, bottom, left, right = ink_boxes(images).T
    down = np.clip(CENTRE - _round(row), -top, SIDE - bottom)
    across = np.clip(CENTRE - _round(column), -left, SIDE - right)
    centred = images.copy()
    for moved in np.flatnonzero((down != 0) | (across != 0)):
        centred[moved] = _shift(images[moved], int(down[moved]), int(across[moved]))
    return centred


@_for_one_or_many
def straighten(images):
    """Make framed digits upright and of equal spread, by their moments.

    With the ink's centre of mass (x̄, ȳ) and (co)variances, the slant is a = cov(x, y) / var(y), kept within -1 to 1.
    The pixel at (x, y) of the result is read, bilinearly, from
        (x̄ + (x − 13.5) / f_x + a (y − 13.5) / f_y,  ȳ + (y − 13.5) / f_y),
    where f_x = 4.2 / √(var(x) − 2 a cov(x, y) + a² var(y)) and f_y = 5.6 / √var(y), both kept within 0.45 to 1.6.
    A variance below 1e-9 counts as 1e-9. Outside the image is black.

    Args:
        images: framed, (28, 28) or (n, 28, 28).

    Returns:
        The same shape, floats from 0 to 1.

    Raises:
        ValueError: for images of another size.

    Source: Moment normalisation, R. G. Casey, IBM Journal of Research and Development 14 (1970), 548-557.
    """
    _check_side(images)
    straightened = np.empty_like(images)
    for start in range(0, len(images), BLOCK):
        block = images[start : start + BLOCK]
        mean, covariance = moments(block)
        straightened[start : start + BLOCK] = sample(block, *grid(straight_map(covariance), mean, MIDDLE))
    return np.minimum(straightened, 1.0, out=straightened)


def moments(images):
    """Centre of mass and covariance of the ink, x before y; all 0 where there is no ink.

    Args:
        images: floats, (n, 28, 28).

    Returns:
        The centres of mass, (n, 2), and the covariances, (n, 2, 2).
    """
    index = np.arange(SIDE, dtype=images.dtype)
    by_row, by_column = images.sum(axis=2), images.sum(axis=1)
    mass = by_row.sum(axis=1)
    safe_mass = np.where(mass > 0.0, mass, 1.0)
    mean_x, mean_y = by_column @ index / safe_mass, by_row @ index / safe_mass
    var_x = by_column @ index**2 / safe_mass - mean_x**2
    var_y = by_row @ index**2 / safe_mass - mean_y**2
    cov = (images @ index) @ index / safe_mass - mean_x * mean_y
    covariance = np.array([[var_x, cov], [cov, var_y]])
    return np.stack([mean_x, mean_y], axis=1), covariance.transpose(2, 0, 1)


def straight_map(covariance):
    """The matrix that turns a step in the straightened image into one in the original.

    ((1/f_x, a/f_y), (0, 1/f_y)), see straighten.

    Args:
        covariance: of the ink, (n, 2, 2).

    Returns:
        A matrix for each image, (n, 2, 2).
    """
    var_x, cov, var_y = covariance[:, 0, 0], covariance[:, 0, 1], covariance[:, 1, 1]
    slant = np.clip(cov / np.maximum(var_y, SMALLEST_VARIANCE), -SLANT_MAX, SLANT_MAX)
    stretch_x = _stretch(SPREAD_X, var_x - 2 * slant * cov + slant**2 * var_y)
    stretch_y = _stretch(SPREAD_Y, var_y)
    return np.array([[1 / stretch_x, slant / stretch_y], [0 * slant, 1 / stretch_y]]).transpose(2, 0, 1)


def _stretch(spread, variance):
    return np.clip(spread / np.sqrt(np.maximum(variance, SMALLEST_VARIANCE)), STRETCH_MIN, STRETCH_MAX)


def grid(matrix, centre, middle):
    """Where each pixel p of the result is read: c + M (p - middle).

    Args:
        matrix: M, (n, 2, 2).
        centre: c, (n, 2).
        middle: a number, or (n, 2), a place for each image.

    Returns:
        x and y, each (n, 28, 28).
    """
    start = centre - np.einsum("nij,nj->ni", matrix, np.broadcast_to(middle, centre.shape))
    index = np.arange(SIDE, dtype=matrix.dtype)
    across, down = matrix[:, :, 0, None] * index, matrix[:, :, 1, None] * index
    across += start[:, :, None]
    places = across[:, :, None, :] + down[:, :, :, None]
    return places[:, 0], places[:, 1]


def sample(images, x, y):
    """Read images between their pixels, by bilinear interpolation; black outside.

    Args:
        images: (n, 28, 28).
        x: the columns to read at, (n, 28, 28), whole numbers at pixel centres.
        y: the rows, likewise.

    Returns:
        (n, 28, 28).
    """
    count, edge = len(images), SIDE + 2
    # A black rim avoids four bounds checks: whatever lies further out is read from the rim.
    rimmed = np.zeros((count, edge, edge), images.dtype)
    rimmed[:, 1:-1, 1:-1] = images
    pixels = rimmed.reshape(-1)
    x, y = np.clip(x, -1, SIDE), np.clip(y, -1, SIDE)
    left, top = np.minimum(np.floor(x), SIDE - 1), np.minimum(np.floor(y), SIDE - 1)
    x -= left
    y -= top
    first = np.arange(count)[:, None, None] * edge**2 + (edge + 1)
    corner = (top * edge + left).astype(np.intp) + first
    upper_left, upper_right = pixels.take(corner), pixels.take(corner + 1)
    lower_left, lower_right = pixels.take(corner + edge), pixels.take(corner + (edge + 1))
    upper = upper_left + (upper_right - upper_left) * x
    lower = lower_left + (lower_right - lower_left) * x
    return upper + (lower - upper) * y


def ink_boxes(images):
    """The box around the ink of each image; the box of a blank image is the whole image.

    Args:
        images: (n, h, w).

    Returns:
        (n, 4): top, bottom, left, right; bottom and right exclusive.
    """
    height, width = images.shape[1:]
    ink = images > INK * images.max(axis=(1, 2), keepdims=True)
    rows, columns = ink.any(axis=2), ink.any(axis=1)
    return np.stack(
        [
            rows.argmax(axis=1),
            height - rows[:, ::-1].argmax(axis=1),
            columns.argmax(axis=1),
            width - columns[:, ::-1].argmax(axis=1),
        ],
        axis=1,
    )


def resize(image, height, width):
    """A grey image at another size, by triangle filters: R image Cᵀ.

    Kept at 1 or below, which a sum of rounded weights can exceed by its last digit.

    Args:
        image: (h, w), floats from 0 to 1.
        height: of the result, in pixels.
        width: of the result, in pixels.

    Returns:
        (height, width), floats from 0 to 1.
    """
    return np.minimum(triangle_weights(height, image.shape[0]) @ image @ triangle_weights(width, image.shape[1]).T, 1.0)


@functools.lru_cache(maxsize=500)
def triangle_weights(n_out, n_in):
    """How much each of n_in pixels counts for each of n_out.

    w_ij ∝ max(0, 1 − |(j + ½) − (i + ½) s| / max(s, 1)), with s = n_in / n_out the shrink factor: the triangle
    grows with it, so that no pixel is overlooked. The identity when n_out = n_in.

    Args:
        n_out: pixels of the result.
        n_in: pixels of the image.

    Returns:
        (n_out, n_in), read-only; every row sums to 1.
    """
    shrink = n_in / n_out
    distance = np.abs((np.arange(n_in) + 0.5) - (np.arange(n_out)[:, None] + 0.5) * shrink)
    weights = np.maximum(0.0, 1.0 - distance / max(shrink, 1.0))
    weights /= weights.sum(axis=1, keepdims=True)
    weights.flags.writeable = False
    return weights


def as_ink(images):
    """Images checked, and as float64 from 0 to 1: uint8 is divided by 255.

    Args:
        images: one grey image (h, w) or many (n, h, w), white ink on black; uint8 from 0 to 255 or floats from 0 to 1.

    Returns:
        The same shape, float64.

    Raises:
        ValueError: for what is not a grey image.
        TypeError: for another dtype.
    """
    images = _checked(images)
    return images / 255.0 if images.dtype == np.uint8 else images.astype(np.float64)


def _checked(images):
    images = np.asarray(images)
    if images.dtype != np.uint8 and images.dtype.kind != "f":
        raise TypeError(f"expected floats from 0 to 1 or uint8 from 0 to 255, got dtype {images.dtype}")
    shape = shape_of(images)
    if images.ndim == 4 or (images.ndim == 3 and images.shape[2] in (3, 4)):
        raise ValueError(f"expected a grey image (h, w) or a batch (n, h, w), got {shape}; average the colours first")
    if images.ndim not in (2, 3):
        raise ValueError(f"expected a grey image (h, w) or a batch (n, h, w), got {shape}; call pixels.reshape(-1, 28, 28) first")
    if 0 in images.shape[-2:]:
        raise ValueError(f"expected an image of at least 1 x 1 pixels, got {shape}")
    if max(images.shape[-2:]) > LONGEST:
        raise ValueError(f"expected an image of at most {LONGEST:,} pixels a side, got {shape}; make it smaller first")
    if images.dtype != np.uint8 and images.size:
        darkest, brightest = images.min(), images.max()
        if not np.isfinite([darkest, brightest]).all():
            raise ValueError("the pixels must be finite: there is a NaN or an infinity among them")
        if darkest < 0.0:
            raise ValueError(f"expected pixels from 0 (black) to 1 (white ink), got {darkest:g}")
        if brightest > 1.0:
            raise ValueError(f"expected pixels from 0 to 1, got {brightest:g}; divide grey values from 0 to 255 by 255 first")
    return images


def shape_of(array):
    """The shape of an array in words, for a message.

    Args:
        array: any array.

    Returns:
        Text such as "28 x 28".
    """
    return " x ".join(map(str, array.shape)) or "a single number"


def _check_side(images):
    if images.shape[1:] != (SIDE, SIDE):
        raise ValueError(f"expected {SIDE} x {SIDE} pixels, got {images.shape[1]} x {images.shape[2]}; call frame(image) first")


def _new_size(height, width, longer_side):
    """Height and width once the longer is longer_side; the other is at least 1."""
    longer = max(height, width)
    return tuple(max(1, int(_round(side * longer_side / longer))) for side in (height, width))


def _new_start(start, end, side, longer_side, new_length):
    """Where a resized box starts: inside, and with its middle where fit would put it."""
    zoom = SIDE / longer_side
    middle = (start + end) / 2 * zoom + (SIDE - side * zoom) / 2
    return min(max(int(_round(middle - new_length / 2)), 0), SIDE - new_length)


def _shift(image, down, across):
    around = np.zeros((3 * SIDE, 3 * SIDE))
    around[SIDE : 2 * SIDE, SIDE : 2 * SIDE] = image
    return around[SIDE - down : 2 * SIDE - down, SIDE - across : 2 * SIDE - across]


def _round(number):
    return np.floor(number + 0.5 + TIE).astype(int)
