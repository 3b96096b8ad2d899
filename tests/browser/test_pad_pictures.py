"""A picture of a digit on the pad: dropped, pasted or chosen, dark on light or light on dark; and what is no picture."""

import base64
import io

import numpy as np
import pytest
from drawing import STROKES, by_mouse, digit_of, outputs_of
from PIL import Image

from nn_core import load_mnist, load_network
from nn_core.photo import read_picture

TRAIN = load_mnist().train
PLACE = 59_990


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
        (b"", "not a picture that your browser can read"),
        (b"It was a dark and stormy night.", "not a picture that your browser can read"),
        (b"<script>alert(1)</script>", "not a picture that your browser can read"),
        (saved(Image.fromarray(NOISE))[:20_000], "not a picture that your browser can read"),
        (saved(Image.new("L", (60, 90), 200)), "shows nothing"),
    ],
    ids=["empty", "a text", "a script", "cut short", "blank"],
)
def test_what_is_no_picture_gives_a_sentence_and_changes_nothing(page, content, sentence):
    by_mouse(page, STROKES[3])
    before = outputs_of(page)
    drop(page, content)
    page.wait_for_function("document.querySelector('.pad-told')?.textContent")
    assert sentence in page.locator(".pad-told").inner_text()
    assert outputs_of(page) == before and len(page.evaluate("lastRead.marks")) == 1


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
    assert "no picture file" in page.locator(".pad-told").inner_text()
