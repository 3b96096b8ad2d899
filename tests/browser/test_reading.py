"""A page is read in many ways: enlarged to twice its size, without scripts, on paper. Nothing is lost in any of them."""

import pytest
from drawing import wait_for_mends

# What a page says: its text without the widgets, which need a script and say so themselves.
WORDS = """() => {
  const article = document.querySelector("article").cloneNode(true);
  for (const part of article.querySelectorAll(".pad, .laboratory, .folds, .question-box, script, style, button, nav")) part.remove();
  return article.textContent.replace(/\\s+/g, " ").trim();
}"""
# Parts of the text that are there and cannot be seen, and parts that reach beyond the paper.
UNSEEN = """() => [...document.querySelectorAll("article :is(p, h1, h2, h3, li, td, th, figure, math, pre, summary, dd)")]
  .filter((part) => !part.closest("details:not([open]), .pad, .laboratory, .question-row, .folds") && part.textContent.trim())
  .filter((part) => !part.checkVisibility())
  .map((part) => part.outerHTML.slice(0, 80))"""
TOO_WIDE = """() => [...document.querySelectorAll("article :is(p, h1, h2, h3, li, figure, svg.figure)")]
  .filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((part) => part.outerHTML.slice(0, 80))"""
TWICE = {"width": 640, "height": 450}  # what is left of 1280 pixels when everything is twice as large
PAPER = {"width": 718, "height": 1000}  # A4 less its margins


@pytest.mark.parametrize("half", [0, 1])
def test_a_page_says_the_same_at_twice_the_size_on_paper_and_without_scripts(new_page, site, addresses, half):
    page, still = (new_page(java_script_enabled=scripts) for scripts in (True, False))
    for address in addresses[half::2]:
        page.set_viewport_size(TWICE)
        page.goto(site + address)
        wait_for_mends(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= TWICE["width"], address
        still.goto(site + address)
        assert still.evaluate(UNSEEN) == [], address
        assert still.evaluate(WORDS) == page.evaluate(WORDS), address
        page.set_viewport_size(PAPER)
        page.emulate_media(media="print")
        assert page.evaluate(UNSEEN) == [], address
        assert page.evaluate(TOO_WIDE) == [], address
        page.emulate_media(media="screen")
