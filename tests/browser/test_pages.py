"""Every page in a real Chromium, in one visit, in every way that it is read: on a phone, on a desk, enlarged, on paper, without scripts.

How long a visit takes, a clock decides: see tests/trust.
"""

import gzip
import io
import re

import pytest
from axe import axe_finds
from building import ROOT
from drawing import change_palette, resize, wait_for_fixes

from nn_core.publish.output.headers import read_headers
from tests.tools.server import Quiet, served

DOCS = ROOT / "docs"
LIMIT = 250_000  # bytes of a first visit over the line, zipped as hosts do it
MOVED = 0.02  # the cumulative layout shift that nobody notices
WATCH = """
  window.moved = 0;
  new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.moved += value; })
    .observe({ type: "layout-shift", buffered: true });"""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SMALLEST = {"width": 320, "height": 740}
TWICE = {"width": 640, "height": 450}  # what is left of a desk when everything is twice as large
PAPER = {"width": 718, "height": 1000}  # A4 less its margins
# What a page says: its text without the widgets, which need a script and say so themselves.
WORDS = """() => {
  const article = document.querySelector("article").cloneNode(true);
  for (const part of article.querySelectorAll(".pad, .laboratory, .folds, .question-box, script, style, button, nav")) part.remove();
  return article.textContent.replace(/\\s+/g, " ").trim();
}"""
# Parts of the text that are there and cannot be seen, and parts that reach beyond the paper.
UNSEEN = """() => [...document.querySelectorAll("article :is(p, h1, h2, h3, li, td, th, figure, math, pre, summary, dd)")]
  .filter((part) => !part.closest("details:not([open]), .pad, .laboratory, .question-row, .folds, .page-end") && part.textContent.trim())
  .filter((part) => !part.checkVisibility())
  .map((part) => part.outerHTML.slice(0, 80))"""
TOO_WIDE = """() => [...document.querySelectorAll("article :is(p, h1, h2, h3, li, figure, svg.figure)")]
  .filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((part) => part.outerHTML.slice(0, 80))"""
PLACES = """() => [...document.querySelectorAll("article *")].map((part) => {
  const { x, y, width, height } = part.getBoundingClientRect();
  return [part.localName, part.id, x, y, width, height].join(" ");
})"""


def address_of(path):
    folder = (path.parent if path.stem == "index" else path.with_suffix("")).relative_to(DOCS).as_posix()
    return "" if folder == "." else f"{folder}/"


ADDRESSES = sorted(address_of(path) for path in DOCS.rglob("*.md") if "generated" not in path.parts)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_clean_however_it_is_read(new_page, site, built_site, address):
    """new_page itself fails the test for a console error or a request to another host."""
    page, found = new_page(strict=True, viewport=PHONE), {}
    page.add_init_script(WATCH)
    fetched = set()
    page.on("request", lambda request: fetched.add(request.url.partition("#")[0]))
    page.goto(site + address, wait_until="networkidle")
    found["it is too heavy"] = weight(fetched, site, built_site) > LIMIT
    found["something moves while it comes"] = page.evaluate("window.moved") > MOVED
    found["it is wider than a phone"] = widest(page) > PHONE["width"]

    resize(page, DESK)
    found["axe finds in the light palette"] = axe_finds(page)
    found["it is wider than a desk"] = widest(page) > DESK["width"]
    places = page.evaluate(PLACES)
    change_palette(page, "dark")
    found["axe finds in the dark palette"] = axe_finds(page, structure=False)
    found["moved by the palette"] = [here for here, there in zip(page.evaluate(PLACES), places, strict=True) if here != there][:3]
    resize(page, PHONE)
    found["axe finds on a phone"] = axe_finds(page, colours=False)
    found["it has grown wider than a phone"] = widest(page) > PHONE["width"]
    resize(page, SMALLEST)
    found["it is wider than the smallest phone"] = widest(page) > SMALLEST["width"]

    resize(page, TWICE)
    found["it is too wide at twice the size"] = widest(page) > TWICE["width"]
    still = new_page(java_script_enabled=False, viewport=TWICE)
    still.goto(site + address)
    found["not seen without scripts"] = still.evaluate(UNSEEN)
    found["without scripts it says something else"] = still.evaluate(WORDS) != page.evaluate(WORDS)
    resize(page, PAPER)
    page.emulate_media(media="print")
    found["not seen on paper"] = page.evaluate(UNSEEN)
    found["too wide on paper"] = page.evaluate(TOO_WIDE)
    assert {claim: what for claim, what in found.items() if what} == {}


