"""What the engine must know about the site, and the package that its blocks use."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

SUFFIXES = {".py", ".json", ".bin", ".npz"}
State = tuple[tuple[Path, int], ...]  # each file, and the time of its last change


class Site:
    """One site.

    Args:
        package: the folder of the package whose functions the blocks call, if there is one.
        resident: the part of it that stays in memory when the package is edited, because it builds the site.
        names: what facts may use besides the names that the page's own blocks have defined above them: a mapping, as module:name.
        preload: functions that many pages call and that remember what they return, as module:name; called before the first page.
        palette: the CSS colour that replaces each colour of a figure, by "#rrggbb".
        glossary: the page of the glossary, inside the folder of the pages.
        parts: the folders of the chapters, in the order in which they are read.
        set_up: the first cell of a notebook: what its reader has to install.
    """

    def __init__(
        self,
        package: Path | None = None,
        resident: str = "",
        *,
        names: str = "",
        preload: tuple[str, ...] = (),
        palette: Mapping[str, str] | None = None,
        glossary: str = "glossary.md",
        parts: tuple[str, ...] = (),
        set_up: str = "",
    ):
        self.package, self.resident = package and package.resolve(), resident
        self.names, self.preload, self.palette = names, preload, dict(palette or {})
        self.glossary, self.parts, self.set_up = glossary, parts, set_up
        self._resident_digest = _hash(self.package, self._state(resident=True))

    def chapters(self, docs: str | Path) -> list[Path]:
        """The Markdown files of all chapters, part by part.

        Args:
            docs: the folder of the pages.

        Returns:
            Their paths, in reading order.
        """
        return [path for part in self.parts for path in sorted(Path(docs, part).glob("[!.]*.md"))]

    def digest(self) -> str:
        """A short name for the package as it is now: any changed byte changes it.

        The resident part counts as it was when this program started, because that code is still the one that runs.

        Returns:
            16 hexadecimal digits.
        """
        return _hash(self.package, self._state(), self._resident_digest)

    def contains(self, path: Path) -> bool:
        """Whether the digest changes with what is read there.

        Args:
            path: of a file or a folder.

        Returns:
            True for a module or a data file of the package, and for the names of them in its folders.
        """
        return self.package is not None and path.is_relative_to(self.package) and (path.suffix in SUFFIXES or path.is_dir())

    def _state(self, resident: bool = False) -> State:
        """Every file of the package but those of its resident part, or those alone."""
        if self.package is None:
            return ()
        # An editor keeps a link to nowhere, .#layer.py, beside a file that it has not saved.
        paths = sorted(path for path in self.package.rglob("[!.]*") if path.suffix in SUFFIXES)
        return tuple(
            (path, path.stat().st_mtime_ns) for path in paths if (path.relative_to(self.package).parts[0] == self.resident) == resident
        )


@lru_cache(maxsize=4)
def _hash(package: Path | None, state: State, seed: str = "") -> str:
    whole = hashlib.sha256(seed.encode())
    for path, _ in state:
        whole.update(path.relative_to(package or "").as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]
