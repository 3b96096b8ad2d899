"""Every word that a reader meets is in a dictionary of English or in the project's own list, words.txt, so that a slip of the finger is seen."""

import ast
import json
import re
from pathlib import Path

OWN = Path(__file__).parent / "words.txt"
LETTER = "[A-Za-zÀ-ɏ]"
WORD = re.compile(rf"{LETTER}{{2,}}(?:[’']{LETTER}+)?")
# What is American for a word that the site writes the British way; the dictionary knows only the American one.
AMERICAN = re.compile(r"(?i)(?:colo|favo|labo|neighbo|behavio|hono)r(?!ator)\w*|centers?|centered|gr[a]y\w*|recogniz\w+|learnt|\w+yze[ds]?")


def texts(root):
    """(file, text) for everything written for readers: the pages, the README, the docstrings and the cards."""
    root = Path(root)
    for path in sorted([*root.glob("docs/**/*.md"), *root.glob("README.md")]):
        if "generated" not in path.parts:
            yield path.relative_to(root), sentences(path.read_text(encoding="utf-8"))
    for path in sorted(root.glob("nn_core/**/*.py")):
        yield path.relative_to(root), " ".join(_docstrings(ast.parse(path.read_text(encoding="utf-8"))))
    for path in sorted(root.glob("nn_core/data/networks/*.json")):
        yield path.relative_to(root), " ".join(_words_of(json.loads(path.read_text(encoding="utf-8"))["card"]))


def unknown_words(root):
    """{file: [word, …]} for the words that neither the dictionary nor the list knows, and for those of the other spelling."""
    from spellchecker import SpellChecker

    english = SpellChecker(distance=1).word_frequency.dictionary
    own = own_words()
    found = {}
    for file, text in texts(root):
        words = {word.replace("’", "'").lower().removesuffix("'s") for word in WORD.findall(text)}
        wrong = sorted(word for word in words if AMERICAN.fullmatch(word) or (word not in english and word not in own))
        if wrong:
            found[file.as_posix()] = wrong
    return found


def sentences(markdown):
    """What of a Markdown file is English: the front matter's values, the captions, and the text without code, formulas, facts and addresses."""
    captions = " ".join(re.findall(r'\b(?:caption|title)="([^"]*)"', markdown))
    text = re.sub(r"\A---\n.*?\n---\n", lambda front: re.sub(r"(?m)^\w+:", "", front[0]), markdown, flags=re.DOTALL)
    text = re.sub(r"(?ms)^[ \t]*(```+).*?^[ \t]*\1[ \t]*$|^ {4}answer: .*?$", " ", text)
    return re.sub(
        r"(?s)`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]+\$|\{=.*?=\}|\{[^{}\n]*\}|\]\([^)]*\)|\[\^\w+\]|<[^>]*>|https?:\S+|&\w+;",
        " ",
        f"{captions}\n{text}",
    )


def own_words():
    """The words of words.txt, in small letters."""
    lines = OWN.read_text(encoding="utf-8").splitlines()
    return {line.strip().lower() for line in lines if line.strip() and not line.startswith("#")}


def _docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = re.sub(r"(?ms)^ *>>>.*?(?=\n\s*\n|\Z)", " ", ast.get_docstring(node) or "")
            # names of arguments, of files and of attributes
            yield re.sub(r"(?m)`[^`]*`|^ *\w+(?:, \w+)*:|\b\w*[_./(=]\w*", " ", text)


def _words_of(card):
    values = card.values() if isinstance(card, dict) else card
    for value in values:
        if isinstance(value, str):
            yield re.sub(r"`[^`]*`|\S*[_./=-]\S*", " ", value)
        elif isinstance(value, dict | list):
            yield from _words_of(value)
