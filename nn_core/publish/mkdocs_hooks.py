"""MkDocs calls these: before it looks at the pages, so that `mkdocs build` alone works in a fresh copy, and when it has converted them."""

import gc
from pathlib import Path

from mkdocs.plugins import event_priority

from nn_core.publish.live import keep, remember_pages
from nn_core.publish.output.prepare import prepare

DOCS = Path(__file__).parents[2] / "docs"


def on_startup(command, **_):
    """Write the derived files that are missing or out of date; for a live server, begin to remember."""
    # A build makes millions of small objects that live to its end. To look through all of them for circles, again and again, took 7 % of it.
    gc.set_threshold(20_000, 20, 100)
    prepare(DOCS)
    if command == "serve":
        remember_pages()


@event_priority(-100)  # after autorefs, which puts the links into the pages
def on_env(env, files, **_):
    """Let a live server keep the pages as they are now."""
    keep(files)
    return env
