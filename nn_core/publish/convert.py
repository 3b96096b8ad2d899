"""One page converted as a build does it: so pytest refuses what a build refuses."""

from functools import cache
from pathlib import Path

import markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data

from nn_core.publish.chapter.page import announce


@cache
def _settings(root: Path) -> MkDocsConfig:
    return load_config(str(root / "mkdocs.yml"))


def convert(path: Path, root: Path) -> str:
    """The HTML of a page, without the theme.

    Args:
        path: of the Markdown file.
        root: the folder of mkdocs.yml.

    Returns:
        What stands between the theme's header and its footer.

    Raises:
        PageError: for a page that must not be published.
    """
    settings = _settings(root)
    docs = Path(settings.docs_dir)
    text, _ = get_data(path.read_text(encoding="utf-8-sig"))
    announce(*((str(docs), path.relative_to(docs).as_posix()) if path.is_relative_to(docs) else (str(path.parent), path.name)))
    return markdown.Markdown(extensions=settings["markdown_extensions"], extension_configs=settings["mdx_configs"]).convert(text)
