"""A picture of a digit, drawn or photographed, becomes an image of white ink on black."""

from typing import NamedTuple

import numpy as np

from nn_core.picture_file import read_grey

STROKE = 3  # strokes are narrower than the picture's longer side divided by this; desks and shadows are wider
DARKEST_PAPER = 1e-3
FAINTEST = 0.08  # less contrast than this is no ink
# Chosen on made photographs of the training digits from 50,000 to 54,999; tests/photographs.py makes them.
GRAIN = 2  # times the quarter of the picture where least stands out: more than this is a mark
SHARE = 0.3  # of what stands out most: less than this is no mark
RIM = 0.03  # of the longer side: how far from a mark its surroundings reach
FRAME = 10  # times the weight of the digit in it: a mark that is heavier is no frame
PIECE = 0.03  # of the largest mark: smaller ones beside a desk or a frame are dirt
GAP = 0.15  # of the digit's length: what is farther away, beside a desk or a frame, is no part of it
FAR = 0.3  # the same where there is neither: a hole of the sheet, a pen on it, a caption
SHEET = 0.27  # of its own length: a thicker mark may be a sheet, and the digit the mark that lies in it
THICKEST = 0.6  # of its own length: a thicker mark is no digit
SURE = 0.9  # of two readings, the better may be at most this share as uneven as the other


def read_picture(path):
    """The ink in a PNG or JPEG, black on white or white on black.

    Ink is judged against its surroundings. A stroke is narrow: what would be left of the picture without its narrow
    dark places is the paper if the ink is dark, and without its narrow light places if it is light. Desks, strips
    and shadows are wide, and stay part of the paper. Of the two readings, the one with the more even paper is right.

    Args:
        path: of the picture, or a file that is open for reading.

    Returns:
        (h, w), floats from 0, the paper, to 1.

    Raises:
        OSError: when there is no such file, or the system cannot read it.
        ValueError: for what is no picture, is damaged or too large, shows nothing, or nothing that can be told from its paper.
        ImportError: without Pillow.
    """
    try:
        return _ink(read_grey(path))
    except UnclearError as problem:
        raise ValueError(f"{path} {problem}") from None


class UnclearError(ValueError):
    """What a picture is like in which no digit is to be found."""


def _ink(grey):
    window = max(2, round(max(grey.shape) / STROKE))
    white_paper = _smooth(grey, window, np.maximum, np.minimum)
    black_paper = _smooth(grey, window, np.minimum, np.maximum)
    dark, light = _digit(white_paper - grey), _digit(grey - black_paper)
    if not (dark.mark.any() or light.mark.any()):
        raise UnclearError("shows nothing: its brightest and its darkest place are nearly the same")
    if _is_dark(dark.mark, light.mark, white_paper, black_paper):
        # Light multiplies: half the light makes half the difference between dark ink and its paper.
        return _without_grain(1.0 - grey / np.maximum(white_paper, DARKEST_PAPER), dark)
    return _without_grain(grey - black_paper, light)


def _without_grain(ink, digit):
    """The ink of the digit alone, less what its paper shows of grain and lines."""
    if _thickness(digit.mark) > THICKEST:
        raise UnclearError("shows no strokes: what stands out in it is too thick for a digit")
    if not digit.is_one:
        raise UnclearError("shows more than one thing that may be the digit: cut it to one of them")
    near = _spread(digit.mark)
    paper = ~near & ~digit.other
    grain = np.percentile(ink[paper], 98) if paper.any() else 0.0
    ink = np.where(near & ~digit.other, np.clip(ink - grain, 0.0, 1.0), 0.0)
    if ink.max() < FAINTEST:
        raise UnclearError("shows nothing: its brightest and its darkest place are nearly the same")
    return ink


def _smooth(grey, window, first, then):
    """The picture without what is darker (or lighter) and narrower than a window.

    Each pixel becomes the brightest in the window around it, and then the darkest of these (for light ink, the other
    way round). Beyond its border the picture goes on as it ends: a strip of desk is wide there, and no stroke.
    """
    return _slide(_slide(np.pad(grey, window - 1, mode="edge"), window, first), window, then)


def _slide(image, window, most):
    """The most of every square window that lies in the image."""
    for _ in range(2):
        reach = 1
        while reach < window:
            step = min(reach, window - reach)
            image = most(image[:-step], image[step:])
            reach += step
        image = image.T
    return image


def _rim(image):
    return max(2, round(RIM * max(image.shape)))


def _spread(mark):
    """The mark with its surroundings."""
    return _slide(np.pad(mark, _rim(mark)), 2 * _rim(mark) + 1, np.logical_or)


class _Digit(NamedTuple):
    mark: np.ndarray  # where the digit is
    other: np.ndarray  # where something else is: desk, frame, dirt
    is_one: bool = True  # whether nothing else is about as large


