"""Rendering a chapter: the Markdown extension that puts the results into the page.

In mkdocs.yml it takes two options, each a name as in "module:name": `site`, a Site, and `check`, which is called before each page.
"""

import pkgutil
import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markdown_exec import MarkdownConverter, base_format
from markupsafe import Markup

from nn_core.publish.chapter import glossary
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.execute import Result
from nn_core.publish.chapter.names import sentence_about
from nn_core.publish.chapter.page import NAME, PLACE, Page, begin, page_of
from nn_core.publish.chapter.read import Block
from nn_core.publish.chapter.site import Site

EXAMPLE = re.compile(r"(?m)^>>> .*(\n.+)*")


def validate(language: str, inputs: dict[str, str], options: dict[str, str], attrs: dict[str, str], md: Any) -> bool:
    """Accept a fence that runs, and leave every other one to the ordinary highlighter.

    The options were checked when the page was read.

    Args:
        language: of the fence.
        inputs: what the fence says beside its language; `exec` is taken out.
        options: filled with the rest, for render.
        attrs: unused.
        md: the Markdown converter.

    Returns:
        Whether the block runs.

    Raises:
        PageError: for a fence of a page that was not seen when the page was read, so nothing has run it.
    """
    if inputs.pop("exec", "off") != "on":
        if page := page_of(md):
            raise PageError(
                f"{page.path}: the Markdown parser sees a fence of {language} that does not run; does each fence end as it begins?"
            )
        return False
    options.update(inputs)
    return True


def render(source: str, language: str, css_class: str, options: dict[str, str], md: Any, **_: Any) -> str:
    """The HTML of one block that has run: its code, its output, or its figure.

    Args:
        source: the code of the block.
        language: python or pycon.
        css_class: unused.
        options: what the fence says beside its language.
        md: the Markdown converter.
        _: what else superfences passes, unused.

    Returns:
        The HTML.

    Raises:
        PageError: for a block outside the pages of the site.
    """
    page = page_of(md)
    if page is None:
        raise PageError(f"block {options.get('id')!r}: blocks run on pages of the site only")
    block, result = page.show(options["id"], source)
    html = _block(block, result, language, options, md)
    return html + Markup(sentence_about(page.unseen[block.id])) if block.id in page.unseen else html


def _block(block: Block, result: Result, language: str, options: dict[str, str], md: Any) -> str:
    """The code of a block, its output, or its figure."""
    if result.svg:
        return _figure(block, result, md)
    if language == "pycon" or options.get("kind") == "source":
        shown: dict[str, Any] = {"result": language}
    else:
        # A block that prints nothing has no output to be boxed.
        kind = "text" if options.get("result") != "markdown" and result.text.strip() else ""
        shown = {"result": kind, "source": options.get("source", "")}
    extra = {"title": options["title"]} if "title" in options else {}
    return base_format(
        language=language, run=lambda code, **_: result.text.rstrip("\n"), code=block.code, md=md, id=block.id, extra=extra, **shown
    )


def _figure(block: Block, result: Result, md: Any) -> str:
    caption = MarkdownConverter(md).convert(result.caption) if result.caption else ""
    # A heading of the page may have the block's name as its anchor.
    figure = f'<figure id="figure-{block.id}" class="nn-figure">{result.svg}' + (f"<figcaption>{caption}</figcaption>" if caption else "")
    return base_format(
        language="python",
        run=lambda code, **_: figure + "</figure>",
        code=block.code,
        md=md,
        html=True,
        id=block.id,
        source=block.options.get("source", ""),
    )


class BeginPage(Preprocessor):
    """Before anything else, read and execute the page.

    Args:
        md: the Markdown converter.
        site: the Site, as module:name; empty for a site without a package.
        check: what is called with the folder of the pages, as module:name; empty for nothing.
    """

    page: Page | None = None

    def __init__(self, md: Any, site: str, check: str):
        super().__init__(md)
        self.site = pkgutil.resolve_name(site) if site else Site()
        self.check = pkgutil.resolve_name(check) if check else lambda docs: None

    def run(self, lines: list[str]) -> list[str]:
        self.page = begin(self.md, self.site, self.check)
        return self.page.number_facts("\n".join(lines)).split("\n") if self.page else lines


class ExamplesInDocstrings(Preprocessor):
    """The examples of a docstring become code; Markdown would take their >>> for quotations."""

    def run(self, lines: list[str]) -> list[str]:
        return lines if page_of(self.md) else EXAMPLE.sub(r"```pycon\n\g<0>\n```", "\n".join(lines)).split("\n")


class InText(InlineProcessor):
    """A mark in a sentence that is replaced; outside a page it stays as it is."""

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:
        page = page_of(self.md)
        return (self.element(match, page), match.start(0), match.end(0)) if page else (None, None, None)

    def element(self, match: re.Match[str], page: Page) -> etree.Element:
        raise NotImplementedError


class FactInText(InText):
    """The number of a fact, replaced by its value."""

    def element(self, match: re.Match[str], page: Page) -> etree.Element:
        element = etree.Element("span", {"class": "fact", "data-fact": match["number"]})
        # What was computed is no Markdown: 3*4*5 would lose its stars.
        element.text = AtomicString(page.value(int(match["number"])))
        return element


class TermInText(InText):
    """[[word]], made a link to its entry in the glossary, with the meaning as its title."""

    def element(self, match: re.Match[str], page: Page) -> etree.Element:
        address, meaning, shown = glossary.link(match, page)
        element = etree.Element("a", {"href": address, "class": "term", "title": meaning})
        element.text = shown
        return element


class TreeIsDone(Treeprocessor):
    """Note that the tree of the page is complete.

    Before that, the table of contents has single headings finished on their own.
    """

    done = False

    def run(self, root: etree.Element) -> None:
        self.done = True


class FinishPage(Postprocessor):
    """Check that each block and each fact is shown, and keep code out of the search.

    Every page fetches the search index, and the words around a block say what it does.

    Args:
        md: the Markdown converter.
        tree: what knows whether the page is complete.
    """

    def __init__(self, md: Any, tree: TreeIsDone):
        super().__init__(md)
        self.tree = tree

    def run(self, text: str) -> str:
        page = page_of(self.md)
        if page and self.tree.done:
            self.tree.done = False
            text = page.finish(text)
        return text.replace('<div class="highlight">', '<div class="highlight" data-search-exclude>')


class ChapterExtension(Extension):
    """Named in mkdocs.yml, where validate and render are the custom fences of superfences.

    Args:
        settings: the options given in mkdocs.yml.
    """

    def __init__(self, **settings: Any):
        self.config = {
            "site": ["", "the Site, as module:name"],
            "check": ["", "what is called with the folder of the pages before each page, as module:name"],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Any) -> None:
        md.preprocessors.register(BeginPage(md, **self.getConfigs()), NAME, 1000)
        md.preprocessors.register(ExamplesInDocstrings(md), "chapter_examples", 900)
        # Below the backtick pattern (190), so that code can speak of facts; above all that reads braces.
        md.inlinePatterns.register(FactInText(PLACE, md), "chapter_fact", 185)
        md.inlinePatterns.register(TermInText(glossary.PATTERN, md), "chapter_term", 184)
        tree = TreeIsDone(md)
        md.treeprocessors.register(tree, "chapter_tree", -1000)
        md.postprocessors.register(FinishPage(md, tree), "chapter_finish", -1000)


def makeExtension(**settings: Any) -> ChapterExtension:
    """The name by which Python-Markdown finds an extension.

    Args:
        settings: the options given in mkdocs.yml.

    Returns:
        The extension for chapters.
    """
    return ChapterExtension(**settings)
