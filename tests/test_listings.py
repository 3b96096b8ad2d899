"""The list for language models and the feed: derived from the menu and the changelog, and valid."""

from xml.etree import ElementTree

from building import ROOT
from test_describe import HOME, LOCAL, OTHER, PAGES, PUBLISHED

from nn_core.publish.output.listings import Change, changes, feed, llms_txt

CHANGELOG = """# What changed

**Added** is what is new.

## 2.0

**Added**

- The [pad](structure/shape.md#pad) & `a < b`.

**Known limits**

- None.

## 1.0

**Fixed**

- A **bold** line.
"""


def test_the_list_for_language_models_has_name_summary_groups_and_the_rest_as_optional():
    assert llms_txt(PAGES, PUBLISHED) == (
        "# 13,002 Dials\n\n> From the inside.\n\n"
        "## The structure\n\n- [The shape](https://example.org/dials/structure/shape/): Four layers.\n\n"
        "## Laboratory\n\n- [Paint](https://example.org/dials/laboratory/paint/): Paint a neuron.\n\n"
        "## Optional\n\n- [Privacy](https://example.org/dials/reference/privacy/): Nothing is kept.\n"
    )


def test_its_links_are_relative_where_no_address_is_known():
    assert "(structure/shape/)" in llms_txt(PAGES, LOCAL) and "://" not in llms_txt(PAGES, LOCAL)


def test_a_group_without_pages_has_no_heading():
    assert "## Optional" in llms_txt(PAGES, LOCAL) and "## Optional" not in llms_txt([page for page in PAGES if page != OTHER], LOCAL)


def test_changes_are_the_lines_below_their_version_and_kind_without_markdown_and_limits_are_none():
    assert changes(CHANGELOG) == [Change("2.0", "Added", "The pad & a < b."), Change("1.0", "Fixed", "A bold line.")]


def test_every_line_of_the_real_changelog_is_read_whole_once():
    text = (ROOT / "docs" / "changelog.md").read_text(encoding="utf-8")
    lists = text.partition("**Known limits**")[0]
    assert len(changes(text)) == len(set(changes(text))) == lists.count("\n- ") > 40
    assert "\n  " not in lists  # a line that goes on in the next would be cut


def test_a_feed_has_what_rss_requires_and_an_item_for_each_change_with_an_identity_of_its_own():
    channel = ElementTree.fromstring(feed(CHANGELOG, PUBLISHED)).find("channel")
    assert [channel.findtext(name) for name in ("title", "link", "description")] == [
        "13,002 Dials: what changed",
        "https://example.org/dials/changelog/",
        HOME.description,
    ]
    assert channel.find("{http://www.w3.org/2005/Atom}link").attrib == {
        "href": "https://example.org/dials/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == ["Added: The pad & a < b.", "Fixed: A bold line."]
    assert [item.findtext("link") for item in items] == [f"https://example.org/dials/changelog/#{anchor}" for anchor in ("20", "10")]
    assert len({item.findtext("guid") for item in items}) == 2 and all(item.find("guid").get("isPermaLink") == "false" for item in items)
