"""A question in a chapter: multiple choice (quiz) or free response (reflect).

    /// quiz | Which image wins?
        answer: "{= order[0] =}"

    - A
    - B

    Because …
    ///

    /// reflect | Why does the blob win?
    A model answer …
    ///

A reader's note to a free response is kept under the name of its question: `name: why-the-blob`, or else the question's own words. Whoever
rewords a question gives it its old words, joined by hyphens, as its name, and the notes stay with it.

The answer to a quiz is one of its choices, word for word or by its letter. An answer with a digit in it is a fact, so that it comes
from the same arrays as the picture above it.
"""

import re
import xml.etree.ElementTree as etree
from typing import Any, ClassVar, NoReturn

from markdown.extensions.toc import slugify_unicode
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.page import PLACE, page_of, place
from nn_core.publish.chapter.read import FACT

LETTERS = "ABCDEFGH"
SHORT = 14  # characters of a choice, such as a number or two words, that leaves room for others in its row

# What may change in a question that stays the same: its number, and what is computed.
_NO_NAME = re.compile(rf"^\d+\.\s|{FACT}")


class Question(Block):
    """What both kinds share: the question is visible, and the answer is folded."""

    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        self.box = etree.SubElement(parent, "div", {"class": f"question-box {self.NAME}", "data-open": self.argument})
        etree.SubElement(self.box, "p", {"class": "question-text"}).text = self.argument
        return self.box

    def _fold(self, elements: list[etree.Element], summary: str) -> etree.Element:
        """Move elements into a fold at the end of the box, which is complete then."""
        del self.box.attrib["data-open"]
        details = etree.SubElement(self.box, "details", {"class": "question"})
        etree.SubElement(details, "summary").text = summary
        for element in elements:
            self.box.remove(element)
            details.append(element)
        return details

    def _refuse(self, problem: str) -> NoReturn:
        """Stop the build, and name the question."""
        page = page_of(self.md)
        question = page.written(self.argument) if page else self.argument
        raise PageError(f"{place(self.md, self.argument)}the question {question!r}: {problem}")


class Quiz(Question):
    """Multiple choice: a list of choices, then the reason."""

    NAME = "quiz"
    OPTIONS: ClassVar = {"answer": ["", type_string]}

    def on_end(self, block: etree.Element) -> None:
        choices, texts = self._choices()
        right = self._right(texts)
        choices.tag = "ol"
        choices.set("class", "choices short" if max(map(len, texts)) <= SHORT else "choices")
        choices.set("type", "A")
        self.box.set("data-answer", LETTERS[right])
        reason = list(self.box)[list(self.box).index(choices) + 1 :]
        if not reason:
            self._refuse("say why the answer is right, below the choices")
        details = self._fold(reason, "Answer")
        verdict = etree.Element("p", {"class": "verdict"})
        letter = etree.SubElement(verdict, "strong")
        letter.text, letter.tail = f"{LETTERS[right]}.", f" {texts[right]}"
        details.insert(1, verdict)

    def _choices(self) -> tuple[etree.Element, list[str]]:
        """The list of the choices, and their texts."""
        choices = self.box.find("ul")
        if choices is None:
            self._refuse("a quiz needs its choices as a list whose lines begin with a hyphen")
        texts = [self._filled("".join(choice.itertext()).strip()) for choice in choices]
        if not 2 <= len(texts) <= len(LETTERS):
            self._refuse(f"a quiz needs a list of at least two choices, and of {len(LETTERS)} at most; this one has {len(texts)}")
        if twice := next((text for text in texts if texts.count(text) > 1), None):
            self._refuse(f"two choices say {twice!r}, so the answer would not be one of them")
        return choices, texts

    def _right(self, texts: list[str]) -> int:
        """The number of the right choice."""
        written = self.options["answer"]
        answer = self._filled(written, shown=True)
        if answer not in [*LETTERS[: len(texts)], *texts]:
            self._refuse(f"the answer {answer!r} is none of the choices {texts}")
        right = texts.index(answer) if answer in texts else LETTERS.index(answer)
        if re.search(r"\d", texts[right]) and not re.search(PLACE, written):
            self._refuse(f"the answer {texts[right]!r} has a digit in it, so it is computed: write a fact in its place")
        return right

    def _filled(self, text: str, shown: bool = False) -> str:
        """A text with its facts computed."""
        page = page_of(self.md)
        return page.fill(text, shown) if page else text


class Reflect(Question):
    """Free response, then a model answer; a script adds a box for a note."""

    NAME = "reflect"
    OPTIONS: ClassVar = {"name": ["", type_string]}

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = super().on_create(parent)
        name = slugify_unicode(self.options["name"] or _NO_NAME.sub(" ", self.argument), "-")
        if not name.strip("0123456789"):
            self._refuse("it has no words to keep a note under; give it a name")
        if name in self.tracker:
            self._refuse(f"{self.tracker[name]!r} keeps its note under {name!r}, too; give one of them a name of its own")
        self.tracker[name] = self.argument
        box.set("data-name", name)
        return box

    def on_end(self, block: etree.Element) -> None:
        rest = list(self.box)[1:]
        if not rest:
            self._refuse("a free-response question needs a model answer")
        self._fold(rest, "A model answer")


class QuestionsExtension(BlocksExtension):
    """Named in mkdocs.yml."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:
        block_mgr.register(Quiz, self.getConfigs())
        block_mgr.register(Reflect, self.getConfigs())


def makeExtension(**settings: Any) -> QuestionsExtension:
    """The name by which Python-Markdown finds an extension.

    Args:
        settings: the options given in mkdocs.yml.

    Returns:
        The extension for quizzes and free-response questions.
    """
    return QuestionsExtension(**settings)
