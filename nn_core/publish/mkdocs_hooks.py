"""What MkDocs calls: before the pages, at each page, after an error, and at its end."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from nn_core.publish.chapter.errors import CommandError, PageError
from nn_core.publish.chapter.page import announce
from nn_core.publish.output.prepare import prepare
from nn_core.publish.output.record import RECEIPT

DOCS = Path(__file__).parents[2] / "docs"


class Refused(Abort):
    """Something is missing, or must not or cannot be written; the message names it."""

    exit_code = 2


def on_startup(**_: Any) -> None:
    """Write the derived files that are missing or out of date.

    Args:
        _: what MkDocs passes, unused.

    Raises:
        Abort: for a chapter with an error, in the words of its PageError.
        Refused: for a derived file that somebody changed, a full disk, or a folder that is read-only.
    """
    # A build makes millions of objects that live to its end. Running the cycle collector less often saves a tenth of the time.
    gc.set_threshold(20_000, 20, 100)
    try:
        prepare(DOCS)
    except PageError as problem:
        raise Abort(str(problem)) from None
    except (CommandError, OSError) as problem:
        raise Refused(str(problem)) from None


def on_page_markdown(_text: str, page: Any, config: Any, **_: Any) -> None:
    """Tell the engine which page MkDocs is about to convert.

    Args:
        _text: the page's Markdown, unused.
        page: the page, as MkDocs knows it.
        config: the configuration of MkDocs.
        _: what else MkDocs passes, unused.
    """
    announce(config.docs_dir, page.file.src_uri)


def on_build_error(error: Exception, **_: Any) -> None:
    """End the build without a traceback; MkDocs has printed what is wrong.

    Args:
        error: what stopped the build.
        _: what else MkDocs passes, unused.

    Raises:
        Abort: for a PageError, or a page that is not UTF-8.
        Refused: for a full disk, or a folder that is read-only.
    """
    if isinstance(error, PageError | UnicodeError):
        raise Abort("No site was built.") from None
    if isinstance(error, OSError):
        raise Refused(f"No site was built: {error}") from None


def on_shutdown() -> None:
    """Tell the command that started MkDocs that it came to its end without an error."""
    if RECEIPT in os.environ and sys.exception() is None:
        Path(os.environ[RECEIPT]).touch()
