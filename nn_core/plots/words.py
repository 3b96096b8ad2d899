"""Numbers and sentences, as figures print them and as their descriptions say them."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.style import Array, table


def sentences(*parts: str) -> str:
    """Make a sentence of each part.

    Args:
        *parts: Words with or without their full stop; empty ones are left out.

    Returns:
        The sentences, as one text.

    Examples:
        >>> sentences("no ink", "", "one dot.")
        'No ink. One dot.'
    """
    return " ".join(f"{part[0].upper()}{part[1:]}".rstrip(".") + "." for part in parts if part)


def number(value: float, digits: int = 2, plus: bool = False) -> str:
    """Write a number with a real minus sign, and never "-0".

    Args:
        value: The number.
        digits: How many decimals.
        plus: Whether a positive number gets its sign, too.

    Returns:
        Its digits.

    Examples:
        >>> number(-1.234), number(-0.001), number(0.5, 1, plus=True)
        ('−1.23', '0.00', '+0.5')
    """
    words = f"{value:+.{digits}f}" if plus else f"{value:.{digits}f}"
    if float(words) == 0:
        words = words.lstrip("+-")
    return minus(words)


def short(value: float) -> str:
    """Write a number with two decimals at most.

    Args:
        value: The number.

    Returns:
        Its digits.
    """
    return minus(f"{round(float(value), 2):g}")


def minus(words: str) -> str:
    """Put a real minus sign in place of each hyphen.

    Args:
        words: A number that is written already.

    Returns:
        The same with its minus sign.
    """
    return words.replace("-", "\N{MINUS SIGN}")


def counted(count: int, noun: str) -> str:
    """Put a noun behind its count.

    Args:
        count: How many.
        noun: In the singular.

    Returns:
        Such as 1 row, or 2 rows.
    """
    return f"{count} {noun}" + ("s" if count != 1 else "")


def is_or_are(count: int) -> str:
    """Give the verb that goes with a count.

    Args:
        count: How many.

    Returns:
        One of the two.
    """
    return "is" if count == 1 else "are"


def listing(things: Iterable[object]) -> str:
    """Join things by commas.

    Args:
        things: Numbers or words.

    Returns:
        Such as 1, 2, 3.
    """
    return ", ".join(map(str, things))


def signs(weights: ArrayLike) -> str:
    """Count the weights of either sign.

    Args:
        weights: An array of any shape.

    Returns:
        Such as 1 positive and 2 negative.
    """
    weights = np.asarray(weights)
    return f"{int((weights > 0).sum())} positive and {int((weights < 0).sum())} negative"


def span(name: str, indices: Sequence[int] | Array) -> str:
    """Name a run by its first and its last.

    Args:
        name: Of one.
        indices: In rising order.

    Returns:
        Such as rows 3 to 7, or row 3.
    """
    first, last = indices[0], indices[-1]
    return f"{name} {first}" if first == last else f"{name}s {first} to {last}"


def place_of(mask: Array) -> str:
    """Name the rows and columns in which a mask has any cell.

    Args:
        mask: (rows, columns) of True and False.

    Returns:
        Such as rows 3 to 7, column 2.
    """
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    return f"{span('row', rows)}, {span('column', columns)}"


def size_of(values: Array) -> str:
    """Name the size of a table.

    Args:
        values: (rows, columns).

    Returns:
        Such as 28 by 28.
    """
    return f"{values.shape[0]} by {values.shape[1]}"


def outlining(region: ArrayLike | None) -> str:
    """Say how many pixels are outlined, and where.

    Args:
        region: (rows, columns) of True and False, or None.

    Returns:
        A sentence; nothing for None, or where nothing is True.
    """
    if region is None:
        return ""
    mask = np.asarray(table(region), bool)
    return f"Outlined: {counted(int(mask.sum()), 'pixel')} in {place_of(mask)}" if mask.any() else ""
