"""That axe still finds what there is to find when it looks at each look once."""

import pytest
from axe import axe_finds

PAGE = "structure/one-neuron/"


@pytest.mark.parametrize(
    "words",
    ["article .highlight .n", "article p > .fact", ".md-sidebar--primary .md-nav__link .md-ellipsis"],
    ids=["a name in code", "a fact", "the navigation"],
)
def test_one_pale_word_among_many_like_it_is_found(new_page, site, words):
    page = new_page()
    page.goto(site + PAGE)
    pale = page.evaluate(
        """(words) => {
          const last = [...document.querySelectorAll(words)].filter((element) => element.innerText.length > 1 && element.checkVisibility()).at(-1);
          last.style.setProperty("color", "#aaa", "important");
          return last.outerHTML.slice(0, 40);
        }""",
        words,
    )
    assert [(rule, html[:40]) for rule, html in axe_finds(page)] == [("color-contrast", pale)]


def test_a_button_without_a_name_is_found(new_page, site):
    page = new_page()
    page.goto(site + PAGE)
    page.evaluate("document.querySelector('article').append(document.createElement('button'))")
    assert [rule for rule, _ in axe_finds(page, colours=False)] == ["button-name"]
