"""Covers and cards: one for each page of the menu, small, in the five colours, the same as an SVG and with matplotlib."""

import base64
import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from building import ROOT
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.path import Path
from PIL import Image

from nn_core.publish.covers import card, cover, site_card
from nn_core.publish.covers.motifs import curved, dots_by_size, edges, halftone, neurons, signed_dots, smooth, square
from nn_core.publish.covers.pages import COVERS, picture_of
from nn_core.publish.covers.picture import AMBER, BLUE, CREAM, GROUND, HEIGHT, RED, WIDTH, Picture
from nn_core.publish.menu import Page, read_menu
from nn_core.publish.output.prepare import prepare

PAGES = read_menu(ROOT / "docs").pages
PICTURES = {page.stem: picture_of(page) for page in PAGES}
COLOURS = {GROUND, AMBER, BLUE, RED, CREAM}
SVG_BYTES, PNG_BYTES = 6 * 1024, 92 * 1024  # a page shows up to sixteen covers
SITE_BYTES = 150 * 1024  # one card, on which several hundred lines cross


def test_every_page_of_the_menu_has_a_cover_of_its_own_and_no_cover_is_left_over():
    assert sorted(COVERS) == sorted(page.stem for page in PAGES)
    assert len({picture.svg() for picture in PICTURES.values()}) == len(PAGES)


@pytest.mark.parametrize("stem", PICTURES)
def test_a_cover_is_small_and_needs_no_font_no_script_and_no_other_file(stem):
    content = PICTURES[stem].svg()
    assert len(content) <= SVG_BYTES
    root = ElementTree.fromstring(content)
    assert root.get("viewBox").split()[2:] == ["1280", "720"]
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "path", "circle", "radialGradient", "stop", "image"}
    assert all(value.startswith("data:image/png;base64,") for element in root.iter() for name, value in element.items() if "href" in name)


@pytest.mark.parametrize("stem", PICTURES)
def test_a_cover_has_the_five_colours_alone(stem):
    assert set(re.findall(r"#[0-9a-f]{6}\b", PICTURES[stem].svg().decode())) <= COLOURS


def test_a_cover_with_noise_is_the_same_each_time():
    page = next(page for page in PAGES if page.stem == "is-this-even-a-digit")
    assert cover(page) == PICTURES[page.stem].svg()


def test_a_page_without_a_cover_gets_its_number_among_as_many_lit_dots():
    plain = picture_of(Page("structure/split-off.md", "Split off", "", 17, 5))
    (lit,) = (shape for shape in plain.shapes if shape.colour == AMBER)
    assert len(lit.points) == 17
    assert cover(Page("laboratory/new.md", "New", "", None, None)) != cover(Page("structure/new.md", "New", "", 1, None))


# -- what is drawn


def test_a_dot_is_a_line_of_no_length_at_its_place():
    picture = Picture()
    picture.dots([(10, 20), (12, 19.5)], 3, AMBER)
    assert 'stroke="#ffbf47" stroke-width="12" d="m40 80h0m8-2h0"' in picture.svg().decode()


def test_a_lattice_is_one_dotted_line_for_each_row():
    picture = Picture()
    points = picture.lattice(2, 3, (5, 6), (10, 20), 2, CREAM)
    assert points.tolist() == [[[5, 6], [15, 6], [25, 6]], [[5, 26], [15, 26], [25, 26]]]
    assert 'stroke-dasharray="0 40" d="M20 24h119M20 104h119"' in picture.svg().decode()


def test_a_path_is_written_in_steps_from_point_to_point():
    picture = Picture()
    picture.lines([Path([(1, 1), (2, 3), (1, 3)]), curved((0, 0), (4, 2))], 1, RED)
    assert 'd="m4 4l4 8-4 0m-4-12c8 0 8 8 16 8"' in picture.svg().decode()


def test_a_closed_path_goes_on_from_where_it_began():
    picture = Picture()
    picture.lines([Path([(1, 1), (2, 1), (2, 2), (1, 1)], closed=True), Path([(1, 2), (1, 3)])], 1, RED)
    assert 'd="m4 4l4 0 0 4zm0 4l0 4"' in picture.svg().decode()


