"""Write what the site publishes from the package, such as networks, before a build."""

import hashlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filelock import FileLock

from nn_core.files import write_whole
from nn_core.laboratory.digit_or_not import letters_file
from nn_core.laboratory.digits import laboratory_file, loop_scores, pad_digits
from nn_core.laboratory.landscapes import landscapes_file
from nn_core.laboratory.parity_vectors import parity_vectors
from nn_core.laboratory.shapes import measured_shapes
from nn_core.parameters import NETWORKS
from nn_core.publish.chapter.errors import CommandError, PageError
from nn_core.publish.chapter.notebook import notebook_paths, write_notebooks
from nn_core.publish.output.record import RECORD, foreign_file, record_of
from nn_core.publish.site import SITE

FOLDER = "generated"
STAMP = ".made-from"  # what the package was when the files were made; no generator publishes a hidden file


def _json(content: Any) -> bytes:
    return (json.dumps(content, separators=(",", ":")) + "\n").encode("utf-8")


# What is neither copied nor a notebook: where it goes, and what makes its bytes.
MADE: dict[str, Callable[[], bytes]] = {
    "pad-digits.json": lambda: _json(pad_digits()),
    "parity-vectors.json": lambda: _json(parity_vectors()),
    "laboratory/digits.bin": laboratory_file,
    "laboratory/loop-scores.json": lambda: _json(loop_scores()),
    "laboratory/landscapes.json": lambda: _json(landscapes_file()),
    "laboratory/shapes.json": lambda: _json(measured_shapes()),
    "laboratory/letters.json": lambda: _json(letters_file()),
}


def prepare(docs: Path) -> None:
    """Write every derived file, such as networks and notebooks, into docs/generated/.

    Args:
        docs: the folder of the pages.

    Raises:
        CommandError: somebody changed a file there, such as a notebook, or added one. It would be published, or lost.
    """
    folder = Path(docs, FOLDER).resolve()
    # One at a time: a second would take what the first has just written for a stranger's.
    with FileLock(Path(tempfile.gettempdir(), f"prepare-{hashlib.sha256(str(folder).encode()).hexdigest()}.lock")):
        before = {path for path in folder.rglob("*") if path.is_file()}
        if name := foreign_file(folder):
            raise CommandError(f"{folder / name} was changed or added by hand: move it elsewhere, or delete {folder}, which is made again")
        folder.mkdir(parents=True, exist_ok=True)
        networks, record = _networks(folder), folder / RECORD
        derived = {folder / STAMP, record, *networks, *(folder / name for name in MADE), *notebook_paths(docs, folder, SITE)}
        try:
            _write(docs, folder, networks)
            for path in before - derived:
                path.unlink()
        finally:  # what was written before an error is ours, too
            _write_if_new(record, record_of(folder, before | derived).encode("utf-8"))


def _write(docs: Path, folder: Path, networks: dict[Path, bytes]) -> None:
    for path, content in networks.items():
        _write_if_new(path, content)
    stamp = folder / STAMP
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != SITE.digest() or not all((folder / name).is_file() for name in MADE):
        for name, make in MADE.items():
            _write_if_new(folder / name, make())
        write_whole(stamp, SITE.digest())
    write_notebooks(docs, folder, SITE)


def refuse_unprepared(docs: Path) -> None:
    """Stop a build that would publish old or missing files.

    Args:
        docs: the folder of the pages.

    Raises:
        PageError: a derived file is missing, or a network is no longer that of the package.
    """
    folder = Path(docs, FOLDER)
    wrong = [path for path, content in _networks(folder).items() if not _holds(path, content)]
    wrong += [path for path in (*(folder / name for name in MADE), *notebook_paths(docs, folder, SITE)) if not path.is_file()]
    if wrong:
        raise PageError(f"{wrong[0]} is missing or out of date: run `python -m nn_core.publish prepare` first")


def _write_if_new(path: Path, content: bytes) -> None:
    if not _holds(path, content):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def _networks(folder: Path) -> dict[Path, bytes]:
    return {folder / "networks" / path.name: path.read_bytes() for path in sorted(NETWORKS.iterdir()) if path.suffix in (".json", ".bin")}


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
