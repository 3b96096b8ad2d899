"""What others show of a page: tags that name the published address or none, and data that is JSON."""

import json
import re

import pytest

from nn_core.publish.menu import Group, Menu, Page
from nn_core.publish.output.describe import Built, Window, head_of, linked_data, read_page, read_window

CHAPTER = Page("structure/shape.md", "The shape", "Four layers.", 3, 12)
EXPERIMENT = Page("laboratory/paint.md", "Paint", "Paint a neuron.", None, None)
MENU = Menu((Group("The structure", (CHAPTER,)),), Group("Laboratory", (EXPERIMENT,)))
HOME = Built("", "13,002 Dials", "From the inside.")
SHAPE = Built("structure/shape/", "The shape", "Four layers.")
PAINT = Built("laboratory/paint/", "Paint", "Paint a neuron.")
OTHER = Built("reference/privacy/", "Privacy", "Nothing is kept.")
PAGES = (HOME, SHAPE, PAINT, OTHER)
PUBLISHED = Window("https://example.org/dials/", HOME, MENU)
LOCAL = Window("", HOME, MENU)


def tags(built, window):
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', head_of(built, window)))


def data(head):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)[1])


@pytest.mark.parametrize(
    ("built", "place", "card"),
    [
        (HOME, "", "site"),
        (SHAPE, "structure/shape/", "shape"),
        (PAINT, "laboratory/paint/", "paint"),
        (OTHER, "reference/privacy/", "site"),
    ],
)
def test_a_published_page_names_its_address_and_its_card_and_without_a_card_that_of_the_site(built, place, card):
    found = tags(built, PUBLISHED)
    assert found["og:url"] == f"https://example.org/dials/{place}"
    assert found["og:image"] == found["twitter:image"] == f"https://example.org/dials/generated/cards/{card}.png"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["twitter:card"] == "summary_large_image" and found["og:image:alt"] == found["twitter:image:alt"] != ""


@pytest.mark.parametrize("built", PAGES)
def test_a_page_of_no_known_address_names_none_and_keeps_title_description_and_type(built):
    head = head_of(built, LOCAL)
    assert not re.search(r"(?<!schema\.org)(?:127\.0\.0\.1|example\.org|og:url|:image|rel=.alternate feed)", head)
    found = tags(built, LOCAL)
    assert (found["og:title"], found["og:description"]) == (built.title, built.description)
    assert found["og:type"] == ("website" if built == HOME else "article")
    assert "url" not in data(head)


@pytest.mark.parametrize("window", [PUBLISHED, LOCAL])
@pytest.mark.parametrize("signs", ['</script><script>alert("a")</script>', "a < b & \"c\" 'd'"])
def test_signs_of_html_end_neither_a_tag_nor_the_data(window, signs):
    head = head_of(Built("a/", signs, signs), window)
    assert data(head)["name"] == signs
    assert head.count("<script") == head.count("</script>") == 1
    assert re.search(r'og:title" content="[^"<]*">\n', head)


def test_a_chapter_is_a_lesson_of_the_course_with_its_place_and_its_minutes():
    found = linked_data(SHAPE, PUBLISHED)
    assert (found["@type"], found["learningResourceType"]) == ("LearningResource", "lesson")
    assert (found["position"], found["timeRequired"]) == (3, "PT12M")
    assert found["isPartOf"] == {"@type": "Course", "name": "13,002 Dials", "url": "https://example.org/dials/"}
    assert found["isAccessibleForFree"] is True and found["inLanguage"] == "en" and "creativecommons.org" in found["license"]


def test_an_experiment_has_neither_place_nor_minutes_and_a_page_outside_the_menu_teaches_nothing():
    found = linked_data(PAINT, PUBLISHED)
    assert found["learningResourceType"] == "interactive experiment" and not {"position", "timeRequired"} & found.keys()
    assert linked_data(OTHER, PUBLISHED)["@type"] == "WebPage"


def test_the_first_page_is_the_course_with_all_its_parts():
    found = linked_data(HOME, PUBLISHED)
    assert found["@type"] == ["WebSite", "Course"] and "isPartOf" not in found
    assert [part["url"] for part in found["hasPart"]] == [PUBLISHED.address + page.path for page in (SHAPE, PAINT)]


@pytest.mark.parametrize(
    ("place", "title", "read"),
    [
        ("", "Draw a digit - 13,002 Dials", HOME),
        ("", "13,002 Dials", HOME),
        ("a/", "8 - 3 &amp; more - 13,002 Dials", Built("a/", "8 - 3 & more", "From the inside.")),
    ],
)
def test_the_head_of_a_page_is_read_without_the_name_of_the_site(tmp_path, place, title, read):
    file = tmp_path / place / "index.html"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'<title>{title}</title><meta name="description" content="From the inside.">', encoding="utf-8")
    assert read_page(file, tmp_path) == read


@pytest.mark.parametrize(("address", "read"), [("https://a.org/b", "https://a.org/b/"), ("https://a.org/b/", "https://a.org/b/"), ("", "")])
def test_an_address_ends_with_one_slash_and_none_stays_none(tmp_path, address, read):
    (tmp_path / "index.html").touch()
    assert read_window(tmp_path, tmp_path / "docs", address).address == read