def test_nothing_is_written_of_what_cannot_be_seen():
    picture = Picture()
    picture.dots([], 3, AMBER)
    picture.dots([(1, 1)], 0, AMBER)
    picture.lines([], 1, RED)
    picture.lines([square(0, 0, 1)], 1, RED, 0)
    assert picture.shapes == []


def test_a_raster_keeps_each_pixel():
    picture, pixels = Picture(), np.array([[0, 1, 2], [2, 1, 0]], np.uint8)
    colours = np.array([(11, 15, 24), (255, 98, 88), (92, 171, 255)], np.uint8)
    picture.raster(pixels, colours, (10, 20), 5)
    (image,) = (element for element in ElementTree.fromstring(picture.svg()) if element.tag.endswith("image"))
    assert [image.get(name) for name in ("x", "y", "width", "height")] == ["40", "80", "60", "40"]
    stored = Image.open(io.BytesIO(base64.b64decode(image.get("href").partition(",")[2])))
    assert np.array_equal(np.array(stored.convert("RGB")), colours[pixels])


def test_matplotlib_draws_each_shape_where_the_svg_says():
    picture = Picture()
    picture.halo((280, 40), 40, AMBER)
    picture.area(square(20, 20, 40), BLUE)
    picture.lines([Path([(100, 40), (140, 40)])], 10, RED)
    picture.dots([(200, 40)], 20, CREAM)
    picture.lattice(1, 2, (40, 140), (40, 10), 20, AMBER)
    picture.raster(np.array([[0, 1]], np.uint8), np.array([(92, 171, 255), (255, 98, 88)], np.uint8), (200, 120), 20)
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=GROUND)
    picture.draw(figure.add_axes((0, 0, 1, 1), frameon=False))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())[:, :, :3]
    seen = {(40, 40): BLUE, (120, 40): RED, (120, 44): RED, (200, 48): CREAM, (40, 140): AMBER, (80, 140): AMBER, (210, 130): BLUE}
    seen |= {(230, 130): RED, (65, 40): GROUND, (120, 47): GROUND, (213, 40): GROUND, (60, 140): GROUND, (195, 130): GROUND}
    for (x, y), colour in seen.items():
        assert np.abs(pixels[y, x] - 255 * np.array(to_rgb(colour))).max() <= 1, (x, y)
    light = pixels[40, 280:302].astype(int).sum(axis=1)
    assert (np.diff(light) <= 0).all()
    assert light[0] > light[-1] == pixels[0, 0].astype(int).sum()


# -- motifs


def drawn(draw, *arguments):
    picture = Picture()
    draw(picture, *arguments)
    return picture.shapes


def test_the_area_of_a_dot_is_its_number():
    few, many = drawn(dots_by_size, np.array([(1, 1), (2, 2), (3, 3)]), np.array([0.25, 1.0, 0.0]), 12, CREAM)
    assert (few.diameter, few.points.tolist()) == (6, [[1, 1]])
    assert (many.diameter, many.points.tolist()) == (12, [[2, 2]])


def test_blue_is_positive_and_red_is_negative():
    shapes = drawn(signed_dots, np.array([(1, 1), (2, 2)]), np.array([-1.0, 1.0]), 6)
    assert {(shape.colour, *shape.points[0]) for shape in shapes} == {(RED, 1, 1), (BLUE, 2, 2)}


def test_an_image_is_dots_where_it_has_ink():
    image = np.zeros((28, 28))
    image[3, 5] = 1
    (dot,) = drawn(halftone, image, (100, 50), 56)
    assert dot.points.tolist() == [[111, 57]]


def test_a_neuron_is_filled_as_far_as_it_is_active():
    rim, inside, light = drawn(neurons, [(1, 1), (9, 9)], [0, 1], 10)
    assert (rim.colour, inside.colour, light.colour) == (CREAM, GROUND, CREAM)
    assert (light.points.tolist(), light.opacity) == ([[9, 9]], 1)


