"""Hands for the tests of the laboratory: open a page, and look at what it fetched, where it stands, and what axe finds."""

import json

import pytest
from axe import axe_finds
from drawing import by_mouse


def open_laboratory(page, address):
    """Go to a page and wait until its widget is there. Returns the list of all addresses that are fetched from now on."""
    page.goto(address)
    page.locator(".lab-body").wait_for()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    return fetched


def stroke_by_mouse(page, *cells):
    """Through the middles of these cells of the sheet, (row, column)."""
    by_mouse(page, [[((column + 0.5) / 28, (row + 0.5) / 28) for row, column in cells]], ".lab-weights")


def read(page, name):
    """What the widget tells of itself under a name, once it does."""
    page.wait_for_function("name => document.querySelector('.lab-body')?.dataset[name]", arg=name)
    return json.loads(page.locator(".lab-body").get_attribute(f"data-{name}"))


def assert_axe_finds_nothing(page):
    """On a desktop and on a phone, where nothing is wider than the screen either; and the widget has one voice."""
    assert page.locator(".lab-body").get_by_role("status").count() == 1
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert axe_finds(page, colours=width == 1280) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def assert_nothing_moves_when_the_script_comes(new_page, address):
    """What stands below the widget stands at the same height with the script and without it, on a screen of any width."""
    page, still = (new_page(java_script_enabled=scripts) for scripts in (True, False))
    still.goto(address)
    for width in (360, 768, 1280):
        for each in (page, still):
            each.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        page.locator(".lab-body").wait_for()
        heights = [each.locator(".laboratory").bounding_box()["height"] for each in (page, still)]
        assert heights[0] == pytest.approx(heights[1], abs=1), width
