"""What MkDocs calls: before it looks at the pages, at each page, and when a page is wrong."""

import gc
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.page import announce
from nn_core.publish.output.prepare import prepare

DOCS = Path(__file__).parents[2] / "docs"


def on_startup(**_: Any) -> None:
    """Write the derived files that are missing or out of date.

    Args:
        _: what MkDocs passes, unused.

    Raises:
        Abort: for a chapter with an error, in the words of its PageError.
    """
    # A build makes millions of objects that live to its end. Running the cycle collector less often saves a tenth of the time.
    gc.set_threshold(20_000, 20, 100)
    try:
        prepare(DOCS)
    except PageError as problem:
        raise Abort(str(problem)) from None


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
        Abort: for a PageError.
    """
    if isinstance(error, PageError):
        raise Abort("No site was built.") from None
