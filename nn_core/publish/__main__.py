"""The commands of the project: python -m nn_core.publish COMMAND; --help lists them."""

import sys

from nn_core.publish.cli import main

sys.exit(main())
