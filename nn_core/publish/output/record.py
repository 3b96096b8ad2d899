"""What a build writes down last: which files it made, so that no others are ever replaced.

`sha256sum --check SHA256SUMS` reads the record, too.
"""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from nn_core.publish.chapter.errors import CommandError

RECORD = "SHA256SUMS"
FIRST_LINE = "# made by python -m nn_core.publish, which replaces nothing that is not listed here, or was changed since"
END_OF_ZIP = b"PK\5\6"  # its last 22 bytes begin so; more would be words of a stranger's, as is what stands before the first entry
# MkDocs makes the file that this environment variable names when it has come to its end. Its status does not say so:
# whatever ends Python in the middle, such as os._exit, chooses the status.
RECEIPT = "NN_CORE_BUILD_RECEIPT"


def record_of(folder: Path, paths: Iterable[Path] | None = None) -> str:
    """The record of a folder: each file's SHA-256 and name, as sha256sum writes them.

    Args:
        folder: where the record will lie.
        paths: files in it, some of which may not exist; by default all.

    Returns:
        The text of the record, with a first line that says whose it is.
    """
    files = (path for path in (folder.rglob("*") if paths is None else paths) if path.is_file() and path != folder / RECORD)
    digests = {path.relative_to(folder).as_posix(): _digest(path.read_bytes()) for path in files}
    return "\n".join([FIRST_LINE, *(f"{digests[name]}  {name}" for name in sorted(digests))]) + "\n"


def foreign_file(folder: Path) -> str | None:
    """The name of a file in a folder that the folder's record does not list as it is.

    Args:
        folder: which may not exist.

    Returns:
        A path inside the folder, or None: no file is there, or all are of a former build, and nobody changed them.
    """
    record = folder / RECORD
    listed = _listed(record.read_bytes() if record.is_file() else b"")
    for path in _files(folder) if folder.exists() else ():
        name = path.relative_to(folder).as_posix()
        ours = listed if path == record else path.is_file() and name in listed and listed[name] == _digest(path.read_bytes())
        if path.is_symlink() or not ours:  # a link is foreign, whatever it leads to
            return name
    return None


def foreign_entry(path: Path, folder: str) -> str | None:
    """The same for a zip.

    Args:
        path: of the zip, which may not exist.
        folder: the one in the zip that holds all its files, and its record.

    Returns:
        The name of an entry, or of the zip itself when it cannot be read; None for a former zip that nobody changed.
    """
    record, prefix = f"{folder}/{RECORD}", f"{folder}/"
    if not path.exists():
        return None
    if not path.is_file():
        return path.name
    try:
        with zipfile.ZipFile(path) as archive:
            listed = _listed(archive.read(record))
            if min(entry.header_offset for entry in archive.infolist()) or not path.read_bytes()[-22:].startswith(END_OF_ZIP):
                return path.name
            foreign = (
                name
                for name in archive.namelist()
                if name != record and listed.get(name.removeprefix(prefix)) != _digest(archive.read(name))
            )
            return next(foreign, None if listed else record)
    except Exception:  # what zipfile raises depends on the bytes, which are a stranger's
        return path.name


def refuse_foreign(out: Path, name: str | None) -> None:
    """Refuse to replace what holds a file that no build made.

    Args:
        out: what is to be replaced.
        name: what foreign_file or foreign_entry found in it.

    Raises:
        CommandError: there is such a file.
    """
    if name:
        raise CommandError(
            f"{out} is not replaced, because no build made {name}, or it was changed since; name another place, or remove it yourself"
        )


def _files(folder: Path) -> Iterator[Path]:
    """All below a folder that is no folder itself.

    A folder that cannot be read raises an OSError; rglob would take it for empty.
    """
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _listed(record: bytes) -> dict[str, str]:
    """{name: SHA-256} of a record; empty for a file of this name that is not ours."""
    first, *lines = record.decode("utf-8", "replace").split("\n")
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)} if first == FIRST_LINE else {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
