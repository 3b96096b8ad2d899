"""A file is written under a temporary name, then moved: nobody reads a partial one."""

import os
import tempfile
from pathlib import Path


def write_whole(path, content):
    """Write text (as UTF-8) or bytes to a file: all of it, or nothing.

    Args:
        path: where to; the folder must exist.
        content: a str or bytes.

    Raises:
        FileNotFoundError: when the folder does not exist.
        TypeError: for what is neither text nor bytes.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {path.parent} to write {path.name} into")
    data = content.encode("utf-8") if isinstance(content, str) else content
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
