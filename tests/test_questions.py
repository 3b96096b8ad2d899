"""Questions: readable without a script, and their answers never stale."""

import re

import markdown
import pytest

from nn_core.publish.chapter import questions
from nn_core.publish.chapter.errors import PageError


def convert(text):
    return markdown.Markdown(extensions=["nn_core.publish.chapter.questions"]).convert(text)


QUIZ = """/// quiz | Two and two?
    answer: {answer}

- three
- four

Count on your fingers.

///
"""


REFLECT = "/// reflect | Why?\n\nBecause.\n\n///\n\n"
NAMED = REFLECT.replace("?", "?\n    name: the-blob", 1)


@pytest.mark.parametrize("answer", ["B", "four"])
def test_a_quiz_knows_its_answer_by_letter_or_word_for_word(answer):
    page = convert(QUIZ.format(answer=answer))
    assert 'class="question-box quiz" data-answer="B"' in page
    assert re.search(r'<ol class="choices short" type="A">\s*<li>three</li>\s*<li>four</li>', page)


@pytest.mark.parametrize(
    ("longest", "classes"), [("−0.5", "choices short"), ("fourteen chars", "choices short"), ("fifteen letters", "choices")]
)
def test_choices_that_are_all_short_may_share_a_row(longest, classes):
    assert f'<ol class="{classes}" type="A">' in convert(QUIZ.format(answer="B").replace("three", longest))


def test_the_reason_is_folded_and_begins_with_the_answer():
    page = convert(QUIZ.format(answer="B"))
    fold = re.search(r'<details class="question">(.*)</details>', page, re.DOTALL)[1]
    assert re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", fold)).strip() == "Answer B. four Count on your fingers."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (QUIZ.format(answer="C"), r"the answer 'C' is none of the choices \['three', 'four'\]"),
        ("/// quiz | One?\n    answer: A\n\n- 1\n\nYes.\n\n///\n", "at least two choices"),
        ("/// quiz | One?\n    answer: A\n\n- one\n- two\n\n///\n", "say why the answer is right"),
        ("/// quiz | One?\n    answer: A\n\n1. one\n2. two\n\nYes.\n\n///\n", "choices as a list whose lines begin with a hyphen"),
        ("/// quiz | One?\n    answer: A\n\none, two\n\nYes.\n\n///\n", "choices as a list whose lines begin with a hyphen"),
        (
            "/// quiz | One?\n    answer: A\n\n" + "".join(f"- {c}\n" for c in "stuvwxyzä") + "\nYes.\n\n///\n",
            "of 8 at most; this one has 9",
        ),
        ("/// quiz | One?\n    answer: A\n\n- one\n- one\n\nYes.\n\n///\n", "two choices say 'one'"),
        ("/// quiz | One?\n    answer: A\n\n- 1\n- 2\n\nYes.\n\n///\n", "the answer '1' has a digit in it"),
        ('/// quiz | One?\n    answer: "2"\n\n- 1\n- 2\n\nYes.\n\n///\n', "the answer '2' has a digit in it"),
        ("/// reflect | Why?\n///\n", "needs a model answer"),
        (REFLECT * 2, r"'Why\?' keeps its note under 'why', too; give one of them a name of its own"),
        (REFLECT + REFLECT.replace("Why?", "2. why"), r"'Why\?' keeps its note under 'why', too"),
        (REFLECT + NAMED.replace("the-blob", "Why"), r"'Why\?' keeps its note under 'why', too"),
        (REFLECT.replace("Why", "3. {= 1 + 1 =}"), "no words to keep a note under; give it a name"),
        (NAMED.replace("the-blob", '"2"'), "no words to keep a note under; give it a name"),
    ],
)
def test_a_question_without_a_true_answer_stops_the_build(text, problem):
    with pytest.raises(PageError, match=problem):
        convert(text)


def test_a_free_response_question_folds_its_model_answer():
    page = convert("/// reflect | Why?\n\nBecause.\n\n///\n")
    assert re.search(
        r'<p class="question-text">Why\?</p>\s*<details class="question">\s*<summary>A model answer</summary>\s*<p>Because', page
    )


@pytest.mark.parametrize(
    "question", ["Why does the blob win?", "1. Why does the blob win?", "23. Why does the *blob* win", "Why does the blob {= 1 + 1 =} win?"]
)
def test_the_note_of_a_question_is_named_by_its_words_without_number_and_facts(question):
    assert 'data-name="why-does-the-blob-win"' in convert(REFLECT.replace("Why?", question))


def test_a_reworded_question_keeps_the_name_that_it_is_given():
    assert 'data-name="the-blob"' in convert(NAMED)


def test_every_page_has_names_of_its_own():
    page = markdown.Markdown(extensions=["nn_core.publish.chapter.questions"])
    assert 'data-name="why"' in page.convert(REFLECT) and 'data-name="why"' in page.reset().convert(REFLECT)


def test_the_module_shows_a_quiz_that_works():
    shown = re.search(r"    /// quiz.*?\n    ///\n", questions.__doc__, re.DOTALL)[0].replace("\n    ", "\n").strip()
    assert 'data-answer="B"' in convert(shown.replace('"{= order[0] =}"', "B"))
