"""The menu as a table: chapters numbered through all parts, what each says of itself, and mistakes in one sentence."""

import pytest
from building import ROOT

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.menu import Page, read_menu

MENU = read_menu(ROOT / "docs")
CHAPTER = """---
title: One
description: Of one.
---

# One

**It takes** about twelve minutes, two of them for tea.
"""


def menu_of(folder, nav, pages):
    (folder / "mkdocs.yml").write_text(f"site_url: !ENV [X, y]\nhook: !!python/name:os.getcwd\nnav:\n{nav}", encoding="utf-8")
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_menu(folder / "docs")


def test_chapters_are_numbered_through_all_parts():
    assert [page.number for page in MENU.chapters] == list(range(1, len(MENU.chapters) + 1))
    assert [len(part.pages) for part in MENU.parts] == [9, 4, 4]
    assert (MENU.chapters[0].stem, MENU.chapters[9].stem, MENU.chapters[16].stem) == ("easy-for-you", "how-wrong-is-it", "the-asterisk")


def test_the_menu_lists_every_chapter_and_every_experiment_there_is():
    files = [path for part in ("structure", "learning", "verdict", "laboratory") for path in ROOT.glob(f"docs/{part}/*.md")]
    assert sorted(page.path for page in MENU.pages) == sorted(
        str(path.relative_to(ROOT / "docs")) for path in files if path.stem != "index"
    )


def test_every_chapter_says_how_long_it_takes_and_no_experiment_does():
    assert all(page.minutes for page in MENU.chapters)
    assert {page.stem: page.minutes for page in MENU.chapters}["network-is-a-function"] == 12
    assert {page.stem: page.minutes for page in MENU.chapters}["shape"] == 14
    assert {(page.number, page.minutes) for page in MENU.experiments} == {(None, None)}


def test_every_page_has_one_line_about_itself():
    assert all(page.description and "\n" not in page.description for page in MENU.pages)


def test_every_card_has_a_line_of_its_own_that_is_shorter_than_the_description():
    lines = [page.summary for page in (*MENU.pages, MENU.laboratory.front)]
    assert len(set(lines)) == len(lines)
    assert all(page.summary and len(page.summary) < len(page.description) for page in MENU.pages)


def test_the_page_that_lists_the_experiments_is_no_experiment():
    assert (MENU.laboratory.front.path, MENU.laboratory.front.number) == ("laboratory/index.md", None)
    assert MENU.laboratory.front not in MENU.experiments


def test_a_chapter_that_is_added_is_numbered_and_those_behind_it_move(tmp_path):
    one, other = "  - Part:\n      - structure/one.md\n", "  - More:\n      - index.md\n      - Two: verdict/two.md\n"
    first = menu_of(tmp_path, one + other, {"structure/one.md": CHAPTER, "verdict/two.md": "# Ours\n\nIt takes about 7 minutes."})
    assert [part.title for part in first.parts] == ["Part", "More"]
    assert first.chapters == (
        Page("structure/one.md", "One", "Of one.", 1, 12),
        Page("verdict/two.md", "Two", "", 2, 7),
    )
    second = menu_of(tmp_path, one + "      - structure/split-off.md\n" + other, {"structure/split-off.md": "# No front matter"})
    assert [(page.number, page.title) for page in second.chapters] == [(1, "One"), (2, "Split off"), (3, "Two")]


@pytest.mark.parametrize(
    "settings", [None, "", "site_name: x\n", "nav:\n", "nav:\n  - index.md\n", "nav:\n  - Away: https://example.org\n", "- a\n", "nav: 3\n"]
)
def test_without_parts_the_menu_is_empty(tmp_path, settings):
    if settings is not None:
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert read_menu(tmp_path / "docs").pages == ()


def test_a_page_that_is_missing_is_named(tmp_path):
    with pytest.raises(PageError, match=r"mkdocs.yml lists structure/gone.md, which is not in "):
        menu_of(tmp_path, "  - Part:\n      - structure/gone.md\n", {})


def test_two_pages_that_would_share_their_pictures_are_named(tmp_path):
    nav = "  - Part:\n      - structure/one.md\n  - Laboratory:\n      - laboratory/one.md\n"
    with pytest.raises(
        PageError, match=r"^structure/one.md and laboratory/one.md would share their pictures: give one of them another name$"
    ):
        menu_of(tmp_path, nav, {"structure/one.md": CHAPTER, "laboratory/one.md": CHAPTER})


def test_settings_that_are_no_yaml_are_refused_in_words(tmp_path):
    with pytest.raises(PageError, match=r"mkdocs.yml is not YAML: "):
        menu_of(tmp_path, "  - Part: [\n", {})


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs/structure/one.md"])
def test_a_file_that_is_not_utf_8_is_named(tmp_path, name):
    menu_of(tmp_path, "  - Part:\n      - structure/one.md\n", {"structure/one.md": CHAPTER})
    (tmp_path / name).write_bytes(b"# caf\xe9\n")
    with pytest.raises(PageError, match=rf"{name} is not UTF-8: invalid continuation byte at byte 5$"):
        read_menu(tmp_path / "docs")
