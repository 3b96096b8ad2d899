"""The site is made from the files of the package: here their present state gets a name, and an edit of them is noticed."""

import hashlib
import sys
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).parents[2]
SUFFIXES = {".py", ".json", ".bin", ".npz"}


def package_digest():
    """A short name for the package as it is now: another byte in any of its files, another name.

    Of nn_core.publish it takes the files that this program began with, for these are the ones at work.
    """
    return _digest((*_state(), *_BEGAN_WITH))


def forget_edited_code():
    """When a file of the package has changed since the last call, drop nn_core from memory, so that the next block imports it anew."""
    now = _state()
    if _seen and now not in _seen:
        for name in [name for name in sys.modules if name.split(".")[0] == "nn_core" and not name.startswith("nn_core.publish")]:
            del sys.modules[name]
    _seen[:] = [now]


@lru_cache(maxsize=1)
def _digest(state):
    whole = hashlib.sha256()
    for path, _, content in state:
        whole.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + (path.read_bytes() if content is None else content))
    return whole.hexdigest()[:16]


def _state(publish=False):
    """(path, time of its last change, None) of each file, without those of nn_core.publish, or of these alone."""
    paths = sorted(path for path in PACKAGE.rglob("*") if path.suffix in SUFFIXES and ("publish" in path.parts) == publish)
    return tuple((path, path.stat().st_mtime_ns, None) for path in paths)


_BEGAN_WITH = tuple((path, time, path.read_bytes()) for path, time, _ in _state(publish=True))
_seen: list = []
