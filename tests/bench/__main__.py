"""The speed of nn_core beside scikit-learn and PyTorch: python -m tests.bench [PART ...], which `make bench` runs.

Everything is a ratio measured in one run: the contenders take turns, the median of the turns counts, each has one
thread, and seconds are seconds of the processor, which a busy machine lengthens less than those of the clock.
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # has to be set before NumPy is imported

import argparse
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from nn_core.card import made_here
from nn_core.measurements import MEASUREMENTS, outline, store


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
        print(*outline(figures), sep="\n", flush=True)
        store("speed", part, figures, made, options.out)
    return 0



if __name__ == "__main__":
    sys.exit(main())
