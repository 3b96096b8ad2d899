"""What a browser refuses to a page, to protect its reader, is named for what it is, and the rest of the page works."""

import pytest
from drawing import STROKES, by_mouse, change_palette, digit_of, open_pad
from test_failing_parts import search_works
from test_pad_pictures import drop, picture_of

REFUSED = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { configurable: true, get() { GET } });
}"""


@pytest.mark.parametrize("get", ["throw new DOMException('The operation is insecure.', 'SecurityError')", "return null"])
def test_where_storage_is_refused_palette_search_pad_and_notes_work(new_page, site, get):
    page = new_page()
    page.add_init_script(REFUSED.replace("GET", get))
    page.goto(site + "structure/shape/")
    for palette in ("dark", "light"):
        change_palette(page, palette)
    assert search_works(page)
    open_pad(page, site + "structure/shape/")
    page.locator("label.note textarea").first.fill("my own words")
    by_mouse(page, STROKES[3])
    assert digit_of(page) == "3"
    page.goto("about:blank")


# What browsers and their extensions give in the place of the pixels of a canvas.
SCRAMBLED = {
    "noise": "data.forEach((_, index) => (data[index] = (index * 2654435761) % 256)); return image",
    "white": "data.fill(255); return image",
    "nothing": "data.fill(0); return image",
    "a refusal": "throw new DOMException('The operation is insecure.', 'SecurityError')",
}
READ = """const read = CanvasRenderingContext2D.prototype.getImageData;
CanvasRenderingContext2D.prototype.getImageData = function (...box) {
  const image = read.apply(this, box);
  const { data } = image;
  SCRAMBLE;
};"""


def test_a_picture_that_the_browser_scrambles_is_not_said_to_show_nothing(page):
    content, _ = picture_of()
    for kind, scramble in SCRAMBLED.items():
        page.evaluate("document.querySelector('.pad-told').textContent = ''")
        page.evaluate(f"() => {{ {READ.replace('SCRAMBLE', scramble)} }}")
        drop(page, content)
        page.get_by_text("Your browser won't let this page look at pictures. Allow it to read canvas data").wait_for()
        assert page.evaluate("lastRead.marks.length") == 0, kind


def test_a_picture_with_a_shade_of_noise_is_read_all_the_same(page):
    content, label = picture_of()
    page.evaluate(
        f"() => {{ {READ.replace('SCRAMBLE', 'data.forEach((shade, index) => (data[index] = shade ^ (index % 3 === 0))); return image')} }}"
    )
    drop(page, content)
    page.wait_for_function("window.lastRead?.reading")
    assert digit_of(page) == label
