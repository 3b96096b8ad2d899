"""A long measurement keeps each step, so that one that was stopped goes on from there."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nn_core.evaluation.measurements import as_text
from nn_core.files import write_whole

Keep = Callable[[str, Callable[[], Any]], Any]  # takes the name of a step and what computes it, and returns its plain values


def at_once(_name: str, compute: Callable[[], Any]) -> Any:
    """Compute a step and keep nothing.

    Args:
        _name: of the step.
        compute: returns plain values.

    Returns:
        What compute returns.
    """
    return compute()


class Steps:
    """The steps of one measurement, in a file beside what it will be stored in.

    Args:
        path: the file; there is none before the first step is done.
        made_from: the digests of what the measurement is handed; the steps of another one are refused.

    Raises:
        ValueError: for a file that is damaged, or holds the steps of another measurement.
    """

    def __init__(self, path: Path, made_from: Mapping[str, str]) -> None:
        self._path, self._made_from = path, dict(made_from)
        self._done: dict[str, Any] = {}
        if not path.exists():
            return
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            theirs, self._done = found["made_from"], dict(found["steps"])
        except (KeyError, TypeError, ValueError):
            raise ValueError(f"{path} is damaged; delete it to start from the beginning") from None
        if theirs != self._made_from:
            raise ValueError(f"{path} belongs to a measurement of other networks, data or settings; delete it to start from the beginning")

    def __len__(self) -> int:
        """How many are done.

        Returns:
            Their number.
        """
        return len(self._done)

    def __call__(self, name: str, compute: Callable[[], Any]) -> Any:
        """Look a step up, or compute and keep it.

        Args:
            name: of the step.
            compute: returns plain values.

        Returns:
            What it returned, now or before the measurement was stopped.
        """
        if name not in self._done:
            self._done[name] = json.loads(json.dumps(compute()))
            write_whole(self._path, as_text({"made_from": self._made_from, "steps": self._done}))
        return self._done[name]

    def forget(self) -> None:
        """Remove the file, once all is stored."""
        self._path.unlink(missing_ok=True)
