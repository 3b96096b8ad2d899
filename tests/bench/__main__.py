"""The speed of nn_core beside scikit-learn and PyTorch: python -m tests.bench [PART ...], which `make bench` runs.

Everything is a ratio measured in one run: the contenders take turns, the median of the turns counts, each has one
thread, and seconds are seconds of the processor, which a busy machine lengthens less than those of the clock.
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # has to be set before NumPy is imported

import argparse
import json
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import nn_core
from nn_core.card import made_here
from nn_core.files import write_whole

MEASUREMENTS = Path(nn_core.__file__).parent / "measurements.json"


def main(arguments=None):
    """Measure the parts asked for, print them, and put them into the section "speed" of nn_core/measurements.json."""
    try:
        peers = {name: version(name) for name in ("scikit-learn", "torch")}
    except PackageNotFoundError as problem:
        print(f"the benchmark compares nn_core with scikit-learn and torch; not installed: {problem.name}", file=sys.stderr)
        return 2
    from tests.bench.parts import PARTS

    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", metavar="PART", nargs="*", help=f"one or more of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--out", type=Path, default=MEASUREMENTS, help="the file to write into (default: the package's)")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"unknown part {sorted(unknown)[0]!r}; known are {', '.join(PARTS)}")
    made = (
        made_here() | peers | {"machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors", "threads": 1}
    )
    for part in options.parts or PARTS:
        print(f"\n{part}: {' '.join(PARTS[part].__doc__.split())}", flush=True)
        figures = PARTS[part]()
        print(*_outline(figures), sep="\n", flush=True)
        store(options.out, part, figures | {"made": made})
    return 0


def store(path, part, figures):
    """Replace one part of the section "speed" and leave the rest of the file as it is."""
    measurements = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    measurements.setdefault("speed", {})[part] = figures
    write_whole(path, json.dumps(measurements, indent=1, ensure_ascii=False) + "\n")


def _outline(figures, indent="  "):
    for name, value in figures.items():
        words = name.replace("_", " ")
        if isinstance(value, dict):
            yield f"{indent}{words}"
            yield from _outline(value, indent + "  ")
        else:
            yield f"{indent}{words:<42} {value}"


if __name__ == "__main__":
    sys.exit(main())
