"""Wholes and their parts: an image as a sum, and stages each made from the one before."""

from collections.abc import Sequence

from matplotlib.patches import FancyBboxPatch
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, picture, stroke, text, tile
from nn_core.plots.style import ACCENT, GRID, INK, LINE, MUTED, PAPER, SMALL_TEXT, TEXT, WIDTH, Array, Arrays, brightness, grey
from nn_core.plots.words import counted, place_of

Item = tuple[str, Array | None]  # "" for no words, None for no image

SIGN = 0.24  # inches for = and +
LABEL = 1.12  # inches for the names of the stages
DIM = 0.3  # how bright a picture is that has no part in it
ROOM = 0.34  # inches between two stages


def sum_of_parts(rows: Sequence[Arrays], names: Sequence[Sequence[str]] | None = None, title: str = "") -> Picture:
    """Draw rows, each a whole and what it is made of: whole = part + part + ….

    Args:
        rows: Lists of images, the whole first.
        names: For each row, words below each of its images.
        title: A line above them.

    Returns:
        The figure.

    Examples:
        >>> dot = [[1.0, 0.0]]
        >>> sum_of_parts([[dot, dot]], [["a whole", "a part"]]).description
        'A whole (ink in row 0, column 0) = a part (ink in row 0, column 0).'
    """
    said = []
    for row, images in enumerate(rows):
        words = names[row] if names is not None else ["the whole"] + [f"part {index}" for index in range(1, len(images))]
        pieces = [f"{name} (ink in {place_of(brightness(image) > 0.5)})" for name, image in zip(words, images, strict=True)]
        said.append(f"{pieces[0]} = {' + '.join(pieces[1:])}")
    most = max(map(len, rows))
    side = min(1.0, (WIDTH - 0.16 - SIGN * (most - 1)) / most)
    top, pitch = 0.08, side + LINE * (names is not None) + 0.12
    width = 0.16 + most * (side + SIGN) - SIGN
    figure = picture(max(width, 2.4), top + pitch * len(rows), title, *said)
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


def stages(
    stages: Sequence[Sequence[str | ArrayLike | tuple[str, ArrayLike]]],
    names: Sequence[str],
    title: str = "",
    links: Sequence[Sequence[tuple[int, int]]] | None = None,
    lit: Sequence[Sequence[int]] | None = None,
) -> Picture:
    """Draw stages from top to bottom, each made from the one above it.

    Args:
        stages: Lists of items: words, an image, or a pair (words, image) with the words below the image.
        names: What each stage is called, on one or more lines.
        title: A line above all of it.
        links: For each stage but the first, pairs (item above, item of this one); without them everything is connected.
        lit: For each stage, the indices of the items that count here; the others are dimmed. Without it all count.

    Returns:
        The figure.

    Examples:
        >>> stages([["a", "b"], ["ab"]], ["letters", "word"], links=[[(0, 0), (1, 0)]]).description
        'Stage 0, letters: a, b. Stage 1, word: ab. Stage 1 is made from stage 0: ab from a and b.'
    """
    drawn = [[_item(one) for one in items] for items in stages]
    tops, height = [], 0.08
    for items in drawn:
        tops.append(height)
        height += _height(items) + ROOM
    figure = picture(WIDTH, height + 0.08 - ROOM, title, *_stages_in_words(drawn, names, links, lit))
    for index, (items, top) in enumerate(zip(drawn, tops, strict=True)):
        if index:
            above = drawn[index - 1]
            pairs = [(a, b) for a in range(len(above)) for b in range(len(items))] if links is None else links[index - 1]
            start = tops[index - 1] + _height(above) + 0.03
            ends = [end for a, b in pairs for end in ((_middle(above, a), start), (_middle(items, b), top - 0.03))]
            stroke(figure.paper, ends, MUTED if links is not None else GRID, 1.0)
        lines = names[index].split("\n")
        for number, line in enumerate(lines):
            y = top + _height(items) / 2 + 0.85 * LINE * (number - (len(lines) - 1) / 2)
            text(figure, 0.06, y, line, ha="left", size=SMALL_TEXT, weight="normal" if number else "bold")
        for place in range(len(items)):
            _draw_item(figure, items, place, top, lit is None or place in lit[index])
    return figure


def _stages_in_words(
    stages: Sequence[Sequence[Item]],
    names: Sequence[str],
    links: Sequence[Sequence[tuple[int, int]]] | None,
    lit: Sequence[Sequence[int]] | None,
) -> list[str]:
    """Say what stands at each stage, what is lit, and what each item is made from."""
    said = []
    called = [[words or f"image {index + 1}" for index, (words, _) in enumerate(items)] for items in stages]
    for index, (items, name) in enumerate(zip(stages, names, strict=True)):
        listed = ", ".join(called[index]) if any(words for words, _ in items) else counted(len(items), "image")
        active = f"; active: {', '.join(called[index][place] for place in lit[index])}" if lit is not None and len(items) > 1 else ""
        said.append(f"Stage {index}, {' '.join(name.split(chr(10)))}: {listed}{active}")
    for index, pairs in enumerate(links or [], start=1):
        above, here = called[index - 1], called[index]
        made = [(b, [above[a] for a, to in pairs if to == b]) for b in sorted({b for _, b in pairs})]
        said.append(f"Stage {index} is made from stage {index - 1}: " + ", ".join(f"{here[b]} from {' and '.join(a)}" for b, a in made))
    return said


def _item(one: str | ArrayLike | tuple[str, ArrayLike]) -> Item:
    if isinstance(one, str):
        return one, None
    words, image = one if isinstance(one, tuple) else ("", one)
    return words, brightness(image)


def _draw_item(figure: Picture, items: Sequence[Item], place: int, top: float, is_lit: bool) -> None:
    middle, room = _middle(items, place), _room(items)
    words, image = items[place]
    color = INK if is_lit else MUTED
    if image is None:
        box = FancyBboxPatch(
            (middle - room / 2 + 0.03, top + 0.01), room - 0.06, 0.28, boxstyle="round,pad=0,rounding_size=0.06",
            facecolor=PAPER, edgecolor=ACCENT if is_lit else GRID, linewidth=1.6 if is_lit else 1.0,
        )  # fmt: skip
        figure.paper.add_artist(box)
        text(figure, middle, top + 0.15, words, color, weight="bold" if is_lit else "normal")
        return
    side = _side(items, image)
    tile(figure, grey(image * (1.0 if is_lit else DIM)), middle - side / 2, top, side)
    text(figure, middle, top + side * image.shape[0] / image.shape[1] + LINE / 2 + 0.02, words, color, SMALL_TEXT)


def _room(items: Sequence[Item]) -> float:
    return (WIDTH - 0.06 - LABEL) / len(items)


def _middle(items: Sequence[Item], place: int) -> float:
    return LABEL + _room(items) * (place + 0.5)


def _side(items: Sequence[Item], image: Array) -> float:
    return min(_room(items) - 0.1, (0.95 if len(items) == 1 else 0.62) * len(image[0]) / len(image))


def _height(items: Sequence[Item]) -> float:
    return max(
        0.3 if image is None else _side(items, image) * image.shape[0] / image.shape[1] + LINE * bool(words) for words, image in items
    )
