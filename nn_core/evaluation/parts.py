"""A part of what is stored is measured by a function that is handed all it needs."""

import argparse
import json
import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from nn_core.digest import digest
from nn_core.evaluation.measurements import MEASUREMENTS, again, measured, outline, store
from nn_core.evaluation.steps import Keep, Steps, at_once
from nn_core.files import check_writable
from nn_core.mnist import load_mnist
from nn_core.network import Network
from nn_core.parameters import NETWORKS, fingerprint, load_network, load_networks

ONE_IMAGE = 0.00015  # of 10,000, and the rounding to 5 decimals
CLOCK = 0.9  # seconds of another machine may be ten times as many


class Part(NamedTuple):
    """What measures a part, and all that it is handed: the figures follow from that alone.

    Attributes:
        measure: returns the figures, plain values by their names; its docstring explains them.
        networks: the names of the networks that it is handed; the name of a bundle stands for all of it.
        data: whether it is handed the digits.
        settings: what else it is handed, plain values by the names of its arguments.
        relative: how far a figure may be off when it is measured again, as a share of the larger of the two,
        absolute: or as a difference.
        resumable: whether measure takes a further argument, keep, for the steps that are too long to be lost.
    """

    measure: Callable[..., dict[str, Any]]
    networks: Sequence[str] = ()
    data: bool = False
    settings: Mapping[str, Any] = {}
    relative: float = 0.0
    absolute: float = ONE_IMAGE
    resumable: bool = False

    def figures(self, keep: Keep = at_once) -> dict[str, Any]:
        """Measure it.

        Args:
            keep: keeps the steps of a part that is resumable.

        Returns:
            What measure returns.
        """
        handed: dict[str, Any] = {"networks": shipped_networks(self.networks)} if self.networks else {}
        handed |= ({"data": load_mnist()} if self.data else {}) | ({"keep": keep} if self.resumable else {})
        return self.measure(**handed, **self.settings)

    def made_from(self) -> dict[str, str]:
        """A digest of all that measure is handed.

        Returns:
            {"networks", "data", "settings"}, without those that it does not need.
        """
        found = {}
        if self.networks:
            found["networks"] = digest({name: fingerprint(network) for name, network in shipped_networks(self.networks).items()})
        if self.data:
            found["data"] = _digest_of_mnist()
        if self.settings:
            found["settings"] = digest(self.settings)
        return found

    def is_near(self, name: str, stored: float, found: float) -> bool:
        """Whether a figure that was measured again is near enough to the stored one.

        Args:
            name: of the figure; what is called seconds depends on the machine.
            stored: the one.
            found: the other.

        Returns:
            True or False.
        """
        return math.isclose(stored, found, rel_tol=CLOCK if "seconds" in name else self.relative, abs_tol=self.absolute)


Parts = Mapping[str, Part]


def shipped_networks(names: Sequence[str]) -> dict[str, Network]:
    """The networks of these names, those of a bundle under its name and their seed.

    Args:
        names: such as "framed", or "twins" for a bundle.

    Returns:
        Each network by its name, such as "framed" or "twins 42".
    """
    networks: dict[str, Network] = {}
    for name in names:
        bundle = NETWORKS / f"{name}.bin"
        many = {f"{name} {network.card['seed']}": network for network in load_networks(bundle)} if bundle.is_file() else {}
        networks |= many or {name: load_network(name)}
    return networks


@cache
def _digest_of_mnist() -> str:
    data = load_mnist()
    return digest([data.train.images, data.train.labels, data.test.images, data.test.labels])


def check_sources(section: str, name: str, part: Part, path: Path = MEASUREMENTS) -> None:
    """Hold what a stored part was made from beside what is shipped now.

    Args:
        section: where it stands.
        name: of the part.
        part: what measures it.
        path: the file to read.

    Raises:
        ValueError: for a part that was edited or is outdated; the message says which command measures it again.
    """
    then, now = measured(section, name, path)["made_from"], part.made_from()
    if changed := [kind for kind in {**then, **now} if then.get(kind) != now.get(kind)]:
        raise ValueError(f"the {' and '.join(changed)} that {section}/{name} was made from have changed; {again(section, name)}")


