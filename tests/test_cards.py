"""Cards: what stands on one, which page a chapter or an experiment leads to, and the same words on the built pages."""

import re

import pytest
from building import ROOT

from nn_core.publish.cards import card, grid, name_of, page_end, sections
from nn_core.publish.menu import Group, Menu, Page, read_menu

ONE = Page("structure/one.md", "One", "Of one.", 1, 12, "The first.")
TWO = Page("structure/two.md", "Two & three", "Of two.", 2, None)
THREE = Page("verdict/three.md", "Three", "", 3, 20, "The last.")
PAINT = Page("laboratory/paint.md", "Paint", "Of paint.", None, None, "Blue or red.")
ROLL = Page("laboratory/roll.md", "Roll", "Of hills.", None, None, "Down.")
FRONT = Page("laboratory/index.md", "The laboratory", "", None, None, "Try it.")
MENU = Menu((Group("First", (ONE, TWO)), Group("Second", (THREE,))), Group("Laboratory", (PAINT, ROLL), FRONT))
REAL = read_menu(ROOT / "docs")


def test_a_card_has_cover_number_title_line_and_minutes_and_a_single_link():
    assert card(ONE, "index.md").split("\n\n") == [
        "![](generated/covers/one.svg){ .card-cover loading=lazy width=320 height=180 }",
        '[<span class="card-number">1</span> One](structure/one.md)\n{: .card-title }',
        "The first.",
        "12 minutes\n{: .card-foot }",
    ]


def test_a_card_leads_from_the_page_that_it_stands_on():
    assert "(../verdict/three.md)" in card(THREE, "structure/two.md")
    assert "(two.md)" in card(TWO, "structure/one.md")
    assert "(../generated/covers/paint.svg)" in card(PAINT, "laboratory/index.md")


def test_without_a_summary_a_card_shows_the_description_and_a_sign_of_html_stays_a_sign():
    assert card(TWO, "index.md").split("\n\n")[1:] == [
        '[<span class="card-number">2</span> Two &amp; three](structure/two.md)\n{: .card-title }',
        "Of two.",
    ]


def test_parts_are_numbered_and_the_laboratory_is_not():
    assert [name_of(MENU, group) for group in (*MENU.parts, MENU.laboratory)] == ["Part I: First", "Part II: Second", "Laboratory"]


def test_a_part_says_how_long_all_its_chapters_take():
    first, second, laboratory = sections(MENU, "index.md").split("## ")[1:]
    assert first.startswith("Part I: First\n\n2 chapters, 12 minutes\n")
    assert second.startswith("Part II: Second\n\n1 chapter, 20 minutes\n")
    assert laboratory.startswith("Laboratory\n\nTry it. [More about it](laboratory/index.md)\n")


def test_a_grid_has_a_card_for_each_page_in_their_order():
    assert re.findall(r"\]\((\w+)\.md\)", grid((PAINT, ROLL), "laboratory/index.md")) == ["paint", "roll"]


@pytest.mark.parametrize(
    ("path", "head", "leads_to", "dots"),
    [
        ("structure/one.md", "Next in Part I: First", "two.md", "behind here"),
        ("structure/two.md", "Next in Part II: Second", "../verdict/three.md", "here"),
        ("verdict/three.md", "\nNext\n", "../laboratory/index.md", ""),
        ("laboratory/paint.md", "Next in Laboratory", "roll.md", "behind here"),
        ("laboratory/roll.md", "\nNext\n", "index.md", ""),
    ],
)
def test_each_page_ends_with_the_next_one_and_how_far_its_group_has_come(path, head, leads_to, dots):
    end = page_end(MENU, path)
    assert head in end
    assert re.findall(r"\]\(([^)]*)\.md\)", end) == [leads_to.removesuffix(".md")]
    assert " ".join(re.findall(r'class="dot (\w+)"', end)) == dots
    assert ("data-chapter" in end) == path.startswith(("structure", "verdict"))


@pytest.mark.parametrize("path", ["laboratory/index.md", "index.md", "reference/glossary.md"])
def test_other_pages_end_without_a_card(path):
    assert page_end(MENU, path) == ""


def test_where_nothing_follows_a_page_ends_without_a_card():
    alone = Menu(MENU.parts, Group("", ()))
    assert page_end(alone, "verdict/three.md") == ""
    assert "three.md" in page_end(alone, "structure/two.md")


def test_a_chapter_that_is_split_moves_the_number_on_the_card_and_the_dots():
    before, after = (page_end(menu, "structure/one.md") for menu in (MENU, with_a_split_chapter()))
    assert (">2<" in before, "1 of 2" in before, "2 of 2" in before) == (True, False, True)
    assert (">2<" in after, "2 of 3" in after, "(split.md)" in after) == (True, True, True)


def with_a_split_chapter():
    first = Group("First", (ONE, Page("structure/split.md", "Split", "", 2, 5), Page("structure/two.md", "Two", "", 3, 5)))
    return Menu((first, *MENU.parts[1:]), MENU.laboratory)


def pages_of(html):
    """The addresses that the cards of a built page lead to, and the numbers on them."""
    return re.findall(r'<p class="card-title"><a href="([^"]*)">(?:<span class="card-number">(\d+)</span>)?', html)


def test_the_built_home_page_shows_every_chapter_with_its_number_and_every_experiment(built_site):
    shown = pages_of((built_site / "index.html").read_text(encoding="utf-8"))
    assert shown == [(page.path.replace(".md", "/"), str(page.number or "")) for page in REAL.pages]


def test_the_built_page_of_the_laboratory_shows_every_experiment(built_site):
    shown = pages_of((built_site / "laboratory" / "index.html").read_text(encoding="utf-8"))
    assert [address for address, _ in shown] == [f"{page.stem}/" for page in REAL.experiments]


def test_every_built_chapter_and_experiment_ends_with_a_card_whose_page_and_cover_are_there(built_site):
    for page in REAL.pages:
        folder = built_site / page.path.removesuffix(".md")
        html = (folder / "index.html").read_text(encoding="utf-8")
        (address, _), *others = pages_of(html)
        (cover,) = re.findall(r'<img alt="" class="card-cover" height="180" loading="lazy" src="([^"]*)" width="320" />', html)
        assert (folder / address / "index.html").is_file(), page.path
        assert (folder / cover).is_file(), page.path
        assert others == [], page.path
