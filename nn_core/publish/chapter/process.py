"""Each page runs in a process of its own, untouched by what any other has done.

`run_apart` is called by the program that builds the site. It keeps one server, `python -m nn_core.publish.chapter.process`, which
has loaded the libraries and waits. For each page the server makes a copy of itself, which takes milliseconds; where a system cannot
copy a process, each page gets a server of its own. The server's environment is always the same, and a page can neither write
outside a temporary folder nor start another program nor ask the network: so its results come from its text, the package and the
files that it opens.
"""

import atexit
import hashlib
import inspect
import io
import json
import os
import pkgutil
import random
import select
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
from contextlib import suppress
from importlib.util import source_from_cache
from pathlib import Path
from types import FrameType
from typing import IO, Any, NamedTuple

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.execute import Result, Run, run_parts
from nn_core.publish.chapter.read import Block, Fact, read_page
from nn_core.publish.chapter.site import Site

# One thread for linear algebra, because the number of threads decides the last digit of a sum.
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8", "MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1", "TZ": "UTC",
}  # fmt: skip
FOR_THE_SYSTEM = ("PATH", "SYSTEMROOT", "HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME")  # and hidden from the pages
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What Python announces before it does something: https://docs.python.org/3/library/audit_events.html
# Each with the place of the open folder, if it takes one, in which its path lies.
CHANGING = {"os.chmod": 2, "os.mkdir": 2, "os.remove": 1, "os.rmdir": 1, "os.truncate": 9, "os.utime": 3, "sqlite3.connect": 9}
CHANGING_TWO = {"os.link", "os.rename", "os.symlink"}
LEAVING = {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.startfile", "os.system", "subprocess.Popen"}
LEAVING |= {"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.sendto"}


class Executed(NamedTuple):
    """What came of a page, and what it looked at.

    Attributes:
        run: its results.
        opened: the files that it opened and the folders that it listed, but for those of Python and its libraries, each with
            its digest at that time.
    """

    run: Run
    opened: dict[str, str | None]


def run_apart(text: str, file: str, site: Site, root: Path) -> Executed:
    """Run the blocks and facts of a page in a process that has run nothing else.

    Args:
        text: the whole Markdown file.
        file: its name, for messages.
        site: whose page it is.
        root: the folder in which it runs.

    Returns:
        What came of it.

    Raises:
        PageError: for a block or a fact that does not hold, or that ends the process.
    """
    parts, begun = read_page(text, file), 0
    with _lock:
        messages = _server_for(site).ask({"text": text, "file": file, "root": str(root), "names": site.names, "palette": site.palette})
    if messages[-1:] != [["end"]]:
        raise PageError(f"{file}: the process that runs the pages ended by itself, before this page; its own words stand above")
    for kind, *content in messages:
        if kind == "begin":
            begun = content[0]
        elif kind == "wrong":
            raise PageError(content[0], begun)
        elif kind == "done":
            results, facts, opened = content
            return Executed(Run({id: Result(*result) for id, result in results.items()}, facts), opened)
    raise PageError(_ended(parts[begun]), begun)


class _Server:
    """The waiting process, as the program that builds the site sees it."""

    def __init__(self, site: Site):
        self.package = site.digest()
        environment = {name: os.environ[name] for name in FOR_THE_SYSTEM if name in os.environ} | ENVIRONMENT
        environment |= {"PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__, *site.preload], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def ask(self, request: dict[str, Any]) -> list[list[Any]]:
        """The messages of one page.

        Args:
            request: what `serve` reads.

        Returns:
            What the page's process said; the last message is that it has ended, if the server has not.
        """
        with suppress(BrokenPipeError):
            print(json.dumps(request), file=self.process.stdin, flush=True)
        messages: list[list[Any]] = []
        for line in self.process.stdout or ():
            messages.append(json.loads(line))
            if messages[-1] == ["end"]:
                break
        return messages

    def close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()
        self.process.wait()


_lock = threading.Lock()
_servers: list[_Server] = []


def _server_for(site: Site) -> _Server:
    """A living server for the package as it is now."""
    if _servers and (_servers[0].package != site.digest() or _servers[0].process.poll() is not None):
        _servers.pop().close()
    if not _servers:
        _servers.append(_Server(site))
    return _servers[0]


@atexit.register
def _close() -> None:
    while _servers:
        _servers.pop().close()


def _ended(part: Block | Fact) -> str:
    what = f"{part.where}: the block {part.id!r}" if isinstance(part, Block) else part.where
    return f"{what} ended Python, so nothing that it did can be shown"


def serve(requests: IO[str], answers: IO[str]) -> None:
    """Run each page that is asked for in a copy of this process.

    Args:
        requests: one JSON object a line.
        answers: where the messages go, one JSON array a line.
    """
    for line in requests:
        with tempfile.TemporaryDirectory() as folder:
            if hasattr(os, "fork"):
                ended, held = os.pipe()  # held by the copy alone, until it ends
                child = os.fork()
                if not child:
                    _answer(json.loads(line), answers, folder)
                    os._exit(0)
                os.close(held)
                ready = select.select([ended, requests.fileno()], [], [])[0]
                if ended not in ready:  # whoever asked has gone, and a page may run for ever
                    os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                os.close(ended)
                if ended not in ready:
                    return
            else:
                _answer(json.loads(line), answers, folder)
        _say(answers, "end")
        if not hasattr(os, "fork"):
            return


def _answer(request: dict[str, Any], answers: IO[str], folder: str) -> None:
    import numpy

    from nn_core.publish.chapter.svg import to_svg

    def draw(figure: Any, block: Block, alt: str) -> str:
        return to_svg(figure, block.id, block.options.get("title", block.id.replace("-", " ")), alt, request["palette"])

    random.seed(13002)
    numpy.random.seed(13002)
    sys.stdin = io.StringIO()
    tempfile.tempdir = folder
    os.chdir(request["root"])
    sys.path[0] = request["root"]
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    try:
        names = pkgutil.resolve_name(request["names"]) if request["names"] else {}
        opened = _watch(folder)
        run = run_parts(read_page(request["text"], request["file"]), names, draw, lambda number: _say(answers, "begin", number))
        _say(answers, "done", run.results, run.facts, dict(sorted(opened.items())))
    except PageError as problem:
        _say(answers, "wrong", str(problem))
    except Exception as problem:
        _say(answers, "wrong", f"{request['file']}:1: before its first block, {type(problem).__name__}: {problem}")


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


def _watch(folder: str) -> dict[str, str | None]:
    """Refuse from now on what would make a page depend on more than it reads.

    The dictionary, which grows, names what it reads, each with its digest.
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


def _say(answers: IO[str], *message: Any) -> None:
    print(json.dumps(message), file=answers, flush=True)


def _load(names: list[str]) -> None:
    """Load what most pages need, once for all.

    What cannot be loaded is an error of the first page that asks for it.
    """
    import matplotlib.pyplot

    matplotlib.rcdefaults()  # whatever settings this computer has for its own pictures
    for name in names:
        with suppress(Exception):
            pkgutil.resolve_name(name)()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program that builds the site ends this one, and says what there is to say
    # What a page or a library writes past Python goes to the messages of the build, not between the answers.
    own_answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _load(sys.argv[1:])
    serve(sys.stdin, own_answers)
