"""Formulas reach the reader as MathML, or the page is not built."""

import markdown
import pytest

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.mathml import to_mathml


def page(text):
    extensions = ["pymdownx.arithmatex", "nn_core.publish.chapter.mathml", "md_in_html", "tables", "toc", "pymdownx.superfences"]
    return markdown.markdown(text, extensions=extensions, extension_configs={"pymdownx.arithmatex": {"generic": True}})


def test_a_formula_in_a_sentence_becomes_math_inside_the_sentence():
    html = page(r"The sum $w_1 a_1$ is **one** number.")
    assert '<p>The sum <math alttext="w_1 a_1"><msub><mi>w</mi><mn>1</mn></msub>' in html
    assert "arithmatex" not in html and "$" not in html


def test_a_formula_of_its_own_becomes_a_box_that_can_be_scrolled_by_key():
    html = page("$$\nz = \\sum_k w_k a_k + b\n$$")
    assert html.startswith('<div class="formula" tabindex="0" role="group" aria-label="Formula"><math alttext="z = ')
    assert '\\sum_k w_k a_k + b" display="block">' in html
    assert html.endswith("</math></div>")


def test_ampersands_and_angle_brackets_survive_all_escaping():
    html = page("$$\n\\begin{aligned}a &= b \\\\ c &< d\\end{aligned}\n$$\n\nand $p < q$")
    assert html.count("<mtd") == 4
    assert html.count("<mo>&lt;</mo>") == 2
    assert 'alttext="p &lt; q"' in html
    assert "&amp;amp;" not in html


@pytest.mark.parametrize(
    "tex",
    [
        r"\sigma(z) = \frac{1}{1 + e^{-z}}",
        r"\begin{bmatrix} w_{0,0} & \cdots \\ \vdots & \ddots \end{bmatrix}",
        r"\underbrace{w_1 a_1 + \cdots + w_n a_n}_{\text{weighted sum}} + b",
        r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        r"\operatorname*{argmax}_d a^{(3)}_d, \quad W \odot a, \quad \frac{\partial C}{\partial w_{jk}}",
    ],
)
def test_the_formulas_of_the_chapters_can_be_translated(tex):
    assert to_mathml(tex, display=True).count("<math ") == 1


@pytest.mark.parametrize("tex", [r"\nosuch{x}", r"\frac{1", r"\begin{aligned}a", r"x_1_2"])
def test_bad_tex_names_itself(tex):
    with pytest.raises(PageError) as raised:
        page(f"Before ${tex}$ after")
    assert tex in str(raised.value)
    assert "\n" not in str(raised.value) and "\x1b" not in str(raised.value)


def test_an_unknown_command_is_named_in_the_error():
    with pytest.raises(PageError, match=r'Unknown command "\\nosuch". \(at character 4\)'):
        page("$$\na + \\nosuch{x}\n$$")


def test_formulas_inside_tables_headings_and_html_are_found():
    html = page("# The $\\sigma$\n\n| a |\n|---|\n| $b$ |\n\n<div markdown>\n\n$$\nc\n$$\n\n</div>\n")
    assert html.count("<math ") == 3
    assert "arithmatex" not in html


def test_tex_in_code_stays_code():
    html = page("`$x$` and\n\n```\n$$\nx\n$$\n```\n")
    assert "<math" not in html


def test_quotes_in_tex_cannot_leave_the_alttext():
    assert 'alttext="\\text{&quot;on&quot;}"' in to_mathml(r'\text{"on"}')


def test_a_formula_stands_in_its_sentence_unless_it_is_said_to_stand_alone():
    assert to_mathml("x") == to_mathml("x", display=False)
    assert to_mathml("x").startswith('<math alttext="x">')
