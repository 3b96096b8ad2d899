"""A digest follows from content: the same content has the same, any other has another."""

import hashlib
import struct

import numpy as np
import pytest
from edits import edited_once

from nn_core.digest import digest

CONTENT = {"seeds": [1, 2], "rates": {"first": 0.1, "last": -1e-12}, "name": "é", "none": None}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def test_the_digest_is_that_of_the_text_in_the_order_of_the_names():
    text = r'{"name": "\u00e9", "none": null, "rates": {"first": 0.1, "last": -1e-12}, "seeds": [1, 2]}'
    assert digest(CONTENT) == sha256(text.encode())[:16]


def test_an_array_stands_there_by_its_type_its_shape_and_its_bytes():
    numbers = sha256(struct.pack("<2d", 1.0, -0.5))
    assert digest([np.array([[1.0, -0.5]])]) == sha256(f'[["<f8", [1, 2], "{numbers}"]]'.encode())[:16]


def test_the_order_of_names_and_the_kind_of_list_do_not_count():
    assert digest(dict(reversed(CONTENT.items()))) == digest({**CONTENT, "seeds": (1, 2)}) == digest(CONTENT)


def test_every_number_counts():
    found = [digest(edited) for edited in edited_once(CONTENT)]
    assert len({*found, digest(CONTENT)}) == 5


def test_the_order_of_a_list_a_sign_and_the_last_bit_of_a_number_count():
    array = np.linspace(0.1, 0.9, 7)
    last_bit = np.nextafter(array, np.arange(7) == 3)
    others = [[2, 1], [1, -2], array, -array, last_bit, array.astype(np.float32), array.reshape(7, 1), array[::-1]]
    assert len({digest([1, 2]), *map(digest, others)}) == 9


def test_how_an_array_lies_in_memory_does_not_count():
    array = np.arange(6.0).reshape(2, 3)
    assert digest(array) == digest(np.asfortranarray(array)) == digest(array.astype(">f8"))


def test_what_is_no_number_has_no_digest():
    with pytest.raises(ValueError, match="JSON compliant"):
        digest({"rate": float("inf")})
