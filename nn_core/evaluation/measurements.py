"""What takes too long to compute while a page is built is measured beforehand, and kept in measurements.json with where and when."""

import argparse
import json
from pathlib import Path

from nn_core.files import write_whole

MEASUREMENTS = Path(__file__).parents[1] / "data" / "measurements.json"


def measured(section, part, path=MEASUREMENTS):
    """The figures of one part, with "made", which says where and when: measured("speed", "loop").

    Raises KeyError, with the names that there are, for a section or a part that nobody has measured.
    """
    sections = _all(path)
    if section not in sections:
        raise KeyError(f"no section {section!r} was measured; there are {', '.join(sections) or 'none'}")
    if part not in sections[section]:
        raise KeyError(f"no part {part!r} was measured in {section!r}; there are {', '.join(sections[section])}")
    return sections[section][part]


def store(section, part, figures, made, path=MEASUREMENTS):
    """Replace one part of one section, figures and provenance, and leave the rest of the file as it is."""
    sections = _all(path)
    sections.setdefault(section, {})[part] = figures | {"made": made}
    write_whole(path, json.dumps(sections, indent=1, ensure_ascii=False, allow_nan=False) + "\n")


def measure_parts(section, parts, made, arguments=None, **words):
    """The command of a section: measure the parts asked for, print them, and store them. Returns 0; a mistyped part ends with status 2.

    parts: {name: function that returns the figures of the part, and says in its docstring what they are}.
    made: says where and when.  arguments: of the command line.  words: for the parser, such as prog and description.
    """
    parser = argparse.ArgumentParser(**words)
    parser.add_argument("parts", metavar="PART", nargs="*", help=f"one or more of {', '.join(parts)} (default: all)")
    parser.add_argument("--out", type=Path, default=MEASUREMENTS, help="the file to write into (default: the package's)")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(parts):
        parser.error(f"unknown part {min(unknown)!r}; known are {', '.join(parts)}")
    for part in options.parts or parts:
        print(f"\n{part}: {' '.join(parts[part].__doc__.split())}", flush=True)
        figures = parts[part]()
        print(*outline(figures), sep="\n", flush=True)
        store(section, part, figures, made, options.out)
    return 0


def outline(figures, indent="  "):
    """The figures of a part as lines for a person to read."""
    for name, value in figures.items():
        words = str(name).replace("_", " ")
        if isinstance(value, dict):
            yield f"{indent}{words}"
            yield from outline(value, indent + "  ")
        else:
            yield f"{indent}{words:<42} {value}"


def _all(path):
    return json.loads(Path(path).read_text(encoding="utf-8")) if Path(path).exists() else {}
