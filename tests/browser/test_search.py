"""The search finds what readers of formulas and code type: in Chromium, with the theme's own search."""

import contextlib

import pytest
from playwright.sync_api import TimeoutError

FIRST = 3
# What is typed, and a page that must be among the first three.
FOUND = {
    "load_network()": "reference/api/network/",
    "load_network(": "reference/api/network/",
    "load_mnist().test": "reference/api/digits/",
    "13002": "structure/thirteen-thousand-dials/",
    "13,002": "structure/thirteen-thousand-dials/",
    "28×28": "reference/data-statement/",
    "28x28": "reference/data-statement/",
    "28 × 28": "reference/data-statement/",
    "10x16": "structure/one-line-of-algebra/",
    "60000": "learning/train-ours/",
    "784-16-16-10": "reference/networks/",
    "σ": "reference/notation/",
    "σ'": "reference/notation/",
    "σ(z)": "structure/one-line-of-algebra/",
    "sigmoid'": "structure/squish-and-shift/",
    "sigmoid_slope": "reference/api/network/",
    "np.dot": "structure/one-line-of-algebra/",
    "np.flatnonzero": "structure/neurons-hold-numbers/",
    "W @ a": "structure/one-line-of-algebra/",
    "nn_core.plots": "reference/api/plots/",
    "NamedTuple": "reference/api/",
    "∂C/∂w": "reference/notation/",
    "δ": "learning/backpropagation/",
    "ReLU": "verdict/the-asterisk/",
    "W1": "learning/backpropagation/",
    "−0.5": "learning/backpropagation/",
    "load_network('framed')": "reference/api/network/",
    # the words of the field
    "regularisation": "reference/glossary/",
    "weight decay": "reference/glossary/",
    "data augmentation": "reference/glossary/",
    "momentum": "reference/glossary/",
    "softmax": "reference/glossary/",
    "hyperparameter": "reference/glossary/",
    "validation set": "reference/glossary/",
    "receptive field": "reference/glossary/",
    "fine-tuning": "reference/glossary/",
    "cosine similarity": "reference/glossary/",
}


@pytest.fixture(scope="module")
def found(browser, site):
    """{query: the pages that the search shows first}."""
    page = browser.new_page()
    page.goto(site)
    field = page.locator(".md-search__input")
    field.click()

    def pages(query, shown):
        field.fill(query)  # no key is pressed, as when it is pasted by mouse
        with contextlib.suppress(TimeoutError):
            page.locator(shown).first.wait_for(timeout=20_000)
        return page.eval_on_selector_all(".md-search-result__item", "items => items.map((item) => item.querySelector('a').href)")

    found = {}
    for query in FOUND:
        pages("qqqq", ".md-search-result__meta:text('No matching documents')")
        addresses = pages(query, ".md-search-result__item")
        found[query] = [address.removeprefix(site).partition("#")[0].partition("?")[0] for address in addresses[:FIRST]]
    page.close()
    return found


@pytest.mark.parametrize("query", FOUND)
def test_what_is_typed_finds_its_page_among_the_first_three(found, query):
    assert FOUND[query] in found[query]
