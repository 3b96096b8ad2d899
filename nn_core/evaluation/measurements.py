"""Figures that take too long to compute during a build are measured once and stored.

They stand in measurements.json, by section and part, each part with where and when it was measured, with digests of the
networks, the digits and the settings that it was made from, and with a digest of its own.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from nn_core.digest import digest
from nn_core.files import write_whole

MEASUREMENTS = Path(__file__).parents[1] / "data" / "measurements.json"
COMMANDS = {"findings": "make measure", "speed": "make bench", "trust": "make trust"}
_NUMBER = r'(?:"[^"\\]*": )?-?[\d.eE+-]+'  # with its name in an object


def figure(values: Any) -> float:
    """The mean of some values, or one value, as it is stored: a float of 5 decimals.

    Args:
        values: numbers, or True and False, of which the mean is the share of True.

    Returns:
        The mean, rounded.

    Examples:
        >>> figure([1.0, 0.0, 0.0])
        0.33333
    """
    return round(float(np.mean(values)), 5)


def measured(section: str, part: str, path: Path = MEASUREMENTS) -> dict[str, Any]:
    """The stored figures of one part, such as measured("speed", "loop").

    Args:
        section: a section of the file.
        part: a part of that section.
        path: the file to read.

    Returns:
        The figures, under "made" where and when they were measured, and under "made_from" the digests of what they follow from.

    Raises:
        KeyError: for a section or a part that was never measured; the message lists those that were.
        ValueError: for a part that was edited since; the message says which command measures it again.
    """
    sections = _read(path)
    if section not in sections:
        raise KeyError(f"no section {section!r} was measured; there are {', '.join(sections) or 'none'}")
    if part not in sections[section]:
        raise KeyError(f"no part {part!r} was measured in {section!r}; there are {', '.join(sections[section])}")
    content = sections[section][part]
    if content.pop("digest", None) != digest(content):
        raise ValueError(f"{section}/{part} in {path.name} was edited; {again(section, part)}")
    return content


def again(section: str, part: str) -> str:
    """What the message about a part that does not hold tells the reader to do.

    Args:
        section: where the part stands.
        part: its name.

    Returns:
        The end of a sentence.
    """
    return f"`{COMMANDS[section]} ARGS={part}` measures it again"


def store(
    section: str, part: str, figures: Mapping[str, Any], made: Mapping[str, Any], made_from: Mapping[str, str], path: Path = MEASUREMENTS
) -> None:
    """Replace one part of the file and leave all others as they are.

    Args:
        section: where the part stands; a new section is added at the end.
        part: the name of the part.
        figures: plain values, none of them infinite or NaN.
        made: where and when they were measured.
        made_from: the digests of what they were made from.
        path: the file to write.

    Raises:
        ValueError: for a number that is infinite or NaN.
    """
    sections = _read(path)
    content = json.loads(as_text({**figures, "made": made, "made_from": made_from}))
    sections.setdefault(section, {})[part] = {**content, "digest": digest(content)}
    write_whole(path, as_text(sections))


def as_text(content: Any) -> str:
    """JSON with a line for each value, but numbers alone in a list or object share a line.

    Args:
        content: plain values.

    Returns:
        The text of a JSON file, with a line break at its end.

    Raises:
        ValueError: for a number that is infinite or NaN.
    """
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)
    # Inside a string a line break is written \n, so these brackets are never part of a string.
    return re.sub(rf"(?<=[\[{{])\n((?:\s*{_NUMBER},?\n)+)\s*(?=[\]}}])", lambda numbers: " ".join(numbers[1].split()), text) + "\n"


def outline(values: Mapping[str, Any], indent: str = "  ") -> Iterator[str]:
    """Nested names and values as lines for a person to read.

    Args:
        values: plain values by their names; an underscore is shown as a space.
        indent: what every line begins with.

    Yields:
        The lines, without line breaks.

    Examples:
        >>> list(outline({"plain": {"edge_like": 0.5}}))
        ['  plain:', '    edge like: 0.5']
    """
    for name, value in values.items():
        words = printable(name.replace("_", " "))
        if isinstance(value, Mapping):
            yield f"{indent}{words}:"
            yield from outline(value, indent + "  ")
        else:
            yield f"{indent}{words}: {printable(str(value))}"


def printable(text: str) -> str:
    r"""Text in which every character can be seen.

    One that would command a terminal, or turn its line around, is escaped.

    Args:
        text: any, also what is no valid Unicode.

    Returns:
        One line.

    Examples:
        >>> print(printable("red: \x1b[31m"))
        red: \x1b[31m
    """
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
