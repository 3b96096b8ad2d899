"""Each page runs in a process of its own, untouched by what any other has done.

`run_apart` is called by the program that builds the site. It keeps one server, `python -m nn_core.publish.chapter.process`, which
has loaded the libraries and waits. For each page the server makes a copy of itself, which takes milliseconds; where a system cannot
copy a process, each page gets a server of its own. The server's environment is always the same, and a page can neither write
outside a temporary folder nor start another program nor ask the network: so its results come from its text, the package and the
files that it opens.
"""

import atexit
import io
import json
import os
import pkgutil
import random
import select
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.execute import Result, Run, run_parts
from nn_core.publish.chapter.read import Block, Fact, read_page
from nn_core.publish.chapter.site import Site
from nn_core.publish.chapter.watch import watch

# One thread for linear algebra, because the number of threads decides the last digit of a sum.
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8", "MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1", "TZ": "UTC",
}  # fmt: skip
FOR_THE_SYSTEM = ("PATH", "SYSTEMROOT", "HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME")  # and hidden from the pages


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
        opened = watch(folder)
        run = run_parts(read_page(request["text"], request["file"]), names, draw, lambda number: _say(answers, "begin", number))
        _say(answers, "done", run.results, run.facts, dict(sorted(opened.items())))
    except PageError as problem:
        _say(answers, "wrong", str(problem))
    except Exception as problem:
        _say(answers, "wrong", f"{request['file']}:1: before its first block, {type(problem).__name__}: {problem}")


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
