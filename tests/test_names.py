"""Names in shown code that unseen code makes are told below it, once."""

from building import ROOT

from nn_core.publish.chapter.names import sentence_about, unseen_names
from nn_core.publish.chapter.read import find_blocks

PAGE = """
```python exec="on" id="hidden"
import numpy as np
images, labels = np.eye(3), [1, 2, 3]
def half(x): return x / 2
```

```python exec="on" id="first" source="above"
mean = np.mean(images)
def double(x):
    return factor * x
squares = [n * n for n in range(3)]
print(len(squares), double(mean))
```

```pycon exec="on" id="second"
>>> mean > half(1)
False
>>> double(mean)
2.0
```

```python exec="on" id="third" source="below"
for label in labels:
    print(label, images)
```
"""


def test_a_name_is_told_where_it_is_first_used_and_neither_made_in_sight_nor_built_in():
    assert unseen_names(find_blocks(PAGE, "page")) == {"first": ["factor", "images", "np"], "second": ["half"], "third": ["labels"]}


def test_a_page_that_makes_all_its_names_in_sight_tells_none():
    assert unseen_names(find_blocks(PAGE.replace("first", "shown").partition('```python exec="on" id="shown"')[0], "page")) == {}


def test_the_sentence_counts_its_names():
    assert sentence_about(["np"]).startswith('<p class="unseen" data-search-exclude>The code that makes <code>np</code> isn’t shown here,')
    assert "The code that makes <code>a</code>, <code>b</code> and <code>c</code> isn’t shown here" in sentence_about(["a", "b", "c"])


def test_a_chapter_says_it_below_the_block_and_a_page_without_a_notebook_does_not(built_site):
    chapter = (built_site / "structure" / "easy-for-you" / "index.html").read_text(encoding="utf-8")
    assert (
        '<p class="unseen" data-search-exclude>The code that makes <code>threes</code> isn’t shown here, but it’s in <a href="#take-it-away">'
        in chapter
    )
    assert 'class="unseen"' not in (built_site / "reference" / "notation" / "index.html").read_text(encoding="utf-8")
    names = unseen_names(find_blocks((ROOT / "docs" / "structure" / "easy-for-you.md").read_text(encoding="utf-8"), "page"))
    assert chapter.count('class="unseen"') == len(names)
