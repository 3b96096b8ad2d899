"""What a site has once: a list of its pages for language models, a feed of what changed."""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree

from markdown.extensions.toc import slugify

from nn_core.publish.output.describe import FEED, Built, Window, place_of

LLMS = "llms.txt"
CHANGELOG = "changelog.md"
KINDS = ("Added", "Changed", "Fixed")  # what else stands there, such as known limits, is no news
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ATOM = "http://www.w3.org/2005/Atom"


class Change(NamedTuple):
    """One line of the changelog.

    Attributes:
        version: the heading above it.
        kind: one of KINDS.
        text: without Markdown.
    """

    version: str
    kind: str
    text: str


def llms_txt(pages: Iterable[Built], window: Window) -> str:
    """The pages of a site for a language model: the menu's groups, all others as optional.

    Args:
        pages: all pages of the site.
        window: the site.

    Returns:
        The text, in Markdown. Its links are relative where no address is known.
    """
    built = {page.path: page for page in pages}
    sections = {group.title: [built.pop(place_of(page)) for page in group.pages] for group in window.menu.groups}
    sections["Optional"] = [page for page in built.values() if page != window.home]
    listed = (
        f"## {title}\n\n" + "".join(f"- [{page.title}]({window.address}{page.path}): {page.description}\n" for page in group)
        for title, group in sections.items()
        if group
    )
    return "\n".join([f"# {window.home.title}\n\n> {window.home.description}\n", *listed])


def changes(changelog: str) -> list[Change]:
    """What a changelog tells, in its order.

    Args:
        changelog: the text of the page, in Markdown.

    Returns:
        Each line of the lists below a bold word of KINDS.
    """
    version = kind = ""
    found = []
    for line in changelog.splitlines():
        if line.startswith("## "):
            version, kind = line.removeprefix("## ").strip(), ""
        elif bold := re.fullmatch(r"\*\*(.+)\*\*", line):
            kind = bold[1]
        elif line.startswith("- ") and kind in KINDS:
            found.append(Change(version, kind, _LINK.sub(r"\1", line.removeprefix("- ")).replace("`", "").replace("**", "")))
    return found


def feed(changelog: str, window: Window) -> bytes:
    """The changelog as RSS 2.0, which wants no date of an item: the changelog has none.

    Source: RSS 2.0 Specification, RSS Advisory Board.

    Args:
        changelog: the text of the page, in Markdown.
        window: the site, whose address is known: every link of a feed is absolute.

    Returns:
        The bytes of an XML document.
    """
    ElementTree.register_namespace("atom", _ATOM)
    rss = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(rss, "channel")
    page = f"{window.address}changelog/"
    _add(channel, title=f"{window.home.title}: what changed", link=page, description=window.home.description, language="en")
    ElementTree.SubElement(channel, f"{{{_ATOM}}}link", href=window.address + FEED, rel="self", type="application/rss+xml")
    for change in changes(changelog):
        item = ElementTree.SubElement(channel, "item")
        _add(item, title=f"{change.kind}: {change.text}", link=f"{page}#{slugify(change.version, '-')}", category=change.version)
        ElementTree.SubElement(item, "guid", isPermaLink="false").text = hashlib.sha256(change.text.encode()).hexdigest()
    ElementTree.indent(rss)
    return ElementTree.tostring(rss, encoding="utf-8", xml_declaration=True)


def _add(element: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(element, name).text = text
