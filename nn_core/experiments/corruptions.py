"""What is done to a network to see where it breaks: digits that are moved, bent or blurred, and images that are no digit."""

import numpy as np

from nn_core.preprocessing import grid, ink_boxes, resize, sample
from nn_core.training.augmentation import thicken
from nn_core.training.drawing import SIDE, draw

MIDDLE = (SIDE - 1) / 2
SEED = 2026
NONSENSE = 1000  # images of each kind
CANVAS = 56
# Capital letters that no digit looks like: lines of corners (row, column) in a square of 1.
LETTERS: dict[str, list] = {
    "A": [[(1, 0), (0, 0.5), (1, 1)], [(0.6, 0.2), (0.6, 0.8)]],
    "E": [[(0, 1), (0, 0), (1, 0), (1, 1)], [(0.5, 0), (0.5, 0.8)]],
    "F": [[(0, 1), (0, 0), (1, 0)], [(0.5, 0), (0.5, 0.8)]],
    "H": [[(0, 0), (1, 0)], [(0, 1), (1, 1)], [(0.5, 0), (0.5, 1)]],
    "K": [[(0, 0), (1, 0)], [(0, 1), (0.5, 0), (1, 1)]],
    "M": [[(1, 0), (0, 0), (0.6, 0.5), (0, 1), (1, 1)]],
    "N": [[(1, 0), (0, 0), (1, 1), (0, 1)]],
    "T": [[(0, 0), (0, 1)], [(0, 0.5), (1, 0.5)]],
    "V": [[(0, 0), (1, 0.5), (0, 1)]],
    "W": [[(0, 0), (1, 0.25), (0.4, 0.5), (1, 0.75), (0, 1)]],
    "X": [[(0, 0), (1, 1)], [(0, 1), (1, 0)]],
}


def shifted(images, pixels):
    """Moved to the right by whole pixels, black from the left."""
    return moved(images, 0, pixels)


def moved(images, down, right):
    """Moved by whole pixels, black from behind: (n, 28, 28) -> (n, 28, 28). Ink that leaves the image is lost."""
    padded = np.pad(images, ((0, 0), (max(down, 0), max(-down, 0)), (max(right, 0), max(-right, 0))))
    top, left = max(-down, 0), max(-right, 0)
    return padded[:, top : top + SIDE, left : left + SIDE]


def scaled(images, factor):
    """Larger or smaller around the middle of the image, read bilinearly."""
    return _turned(images, np.eye(2) / factor)


def rotated(images, degrees):
    """Turned clockwise around the middle of the image, read bilinearly."""
    angle = np.radians(degrees)
    return _turned(images, np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]))


def noisy(images, share):
    """Mixed with uniform noise: (1 − share) of the image and share of the noise."""
    noise = np.random.default_rng(SEED).random(images.shape)
    return (1 - share) * images + share * noise


def thickened(images, amount):
    """Strokes thicker by about amount pixels on each side, or thinner for a negative one."""
    while amount:
        now = float(np.clip(amount, -1, 1))
        images = thicken(images, np.full(len(images), now))
        amount -= now
    return images


def inverted(images, share):
    """Black and white changed places (share 1) or not (share 0)."""
    return np.abs(share - images)


# Each change with the amounts that are tried; the one that changes nothing is among them.
CHANGES = {
    "shifted": (shifted, (0, 1, 2, 3, 4, 6, 8)),
    "scaled": (scaled, (0.5, 0.7, 0.85, 1.0, 1.15, 1.3)),
    "rotated": (rotated, (-60, -45, -30, -15, 0, 15, 30, 45, 60)),
    "noisy": (noisy, (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)),
    "thickened": (thickened, (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)),
    "inverted": (inverted, (0, 1)),
}


def drawings(images, seed=SEED):
    """Each digit anywhere on a sheet of 56 x 56, its longer side 14 to 49 pixels: (n, 28, 28) -> (n, 56, 56), floats."""
    sheets = np.zeros((len(images), CANVAS, CANVAS))
    boxes, places = ink_boxes(images).tolist(), sheet_places(images, seed).tolist()
    for sheet, image, (top, bottom, left, right), (row, column, height, width) in zip(sheets, images, boxes, places, strict=True):
        sheet[row : row + height, column : column + width] = resize(image[top:bottom, left:right], height, width)
    return sheets


def sheet_places(images, seed=SEED):
    """Where `drawings` puts the ink of each digit: row, column, height and width on the sheet, (n, 4), whole numbers."""
    random = np.random.default_rng(seed)
    places = np.empty((len(images), 4), int)
    for place, (top, bottom, left, right) in zip(places, ink_boxes(images).tolist(), strict=True):
        zoom = random.integers(CANVAS // 4, CANVAS * 7 // 8 + 1) / max(bottom - top, right - left)
        height, width = (max(1, round(zoom * side)) for side in (bottom - top, right - left))
        place[:] = *random.integers(0, [CANVAS - height + 1, CANVAS - width + 1]), height, width
    return places


def nonsense(digits, count=NONSENSE, seed=SEED):
    """Images that are no digit, each kind (count, 28, 28) of floats from 0 to 1; a blank image is the only one of its kind.

    digits: (n, 28, 28), of which count have their pixels shuffled, each in its own order.
    """
    random = np.random.default_rng(seed)
    mixed = random.permuted(np.asarray(digits[:count]).reshape(-1, SIDE * SIDE), axis=1).reshape(-1, SIDE, SIDE)
    return {
        "blank": np.zeros((1, SIDE, SIDE)),
        "noise": random.random((count, SIDE, SIDE)),
        "shuffled pixels": mixed,
        "scribbles": np.array([draw([random.uniform(4, 24, (5, 2))]) for _ in range(count)]),
        "letters": np.array([_letter(random, list(LETTERS)[index % len(LETTERS)]) for index in range(count)]),
    }


def _letter(random, name):
    """A letter of 20 pixels in the middle of the image, leaning and stretched a little."""
    lean = np.array([[1.0, random.uniform(-0.3, 0.3)], [0.0, random.uniform(0.7, 1.0)]])
    return draw([(MIDDLE + (np.array(line) - 0.5) * 18 @ lean) for line in LETTERS[name]], width=random.uniform(2.0, 3.4))


def _turned(images, matrix):
    """The image read at middle + M (p − middle) for every pixel p."""
    middle = np.full((len(images), 2), MIDDLE)
    return sample(images, *grid(np.broadcast_to(matrix, (len(images), 2, 2)), middle, MIDDLE))
