"""What is added to the index of the search."""

import json

import pytest

from nn_core.publish.output.search import INDEX, enrich_index, other_spellings

FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}}


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("13,002 dials", "13002"),
        ("1,234,567 and 1,234,567", "1234567"),
        ("28 × 28", "28x28 28×28"),
        ("28&nbsp;&times; 28 <sub>px</sub>", "28x28 28×28"),
        ("28x28", "28×28"),
        ("12, 345 and 1,23 and 0.125", ""),
        ("13,002 is 13002", ""),
        ("no number", ""),
    ],
)
def test_a_number_is_added_as_one_would_type_it(text, spellings):
    assert other_spellings(text) == spellings


def test_the_names_in_the_code_of_a_page_are_added_to_the_page_and_not_to_its_sections(tmp_path):
    (tmp_path / "one").mkdir()
    page = '<p>word</p><div class="highlight" data-search-exclude><code><span>np</span>.argmax(a&lt;b_1, 3)\nnp.argmax</code></div>'
    (tmp_path / "one" / "index.html").write_text(page, encoding="utf-8")
    docs = [{"location": "one/", "title": "1,000 words", "text": "2 × 2"}, {"location": "one/#part", "title": "", "text": ""}]
    (tmp_path / "search").mkdir()
    (tmp_path / INDEX).write_text(json.dumps({"config": {"fields": FIELDS}, "docs": docs}), encoding="utf-8")
    enrich_index(tmp_path)
    index = json.loads((tmp_path / INDEX).read_text(encoding="utf-8"))
    whole, part = index["docs"]
    assert (whole["code"], whole["title_spelled"], whole["text_spelled"]) == ("np argmax b_1", "1000", "2x2 2×2")
    assert "code" not in part
    assert index["config"]["fields"] == FIELDS | {"title_spelled": {"boost": 1000.0}, "text_spelled": {"boost": 1.0}, "code": {"boost": 1}}


def test_a_site_with_another_search_is_left_as_it_is(tmp_path):
    enrich_index(tmp_path)
    assert list(tmp_path.iterdir()) == []
