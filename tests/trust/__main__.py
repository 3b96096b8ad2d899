"""What the site promises of its build and its pages, measured: python -m tests.trust [PART ...], which `make trust` runs.

A clock decides here, so nothing of this is a test. Run it on a machine that does nothing else.
"""

import os
import platform
import sys

from nn_core.evaluation.model_card import made_here
from nn_core.evaluation.parts import measure_parts
from tests.trust.parts import PARTS


def main(arguments=None):
    """Measure the parts asked for, print them, and put them into the section "trust" of nn_core/data/measurements.json."""
    made = made_here() | {"machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"}
    return measure_parts("trust", PARTS, made, arguments, prog="python -m tests.trust", description=__doc__)


if __name__ == "__main__":
    sys.exit(main())
