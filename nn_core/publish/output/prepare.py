"""Write what the site publishes from the package, such as networks, before a build."""

import hashlib
import json
import tempfile
from collections.abc import Callable
from functools import partial
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
from nn_core.publish.covers import card, cover, site_card
from nn_core.publish.menu import read_menu
from nn_core.publish.output.record import RECORD, foreign_file, record_of
from nn_core.publish.site import SITE

FOLDER = "generated"
# What the package was when the files were made; no generator publishes a hidden file.
STAMP = ".made-from"
DRAWN_STAMP = ".drawn-from"  # what the package and the menu were when the covers were drawn


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
        names = (STAMP, DRAWN_STAMP, *MADE, *_drawn(docs))
        derived = {record, *networks, *(folder / name for name in names), *notebook_paths(docs, folder, SITE)}
        try:
            _write(docs, folder, networks)
            for path in before - derived:
                path.unlink()
        finally:  # what was written before an error is ours, too
            _write_if_new(record, record_of(folder, before | derived).encode("utf-8"))


def _write(docs: Path, folder: Path, networks: dict[Path, bytes]) -> None:
    for path, content in networks.items():
        _write_if_new(path, content)
    _make(folder, MADE, folder / STAMP, SITE.digest())
    # The words of a menu's pages stand on their cards.
    _make(folder, _drawn(docs), folder / DRAWN_STAMP, f"{SITE.digest()} {hashlib.sha256(repr(read_menu(docs)).encode()).hexdigest()}")
    write_notebooks(docs, folder, SITE)


def _make(folder: Path, made: dict[str, Callable[[], bytes]], stamp: Path, state: str) -> None:
    """Make files again if what they come from has changed, or one is missing."""
    if not _holds(stamp, state.encode()) or not all((folder / name).is_file() for name in made):
        for name, make in made.items():
            _write_if_new(folder / name, make())
        write_whole(stamp, state)


def _drawn(docs: Path) -> dict[str, Callable[[], bytes]]:
    """The covers and cards of the menu, like MADE; none without a menu."""
    pages = [(page, group.title) for group in read_menu(docs).groups for page in group.pages]
    drawn = {f"covers/{page.stem}.svg": partial(cover, page) for page, _ in pages}
    drawn |= {f"cards/{page.stem}.png": partial(card, page, title) for page, title in pages}
    return drawn | ({"cards/site.png": site_card} if pages else {})


def refuse_unprepared(docs: Path) -> None:
    """Stop a build that would publish old or missing files.

    Args:
        docs: the folder of the pages.

    Raises:
        PageError: a derived file is missing, or a network is no longer that of the package.
    """
    folder = Path(docs, FOLDER)
    wrong = [path for path, content in _networks(folder).items() if not _holds(path, content)]
    made = [folder / name for name in (*MADE, *_drawn(docs))]
    wrong += [path for path in (*made, *notebook_paths(docs, folder, SITE)) if not path.is_file()]
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
