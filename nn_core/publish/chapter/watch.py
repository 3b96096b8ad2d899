"""What a page opens is noted, and what would let it depend on more is refused."""

import hashlib
import inspect
import os
import sys
import sysconfig
from contextlib import suppress
from importlib.util import source_from_cache
from pathlib import Path
from types import FrameType
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What Python announces before it does something: https://docs.python.org/3/library/audit_events.html
# Each with the place of the open folder, if it takes one, in which its path lies.
CHANGING = {"os.chmod": 2, "os.mkdir": 2, "os.remove": 1, "os.rmdir": 1, "os.truncate": 9, "os.utime": 3, "sqlite3.connect": 9}
CHANGING_TWO = {"os.link", "os.rename", "os.symlink"}
LEAVING = {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.startfile", "os.system", "subprocess.Popen"}
LEAVING |= {"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.sendto"}


def digest_of(path: str | Path) -> str | None:
    """A short name for the bytes of a file or the names in a folder.

    Args:
        path: of the file or the folder.

    Returns:
        64 hexadecimal digits; None where there is neither.
    """
    place = Path(path)
    with suppress(OSError):
        if place.is_dir():
            return hashlib.sha256("\0".join(sorted(entry.name for entry in place.iterdir())).encode()).hexdigest()
        if place.is_file():  # what is neither, such as a pipe, may have no end
            return hashlib.sha256(place.read_bytes()).hexdigest()
    return None


def watch(folder: str) -> dict[str, str | None]:
    """Refuse from now on what would make a page depend on more than it reads.

    Args:
        folder: where it may write.

    Returns:
        A dictionary that grows: the name of each file that is opened and each folder that is listed, with its digest, but for
        those of Python and its libraries.
    """
    opened: dict[str, str | None] = {}
    libraries = (sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    known = [_resolved(path) for path in (os.devnull, folder, *libraries)]

    def note(path: Any) -> None:
        if any(_resolved(path).is_relative_to(place) for place in known):
            return
        name = str(Path(os.fsdecode(path)).absolute())  # a link in it may lead elsewhere next time
        name = source_from_cache(name) if name.endswith(".pyc") else name
        if name not in opened:
            opened[name] = None  # its digest opens it, too
            opened[name] = digest_of(name)

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event in LEAVING:
            raise PermissionError(f"a page runs alone: it starts no other program and asks no network ({event})")
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            if arguments[2] & WRITING:
                _refuse_outside(folder, _resolved(arguments[0]))
            else:
                note(arguments[0])
        elif event in CHANGING:
            if arguments[0] != ":memory:":
                _refuse_outside(folder, _resolved(arguments[0], *arguments[CHANGING[event] :][:1]))
        elif event in CHANGING_TWO:
            for path in arguments[:2]:
                _refuse_outside(folder, _resolved(path))
        elif event in ("os.listdir", "os.scandir") and not isinstance(arguments[0], int) and not _is_an_import(inspect.currentframe()):
            note(arguments[0] or ".")

    def stat(path: Any, **options: Any) -> os.stat_result:
        """Asking whether a file exists, or how large it is, announces nothing."""
        if not isinstance(path, int) and options.get("dir_fd") is None:
            note(path)
        return stat_of_the_system(path, **options)

    stat_of_the_system, os.stat = os.stat, stat
    sys.addaudithook(look)
    return opened


def _is_an_import(hook: FrameType | None) -> bool:
    """Whether Python itself looks for a module, which it then opens by its name."""
    return bool(hook and hook.f_back and "importlib" in hook.f_back.f_code.co_filename)


def _resolved(path: int | str | bytes | os.PathLike[str], folder: int = -1) -> Path:
    """The true place of a path, or of an open file by its number.

    folder: the number of the one that it lies in.
    """
    name = f"/dev/fd/{path}" if isinstance(path, int) else os.fsdecode(path)
    return Path(os.path.realpath(f"/dev/fd/{folder}/{name}" if folder >= 0 and not name.startswith("/") else name))


def _refuse_outside(folder: str, path: Path) -> None:
    if path != Path(os.devnull) and not path.is_relative_to(_resolved(folder)):
        raise PermissionError(f"a page writes into a temporary folder only, not to {path}")
