"""Wholes, parts and stages in words."""

from nn_core.plots.describe.words import counted, place_of, sentences
from nn_core.plots.style import brightness


def parts(rows, names=None, title=""):
    """For each row, the whole and its parts, with where their ink lies.

    >>> dot = [[1.0, 0.0]]
    >>> parts([[dot, dot]], [["a whole", "a part"]])
    'A whole (ink in row 0, column 0) = a part (ink in row 0, column 0).'
    """
    lines = []
    for row, images in enumerate(rows):
        words = names[row] if names is not None else ["the whole"] + [f"part {index}" for index in range(1, len(images))]
        pieces = [f"{name} (ink in {place_of(brightness(image) > 0.5)})" for name, image in zip(words, images, strict=True)]
        lines.append(f"{pieces[0]} = {' + '.join(pieces[1:])}")
    return sentences(title, *lines)


def stages(stages, names, title="", links=None, lit=None):
    """Stage by stage what stands there, what is lit, and what each item is made from.

    >>> stages([["a", "b"], ["ab"]], ["letters", "word"], links=[[(0, 0), (1, 0)]])
    'Stage 0, letters: a, b. Stage 1, word: ab. Stage 1 is made from stage 0: ab from a and b.'
    """
    parts = []
    for index, (items, name) in enumerate(zip(stages, names, strict=True)):
        called = _called(items)
        listed = counted(len(items), "image") if not any(item(one)[0] for one in items) else ", ".join(called)
        active = f"; active: {', '.join(called[place] for place in lit[index])}" if lit is not None and len(items) > 1 else ""
        parts.append(f"Stage {index}, {' '.join(name.split(chr(10)))}: {listed}{active}")
    for index, pairs in enumerate(links or [], start=1):
        above, here = _called(stages[index - 1]), _called(stages[index])
        made = [(b, [above[a] for a, to in pairs if to == b]) for b in sorted({b for _, b in pairs})]
        parts.append(f"Stage {index} is made from stage {index - 1}: " + ", ".join(f"{here[b]} from {' and '.join(a)}" for b, a in made))
    return sentences(title, *parts)


def item(one):
    """An item of a stage as a pair (words, image): "" for no words, None for no image."""
    if isinstance(one, str):
        return one, None
    return one if isinstance(one, tuple) else ("", one)


def _called(items):
    return [item(one)[0] or f"image {index + 1}" for index, one in enumerate(items)]
