"""A file is read if it is one and not too large, and is written whole.

It is written under a temporary name, then moved: nobody reads a partial one.
"""

import contextlib
import errno
import io
import os
import stat
import tempfile
import zipfile
from pathlib import Path

import numpy as np


def size_of(path, most):
    """How many bytes a file has.

    It is not opened, because a pipe would wait for ever, and a device never end.

    Args:
        path: of the file.
        most: bytes that a reader is ready for.

    Returns:
        The number of bytes, at least 1.

    Raises:
        OSError: when there is no such file.
        ValueError: for what is no regular file, is empty, or is larger than most.
    """
    state = Path(path).stat()
    if not stat.S_ISREG(state.st_mode):
        raise ValueError(f"{path} is {_kind(state.st_mode)}, not a file")
    if not state.st_size:  # as are the system's own files, some of which would wait for ever
        raise ValueError(f"{path} is empty")
    if state.st_size > most:
        raise ValueError(f"{path} is too large: {state.st_size:,} bytes, and at most {most:,} are read")
    return state.st_size


def damage(path, problem):
    """What to raise for a file that a decoder gave up on, whatever the decoder itself raised.

    A decoder raises what its authors, or the bytes, happened to: no list of exceptions is long enough.

    Args:
        path: of the file.
        problem: what the decoder raised.

    Returns:
        A ValueError, or an OSError where the system could not read the file.
    """
    if isinstance(problem, MemoryError):
        return ValueError(f"{path} takes more memory than there is")
    if isinstance(problem, OSError) and problem.errno not in (None, errno.EINVAL):  # a damaged offset makes a seek invalid
        return OSError(problem.errno, problem.strerror, str(path))
    return ValueError(f"{path} is damaged: {str(problem) or type(problem).__name__}")


def read_array(path, name, most):
    """One array of an archive that NumPy wrote.

    Nothing is unpickled, and no memory is taken that the file does not fill.

    Args:
        path: of the .npz file.
        name: of the array.
        most: bytes that it may have.

    Returns:
        The array, read-only.

    Raises:
        OSError: when there is no such file.
        ValueError: for a file that is damaged, or holds no such array, or a larger one.
    """
    size_of(path, most)
    with Path(path).open("rb") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                member = archive.getinfo(f"{name}.npy")
                if member.file_size > most:
                    raise ValueError(f"{name} claims to have {member.file_size:,} bytes, and at most {most:,} are read")
                content = io.BytesIO(archive.read(member))
            np.lib.format.read_magic(content)
            shape, by_column, dtype = np.lib.format.read_array_header_1_0(content)
            return np.frombuffer(content.getbuffer(), dtype, offset=content.tell()).reshape(shape, order="F" if by_column else "C")
        except Exception as problem:
            raise damage(path, problem) from None


def check_writable(path):
    """See whether a file can be written there, before the work whose result it is to hold.

    Args:
        path: of the file, which may exist.

    Raises:
        OSError: when there is no such folder, or nothing can be written into it.
        ValueError: for a folder, a pipe or a device, which a file would replace.
    """
    path = _checked_place(path)
    with _naming(path):
        tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.").close()


def write_whole(path, content):
    """Write text (as UTF-8) or bytes to a file: all of it, or nothing.

    Args:
        path: where to; the folder must exist.
        content: a str or bytes.

    Raises:
        OSError: as check_writable does, or when the disk is full.
        ValueError: as check_writable does.
        TypeError: for what is neither text nor bytes.
    """
    path = _checked_place(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    with _naming(path):
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


def _checked_place(path):
    path = Path(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {path.parent} to write {path.name} into")
    if path.exists() and not path.is_file():
        raise ValueError(f"{path} is {_kind(path.stat().st_mode)}, not a file")
    return path


@contextlib.contextmanager
def _naming(path):
    """Let what the system refuses name the file that was asked for, not the temporary one."""
    try:
        yield
    except OSError as problem:
        if problem.errno:
            problem.filename = str(path)
        raise


def _kind(mode):
    kinds = {stat.S_ISDIR: "a folder", stat.S_ISFIFO: "a pipe", stat.S_ISSOCK: "a socket"}
    return next((words for is_one, words in kinds.items() if is_one(mode)), "a device")
