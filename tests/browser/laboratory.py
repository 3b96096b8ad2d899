"""Hands for the tests of the laboratory: open a page, draw on its sheet, and look at what it says of itself."""

import json
import urllib.parse

from drawing import by_mouse, wait_for_network, watch


def open_laboratory(page, address):
    """Go to a page and wait until its widget is there, and its pad, if it has one, has its network."""
    watch(page)
    page.goto(address)
    page.locator(".lab-body").wait_for()
    if page.locator(".pad").count():
        wait_for_network(page)


def sealed(name, text):
    """A value of an address with the check that the pages ask for, as docs/javascripts/page/address.js makes it."""
    check = sum(ord(letter) * 31**place for place, letter in enumerate(reversed(name + text))) % 36**3
    return f"{text}." + "".join("0123456789abcdefghijklmnopqrstuvwxyz"[check // 36**power % 36] for power in (2, 1, 0))


def unreadable(before, whole, foreign):
    """{what is wrong: an end of an address} made of a value as the page wrote it, and of one that another page wrote."""
    name, turned = before.strip("#?="), "B" if whole[0] == "A" else "A"
    return {
        "empty": before,
        "without =": before[:-1],
        "cut in the middle": before + whole[: len(whole) // 2],
        "cut by one": before + whole[:-1],
        "a character turned": before + turned + whole[1:],
        "a dot behind it": before + whole + ".",
        "of another experiment": before + foreign,
        "a broken escape": before + whole + "%",
        "no escape": before + whole + "%zz",
        "bytes that are no text": before + whole + "%ff",
        "escaped twice": before + urllib.parse.quote(whole.replace(".", "%2E")),
        "not ASCII": before + whole + "é…日本",
        "very long": before + whole * 2000,
        "twice": f"{before}{whole}&{name}={whole}",
    }


def stroke_by_mouse(page, *cells):
    """Through the middles of these cells of the sheet, (row, column)."""
    by_mouse(page, [[((column + 0.5) / 28, (row + 0.5) / 28) for row, column in cells]], ".lab-weights")


def read(page, name):
    """What the widget tells of itself under a name, once it does."""
    page.wait_for_function("name => document.querySelector('.lab-body')?.dataset[name]", arg=name)
    return json.loads(page.locator(".lab-body").get_attribute(f"data-{name}"))
