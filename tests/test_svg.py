"""An SVG stands on a page beside others: it must fit any palette, share no id, and never change by itself."""

import base64
import io
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from nn_core import plots
from nn_core.plots import style
from nn_core.publish.chapter.svg import _light_picture, to_svg
from nn_core.publish.site import SITE

MAKE_ONE = """
import numpy as np
from nn_core import plots
from nn_core.publish.chapter.svg import to_svg
weights = np.random.default_rng(5).normal(size=784)
figures = [plots.weight_grid(weights, "w"), plots.curve(np.sin, points=[0.0], markers=[1.0], x_label="x")]
print([to_svg(figure, f"f{index}", "t", figure.description, {}) for index, figure in enumerate(figures)])
"""


@pytest.fixture(scope="module")
def svg():
    figure = plots.curve(np.tanh, title="A curve", x_label="z", y_label="tanh", points=[(0, "here")], markers=[2])
    return to_svg(figure, "tanh", "A <curve>", figure.description, SITE.palette)


def ids(svg):
    return [element.get("id") for element in ElementTree.fromstring(svg).iter() if element.get("id")]


def test_two_figures_on_a_page_share_no_id():
    figure = plots.digit(np.eye(28))
    both = ids(to_svg(figure, "one", "t", "d", SITE.palette)) + ids(to_svg(figure, "two", "t", "d", SITE.palette))
    assert len(both) == len(set(both)) > 2


def test_every_id_belongs_to_the_figure_and_every_reference_leads_somewhere(svg):
    references = re.findall(r'(?:xlink:href="|url\()#([^")]+)', svg)
    assert references
    assert set(references) | {"tanh.title", "tanh.desc"} == set(ids(svg))
    assert all(name.startswith("tanh.") for name in ids(svg))


@pytest.mark.parametrize("steps", [2, 5, 60, 700])
def test_a_picture_inside_keeps_every_pixel_in_fewer_bytes(steps):
    colours = np.random.default_rng(8).integers(0, 256, (steps, 4)).astype(np.uint8)
    pixels = colours[np.random.default_rng(9).integers(0, steps, (28, 28))]
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    before = "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")
    after = _light_picture(before)
    shown = np.array(Image.open(io.BytesIO(base64.b64decode(after.partition(",")[2]))).convert("RGBA"))
    assert (shown == pixels).all()
    assert len(after) < len(before) if steps <= 256 else after == before


def test_title_and_description_are_there_and_named(svg):
    root = ElementTree.fromstring(svg)
    title, description = root[0], root[1]
    assert title.text == "A <curve>"
    assert "goes from −1.00 at z = −8 to 1.00" in description.text
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]


def test_without_a_description_only_the_title_is_named():
    root = ElementTree.fromstring(to_svg(plots.digit(np.eye(28)), "x", "A line", "", SITE.palette))
    assert root.get("aria-labelledby") == "x.title"


def test_the_search_index_stays_free_of_tick_labels(svg):
    assert "data-search-exclude" in ElementTree.fromstring(svg).attrib


def test_every_signal_colour_becomes_the_pages_own(svg):
    assert not [colour for colour in SITE.palette if colour in svg]
    assert "currentColor" in svg and "fill: none" in svg and "var(--figure-grid)" in svg


def test_every_colour_of_the_style_sheet_is_known_to_the_page():
    hex_colours = {value for name, value in vars(style).items() if name.isupper() and str(value).startswith("#")}
    assert hex_colours - set(SITE.palette) == {style.OUTLINE, style.MARK}


def test_nothing_in_it_reaches_the_rest_of_the_page(svg):
    assert "<style" not in svg and "<metadata" not in svg and "<?xml" not in svg and "<!DOCTYPE" not in svg
    assert "font-family" not in svg
    assert "\n" not in svg


def test_it_shrinks_with_the_page_and_never_grows_past_its_own_size(svg):
    root = ElementTree.fromstring(svg)
    assert root.get("viewBox").startswith("0 0 324 ")
    assert root.get("style").startswith("width: 100%; max-width: 432px")
    assert "width" not in root.attrib and "height" not in root.attrib


def test_use_elements_keep_the_older_name_of_their_link(svg):
    assert re.search(r"<use [^>]*xlink:href=", svg)
    assert not re.search(r"\shref=", svg)


def test_pixels_stay_square():
    assert "image-rendering:pixelated" in to_svg(plots.digit(np.eye(28)), "x", "t", "d", SITE.palette)


def test_the_same_figure_gives_the_same_bytes_in_another_process():
    one, other = (
        subprocess.run([sys.executable, "-c", MAKE_ONE], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "77")
    )
    assert one.stdout == other.stdout
    assert len(one.stdout) > 10_000


def test_an_id_that_is_no_word_is_refused():
    with pytest.raises(ValueError, match="got '3 threes'"):
        to_svg(plots.digit(np.eye(28)), "3 threes", "t", "d", SITE.palette)


def test_a_figure_without_a_title_is_refused():
    with pytest.raises(ValueError, match="the figure eye needs a title"):
        to_svg(plots.digit(np.eye(28)), "eye", " ", "d", SITE.palette)
