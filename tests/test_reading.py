"""What a page asks of its reader is counted, told, and bounded."""

import pytest

from nn_core.publish.menu import read_menu
from tests.tools.prose import DOCS, main, measure, pages

PAGE = """---
title: One
---

# A heading of five words

*This takes about 3 minutes.*

We have {= len(x) =} words, and a [[weight|weight]] in a [link to somewhere](page.md#there), which is long. This is short.

```python exec="on" id="seen" source="below" alt="A curve." caption="Two words."
one = 1
plots.curve(one)
```

```python exec="on" id="unseen"
hidden = 2
```

```pycon exec="on" id="doctest"
>>> one + 1
2
```

??? note "Folded"
    None of this counts.

    ```python exec="on" id="folded" source="above"
    not_counted = 3
    ```

/// quiz | Is it counted?
    answer: A

- Yes.
- No.

It is, as are its answers.

///

!!! success "Summary"
    - A list is no running prose.

## Exercises

**1.** Nothing here counts either.
"""


def test_words_lines_and_figures_are_counted_up_to_the_exercises_and_not_in_folds():
    read = measure(PAGE)
    assert (read.lines, read.figures) == (4, 1)
    assert read.words == 47
    assert read.minutes == pytest.approx(47 / 200 + 4 * 5 / 60 + 20 / 60)


def test_sentences_are_those_of_running_prose_and_a_fact_is_a_word():
    read = measure(PAGE)
    assert read.sentences == [5, 15, 3, 6]
    assert (read.mean, read.short) == (29 / 4, 3 / 4)


def test_a_shown_function_counts_with_its_lines_in_the_package():
    assert measure('```python exec="on" id="source" kind="source"\nsigmoid\n```\n').lines > 5


def test_a_page_without_prose_asks_nothing():
    assert measure("# Title\n")[1:] == (0, 0, []) and measure("# Title\n").mean == 0


def test_the_command_prints_a_row_for_each_page_and_says_which_is_not_there(capsys):
    main(["structure/shape.md"])
    heads, row = capsys.readouterr().out.splitlines()
    assert heads.split() == ["minutes", "words", "lines", "figures", "mean", "short"]
    assert row.split()[0] == "structure/shape.md" and len(row.split()) == 7
    with pytest.raises(SystemExit, match=r"there is no page structure/none\.md in "):
        main(["structure/none.md"])


@pytest.mark.parametrize("page", pages())
def test_a_page_takes_at_most_fifteen_minutes_in_sentences_that_are_neither_long_nor_short(page):
    read = measure((DOCS / page).read_text(encoding="utf-8"))
    assert read.minutes <= 15
    assert 14 <= read.mean <= 19
    assert read.short <= 0.2


@pytest.mark.parametrize("chapter", read_menu(DOCS).chapters, ids=lambda chapter: chapter.stem)
def test_a_chapter_says_as_many_minutes_as_are_counted(chapter):
    assert chapter.minutes == round(measure((DOCS / chapter.path).read_text(encoding="utf-8")).minutes)
