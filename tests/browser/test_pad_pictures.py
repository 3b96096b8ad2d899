"""A picture of a digit on the pad: dropped, pasted or chosen, dark on light or light on dark; and what is no picture."""

import base64
import io

import numpy as np
import pytest
from drawing import STROKES, by_mouse, digit_of, outputs_of, unfold
from PIL import Image

from nn_core import load_mnist, load_network
from nn_core.photo import read_picture

TRAIN = load_mnist().train
PLACE = 59_981


def picture_of(number=PLACE, paper=230, ink=30, zoom=9, kind="PNG", size=(400, 300)):
    """A training digit as a picture file, and its label."""
    image = Image.new("L", size, paper)
    digit = Image.fromarray(TRAIN.images[number]).resize((28 * zoom, 28 * zoom))
    image.paste(ink, (40, 20), digit)
    return saved(image, kind), str(TRAIN.labels[number])


def saved(image, kind="PNG"):
    """The bytes of the image's file."""
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def drop(page, content, name="digit.png", kind="image/png", event="drop"):
    """Drop a file on the pad, or paste it."""
    page.evaluate(
        """({ content, name, kind, event }) => {
          const files = new DataTransfer();
          files.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type: kind }));
          const made = event === "paste"
            ? new ClipboardEvent("paste", { clipboardData: files, bubbles: true })
            : new DragEvent(event, { dataTransfer: files, bubbles: true, cancelable: true });
          (event === "paste" ? document.body : document.querySelector("#pad")).dispatchEvent(made);
        }""",
        {"content": base64.b64encode(content).decode(), "name": name, "kind": kind, "event": event},
    )


def drag(page, selector, data):
    """Drag something in from the desktop, and drop it on an element."""
    box = page.locator(selector).first.bounding_box()
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    screen = page.context.new_cdp_session(page)
    for event in ("dragEnter", "dragOver", "drop"):
        screen.send("Input.dispatchDragEvent", {"type": event, **place, "data": {**data, "dragOperationsMask": 1}})


@pytest.mark.parametrize(("paper", "ink"), [(230, 30), (10, 250)], ids=["dark on light", "light on dark"])
def test_a_dropped_picture_is_read_as_python_reads_it(page, paper, ink):
    content, label = picture_of(paper=paper, ink=ink)
    drop(page, content)
    page.wait_for_function("window.lastRead?.reading")
    network = load_network("straightened")
    assert digit_of(page) == label
    assert outputs_of(page) == pytest.approx(network.forward(network.prepare(read_picture(io.BytesIO(content)))), abs=0.02)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF", "BMP"])
def test_a_picture_of_another_kind_can_be_pasted(page, kind):
    content, label = picture_of(kind=kind)
    drop(page, content, f"digit.{kind.lower()}", f"image/{kind.lower()}", event="paste")
    page.wait_for_function("window.lastRead?.reading")
    assert digit_of(page) == label


def test_a_picture_can_be_chosen_and_drawn_on(page):
    content, label = picture_of()
    unfold(page)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a picture").click()
    chooser.value.set_files({"name": "digit.png", "mimeType": "image/png", "buffer": content})
    page.wait_for_function("window.lastRead?.reading")
    assert digit_of(page) == label
    before = outputs_of(page)
    by_mouse(page, [[(0.1, 0.9), (0.9, 0.1)]])
    assert outputs_of(page) != before
    page.get_by_role("button", name="Undo").click()
    assert outputs_of(page) == before


def test_a_huge_picture_is_made_small_before_it_is_worked_on(page):
    content, label = picture_of(zoom=120, size=(6000, 4500), kind="JPEG")
    drop(page, content, kind="image/jpeg")
    page.wait_for_function("window.lastRead?.reading")
    assert digit_of(page) == label
    assert page.evaluate("lastRead.marks[0].image.pixels.length") <= 80 * 80


def test_a_transparent_picture_shows_the_paper(page):
    digit = Image.fromarray(TRAIN.images[PLACE]).resize((200, 200))
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    image.paste((20, 20, 90, 255), (0, 0), digit)
    drop(page, saved(image))
    page.wait_for_function("window.lastRead?.reading")
    assert digit_of(page) == str(TRAIN.labels[PLACE])


NOISE = np.random.default_rng(1).integers(0, 256, (200, 200), np.uint8)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "can't read this file as a picture"),
        (b"It was a dark and stormy night.", "can't read this file as a picture"),
        (b"<script>alert(1)</script>", "can't read this file as a picture"),
        (saved(Image.fromarray(NOISE))[:20_000], "can't read this file as a picture"),
        (saved(Image.new("L", (60, 90), 200)), "nothing to see"),
        (b"%PDF-1.7\n%%EOF", "can't read this file as a picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100), "can't read this file as a picture"),
        (saved(Image.fromarray(NOISE), "TIFF"), "can't read this file as a picture"),
    ],
    ids=["empty", "a text", "a script", "cut short", "blank", "PDF", "HEIC", "TIFF"],
)
def test_what_is_no_picture_gives_a_sentence_and_changes_nothing(page, content, sentence):
    by_mouse(page, STROKES[3])
    before = outputs_of(page)
    drop(page, content)
    page.wait_for_function("document.querySelector('.pad-told')?.textContent")
    assert sentence in page.locator(".pad-told").inner_text()
    assert outputs_of(page) == before and len(page.evaluate("lastRead.marks")) == 1


LINE = '<path d="M50 15V85" stroke="black" stroke-width="8"/>'
HTML = '<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">1</p></foreignObject>'


def test_a_drawing_as_svg_is_read_or_gives_a_sentence_of_ours(page):
    """Chromium draws none that has no size, and lets no page see what holds HTML."""
    answers = []
    for size, content in [('width="100" height="100"', LINE), ('viewBox="0 0 100 100"', LINE), ('width="100" height="100"', LINE + HTML)]:
        page.evaluate("() => { lastRead = {}; document.querySelector('.pad-told').textContent = ''; }")
        drop(page, f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{content}</svg>'.encode(), "one.svg", "image/svg+xml")
        page.wait_for_function("document.querySelector('.pad-told')?.textContent || lastRead?.reading")
        answers.append(page.locator(".pad-told").inner_text() or digit_of(page))
    refusal = "Your browser can't read this file as a picture; PNG and JPEG will do. Nothing was changed."
    assert answers == ["1", refusal, refusal]


@pytest.mark.parametrize("selector", ["h1", ".md-search__input", ".md-header", ".pad-answer"])
def test_a_file_dropped_anywhere_on_the_page_is_taken_by_the_pad(page, tmp_path, selector):
    content, label = picture_of()
    path = tmp_path / "digit.png"
    path.write_bytes(content)
    drag(page, selector, {"items": [], "files": [str(path)]})
    page.wait_for_function("window.lastRead?.reading")
    assert digit_of(page) == label and page.locator(".pad-awaits").count() == 0


def test_words_dropped_into_a_text_field_go_there(page):
    drag(page, ".md-search__input", {"items": [{"mimeType": "text/plain", "data": "sigmoid"}]})
    assert page.locator(".md-search__input").input_value() == "sigmoid"


def test_words_that_are_dropped_do_not_take_the_page_away(page):
    taken = page.evaluate(
        """() => {
          const words = new DataTransfer();
          words.setData("text/uri-list", "https://example.org/");
          return ["dragover", "drop"].map((type) => !document.querySelector("#pad").dispatchEvent(
            new DragEvent(type, { dataTransfer: words, bubbles: true, cancelable: true })));
        }"""
    )
    assert taken == [True, True]
    assert "n't a picture file" in page.locator(".pad-told").inner_text()
