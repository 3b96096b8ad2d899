"""MkDocs calls this before it looks at the pages, so that `mkdocs build` alone works in a fresh copy, too."""

import gc
from pathlib import Path

from nn_core.publish.prepare import prepare

DOCS = Path(__file__).parents[2] / "docs"


def on_startup(**_):
    """Write the derived files that are missing or out of date."""
    # A build makes millions of small objects that live to its end. To look through all of them for circles, again and again, took 7 % of it.
    gc.set_threshold(20_000, 20, 100)
    prepare(DOCS)
