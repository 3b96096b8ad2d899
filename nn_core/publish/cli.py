"""The commands of the project: serve, build, finish, offline, test and prepare."""

import argparse
import contextlib
import inspect
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nn_core.files import write_whole
from nn_core.publish.chapter.errors import CommandError, PageError
from nn_core.publish.output.finish import finish as finish_site
from nn_core.publish.output.offline import FOLDER, make_offline
from nn_core.publish.output.record import RECEIPT, foreign_entry, foreign_file, refuse_foreign

Options = argparse.Namespace
ROOT = Path(__file__).resolve().parents[2]
DOCS, SITE = ROOT / "docs", ROOT / "site"
SOURCES = ("docs", "nn_core", "tests", ".ci", ".git", ".github")
PROGRAM = "python -m nn_core.publish"


def serve(options: Options) -> int:
    """Build the site, show it on this computer, and rebuild it whenever a file changes."""
    _refuse_taken_port(options.port)
    print(f"serving at http://127.0.0.1:{options.port} (stop with Ctrl-C)", flush=True)
    return _mkdocs("serve", "--dev-addr", f"127.0.0.1:{options.port}")


def build(options: Options) -> int:
    """Build the whole site once, strictly, into the folder site/.

    An error on any page stops the build, and the old site stays. The folder is replaced if it is absent, empty, or a
    former build and nothing else.
    """
    out = _place(options.out)
    if out.exists() and not out.is_dir():
        raise CommandError(f"{out} is not a folder, so it is not replaced; name another place")
    refuse_foreign(out, foreign_file(out))
    print(f"building into {options.out}", flush=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as folder:
        fresh = Path(folder, "site")
        status = _mkdocs("build", "--strict", "--site-dir", str(fresh))
        if status == 0:
            finish_site(fresh, DOCS)
            refuse_foreign(out, foreign_file(out))  # building takes long enough to put a file there
            if out.exists():
                out.rename(Path(folder, "old"))
            fresh.rename(out)
    return status


def finish(options: Options) -> int:
    """Finish a site that MkDocs, ProperDocs or Zensical built by itself.

    Join and purge its styles, add preload links, and write the security headers and the record of its files.
    A folder that lacks a page is refused.
    """
    finish_site(Path(options.site), DOCS)
    return 0


def offline(options: Options) -> int:
    """Make one zip of the whole site that needs no network.

    Unpack it, and open index.html with a double click. Only a former zip of the site is replaced.
    """
    out = _place(options.out)
    refuse_foreign(out, foreign_entry(out, FOLDER))
    out.parent.mkdir(parents=True, exist_ok=True)
    print(f"making {options.out}", flush=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as folder:
        status = _mkdocs("build", "--strict", "--site-dir", folder, environment={"DIRECTORY_URLS": "false"})
        if status == 0:
            made = make_offline(Path(folder))
            refuse_foreign(out, foreign_entry(out, FOLDER))  # as above
            write_whole(out, made)
    return status


def test(options: Options) -> int:
    """Run every test: modules, blocks of the chapters, and the built site in a browser.

    All other arguments go to pytest.
    """
    prepare(options)
    return _run("pytest", *options.arguments)


def prepare(options: Options) -> int:  # noqa: ARG001 - every command takes them
    """Write the derived files (networks, pad digits, …) into docs/generated/."""
    from nn_core.publish.output.prepare import prepare as write_derived_files

    print("preparing docs/generated", flush=True)
    write_derived_files(DOCS)
    return 0


ARGUMENTS: dict[Callable[[Options], int], dict[str, Any]] = {
    serve: {"--port": {"type": int, "default": 8000, "help": "where to listen (default: 8000)"}},
    build: {"--out": {"default": str(SITE), "help": "the folder to build into (default: site)"}},
    finish: {"site": {"help": "the folder of the built site"}},
    offline: {"--out": {"default": str(ROOT / "dist" / f"{FOLDER}.zip"), "help": "the zip to write (default: dist/13002-dials.zip)"}},
    test: {},
    prepare: {},
}


def date_of_last_commit() -> dict[str, str]:
    """The environment variable that dates the site map.

    Two builds of one commit must be equal byte for byte.

    Returns:
        SOURCE_DATE_EPOCH and its value; empty if it is already set, or there is no commit, or no git.
    """
    if "SOURCE_DATE_EPOCH" not in os.environ:
        with contextlib.suppress(OSError):
            git = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
            if date := git.stdout.strip():
                return {"SOURCE_DATE_EPOCH": date}
    return {}


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: of the command line; by default those that Python was started with.

    Returns:
        The status: 0, 1 when a page or a test failed, or 2 when something is missing, or must not or cannot be written.
    """
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command is not test:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.arguments = rest
    try:
        return options.command(options)
    except KeyboardInterrupt:
        return 130
    except (CommandError, PageError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as problem:
        print(f"{PROGRAM}: {problem}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=PROGRAM, description="Build, show and test the site 13,002 Dials.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for function, arguments in ARGUMENTS.items():
        words = inspect.getdoc(function) or ""
        command = commands.add_parser(function.__name__, help=words.split(".")[0].lower(), description=words)
        command.set_defaults(command=function)
        for name, settings in arguments.items():
            command.add_argument(name, **settings)
    return parser


def _place(name: str) -> Path:
    """Where a command may write.

    What is made inside the sources would become a part of them; a link would be replaced, or lead to anything.
    """
    place = Path(os.path.realpath(name))
    if Path(name).is_symlink():
        raise CommandError(f"{name} is a symbolic link, so it is not replaced; name the place that it leads to")
    folders = [folder for folder in (place, *place.parents) if folder.exists()]
    if any(folder.samefile(ROOT / source) for source in SOURCES if (ROOT / source).exists() for folder in folders):
        raise CommandError(f"{place} lies in the sources of the site; name another place")
    return place


def _mkdocs(*arguments: str, environment: dict[str, str] | None = None) -> int:
    """Run MkDocs, whose status 0 counts only with the receipt that it leaves at its end."""
    with tempfile.TemporaryDirectory() as folder:
        receipt = Path(folder, "receipt")
        status = _run("mkdocs", *arguments, environment={RECEIPT: str(receipt), **(environment or {})})
        if status == 0 and not receipt.exists():
            raise CommandError(
                "no site came out, though MkDocs ended with status 0: something ended Python in the middle, as os._exit does"
            )
    return status


def _run(module: str, *arguments: str, environment: dict[str, str] | None = None) -> int:
    """Run a Python module in a process of its own.

    Its environment variables make the output the same everywhere.
    """
    # One thread for linear algebra: the matrices are small, and threads that wait for each other cost many times what they save.
    surroundings = {
        "OPENBLAS_NUM_THREADS": "1",
        **os.environ,
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
        **date_of_last_commit(),
        **(environment or {}),
    }
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, env=surroundings, check=False).returncode


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise CommandError(
                f"port {port} is taken or not allowed; choose another: {PROGRAM} serve --port {8001 if port == 8000 else 8000}"
            ) from None
