"""What the site publishes from the package, such as the networks, is put into docs/generated/ before a build."""

import filecmp
import json
import shutil
from pathlib import Path

from nn_core.files import write_whole
from nn_core.parameters import NETWORKS
from nn_core.publish.errors import PageError
from nn_core.publish.pad_digits import pad_digits

FOLDER = "generated"
PAD_DIGITS = "pad-digits.json"


def prepare(docs):
    """Write every derived file into docs/generated/: copies of the networks, and the example digits of the pad."""
    folder = Path(docs, FOLDER)
    (folder / "networks").mkdir(parents=True, exist_ok=True)
    for path in folder.rglob("*"):
        if path.is_file() and path not in {target for _, target in _copies(folder)} | {folder / PAD_DIGITS}:
            path.unlink()
    for source, target in _copies(folder):
        if not _is_copy(source, target):
            shutil.copy2(source, target)
    content = json.dumps(pad_digits(), separators=(",", ":")) + "\n"
    target = folder / PAD_DIGITS
    if not target.is_file() or target.read_text(encoding="utf-8") != content:
        write_whole(target, content)


def refuse_unprepared(docs):
    """Raise PageError when a derived file is missing, or is no longer what the package would give."""
    folder = Path(docs, FOLDER)
    for source, target in _copies(folder):
        if not _is_copy(source, target):
            raise PageError(f"{target} is missing or out of date: run `dials prepare` first (`dials build` does it by itself)")
    if not (folder / PAD_DIGITS).is_file():
        raise PageError(f"{folder / PAD_DIGITS} is missing: run `dials prepare` first (`dials build` does it by itself)")


def _copies(folder):
    return [(path, folder / "networks" / path.name) for path in sorted(NETWORKS.iterdir()) if path.suffix in (".json", ".bin")]


def _is_copy(source, target):
    return target.is_file() and filecmp.cmp(source, target)
