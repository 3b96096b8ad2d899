"""Every idea that the chapters must contain has its place."""

import re

from building import ROOT

TEXT = (ROOT / "docs" / "reference" / "rows.md").read_text(encoding="utf-8")


def test_every_row_has_a_heading():
    rows = [str(row) for row in range(1, 89)] + [f"E{row}" for row in range(1, 15)]
    assert re.findall(r"(?m)^\| (E?\d+) \|", TEXT) == rows


def test_every_heading_is_there_under_the_name_that_the_row_gives():
    for name, address in re.findall(r"\[([^\]]+)\]\(([^)]+)\)(?=[ ,])", TEXT):
        page, _, anchor = address.partition("#")
        chapter = (ROOT / "docs" / "reference" / page).resolve().read_text(encoding="utf-8")
        headings = [heading.strip() for heading in re.findall(r"(?m)^#+ (.+)$", chapter)]
        assert name in headings, address
        assert re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") == anchor
