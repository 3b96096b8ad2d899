"""Cards for the pages of the menu: cover, number, title, one line, and how long it takes."""

import posixpath
from html import escape

from nn_core.publish.menu import Group, Menu, Page

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def name_of(menu: Menu, group: Group) -> str:
    """How a group is called, such as "Part I: The structure".

    Args:
        menu: that the group is from.
        group: a part, or the laboratory.

    Returns:
        The title of a part with its number; that of the laboratory as it is.
    """
    return f"Part {_ROMAN[menu.parts.index(group)]}: {group.title}" if group in menu.parts else group.title


def sections(menu: Menu, start: str) -> str:
    """A heading and a grid of cards for each part, then for the laboratory.

    Args:
        menu: of the site.
        start: the path of the page that they stand on, inside the folder of the pages.

    Returns:
        Markdown.
    """
    groups = [group for group in (*menu.parts, menu.laboratory) if group.pages]
    return "\n\n".join(
        f"## {name_of(menu, group)}\n\n{_lead(group, start)}\n{{: .cards-lead }}\n\n{grid(group.pages, start)}" for group in groups
    )


def _lead(group: Group, start: str) -> str:
    """What stands below a group's heading."""
    if group.front:
        return f"{group.front.summary} [More about it]({_link(group.front.path, start)})"
    chapters = "1 chapter" if len(group.pages) == 1 else f"{len(group.pages)} chapters"
    return f"{chapters}, {sum(page.minutes or 0 for page in group.pages)} minutes"


def grid(pages: tuple[Page, ...], start: str) -> str:
    """A list of cards.

    Args:
        pages: of the menu.
        start: the path of the page that they stand on, inside the folder of the pages.

    Returns:
        Markdown.
    """
    cards = "\n".join(f'<li class="card" markdown="block">\n\n{card(page, start)}\n\n</li>' for page in pages)
    return f'<ul class="cards" markdown="1">\n{cards}\n</ul>'


def card(page: Page, start: str, cover: str = "") -> str:
    """What stands on one card. Its only link, the title, covers it.

    Args:
        page: of the menu.
        start: the path of the page that it stands on, inside the folder of the pages.
        cover: the name of the cover, if it is not the page's own.

    Returns:
        Markdown: a few paragraphs.
    """
    number = f'<span class="card-number">{page.number}</span> ' if page.number else ""
    parts = [
        f"![]({_link(f'generated/covers/{cover or page.stem}.svg', start)}){{ .card-cover loading=lazy width=320 height=180 }}",
        f"[{number}{escape(page.title, quote=False)}]({_link(page.path, start)})\n{{: .card-title }}",
        escape(page.summary or page.description, quote=False),
    ]
    return "\n\n".join([*parts, f"{page.minutes} minutes\n{{: .card-foot }}"] if page.minutes else parts)


def page_end(menu: Menu, path: str) -> str:
    """The card of the page that comes next, and how far its group has come.

    After the last chapter comes the laboratory's front page, and after the last experiment it comes again. A dot for each page of the
    group says which are behind, which one comes, and which are ahead.

    Args:
        menu: of the site.
        path: of the page that ends, inside the folder of the pages.

    Returns:
        Markdown; empty for a page that is neither a chapter nor an experiment, or that nothing follows.
    """
    front = [(menu.laboratory, menu.laboratory.front)] if menu.laboratory.front else []
    chapters = [(part, page) for part in menu.parts for page in part.pages]
    stops = [*chapters, *front, *((menu.laboratory, page) for page in menu.experiments), *front]
    place = next((place for place, (_, page) in enumerate(stops) if page.path == path), None)
    if place is None or stops[place] in front or place + 1 == len(stops):
        return ""
    group, page = stops[place + 1]
    listed = page in group.pages
    head = f"Next in {escape(name_of(menu, group), quote=False)} {_dots(group, page)}" if listed else "Next"
    chapter = ' data-chapter=""' if place < len(chapters) else ""
    return (
        f'<nav class="page-end" aria-label="What comes next" data-search-exclude=""{chapter} markdown="1">\n\n'
        f"{head}\n{{: .page-end-head }}\n\n"
        f'<div class="card" markdown="1">\n\n{card(page, path, "" if listed else group.pages[0].stem)}\n\n</div>\n\n</nav>'
    )


def _dots(group: Group, page: Page) -> str:
    here = group.pages.index(page)
    kinds = ["behind"] * here + ["here"] + ["ahead"] * (len(group.pages) - here - 1)
    dots = "".join(f'<span class="dot {kind}"></span>' for kind in kinds)
    return f'<span class="dots" role="img" aria-label="{here + 1} of {len(group.pages)}">{dots}</span>'


def _link(path: str, start: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(start) or ".")
