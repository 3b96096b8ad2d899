"""Remembering what came of a page: it is run again only if it can have changed.

A second build, a notebook, and a page of which only the prose was edited compute nothing. What is kept depends on the blocks and facts,
the package, the versions of the libraries, and the bytes of the files that the page opened. It is not believed when it was edited.
"""

import hashlib
import json
import os
import platform
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from nn_core.files import write_whole
from nn_core.publish.chapter.execute import Result, Run
from nn_core.publish.chapter.process import run_apart
from nn_core.publish.chapter.read import Block, Fact, read_page
from nn_core.publish.chapter.site import Site
from nn_core.publish.chapter.watch import digest_of

CACHE = ".cache/runs"  # beside the folder of the pages; git ignores it, and it may be deleted at any time


def run_page(docs: str | Path, name: str, site: Site) -> Run:
    """The Run of a page, from the cache where nothing that could change it has changed.

    Args:
        docs: the folder of the pages.
        name: the page's path inside it.
        site: whose page it is.

    Returns:
        The results of its blocks, and the texts of its facts.

    Raises:
        PageError: for a block or a fact that does not hold.
    """
    path, root = Path(docs, name), Path(docs).resolve().parent
    text = path.read_text(encoding="utf-8-sig")
    parts = read_page(text, str(path))
    if not parts:
        return Run({}, {})
    key, kept = _key(parts, site), root / CACHE / f"{name}.json"
    if (run := _recalled(kept, key, root)) is None:
        run, paths = run_apart(text, str(path), site, root)
        opened = {os.path.relpath(path, root): digest for path, digest in paths.items() if not site.contains(Path(path))}
        _remember(kept, {"made_from": key, "opened": opened, "results": run.results, "facts": run.facts})
    return run


def _key(parts: list[Block | Fact], site: Site) -> str:
    """All that a run is known to depend on before it: blocks, facts, package, libraries."""
    said = [(part.language, part.options, part.code) if isinstance(part, Block) else part.expression for part in parts]
    return _hash([site.digest(), _versions(), said])


@cache
def _versions() -> list[str]:
    libraries = sorted(f"{library.name} {library.version}" for library in distributions())
    return [platform.python_version(), sys.platform, platform.machine(), *libraries]


def _recalled(path: Path, key: str, root: Path) -> Run | None:
    """The run in a file; None if it is missing, damaged, edited, or of something else."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        digest, kept = json.loads(path.read_text(encoding="utf-8"))
        if (
            digest == _hash(kept)
            and kept["made_from"] == key
            and all(digest_of(root / name) == was for name, was in kept["opened"].items())
        ):
            return Run({id: Result(*result) for id, result in kept["results"].items()}, kept["facts"])
    return None


def _remember(path: Path, content: dict[str, Any]) -> None:
    """Write what came of a page; a folder that cannot be written costs time, and nothing else."""
    with suppress(OSError, ValueError):  # ValueError: something else than a file stands there
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps([_hash(content), content]))


def _hash(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
