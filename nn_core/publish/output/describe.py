"""What others show of a page: the preview of a posted link, and data for search engines."""

import json
import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from nn_core.publish.menu import Menu, Page, read_menu

CARDS = "generated/cards"
FEED = "feed.xml"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)">', re.DOTALL)


@dataclass(frozen=True)
class Built:
    """A page of a built site.

    Args:
        path: of its folder inside the site, such as "structure/shape/"; empty for the first page.
        title: as its head says it, without the name of the site; of the first page, this name.
        description: as its head says it.
    """

    path: str
    title: str
    description: str


@dataclass(frozen=True)
class Window:
    """What is known of the whole site.

    Args:
        address: where it is published, with a slash at the end; empty if that is not known.
        home: its first page.
        menu: its chapters and experiments.
    """

    address: str
    home: Built
    menu: Menu

    def page_of(self, built: Built) -> Page | None:
        """The chapter or experiment that a built page shows.

        Args:
            built: the page.

        Returns:
            Its place in the menu, or None for any other page.
        """
        return next((page for page in self.menu.pages if place_of(page) == built.path), None)


def place_of(page: Page) -> str:
    """Where a page of the menu lies in the built site.

    Args:
        page: of the menu.

    Returns:
        The path of its folder, as Built has it.
    """
    return page.path.removesuffix(".md") + "/"


def read_window(site: Path, docs: Path, address: str) -> Window:
    """Read what is known of a site.

    Args:
        site: the folder of the built site.
        docs: the folder of the pages.
        address: where it is published, with or without a slash at the end; empty if that is not known.

    Returns:
        The name of the site, its menu and its address.
    """
    return Window(address and address.rstrip("/") + "/", read_page(site / "index.html", site), read_menu(docs))


def read_page(file: Path, site: Path) -> Built:
    """Read what the head of a page says of it.

    Args:
        file: the page, an index.html.
        site: the folder of the built site.

    Returns:
        Its path, title and description.
    """
    html = file.read_text(encoding="utf-8")
    title, description = (unescape(found[1]) if (found := part.search(html)) else "" for part in (_TITLE, _DESCRIPTION))
    path = file.parent.relative_to(site).as_posix()
    own, _, name = title.rpartition(" - ")  # of the site
    return Built("", name, description) if path == "." else Built(f"{path}/", own or name, description)


def head_of(built: Built, window: Window) -> str:
    """What the head of a page has beside what the theme writes there.

    Args:
        built: the page.
        window: the site.

    Returns:
        Tags of Open Graph and of X, the link to the feed, and a block of JSON-LD. What needs an absolute address is left
        out where none is known.
    """
    data = json.dumps(linked_data(built, window), ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
    tags = "".join(f'<meta {kind}="{name}" content="{escape(content)}">\n' for kind, name, content in _tags(built, window))
    return f'{tags}{_feed_link(window)}<script type="application/ld+json">{data}</script>\n'


def _tags(built: Built, window: Window) -> list[tuple[str, str, str]]:
    name, page = window.home.title, window.page_of(built)
    tags = [
        ("property", "og:type", "website" if built == window.home else "article"),
        ("property", "og:site_name", name),
        ("property", "og:title", built.title),
        ("property", "og:description", built.description),
        ("name", "twitter:card", "summary_large_image" if window.address else "summary"),
        ("name", "twitter:title", built.title),
        ("name", "twitter:description", built.description),
    ]
    if not window.address:
        return tags
    image = f"{window.address}{CARDS}/{page.stem if page else 'site'}.png"
    shown = f"{built.title}: the cover of this page of {name}" if page else f"The cover of {name}"
    return [
        *tags,
        ("property", "og:url", window.address + built.path),
        ("property", "og:image", image),
        ("property", "og:image:type", "image/png"),
        ("property", "og:image:width", "1200"),
        ("property", "og:image:height", "630"),
        ("property", "og:image:alt", shown),
        ("name", "twitter:image", image),
        ("name", "twitter:image:alt", shown),
    ]


def _feed_link(window: Window) -> str:
    if not window.address:
        return ""
    # The theme would take [rel=alternate] for a language of the site, and fetch the site map of its address with every page.
    return f'<link rel="alternate feed" type="application/rss+xml" title="What changed" href="{escape(window.address + FEED)}">\n'


def linked_data(built: Built, window: Window) -> dict[str, Any]:
    """What a page is, in the words of schema.org.

    Args:
        built: the page.
        window: the site.

    Returns:
        For the first page a course with its parts, for a chapter or an experiment a learning resource, otherwise a web page.
    """
    facts = {
        "@context": "https://schema.org",
        **_named("WebPage", built.title, built.path, window),
        "description": built.description,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": LICENSE,
    }
    if built == window.home:
        parts = [_named("LearningResource", page.title, place_of(page), window) for page in window.menu.pages]
        return facts | {"@type": ["WebSite", "Course"], "educationalLevel": "Beginner", "hasPart": parts}
    facts["isPartOf"] = _named("Course", window.home.title, "", window)
    if page := window.page_of(built):
        kind = "interactive experiment" if page.number is None else "lesson"
        facts |= {"@type": "LearningResource", "learningResourceType": kind, "educationalLevel": "Beginner"}
        facts |= {"position": page.number} if page.number else {}
        facts |= {"timeRequired": f"PT{page.minutes}M"} if page.minutes else {}
    return facts


def _named(kind: str, name: str, path: str, window: Window) -> dict[str, str]:
    url = {"url": window.address + path} if window.address else {}
    return {"@type": kind, "name": name, **url}
