"""Numbers in the prose, and in the words of figures, are computed: what is typed by hand stands on a short list, and the list is checked."""

import inspect
import pkgutil
import re

import pytest
from building import ROOT

from nn_core import load_mnist, load_network
from nn_core.publish.chapter.read import find_blocks

DOCS = ROOT / "docs"
PAGES = [path for path in sorted(DOCS.rglob("*.md")) if "generated" not in path.parts]

# The measures of the subject, which the test below holds against the package.
HELD = {
    "784": lambda network, data: network.sizes[0],
    "28": lambda network, data: data.test.images.shape[1],
    "16": lambda network, data: network.sizes[1],
    "10": lambda network, data: network.sizes[-1],
    "13,002": lambda network, data: network.parameter_count,
    "60,000": lambda network, data: len(data.train.labels),
    "10,000": lambda network, data: len(data.test.labels),
}
# Counting, digits as names, the ends of the scale, and positions that the text itself has just set.
SMALL = {str(number) for number in range(10)} | {"0.0", "1.0", "0.5", "−1", "−0.5"}
# Numbers of a thought experiment or a quotation, each looked at: (page, number).
REVIEWED = {
    ("one-neuron", "19"),  # the last column of the region, which the block above it sets
    ("one-neuron", "12"),
    ("one-neuron", "13"),
    ("one-neuron", "14"),
    ("one-neuron", "24"),
    ("one-neuron", "−5"),
    ("one-neuron", "1,000"),
    ("networks", "0.9"),  # the threshold that the cards count by, in the names of their figures
    ("easy-for-you", "2012"),  # years of publications, and the size of a group told in one of them
    ("easy-for-you", "2020"),
    ("easy-for-you", "35"),
    ("easy-for-you", "18,979"),  # the number of our seven, which the block below it names
    ("neurons-hold-numbers", "11"),  # rows and columns of questions
    ("neurons-hold-numbers", "17"),
    ("neurons-hold-numbers", "13"),
    ("neurons-hold-numbers", "14"),
    ("glossary", "10,000"),
    ("glossary", "0.9"),  # an example of what calibration means
    ("how-wrong-is-it", "0.9"),  # the answer of a review question, worked out in words
    ("how-wrong-is-it", "0.81"),
    ("how-wrong-is-it", "0.09"),
    ("how-wrong-is-it", "100"),  # the boast of a friend in a quiz
    ("how-wrong-is-it", "0.1"),
    ("how-wrong-is-it", "95"),  # of 100 cases, which is what a margin means
    ("glossary", "95"),
    ("glossary", "100"),
    ("downhill", "100"),  # learning rates and a start that the blocks above them set
    ("downhill", "1000"),
    ("downhill", "−8"),
    ("downhill", "0.2"),  # two slopes invented for a quiz
    ("downhill", "0.002"),
    ("train-ours", "99.77"),  # of publications that are named beside them, and their years
    ("train-ours", "99.87"),
    ("train-ours", "2012"),
    ("train-ours", "2020"),
    ("train-ours", "0.4"),  # the gain in a question about a friend
    ("rest-of-the-recipe", "0.9"),  # an example of what calibration means, and of a share
    ("rest-of-the-recipe", "0.01"),
    ("train-ours", "30"),  # the learning rate of an exercise, set in its solution
    ("downhill", "0.01"),  # the nudge of an exercise, set in its solution
    ("where-it-breaks", "20"),  # the side of MNIST's box, which preprocessing makes
    ("where-it-breaks", "0.9"),  # the threshold of confidence, as in the cards
    ("where-it-breaks", "95"),  # the usual interval
    ("where-it-breaks", "300"),  # the number of some pixel, and the output of some answer
    ("where-it-breaks", "0.99"),
    ("the-asterisk", "18,979"),
    ("the-asterisk", "−6"),  # the power of ten that the block below prints
    ("the-asterisk", "224"),  # the side of an image, in an exercise
    ("the-asterisk", "2010"),
    ("the-asterisk", "2011"),
    ("the-asterisk", "1998"),  # published error rates and their years: LeCun et al., Cireşan et al.
    ("the-asterisk", "0.95"),
    ("the-asterisk", "0.8"),
    ("the-asterisk", "2012"),
    ("the-asterisk", "0.23"),
    ("model-cards", "0.9"),
    ("model-cards", "2019"),  # the year of the form that the cards follow
    ("data-statement", "2018"),  # years of publications, and what the makers of the collection say of it
    ("data-statement", "2019"),
    ("data-statement", "2021"),
    ("data-statement", "1990"),
    ("data-statement", "250"),
    ("data-statement", "20"),
    ("data-statement", "255"),
    ("data-statement", "15"),
    ("data-statement", "3.0"),
}


