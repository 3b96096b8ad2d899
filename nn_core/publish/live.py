"""Under a live server only the page that somebody edited is converted again; the others, and what the search knows of them, come from memory."""

from functools import lru_cache, wraps

from material.plugins.search.plugin import SearchIndex
from mkdocs.structure.pages import Page

from nn_core.publish.chapter.glossary import GLOSSARY
from nn_core.publish.chapter.run import READS_OTHERS
from nn_core.publish.chapter.sources import package_digest

MADE = ("content", "toc", "_title_from_render", "present_anchor_ids", "links_to_anchors")  # what MkDocs' Page.render gives a page
_pages: dict = {}  # path of a page -> what it was made from, and what was made
_entries: dict = {}  # path of a page -> its content, and its entries in the search


def remember_pages():
    """From now on let MkDocs convert and index a page only when its text, the glossary, the package, or the list of all files has changed."""
    for owner, name, once in ((Page, "render", _rendered_once), (SearchIndex, "add_entry_from_context", _indexed_once)):
        setattr(owner, name, once(getattr(owner, name)))


def keep(files):
    """Keep the pages as they are, once the links between them are in place."""
    for file in files.documentation_pages():
        if file.src_uri not in READS_OTHERS:
            _pages[file.src_uri] = _source(file.page, files), {name: getattr(file.page, name) for name in MADE}


def _rendered_once(render):
    @wraps(render)
    def once(page, config, files):
        source, made = _pages.get(page.file.src_uri, (None, None))
        if source != _source(page, files):
            render(page, config, files)
            return
        vars(page).update(made)
        # The files are new ones each time; whether they still have the anchors is asked of these.
        page.links_to_anchors = {
            files.get_file_from_path(file.src_uri): anchors for file, anchors in (made["links_to_anchors"] or {}).items()
        }

    return once


def _indexed_once(add):
    @wraps(add)
    def once(index, page):
        content, entries = _entries.get(page.file.src_uri, (None, []))
        if content == page.content:
            index.entries += entries
            return
        before = len(index.entries)
        add(index, page)
        _entries[page.file.src_uri] = page.content, index.entries[before:]

    return once


def _source(page, files):
    return page.markdown, _for_all(files)


@lru_cache(maxsize=1)
def _for_all(files):
    """What all pages are made from. Each build has files of its own, so this is asked once a build."""
    glossary = files.get_file_from_path(GLOSSARY)
    return glossary and glossary.content_string, package_digest(), tuple(files.src_uris)
