"""The speed of nn_core beside scikit-learn and PyTorch: python -m tests.bench [PART ...], which `make bench` runs.

Everything is a ratio measured in one run: the contenders take turns, the median of the turns counts, each has one
thread, and seconds are seconds of the processor, which a busy machine lengthens less than those of the clock.
"""

# ruff: noqa: E402
import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # has to be set before NumPy is imported

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from nn_core.evaluation.model_card import made_here
from nn_core.evaluation.parts import measure_parts


def main(arguments=None):
    """Measure the parts asked for, print them, and put them into the section "speed" of nn_core/data/measurements.json."""
    try:
        peers = {name: version(name) for name in ("scikit-learn", "torch")}
    except PackageNotFoundError as problem:
        print(f"the benchmark compares nn_core with scikit-learn and torch; not installed: {problem.name}", file=sys.stderr)
        return 2
    from tests.bench.parts import PARTS

    made = made_here() | peers | {"machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors", "threads": 1}
    return measure_parts("speed", PARTS, made, arguments, prog="python -m tests.bench", description=__doc__)


if __name__ == "__main__":
    sys.exit(main())
