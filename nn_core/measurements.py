"""What takes too long to compute while a page is built is measured beforehand, and kept in measurements.json with where and when."""

import json
from pathlib import Path

from nn_core.files import write_whole

MEASUREMENTS = Path(__file__).parent / "measurements.json"


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
