"""Every idea that the chapters must contain has its place."""

import re

import pytest
from building import ROOT

ROWS = re.findall(r"(?m)^\| (.+) \| (\S+\.md#.+) \|$", (ROOT / "tests" / "ideas.md").read_text(encoding="utf-8"))


def test_none_of_them_is_lost():
    assert len(ROWS) == 102


@pytest.mark.parametrize("places", sorted({places for _, places in ROWS}))
def test_the_heading_that_an_idea_stands_under_is_there(places):
    for place in places.split(", "):
        page, _, anchor = place.partition("#")
        headings = re.findall(r"(?m)^#+ (.+)$", (ROOT / "docs" / page).read_text(encoding="utf-8"))
        assert anchor in [anchor_of(heading) for heading in headings]


def anchor_of(heading):
    named = re.search(r"\{: #(\S+) \}", heading)
    return named[1] if named else re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
