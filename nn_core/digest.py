"""A digest is a short name that follows from content: another number, another name."""

import hashlib
import json


def digest(content):
    """Sixteen characters that tell content from all other content.

    Two lists of numbers that differ in one bit have the same digest by chance once in 2^64 times.

    Args:
        content: plain values, as JSON knows them, and NumPy arrays among them.

    Returns:
        The first sixteen hexadecimal digits of a SHA-256.

    Raises:
        ValueError: for a number outside of arrays that is infinite or NaN.

    Examples:
        >>> digest({"seed": 42, "rate": 1.5}) == digest({"rate": 1.5, "seed": 42})
        True
        >>> digest([0.5, 0.25]) == digest([0.5, -0.25])
        False
    """
    text = json.dumps(content, sort_keys=True, allow_nan=False, default=_plain)
    return _sha256(text.encode("ascii"))[:16]


def _plain(array):
    # The order of the bytes of a number differs between processors.
    array = array.astype(array.dtype.newbyteorder("<"), copy=False)
    return [array.dtype.str, array.shape, _sha256(array.tobytes())]


def _sha256(content):
    return hashlib.sha256(content).hexdigest()
