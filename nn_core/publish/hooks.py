"""MkDocs calls this before it looks at the pages, so that `mkdocs build` alone works in a fresh copy, too."""

from pathlib import Path

from nn_core.publish.prepare import prepare

DOCS = Path(__file__).parents[2] / "docs"


def on_startup(**_):
    """Write the derived files that are missing or out of date."""
    prepare(DOCS)
