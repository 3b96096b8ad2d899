"""What each page asks of its reader: minutes, words, mean sentence, short sentences: python -m tests.tools.prose [PAGE ...].

The minutes are those of the text from the title to the exercises, without what is folded away: 200 words a minute, 5 seconds a line of
shown code, 20 seconds a figure. Sentences are counted in running prose: not in headings, lists, tables and captions.
"""

import argparse
import inspect
import pkgutil
import re
import sys
from pathlib import Path
from typing import NamedTuple

from nn_core.publish.chapter.fences import find_fences
from nn_core.publish.chapter.read import find_blocks
from nn_core.publish.menu import read_menu

DOCS = Path(__file__).resolve().parents[2] / "docs"
BESIDE_THE_CHAPTERS = ("five-minutes.md", "reference/rest-of-the-recipe.md")
WORDS_A_MINUTE, SECONDS_A_LINE, SECONDS_A_FIGURE = 200, 5, 20
SHORT = 8  # a sentence of fewer words is short


class Reading(NamedTuple):
    """What a page asks of its reader.

    Attributes:
        words: of the whole text, captions and questions too.
        lines: of shown code.
        figures: how many there are.
        sentences: how many words each sentence of the running prose has.
    """

    words: int
    lines: int
    figures: int
    sentences: list[int]

    @property
    def minutes(self):
        """How long it takes to read, in minutes."""
        return self.words / WORDS_A_MINUTE + (self.lines * SECONDS_A_LINE + self.figures * SECONDS_A_FIGURE) / 60

    @property
    def mean(self):
        """Words in the mean sentence."""
        return sum(self.sentences) / max(len(self.sentences), 1)

    @property
    def short(self):
        """The share of short sentences."""
        return sum(words < SHORT for words in self.sentences) / max(len(self.sentences), 1)


def measure(text):
    """Count what a page asks of its reader.

    Args:
        text: the page, in Markdown.

    Returns:
        Its Reading.
    """
    text = _unfolded(re.sub(r"(?s)\A---\n.*?\n---\n", "", text).partition("\n## Exercises\n")[0])
    blocks = find_blocks(text, "page")
    captions = [re.sub(r"\{.*?\}", "7", block.options.get("caption", "")) for block in blocks]
    for fence in reversed(list(find_fences(text, "page"))):
        text = f"{text[: fence.start]}\n{text[fence.end :]}"
    text = _plain(text)
    return Reading(
        words=sum(bool(re.search(r"\w", word)) for word in f"{text} {' '.join(captions)}".split()),
        lines=sum(_shown_lines(block) for block in blocks),
        figures=sum("alt" in block.options for block in blocks),
        sentences=[len(sentence.split()) for paragraph in _paragraphs(text) for sentence in _sentences(paragraph)],
    )


def _unfolded(text):
    """The text without its folded boxes, and with its open ones as if they were none."""
    text = re.sub(r"(?m)^\?\?\? .*\n(?: {4}.*\n|\n)*", "", f"{text}\n")
    return re.sub(r"(?m)^!!! .*\n(?: {4}.*\n|\n)*", lambda box: re.sub(r"(?m)^ {4}", "", box[0].partition("\n")[2]), text)


def _shown_lines(block):
    if block.options.get("kind") == "source":
        return len(inspect.getsource(pkgutil.resolve_name(f"nn_core.{block.code.strip()}")).splitlines())
    return len(block.code.splitlines()) if block.language == "pycon" or "source" in block.options else 0


def _plain(text):
    """The words that a reader sees: a fact or a formula in a sentence is one word."""
    text = re.sub(r"(?s)\$\$.*?\$\$|<!--.*?-->", "", text)
    text = re.sub(r"(?m)^(?: {4}(?:answer|name):.*|///\s*|\{:.*\})$", "", text)
    text = re.sub(r"(?m)^/// \w+ \| ", "# ", text)  # the question, which is no running prose
    text = re.sub(r"\{=.*?=\}|\$[^$\n]+\$|`[^`\n]+`", "7", text)
    text = re.sub(r"\[\[([^\]|]+)(?:\|[^\]]+)?\]\]|!?\[([^\]]*)\]\([^)]*\)", lambda link: link[1] or link[2], text)
    return re.sub(r"\{:[^}]*\}|<[^>]*>|[*_]", "", text)


def _paragraphs(text):
    """Running prose: what is neither heading, list nor table."""
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in paragraph.strip().splitlines()]
        if lines and lines[0] and not re.match(r"#|\||-\s|\+\s|>|\d+\.\s", lines[0]):
            yield " ".join(lines)


def _sentences(paragraph):
    return [sentence for sentence in re.split(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])", paragraph) if re.search(r"\w", sentence)]


def pages():
    """The pages that are read from top to bottom.

    Returns:
        Their names inside the folder of the pages: the chapters, then what is read beside them.
    """
    return [*(page.path for page in read_menu(DOCS).chapters), *BESIDE_THE_CHAPTERS]


def main(arguments=None):
    """Print the measures of pages.

    Args:
        arguments: of the command line.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.tools.prose", description=__doc__.splitlines()[0])
    parser.add_argument("page", nargs="*", help="inside docs, such as structure/shape.md; all chapters if none is named")
    print(f"{'':38}{'minutes':>8}{'words':>7}{'lines':>7}{'figures':>9}{'mean':>7}{'short':>7}")
    for name in parser.parse_args(arguments).page or pages():
        path = DOCS / name
        if not path.is_file():
            sys.exit(f"there is no page {name} in {DOCS}")
        read = measure(path.read_text(encoding="utf-8"))
        counts = f"{read.minutes:8.1f}{read.words:7}{read.lines:7}{read.figures:9}"
        print(f"{name:38}{counts}{read.mean:7.1f}{read.short:7.0%}")


if __name__ == "__main__":
    main()
