"""The small change of descriptions: sentences, counts, and where in a picture something lies."""

import numpy as np

from nn_core.plots.style import table


def sentences(*parts):
    """The parts that are not empty, each as a sentence."""
    return " ".join(f"{part[0].upper()}{part[1:]}".rstrip(".") + "." for part in parts if part)


def counted(count, noun):
    """1 row, 2 rows."""
    return f"{count} {noun}" + ("s" if count != 1 else "")


def is_or_are(count):
    """The verb that goes with so many."""
    return "is" if count == 1 else "are"


def listing(numbers):
    """1, 2, 3."""
    return ", ".join(map(str, numbers))


def short(value):
    """A number with two decimals at most, and with a real minus sign."""
    return f"{round(float(value), 2):g}".replace("-", "\N{MINUS SIGN}")


def span(name, indices):
    """rows 3 to 7, or row 3; indices: in rising order."""
    first, last = indices[0], indices[-1]
    return f"{name} {first}" if first == last else f"{name}s {first} to {last}"


def place_of(mask):
    """The rows and columns in which a mask has any cell."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    return f"{span('row', rows)}, {span('column', columns)}"


def size_of(values):
    """28 by 28."""
    return f"{values.shape[0]} by {values.shape[1]}"


def outlining(region):
    """How many pixels are outlined, and where; nothing for no region."""
    if region is None:
        return ""
    mask = np.asarray(table(region), bool)
    return f"Outlined: {counted(int(mask.sum()), 'pixel')} in {place_of(mask)}" if mask.any() else ""