def test_the_strongest_edges_are_drawn_the_weaker_the_fainter():
    starts, ends = np.array([(0, 0), (0, 9)]), np.array([(10, 0), (10, 9)])
    faint, strong = drawn(edges, starts, ends, np.array([[0.1, -4.0], [2.0, 0.2]]), 2)
    assert (faint.colour, strong.colour) == (BLUE, RED)
    assert faint.width < strong.width
    assert faint.opacity < strong.opacity
    assert (faint.path.vertices[0].tolist(), faint.path.vertices[-1].tolist()) == ([0, 0], [10, 9])
    assert (strong.path.vertices[0].tolist(), strong.path.vertices[-1].tolist()) == ([0, 9], [10, 0])


def test_a_smooth_line_goes_through_its_points_and_stays_straight_where_they_do():
    path = smooth([(0, 0), (1, 2), (2, 4), (5, 1)])
    assert path.vertices[::3].tolist() == [[0, 0], [1, 2], [2, 4], [5, 1]]
    assert np.allclose(path.vertices[:4, 1], 2 * path.vertices[:4, 0])


# -- cards


def as_image(content):
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size, image.info) == ("PNG", (1200, 630), {})
    return np.array(image.convert("RGB"))


def is_ground(pixels):
    return (np.abs(pixels - 255 * np.array(to_rgb(GROUND))) <= 1).all()


def test_a_card_shows_cover_number_and_title_and_says_no_date():
    one, other = (as_image(card(Page("structure/new.md", "A new one", "", number, None), "Part")) for number in (3, 4))
    changed = np.argwhere((one != other).any(axis=2))
    assert changed[:, 1].min() < 200 < 700 < changed[:, 1].max()  # the number at the left, and that of the plain cover
    assert changed[:, 0].max() < 510  # the title is the same


def test_the_longest_title_leaves_room_for_the_name_of_the_site():
    pixels = as_image(card(Page("structure/new.md", "A title that would never end " * 4, "", 3, None), "Part"))
    assert not is_ground(pixels[530:, 900:950])
    assert is_ground(pixels[530:, 970:1000])
    assert is_ground(pixels[:, 1185:])


def test_the_card_of_the_site_shows_its_answer_in_amber():
    content = site_card()
    pixels = as_image(content)
    assert len(content) <= SITE_BYTES
    assert (np.abs(pixels[150:210, 1030:1070] - 255 * np.array(to_rgb(AMBER))) <= 1).all(axis=2).sum() > 500
    assert is_ground(pixels[490:, 1000:])


def test_the_cards_that_are_published_are_small():
    prepare(ROOT / "docs")
    sizes = {path.stem: path.stat().st_size for path in (ROOT / "docs" / "generated" / "cards").glob("*.png")}
    assert sorted(sizes) == sorted([*(page.stem for page in PAGES), "site"])
    assert max(size for stem, size in sizes.items() if stem != "site") <= PNG_BYTES


# -- with the menu


def test_a_chapter_that_is_split_has_cover_and_card_by_itself_and_those_of_a_gone_one_go(tmp_path):
    def made(*chapters):
        lines = "".join(f"      - structure/{name}.md\n" for name in chapters)
        (tmp_path / "mkdocs.yml").write_text(f"nav:\n  - Part:\n{lines}", encoding="utf-8")
        prepare(tmp_path / "docs")
        folder = tmp_path / "docs" / "generated"
        return {str(path.relative_to(folder)): path.read_bytes() for name in ("covers", "cards") for path in folder.glob(f"{name}/*")}

    for name in ("shape", "split-off"):
        (tmp_path / "docs" / "structure").mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / "structure" / f"{name}.md").write_text(f"# {name}\n", encoding="utf-8")
    first, second, third = made("shape"), made("shape", "split-off"), made("split-off")
    assert set(first) == {"covers/shape.svg", "cards/shape.png", "cards/site.png"}
    assert set(second) - set(first) == {"covers/split-off.svg", "cards/split-off.png"}
    assert second["covers/shape.svg"] == first["covers/shape.svg"] == PICTURES["shape"].svg()
    assert set(third) == {"covers/split-off.svg", "cards/split-off.png", "cards/site.png"}
    assert third["covers/split-off.svg"] != second["covers/split-off.svg"]  # it is number 1 now
