"""The Markdown extension that turns TeX into MathML, so that formulas need no script.

pymdownx.arithmatex (generic: true) finds the formulas, math-core translates them. A formula that it cannot read stops the build.
"""

import html
import re
from typing import Any

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from math_core import LatexError, LatexToMathML

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.page import place

FORMULA = re.compile(r'<(?:span|div) class="arithmatex">\s*\\([(\[])(.*?)\\[)\]]\s*</(?:span|div)>', re.DOTALL)
TRANSLATOR = LatexToMathML(fancy_error=False)


def to_mathml(tex: str, display: bool = False) -> str:
    """One formula as a <math> element, its TeX in alttext for software without MathML.

    Args:
        tex: the formula.
        display: whether it stands on a line of its own, in a box that scrolls where it is too wide.

    Returns:
        The element as HTML.

    Raises:
        PageError: which names the formula, for TeX that cannot be translated.
    """
    tex = " ".join(tex.split())
    try:
        math = TRANSLATOR.convert_with_local_state(tex, displaystyle=display)
    except LatexError as problem:
        place, _, reason = str(problem).strip().partition(": ")
        raise PageError(f"the formula {tex} cannot be read: {reason} (at character {place})") from None
    math = math.replace("<math", f'<math alttext="{html.escape(tex)}"', 1)
    # Without a mouse, readers scroll with the arrow keys, once the box can be reached.
    return f'<div class="formula" tabindex="0" role="group" aria-label="Formula">{math}</div>' if display else math


class Formulas(Postprocessor):
    """Replace what arithmatex left in the finished HTML."""

    def run(self, text: str) -> str:
        return FORMULA.sub(self._replace, text)

    def _replace(self, match: re.Match[str]) -> str:
        # A formula on its own line has been escaped twice, one in a sentence once; unescaping it again changes nothing.
        tex = html.unescape(html.unescape(match[2]))
        try:
            return to_mathml(tex, display=match[1] == "[")
        except PageError as problem:
            raise PageError(f"{place(self.md, tex)}{problem}") from None


class MathMLExtension(Extension):
    """Named in mkdocs.yml, beside pymdownx.arithmatex."""

    def extendMarkdown(self, md: Any) -> None:
        # After the stashed HTML is back in its place, or formulas inside it would be missed.
        md.postprocessors.register(Formulas(md), "chapter_mathml", 5)


def makeExtension(**settings: Any) -> MathMLExtension:
    """The name by which Python-Markdown finds an extension.

    Args:
        settings: the options given in mkdocs.yml.

    Returns:
        The extension for formulas.
    """
    return MathMLExtension(**settings)