def _digit(difference):
    """Which of the places that differ from their paper are the digit.

    A mark that spans the picture, or lies around another one, is a desk or a frame. The digit is the heaviest other
    mark; one at the border must be four times as heavy. What is far from it is left out; less is far if there are
    desks or frames. Pieces hang together from one to the next, as dashes do.
    """
    quarter, most = np.percentile(difference, [25, 99.9])
    strong = difference > max(GRAIN * quarter, SHARE * most, FAINTEST / 4)
    labels = _connected(strong)
    names, index = np.unique(labels[strong], return_inverse=True)
    if not len(names):
        return _Digit(strong, strong)
    start, end = np.full((len(names), 2), max(strong.shape)), np.zeros((len(names), 2), int)
    np.minimum.at(start, index, np.argwhere(strong))
    np.maximum.at(end, index, np.argwhere(strong))
    weight, length = np.bincount(index, difference[strong]), (end - start).max(axis=1) + 1
    at_start, at_end = start == 0, end == np.array(strong.shape) - 1
    touching, beside = (at_start | at_end).any(axis=1), (at_start & at_end).any(axis=1)
    for inner in np.flatnonzero(weight > weight.max() / FRAME):
        around = (start < start[inner]).all(axis=1) & (end > end[inner]).all(axis=1)
        beside |= around & (weight < FRAME * weight[inner]) & (length < 3 * length[inner])
    if weight[~beside].max(initial=0) < weight.max() / 20:
        beside[:] = False
    digit = np.argmax(np.where(beside, 0, np.where(touching, weight / 4, weight)))
    chosen = ~beside
    if (beside | touching).any():
        chosen &= (weight >= PIECE * weight[digit]) & (~touching | touching[digit])
        gap, hops = GAP * length[digit], 1
    else:
        gap, hops = max(FAR * length[digit], 2 * _rim(strong)), len(names)
    chosen &= _near(start, end, digit, gap, hops)
    mark = np.isin(labels, names[chosen])
    rivals = ~chosen & (weight > weight[digit] / 2) & (length > length[digit] / 2)
    return _Digit(mark, strong & ~mark, hops == 1 or not rivals.any())


def _near(start, end, digit, gap, hops):
    """Which boxes lie near the digit's.

    They are at most a gap away from it, or from one that is, and so on, so many times.
    """
    near = np.arange(len(start)) == digit
    for _ in range(hops):
        first, last = start[near].min(axis=0), end[near].max(axis=0)
        grown = ((start <= last + gap) & (end >= first - gap)).all(axis=1)
        if (grown == near).all():
            break
        near = grown
    return near


def _connected(strong):
    """A number for every pixel that is set, the same for all that hang together; 0 elsewhere."""
    labels = np.where(strong, np.arange(1, strong.size + 1).reshape(strong.shape), 0)
    while True:
        largest = np.where(strong, _slide(np.pad(labels, 1), 3, np.maximum), 0)
        if (largest == labels).all():
            return labels
        labels = largest


def _is_dark(dark, light, white_paper, black_paper):
    """Whether the ink is dark.

    Near its own mark the right paper is even, and the wrong one follows the strokes.
    """
    if not (dark.any() and light.any()):
        return dark.any()
    allowance = 0.03 * max(dark.shape) * (white_paper.max() - black_paper.min())

    def unevenness(mark, own, other):
        near = _spread(mark)
        return (_variation(own, near) + allowance) / (_variation(other, near) + allowance)

    if_dark, if_light = unevenness(dark, white_paper, black_paper), unevenness(light, black_paper, white_paper)
    is_dark = if_dark < if_light
    # A small sheet on a desk is itself a mark, a thick one, and the digit lies in it.
    first, second = (dark, light) if is_dark else (light, dark)
    is_sheet = _thickness(first) > max(SHEET, _thickness(second) / 0.8) and _length(second) > 0.3 * _length(first)
    if is_sheet and max(if_dark, if_light) < 2.5:
        return not is_dark
    if min(if_dark, if_light) > SURE * max(if_dark, if_light):
        raise UnclearError("does not tell its ink from its paper: dark ink and light ink are equally likely")
    return is_dark


def _variation(paper, near):
    """How much the paper changes from pixel to pixel, all in all, near a mark."""
    down, across = np.abs(np.diff(paper, axis=0)), np.abs(np.diff(paper, axis=1))
    return down[near[1:] & near[:-1]].sum() + across[near[:, 1:] & near[:, :-1]].sum()


def _length(mark):
    return np.ptp(np.argwhere(mark), axis=0).max() + 1


def _thickness(mark):
    """The side of the largest square that fits into the mark, as a share of its length."""
    side, length = 0, _length(mark)
    while mark.any():
        mark = _slide(mark, 2, np.logical_and)
        side += 1
    return side / length
