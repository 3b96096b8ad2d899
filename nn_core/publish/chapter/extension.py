"""The Markdown extension that runs a chapter's blocks and facts while the site is built, and stops the build when one lies."""

import re
import xml.etree.ElementTree as etree

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown_exec import MarkdownConverter, base_format

from nn_core.publish.chapter import facts, glossary
from nn_core.publish.chapter import page as pages
from nn_core.publish.chapter.errors import PageError, say_and_raise

EXAMPLE = re.compile(r"(?m)^>>> .*(\n.+)*")


def validate(language, inputs, options, attrs, md):
    """Take a fence that runs; leave every other one to the ordinary highlighter. The page's own check came before."""
    if inputs.pop("exec", "off") != "on" or pages.is_inner(md):
        return False
    options.update(inputs)
    return True


def render(source, language, css_class, options, md, **_):
    """The HTML of one block that has run: its code, its output, or its figure."""
    try:
        return _render(source, language, options, md)
    except PageError as problem:
        return say_and_raise(problem)


def _render(source, language, options, md):
    page = pages.page_of(md)
    if page is None:
        raise PageError(f"block {options.get('id')!r}: blocks run on pages of the site only")
    block, result = page.show(options["id"], source)
    if result.svg:
        return _figure(block, result, md)
    if language == "pycon" or options.get("kind") == "source":
        shown = {"result": language}
    else:
        # A block that prints nothing has no output to be boxed.
        kind = "text" if options.get("result") != "markdown" and result.text.strip() else ""
        shown = {"result": kind, "source": options.get("source", "")}
    extra = {"title": options["title"]} if "title" in options else {}
    return base_format(
        language=language, run=lambda code, **_: result.text.rstrip("\n"), code=source, md=md, id=block.id, extra=extra, **shown
    )


def _figure(block, result, md):
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
    """Before anything else, look at every fence of the page."""

    def run(self, lines):
        pages.begin(self.md)
        return lines


class ExamplesInDocstrings(Preprocessor):
    """The examples of a docstring become code; Markdown would take their >>> for quotations."""

    def run(self, lines):
        if not pages.is_docstring(self.md):
            return lines
        return EXAMPLE.sub(r"```pycon\n\g<0>\n```", "\n".join(lines)).split("\n")


class InText(InlineProcessor):
    """What stands for something else in a sentence; outside a page it stays as it is."""

    def handleMatch(self, match, data):
        page = pages.page_of(self.md)
        if page is None:
            return None, None, None
        try:
            return self.element(match, page), match.start(0), match.end(0)
        except PageError as problem:
            return say_and_raise(problem)


class FactInText(InText):
    """{= expression =}, replaced by its value."""

    def element(self, match, page):
        element = etree.Element("span", {"class": "fact"})
        element.text = page.fact(match["expression"])
        return element


class TermInText(InText):
    """[[word]], made a link to its entry in the glossary, with its meaning when one points at it."""

    def element(self, match, page):
        address, meaning, shown = glossary.link(match, page)
        element = etree.Element("a", {"href": address, "class": "term", "title": meaning})
        element.text = shown
        return element


class FinishPage(Postprocessor):
    """After everything else, see that each block is shown, and keep code out of the search.

    Every page fetches the index of the search, and the words around a block say what it does.
    """

    def run(self, text):
        page = None if pages.is_inner(self.md) else pages.page_of(self.md)
        if page is not None:
            try:
                page.finish()
            except PageError as problem:
                say_and_raise(problem)
        return text.replace('<div class="highlight">', '<div class="highlight" data-search-exclude>')


class FencesExtension(Extension):
    """Named in mkdocs.yml; validate and render are named there as the custom fences of superfences."""

    def extendMarkdown(self, md):
        md.preprocessors.register(BeginPage(md), "nn_core_begin", 1000)
        md.preprocessors.register(ExamplesInDocstrings(md), "nn_core_examples", 900)
        # Below the backtick pattern (190), so that code can speak of facts; above all that reads braces.
        md.inlinePatterns.register(FactInText(facts.PATTERN, md), "nn_core_fact", 185)
        md.inlinePatterns.register(TermInText(glossary.PATTERN, md), "nn_core_term", 184)
        md.postprocessors.register(FinishPage(md), "nn_core_finish", -1000)


def makeExtension(**settings):
    """The name by which Python-Markdown finds an extension."""
    return FencesExtension(**settings)
