"""Wholes and their parts: a picture as the sum of pieces, and a path on which each stage is built from the one before it."""

from matplotlib.patches import FancyBboxPatch

from nn_core.plots import describe
from nn_core.plots.places import paper, stroke, tile
from nn_core.plots.style import ACCENT, GRID, INK, LINE, MUTED, PAPER, SMALL_TEXT, TEXT, WIDTH, brightness, grey, picture, text

SIGN = 0.24  # inches for = and +
LABEL = 1.12  # inches for the names of the stages
DIM = 0.3  # how bright a picture is that has no part in it
ROOM = 0.34  # inches between two stages


def parts(rows, names=None, title=""):
    """Each row is a whole and what it is made of: whole = part + part + ….

    rows: lists of images, the whole first.  names: for each row, words below each of its images.
    """
    most = max(map(len, rows))
    side = min(1.0, (WIDTH - 0.16 - SIGN * (most - 1)) / most)
    top, pitch = 0.08 + 1.3 * LINE * bool(title), side + LINE * (names is not None) + 0.12
    width = 0.16 + most * (side + SIGN) - SIGN
    figure = picture(max(width, 2.4), top + pitch * len(rows), describe.parts(rows, names, title), title)
    for row, images in enumerate(rows):
        upper = top + row * pitch
        for index, image in enumerate(images):
            left = 0.08 + index * (side + SIGN)
            tile(figure, grey(image), left, upper, side)
            if index:
                text(figure, left - SIGN / 2, upper + side / 2, "=" if index == 1 else "+", size=TEXT + 3)
            if names is not None:
                text(figure, left + side / 2, upper + side + LINE / 2, names[row][index], size=SMALL_TEXT)
    return figure


def stages(stages, names, title="", links=None, lit=None):
    """Stages from top to bottom, each made from the one above it.

    stages: lists of items: words, an image, or a pair (words, image) with the words below the image.
    names: what each stage is called, on one or more lines.
    links: for each stage but the first, pairs (item above, item of this one); without them everything is connected.
    lit: for each stage, the indices of the items that count here; the others are dimmed. Without it all count.
    """
    tops, height = [], 0.08 + 1.3 * LINE * bool(title)
    for items in stages:
        tops.append(height)
        height += _height(items) + ROOM
    height += 0.08 - ROOM
    figure = picture(WIDTH, height, describe.stages(stages, names, title, links, lit), title)
    canvas = paper(figure)
    canvas.set_zorder(-1)
    for index, (items, top) in enumerate(zip(stages, tops, strict=True)):
        shown = range(len(items)) if lit is None else lit[index]
        if index:
            above = stages[index - 1]
            pairs = [(a, b) for a in range(len(above)) for b in range(len(items))] if links is None else links[index - 1]
            start = tops[index - 1] + _height(above) + 0.03
            ends = [point for a, b in pairs for point in ((_middle(above, a), start), (_middle(items, b), top - 0.03))]
            stroke(canvas, ends, MUTED if links is not None else GRID, 1.0)
        lines = names[index].split("\n")
        for number, line in enumerate(lines):
            y = top + _height(items) / 2 + 0.85 * LINE * (number - (len(lines) - 1) / 2)
            text(figure, 0.06, y, line, ha="left", size=SMALL_TEXT, weight="normal" if number else "bold")
        for place, item in enumerate(items):
            _draw_item(figure, canvas, items, place, item, top, place in shown)
    return figure


def _draw_item(figure, canvas, items, place, item, top, is_lit):
    middle, room = _middle(items, place), _room(items)
    words, image = describe.item(item)
    if image is None:
        box = FancyBboxPatch(
            (middle - room / 2 + 0.03, top + 0.01), room - 0.06, 0.28, boxstyle="round,pad=0,rounding_size=0.06",
            facecolor=PAPER, edgecolor=ACCENT if is_lit else GRID, linewidth=1.6 if is_lit else 1.0,
        )  # fmt: skip
        canvas.add_artist(box)
        text(figure, middle, top + 0.15, words, color=INK if is_lit else MUTED, weight="bold" if is_lit else "normal")
        return
    image = brightness(image) * (1.0 if is_lit else DIM)
    side = _side(items, image)
    tile(figure, grey(image), middle - side / 2, top, side)
    if words:
        y = top + side * image.shape[0] / image.shape[1] + LINE / 2 + 0.02
        text(figure, middle, y, words, size=SMALL_TEXT, color=INK if is_lit else MUTED)


def _room(items):
    return (WIDTH - 0.06 - LABEL) / len(items)


def _middle(items, place):
    return LABEL + _room(items) * (place + 0.5)


def _side(items, image):
    rows, columns = image.shape
    return min(_room(items) - 0.1, (0.95 if len(items) == 1 else 0.62) * columns / rows)


def _height(items):
    heights = []
    for words, image in map(describe.item, items):
        image = None if image is None else brightness(image)
        heights.append(0.3 if image is None else _side(items, image) * image.shape[0] / image.shape[1] + LINE * bool(words))
    return max(heights)
