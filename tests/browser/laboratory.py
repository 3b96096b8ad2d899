"""Hands for the tests of the laboratory: open a page, draw on its sheet, and look at what it says of itself."""

import json

from drawing import by_mouse, wait_for_network, watch


def open_laboratory(page, address):
    """Go to a page and wait until its widget is there, and its pad, if it has one, has its network."""
    watch(page)
    page.goto(address)
    page.locator(".lab-body").wait_for()
    if page.locator(".pad").count():
        wait_for_network(page)


def stroke_by_mouse(page, *cells):
    """Through the middles of these cells of the sheet, (row, column)."""
    by_mouse(page, [[((column + 0.5) / 28, (row + 0.5) / 28) for row, column in cells]], ".lab-weights")


def read(page, name):
    """What the widget tells of itself under a name, once it does."""
    page.wait_for_function("name => document.querySelector('.lab-body')?.dataset[name]", arg=name)
    return json.loads(page.locator(".lab-body").get_attribute(f"data-{name}"))
