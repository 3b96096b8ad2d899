"""The zip for computers without a network: the same bytes from the same files, and a page that cannot be rewritten stops it."""

import re

import pytest

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.output.offline import _plain_scripts, _zipped

PAGE = '<script src="../assets/javascripts/bundle.1.min.js" defer></script>'
PAGE += '<script src="../javascripts/page/site.js" type="module"></script>'


def test_plain_scripts_stand_in_for_modules_and_the_first_of_them_runs_before_the_theme_s():
    page = _plain_scripts(PAGE, "a.html")
    assert re.findall(r'<script src="\.\./([^"]*)"( defer)?>', page) == [
        ("assets/javascripts/bundle.1.min.js", " defer"),
        ("javascripts/before.js", ""),
        ("javascripts/all.js", " defer"),
    ]
    assert "module" not in page


def test_a_page_without_the_scripts_is_refused_by_name():
    with pytest.raises(PageError, match=r"a\.html"):
        _plain_scripts("<p>", "a.html")


def test_the_zip_is_the_same_whenever_it_is_made(tmp_path):
    (tmp_path / "b.html").write_text("b", encoding="utf-8")
    first = _zipped(tmp_path)
    (tmp_path / "b.html").touch()
    assert _zipped(tmp_path) == first