def prose(path):
    """The sentences of a page, and the words of its figures: everything a reader may take for a claim."""
    text = path.read_text(encoding="utf-8")
    words = " ".join(re.findall(r'\b(?:alt|caption)="([^"]*)"', re.sub(r"(?ms)^````.*?^````$", "", text)))
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"(?ms)^[ \t]*(```+).*?^[ \t]*\1[ \t]*$", "", text)
    text = re.sub(r"(?ms)^## (Further reading|The ideas|The digits|This site)\n.*?(?=^## |\Z)", "", text)  # volumes, years, licences
    text = re.sub(r"(?ms)^ {4}answer: .*?$|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]+\$|\{=.*?=\}|\]\([^)]*\)(?:\{[^}]*\})?|<[^>]*>", " ", text)
    # The choices of a quiz are not claims; the right one is computed.
    text = re.sub(r"(?ms)^/// quiz \|[^\n]*\n.*?\n((?:- [^\n]*\n)+)", lambda quiz: quiz[0].replace(quiz[1], "\n"), text)
    text = re.sub(r"about \d+ minutes", " ", text)
    text = re.sub(r"(?m)^\s*\*\*\d\.\*\*|\| \d\. |^\d\. |Chapter \d", " ", text)
    return f"{text} {re.sub(r'{[^{}]*(?:{[^{}]*}[^{}]*)*}', ' ', words)}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_number_in_the_prose_is_typed_by_hand_unless_it_was_looked_at(path):
    found = re.findall(r"(?<![\w.])[−-]?\d+(?:[.,:]\d+)*", prose(path))
    typed = {number for number in found if number not in SMALL and number not in HELD and (path.stem, number) not in REVIEWED}
    assert typed == set()


@pytest.mark.parametrize("number", HELD)
def test_a_measure_of_the_subject_is_what_the_package_says(number):
    assert f"{HELD[number](load_network(), load_mnist()):,}" == number


def test_no_reviewed_number_is_left_over():
    stems = {path.stem: prose(path) for path in PAGES}
    assert [entry for entry in REVIEWED if entry[1] not in stems.get(entry[0], "")] == []


# Turns that no one would say aloud, and words that have a better one here.
STILTED = re.compile(
    r"\brightly\b|\bdearest\b|\bto and fro\b|\bcame of it\b|\bin place of\b|[Ww]hat becomes? of|as (?:it|they) w(?:as|ere) meant|"
    r"\b[Pp]reparations?\b|\b[Mm]end(?:s|ed|ing)?\b|[Hh]as it (?:a|any|more)\b|for nothing\b|\b[Rr]eads? \{=[^}]*percent|\bquarrel|\bswears\b"
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_written_as_one_would_say_it(path):
    text = re.sub(
        r"(?ms)^[ \t]*(```+).*?^[ \t]*\1[ \t]*$|\]\([^)]*\)|\{:[^}]*\}|^ {4}name: .*?$|`[^`\n]*`", " ", path.read_text(encoding="utf-8")
    )
    captions = " ".join(re.findall(r'\b(?:alt|caption)="([^"]*)"', path.read_text(encoding="utf-8")))
    assert [match[0] for match in STILTED.finditer(f"{text} {captions}")] == []


CHAPTERS = [path for path in PAGES if path.parent.name in ("structure", "learning", "verdict")]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_leads_to_another_host_only_from_its_further_reading_as_the_page_on_privacy_says(path):
    before, _, _ = path.read_text(encoding="utf-8").partition("\n## Further reading\n")
    assert re.findall(r"\]\((https?://[^)]*)\)", before) == []


def shown():
    """The functions that pages show as they stand in the package, by their dotted names."""
    blocks = [block for path in PAGES for block in re.findall(r'kind="source"\n\s*(.*?)\n\s*`', path.read_text(encoding="utf-8"))]
    return [f"nn_core.{name}" for name in sorted(set(blocks))]


def test_pages_show_functions():
    assert "nn_core.gradient_descent.train_epochs" in shown()


@pytest.mark.parametrize("name", shown())
def test_a_function_that_a_page_shows_is_at_most_76_columns_wide(name):
    lines = inspect.getsource(pkgutil.resolve_name(name)).splitlines()
    assert [line for line in lines if len(line) > 76] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_code_that_a_page_shows_is_at_most_76_columns_wide(path):
    blocks = find_blocks(path.read_text(encoding="utf-8"), path.name)
    shown = [block for block in blocks if block.language == "pycon" or "source" in block.options]
    assert [line for block in shown for line in block.code.splitlines() if len(line) > 76] == []
