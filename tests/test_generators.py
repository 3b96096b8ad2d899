"""Two generators made the same site when every page has the same article in both."""

import pytest

from tests.tools.generators import articles, differences

PAGE = "<nav>menu</nav><article><p>A <span>neu</span>ron¶</p><script>x</script>{}</article>"


@pytest.fixture
def pages(tmp_path):
    """pages(content, …): the articles of a site with one page for each content."""

    def pages(*contents):
        for number, content in enumerate(contents):
            (tmp_path / str(number)).mkdir(exist_ok=True)
            (tmp_path / str(number) / "index.html").write_text(PAGE.format(content), encoding="utf-8")
        return articles(tmp_path)

    return pages


def test_an_article_is_its_words_its_figures_and_its_formulas(pages):
    assert pages("<svg></svg><math></math>") == {"0": ("A neuron", True, 1)}


@pytest.mark.parametrize("content", ["word", "<svg></svg>", "<math></math>"])
def test_a_word_a_figure_or_a_formula_more_is_a_difference(pages, content):
    one = pages("", "")
    assert differences(one, pages("", "<b></b>")) == []
    assert differences(one, pages("", content)) == ["1"]


def test_a_page_that_one_site_lacks_is_a_difference(pages):
    assert differences(pages(""), pages("", "")) == ["1"]