def weight(fetched, site, built_site):
    """The bytes of what was fetched from the site, zipped."""
    files = [built_site / url.removeprefix(site) for url in fetched if url.startswith(site)]
    assert len(files) >= 5
    return sum(len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes())) for file in files)


def widest(page):
    return page.evaluate("document.documentElement.scrollWidth")


def test_every_page_was_looked_at(built_site):
    folders = {path.parent.relative_to(built_site).as_posix() for path in built_site.rglob("index.html")}
    assert folders == {address.rstrip("/") or "." for address in ADDRESSES}


def test_the_palette_can_be_changed_by_hand_and_both_ways_have_a_name(new_page, site):
    page = new_page()
    page.goto(site)
    wait_for_fixes(page)
    for name in ("dark", "light"):
        change_palette(page, name)


def test_a_palette_that_is_kept_damaged_is_forgotten(new_page, site):
    page = new_page()
    page.goto(site)
    for kept in ("", "{", "x", "7", "[]", '"x"', '{"color": null}', '{"index": "a", "color": {}}', '{"index": 0.5, "color": {}}'):
        page.evaluate("kept => localStorage.setItem(`${__md_scope.pathname}.__palette`, kept)", kept)
        page.goto(site + "changelog/")
        wait_for_fixes(page)
        assert page.locator(".part-failed").count() == 0, kept
        change_palette(page, "dark")
        page.reload()
        page.locator("body[data-md-color-scheme=slate]").wait_for()


def test_a_folded_answer_opens_by_keyboard(new_page, site):
    page = new_page()
    page.goto(site + "structure/one-neuron/")
    page.locator("details.question > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.question").first.get_attribute("open") is not None


@pytest.mark.parametrize("where", ["dials/", "", "a/sub/path/"])
def test_an_unknown_address_at_any_depth_gets_a_page_with_style_and_true_links(browser, built_site, where):
    """The site was built for /dials/, and a host has it there or elsewhere."""

    class Host(Quiet):
        def send_head(self):
            if self.path.startswith(f"/{where}") and (built_site / self.path[len(where) + 1 :]).exists():
                self.path = self.path[len(where) :]
                return super().send_head()
            content = (built_site / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Security-Policy", read_headers(built_site)["Content-Security-Policy"])
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            return io.BytesIO(content)

    with served(built_site, Host) as root:
        page = browser.new_page()
        page.goto(f"{root}{where}no/such/page/")
        page.locator(f'base[href$="/{where}"]').wait_for(state="attached")
        assert "Not found" in page.locator("h1").inner_text()
        assert page.locator("header").evaluate("header => getComputedStyle(header).backgroundColor") == "rgb(13, 33, 54)"
        assert page.locator("svg").evaluate("picture => picture.getBoundingClientRect().width") > 300
        page.locator("summary").click()
        page.get_by_role("link", name="One neuron looking for an edge").click()
        page.wait_for_url(f"{root}{where}structure/one-neuron/")
        assert page.locator(".md-header").count() == 1
        page.close()


# What each page leaves behind of the sections that moved: (the page, the old anchor, where it leads).
LEFT = [
    (path.relative_to(DOCS).with_suffix("").as_posix(), anchor, target)
    for path in sorted(DOCS.rglob("*.md"))
    for target, anchor in re.findall(r"(?<!`)\[[^\]\n]*\]\(([^)\s]+)\)\{: #(\S+) \.moved \}", path.read_text(encoding="utf-8"))
]


def test_whoever_comes_to_the_anchor_of_a_section_that_moved_is_taken_to_where_it_is(new_page, site):
    page = new_page()
    assert len(LEFT) >= 8
    for left, anchor, target in LEFT:
        page.goto(f"{site}{left}/#{anchor}")
        name, _, part = target.partition("#")
        page.wait_for_url(re.compile(rf"/{re.escape(name.rpartition('/')[2].removesuffix('.md'))}/{'#' + part if part else ''}$"))


def test_the_whole_in_five_minutes_prints_on_one_sheet(new_page, site):
    page = new_page()
    page.goto(f"{site}five-minutes/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 2
