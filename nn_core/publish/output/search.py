"""What readers of code search for: other spellings of numbers, names in code blocks.

The search splits the text of a page into words, and compares each from its beginning; how it splits is a setting in mkdocs.yml. What no
splitting can do is added to the index in fields of its own, which are searched and not shown.
"""

import json
import re
import unicodedata
from html import unescape
from pathlib import Path
from typing import Any

from nn_core.files import write_whole

INDEX = "search/search_index.json"
_TAG = re.compile(r"<[^>]+>")
_GROUPED = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_SIZE = re.compile(r"\b(\d+)\s*[×x]\s*(\d+)\b")
_CODE = re.compile(r'<div class="highlight" data-search-exclude>(.*?)</div>', re.DOTALL)
_NAME = re.compile(r"\b[A-Za-z_]\w+")


def enrich_index(site: Path) -> None:
    """Add other spellings and the names in code to the index that MkDocs wrote.

    Zensical has a search of its own.

    Args:
        site: the folder of the built site.
    """
    path = site / INDEX
    if not path.is_file():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    fields: dict[str, Any] = index["config"]["fields"]
    for entry in index["docs"]:
        for field in ("title", "text"):
            entry[f"{field}_spelled"] = other_spellings(entry[field])
        if "#" not in entry["location"]:
            entry["code"] = _names_in_code(site, entry["location"])
    fields |= {f"{field}_spelled": fields[field] for field in ("title", "text")} | {"code": {"boost": 1}}
    write_whole(path, json.dumps(index, separators=(",", ":"), ensure_ascii=False))


def other_spellings(text: str) -> str:
    """How one would type the numbers of a text: 13002 for 13,002, 28x28 for 28 × 28.

    Args:
        text: with or without HTML tags.

    Returns:
        The spellings that do not stand there, each once, separated by spaces.

    Examples:
        >>> other_spellings("<p>28 &times; 28 pixels, 13,002 dials</p>")
        '13002 28x28 28×28'
    """
    plain = unicodedata.normalize("NFKC", unescape(_TAG.sub(" ", text)))
    spellings = [number.replace(",", "") for number in _GROUPED.findall(plain)]
    spellings += [f"{rows}{sign}{columns}" for rows, columns in _SIZE.findall(plain) for sign in "x×"]
    return " ".join(dict.fromkeys(spelling for spelling in spellings if spelling not in plain))


def _names_in_code(site: Path, location: str) -> str:
    """The names in the code blocks of a page, which the index leaves out."""
    page = site / location
    text = (page / "index.html" if page.is_dir() else page).read_text(encoding="utf-8")
    return " ".join(dict.fromkeys(_NAME.findall(unescape(_TAG.sub("", " ".join(_CODE.findall(text)))))))
