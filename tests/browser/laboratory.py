"""Hands for the tests of the laboratory: open a page, and look at what it fetched, where it stands, and what axe finds."""

import pytest
from axe import axe_finds


def open_laboratory(page, address):
    """Go to a page and wait until its widget is there. Returns the list of all addresses that are fetched from now on."""
    page.goto(address)
    page.locator(".lab-body").wait_for()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    return fetched


def assert_axe_finds_nothing(page):
    """On a desktop and on a phone, where nothing is wider than the screen either; and the widget has one voice."""
    assert page.locator(".lab-body").get_by_role("status").count() == 1
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert axe_finds(page, colours=width == 1280) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def assert_nothing_moves_when_the_script_comes(new_page, address, width):
    """What stands below the widget stands at the same height with the script and without it."""
    heights = []
    for with_script in (True, False):
        page = new_page(viewport={"width": width, "height": 900}, java_script_enabled=with_script)
        page.goto(address)
        if with_script:
            page.locator(".lab-body").wait_for()
        box = page.locator(".laboratory").bounding_box()
        heights.append(box["height"])
    assert heights[0] == pytest.approx(heights[1], abs=1)
