"""Figures that take too long to compute during a build are measured once and stored.

They stand in measurements.json, by section and part, each part with where and when it was measured.
"""

import argparse
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from nn_core.files import write_whole

MEASUREMENTS = Path(__file__).parents[1] / "data" / "measurements.json"
_NUMBER = r'(?:"[^"\\]*": )?-?[\d.eE+-]+'  # with its name in an object

Parts = Mapping[str, Callable[[], dict[str, Any]]]


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
        The figures, and under "made" where and when they were measured.

    Raises:
        KeyError: for a section or a part that was never measured; the message lists those that were.
    """
    sections = _read(path)
    if section not in sections:
        raise KeyError(f"no section {section!r} was measured; there are {', '.join(sections) or 'none'}")
    if part not in sections[section]:
        raise KeyError(f"no part {part!r} was measured in {section!r}; there are {', '.join(sections[section])}")
    return sections[section][part]


def store(section: str, part: str, figures: Mapping[str, Any], made: Mapping[str, Any], path: Path = MEASUREMENTS) -> None:
    """Replace one part of the file and leave all others as they are.

    Args:
        section: where the part stands; a new section is added at the end.
        part: the name of the part.
        figures: plain values, none of them infinite or NaN.
        made: where and when they were measured.
        path: the file to write.

    Raises:
        ValueError: for a number that is infinite or NaN.
    """
    sections = _read(path)
    sections.setdefault(section, {})[part] = {**figures, "made": made}
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


def measure_parts(section: str, parts: Parts, made: Mapping[str, Any], arguments: list[str] | None = None, **words: Any) -> int:
    """Run the command line of a section: measure the parts named there, print and store them.

    Args:
        section: where the figures are stored.
        parts: for each name, a function that returns the figures and whose docstring explains them.
        made: where and when, stored with every part.
        arguments: of the command line; by default those that Python was started with.
        words: prog, how the command is called, and description, for its messages and its help.

    Returns:
        The status 0.

    Raises:
        SystemExit: with status 2 for an unknown part.
    """
    parser = argparse.ArgumentParser(**words)
    parser.add_argument("parts", metavar="PART", nargs="*", help=f"one or more of {', '.join(parts)} (default: all)")
    parser.add_argument("--out", type=Path, default=MEASUREMENTS, help="the file to write into (default: the package's)")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(parts):
        parser.error(f"unknown part {min(unknown)!r}; known are {', '.join(parts)}")
    if os.path.lexists(options.out) and not _was_measured(options.out):
        parser.error(
            f"{options.out} is not replaced, because it holds something else than measurements; name another file, or remove it yourself"
        )
    for name in options.parts or parts:
        print(f"\n{name}: {' '.join((parts[name].__doc__ or '').split())}", flush=True)
        figures = parts[name]()
        print(*outline(figures), sep="\n", flush=True)
        store(section, name, figures, made, options.out)
    return 0


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
        words = name.replace("_", " ")
        if isinstance(value, Mapping):
            yield f"{indent}{words}:"
            yield from outline(value, indent + "  ")
        else:
            yield f"{indent}{words}: {value}"


def _was_measured(path: Path) -> bool:
    """Whether each part of a file says where and when it was measured."""
    try:
        return (
            path.is_file() and not path.is_symlink() and all(part["made"] for section in _read(path).values() for part in section.values())
        )
    except Exception:  # a stranger's file may hold anything
        return False


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
