"""The last step of a build: styles, preloads, descriptions, search, headers, record."""

import os
import re
import sys
from functools import cache
from pathlib import Path

from nn_core.files import write_whole
from nn_core.publish.chapter.errors import CommandError
from nn_core.publish.output import not_found
from nn_core.publish.output.describe import FEED, Built, Window, head_of, read_page, read_window
from nn_core.publish.output.headers import FILE as HEADERS
from nn_core.publish.output.headers import write_headers
from nn_core.publish.output.listings import CHANGELOG, LLMS, feed, llms_txt
from nn_core.publish.output.node import npx
from nn_core.publish.output.record import RECORD, record_of
from nn_core.publish.output.search import enrich_index

STYLES = "stylesheets/all.css"
THEME_STYLES = "assets/stylesheets"
PURGECSS = "purgecss@8.0.0"
# This rule stops transitions while the palette changes; it costs two style calculations of the whole page at each visit.
BLOCKED = "data-md-color-switching"
SCRIPT = "javascripts/page/site.js"
SEARCH = ("search/search_index.json", "search.json")  # of MkDocs and ProperDocs, which write it last, and of Zensical
_STYLE = re.compile(r'<link rel="stylesheet" href="([^":]+)">\s*')
# The offline copy is one bundle made by esbuild; here each page names the modules that it needs, so that pages share them.
_IMPORT = re.compile(r'(?m)^(?:import|export)\b[^;]*?"(\.{1,2}/[\w./-]+\.js)"')


def finish(site: Path, docs: Path) -> None:
    """Rewrite a built site in place: a first visit fetches less, others can show its pages.

    The same site gives the same bytes. The environment variable SITE_URL says where the site is published.

    Args:
        site: the folder that MkDocs, ProperDocs or Zensical wrote.
        docs: the folder of the pages that it was built from.

    Raises:
        CommandError: the folder is not a built site, is not whole, or is finished already.
    """
    refuse_broken(site, docs)
    for name in (STYLES, LLMS, FEED, HEADERS, RECORD):
        if (site / name).exists():
            raise CommandError(f"{site} is finished already, at least in part, because it has {name}: build it again first")
    _purge_theme(site)
    _join_styles(site)
    window = read_window(site, docs, os.environ.get("SITE_URL", ""))
    pages = {page: read_page(page, site) for page in sorted(site.rglob("index.html"))}
    for page, built in pages.items():
        write_whole(page, _finished(page.read_text(encoding="utf-8"), site, built, window))
    _fill_not_found(site / not_found.PAGE)
    _write_listings(site, docs, list(pages.values()), window)
    enrich_index(site)
    write_headers(site)
    write_whole(site / RECORD, record_of(site))


def refuse_broken(site: Path, docs: Path) -> None:
    """Refuse a folder that is not a whole built site, as when a build was stopped.

    Args:
        site: the folder, with links to folders, not files.
        docs: the folder of the pages that it was built from.

    Raises:
        CommandError: something is missing; the message names it.
    """
    if not (site / "index.html").is_file() or not (site / SCRIPT).is_file():
        raise CommandError(f"{site} is not a built site: it has no index.html, or not the scripts of this site")
    for page in docs.rglob("*.md"):
        name = page.relative_to(docs).with_suffix("")
        built = site / (name.parent if name.name == "index" else name) / "index.html"
        if not built.is_file():
            raise CommandError(f"{site} is not a whole site: {page} is not in it, so its build was ended in the middle; build it again")
    if not any((site / name).is_file() for name in SEARCH):
        raise CommandError(
            f"{site} is not a whole site: the search index is not in it, so its build was ended in the middle; build it again"
        )
    if link := next((path for path in site.rglob("*") if path.is_symlink()), None):
        raise CommandError(f"{link} is a symbolic link, and what it leads to would be changed; build the site again")
    for page in site.rglob("*.html"):
        content = page.read_bytes()
        if SCRIPT.encode() not in content or b"</html>" not in content:
            raise CommandError(f"{page} is not a whole page of this site; build it again")


def _finished(page: str, site: Path, built: Built, window: Window) -> str:
    first = _STYLE.search(page)
    if not first:
        return page
    root = first[1].partition("assets/")[0]  # the theme's own styles come first
    page = _STYLE.sub(lambda found: f'<link rel="stylesheet" href="{root}{STYLES}">\n' if found[1] == first[1] else "", page)
    return page.replace("</head>", "".join(_preloads(page, site, root)) + head_of(built, window) + "</head>", 1)


def _fill_not_found(page: Path) -> None:
    if page.is_file():
        write_whole(page, page.read_text(encoding="utf-8").replace(not_found.PLACE, not_found.figure()))


def _write_listings(site: Path, docs: Path, pages: list[Built], window: Window) -> None:
    write_whole(site / LLMS, llms_txt(pages, window))
    changelog = docs / CHANGELOG
    if window.address and changelog.is_file():
        write_whole(site / FEED, feed(changelog.read_text(encoding="utf-8"), window))


def _join_styles(site: Path) -> None:
    links = _STYLE.findall((site / "index.html").read_text(encoding="utf-8"))  # every page has the same
    joined = "\n".join((site / link).read_text(encoding="utf-8") for link in links)
    write_whole(site / STYLES, re.sub(r"/\*.*?\*/|(?<=\n)\s+", "", joined, flags=re.DOTALL))


def _purge_theme(site: Path) -> None:
    """Remove the theme's rules that no page and no script uses.

    Without PurgeCSS the styles are larger, not wrong.
    """
    words = [PURGECSS, "--blocklist", BLOCKED, "--css", f"{THEME_STYLES}/*.css", "--output", THEME_STYLES]
    content = ["**/*.html", "javascripts/**/*.js", "assets/javascripts/bundle.*.js"]
    run = npx(*words, "--content", *content, cwd=site, capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        reason = (run.stderr.strip() or f"status {run.returncode}").splitlines()[0]
        print(f"unused styles are not removed, because {PURGECSS} could not be run: {reason}", file=sys.stderr)


def _preloads(page: str, site: Path, root: str) -> list[str]:
    """Links to all that the widgets of a page will fetch.

    Without them a browser would discover the files one by one.
    """
    scripts = site / "javascripts"
    wanted = [site / SCRIPT]
    networks = []
    if 'class="question-box' in page:
        wanted.append(scripts / "page" / "questions.js")
    wanted += [scripts / "laboratory" / f"{name}.js" for name in re.findall(r'class="laboratory" data-widget="([\w-]+)"', page)]
    for pad in re.findall(r'<div class="pad"[^>]*>', page):
        wanted.append(scripts / "pad" / "pad.js")
        networks += re.findall(r'data-network="([^"]+)"', pad) or ["generated/networks/straightened.json"]
    modules = dict.fromkeys(module.relative_to(site).as_posix() for script in wanted for module in _with_imports(script))
    return [
        *(f'<link rel="modulepreload" href="{root}{module}" fetchpriority="low">\n' for module in modules),
        *(f'<link rel="preload" as="fetch" crossorigin href="{root}{file}" fetchpriority="low">\n' for file in dict.fromkeys(networks)),
    ]


@cache
def _with_imports(script: Path) -> list[Path]:
    """A script and all that it imports when it starts, each once."""
    imported = [_with_imports((script.parent / name).resolve()) for name in _IMPORT.findall(script.read_text(encoding="utf-8"))]
    return list(dict.fromkeys([script, *(module for modules in imported for module in modules)]))
