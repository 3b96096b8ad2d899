"""The commands of the project: python -m nn_core.publish serve, build, finish, offline, test or prepare."""

import sys

from nn_core.publish.cli import main

sys.exit(main())