def measure_parts(section: str, parts: Parts, made: Mapping[str, Any], arguments: list[str] | None = None, **words: Any) -> int:
    """Run the command of a section: measure the parts named, and store or compare them.

    Args:
        section: where the figures are stored.
        parts: what measures each.
        made: where and when, stored with every part.
        arguments: of the command line; by default those that Python was started with.
        words: prog, how the command is called, and description, for its messages and its help.

    Returns:
        The status 0, or 1 when a stored part is not what is measured now.

    Raises:
        SystemExit: with status 2 for an unknown part.
    """
    parser = argparse.ArgumentParser(**words)
    parser.add_argument("parts", metavar="PART", nargs="*", help=f"one or more of {', '.join(parts)} (default: all)")
    parser.add_argument("--out", type=Path, default=MEASUREMENTS, help="the file to write into (default: the package's)")
    parser.add_argument("--check", action="store_true", help="compare with what is stored, and store nothing")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(parts):
        parser.error(f"unknown part {min(unknown)!r}; known are {', '.join(parts)}")
    if os.path.lexists(options.out) and not _was_measured(options.out):
        parser.error(
            f"{options.out} is not replaced, because it holds something else than measurements; name another file, or remove it yourself"
        )
    if not options.check:
        try:
            check_writable(options.out)
        except OSError as problem:
            parser.error(str(problem))
    wrong = []
    for name in options.parts or parts:
        part = parts[name]
        print(f"\n{name}: {' '.join((part.measure.__doc__ or '').partition('Args:')[0].split())}", flush=True)
        if options.check:
            wrong += (problems := _problems(section, name, part, options.out))
            print(*problems or ["  as it is stored"], sep="\n", flush=True)
        else:
            try:
                steps = Steps(options.out.with_name(f"{options.out.name}.{section}-{name}.steps.json"), part.made_from())
            except ValueError as problem:
                parser.error(str(problem))
            if len(steps):
                print(f"  going on after {len(steps)} steps that are done", flush=True)
            figures = part.figures(steps)
            print(*outline(figures), sep="\n", flush=True)
            store(section, name, figures, made, part.made_from(), options.out)
            steps.forget()
    return 1 if wrong else 0


def _was_measured(path: Path) -> bool:
    """Whether each part of a file says where and when it was measured."""
    try:
        sections = json.loads(path.read_text(encoding="utf-8"))
        parts = [part for section in sections.values() for part in section.values()]
        return bool(parts) and not path.is_symlink() and all(part["made"] and part["digest"] for part in parts)
    except Exception:  # a stranger's file may hold anything
        return False


def _problems(section: str, name: str, part: Part, path: Path) -> list[str]:
    """What is wrong with a stored part, a line for each thing."""
    try:
        check_sources(section, name, part, path)
        stored = measured(section, name, path)
    except (KeyError, ValueError) as problem:
        return [f"  {problem.args[0]}"]
    del stored["made"], stored["made_from"]
    return [f"  {line}; {again(section, name)}" for line in differences(stored, part.figures(), part.is_near)]


def differences(stored: Any, found: Any, is_near: Callable[[str, float, float], bool]) -> list[str]:
    """The numbers among plain values that are not near each other, or are missing on one side.

    Args:
        stored: plain values.
        found: the same, measured again.
        is_near: takes the name, the stored number and the one found.

    Returns:
        A line for each number.
    """
    then, now = dict(_numbers(stored)), dict(_numbers(found))
    return [
        f"{name}: {then.get(name, 'nothing')} is stored, {now.get(name, 'nothing')} is measured"
        for name in {**then, **now}
        if name not in then or name not in now or not is_near(name, then[name], now[name])
    ]


def _numbers(values: Any, name: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(values, Mapping):
        for key, value in values.items():
            yield from _numbers(value, f"{name} {key}".strip())
    elif isinstance(values, list | tuple):
        yield from _numbers(dict(enumerate(values)), name)
    elif isinstance(values, int | float):
        yield name, values
