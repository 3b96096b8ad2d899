"""The drawing in the address: written when the hand rests, small, read back, refused when somebody tampered with it."""

import urllib.parse

import numpy as np
import pytest
from drawing import STROKES, by_events, digit_of, open_pad, outputs_of, skeleton_strokes, unfold
from laboratory import sealed, unreadable

from nn_core import load_mnist


def draw(page, digit):
    """Draw a digit at one stroke of time: on a busy machine the pad would write the address of half a digit as well."""
    by_events(page, [STROKES[digit]])


def fragment(page, before=""):
    """The fragment once the pad has written one, another than that before."""
    page.wait_for_function("(before) => location.hash.startsWith('#pad=') && location.hash !== before", arg=before)
    return page.evaluate("location.hash")


def test_a_link_brings_back_drawing_and_switch(page, new_page, site):
    unfold(page)
    draw(page, 4)
    upright = fragment(page)
    page.get_by_role("switch").uncheck(force=True)
    page.wait_for_function("window.lastRead?.network?.input === 'framed'")
    link = fragment(page, upright)
    assert len(link) < 300
    other = new_page()
    open_pad(other, site + link)
    other.wait_for_function("window.lastRead?.reading")
    unfold(other)
    assert not other.get_by_role("switch").is_checked()
    assert digit_of(other) == digit_of(page)
    assert outputs_of(other) == pytest.approx(outputs_of(page), abs=0.02)
    other.wait_for_timeout(900)
    assert other.evaluate("location.hash") == link


def test_an_example_and_a_chosen_neuron_come_back(page, new_page, site):
    page.get_by_role("button", name="Show me one").click()
    page.wait_for_function("window.lastRead?.reading")
    without_choice = fragment(page)
    page.evaluate(
        """document.querySelector(".pad").dispatchEvent(
             new CustomEvent("inspector:choose", { bubbles: true, detail: { layer: 2, index: 11 } }))"""
    )
    link = fragment(page, without_choice)
    other = new_page()
    other.add_init_script("addEventListener('inspector:restore', ({ detail }) => (window.restored = detail), true)")
    open_pad(other, site + link)
    other.wait_for_function("window.lastRead?.reading && window.restored")
    assert outputs_of(other) == outputs_of(page)
    assert other.evaluate("restored") == {"layer": 2, "index": 11}


def test_a_hundred_digits_come_back_with_their_answers_and_short_links(page, site):
    train = load_mnist().train
    states = page.evaluate(
        """async ({ site, drawings }) => {
          const [{ encode, decode }, { read }] = await Promise.all(["pad/permalink", "pad/reading"].map((name) => import(`${site}javascripts/${name}.js`)));
          const { network } = lastRead;
          return drawings.map((strokes) => {
            const marks = strokes.map((points) => ({ points }));
            const before = read(network, marks);
            const near = (one, other) => one.digit === other.digit && one.outputs.every((o, i) => Math.abs(o - other.outputs[i]) <= 0.02);
            const text = encode({ marks }, (back) => near(read(network, back), before));
            return text && [text.length, near(read(network, decode(text).marks), before)];
          });
        }""",
        {"site": site, "drawings": [skeleton_strokes(image) for image in train.images[55_000:55_100]]},
    )
    assert all(state and state[1] for state in states)
    lengths = np.array([length for length, _ in states])
    assert np.median(lengths) < 220 and lengths.max() < 400


def test_history_does_not_grow_and_going_back_leaves_the_page(page):
    before, link = page.evaluate("history.length"), ""
    for digit in (3, 7):
        draw(page, digit)
        link = fragment(page, link)
    assert page.evaluate("history.length") == before


def test_clearing_the_pad_clears_the_address(page):
    draw(page, 3)
    fragment(page)
    page.locator(".pad").get_by_role("button", name="Clear").click()
    page.wait_for_function("location.hash === ''")


def test_a_link_followed_on_the_page_itself_is_read_and_can_be_undone(page):
    draw(page, 3)
    three = fragment(page)
    page.locator(".pad").get_by_role("button", name="Clear").click()
    draw(page, 7)
    fragment(page, three)
    page.evaluate("(link) => (location.hash = link)", three)
    page.wait_for_function("document.querySelector('#answer')?.dataset.digit === '3'")
    page.get_by_role("button", name="Undo").click()
    assert digit_of(page) == "7"


def test_a_link_followed_while_the_hand_comes_to_rest_is_not_written_over(page):
    draw(page, 3)
    three = fragment(page)
    page.locator(".pad").get_by_role("button", name="Clear").click()
    page.wait_for_function("location.hash === ''")
    draw(page, 7)
    # The pad's pause runs out in this very moment.
    page.evaluate("(link) => { const end = performance.now() + 700; while (performance.now() < end); location.hash = link; }", three)
    page.wait_for_function("document.querySelector('#answer')?.dataset.digit === '3'")
    page.wait_for_timeout(900)
    page.reload()
    page.wait_for_function("document.querySelector('#answer')?.dataset.digit === '3'")


def test_copy_link_says_that_it_did(new_page, site):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_pad(page, site)
    draw(page, 3)
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.evaluate("location.href")
    assert "#pad=1" in page.url


def test_a_drawing_too_large_for_a_link_is_said_to_be(page):
    scribble = [[((i * 0.618) % 1, (i * 0.383) % 1) for i in range(3000)]]
    by_events(page, [scribble])
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("too large for a link").wait_for()
    assert page.evaluate("location.hash") == ""


# The check of each fits, as the page made it, but no drawing can be behind it.
HOSTILE = ["2AAAA", "1__proto__", "1" + "f" * 3000, "<img src=x onerror=alert(1)>", "1AAYC"]


def test_a_link_that_cannot_be_read_leaves_the_pad_as_it_was_in_one_sentence_and_working(page):
    draw(page, 4)
    whole = fragment(page).removeprefix("#pad=")
    hostile = {text: "#pad=" + urllib.parse.quote(sealed("pad", text)) for text in HOSTILE}
    for why, link in (unreadable("#pad=", whole, sealed("curve", "past.10.0.0")) | hostile).items():
        if why == "without =":
            continue  # an ordinary anchor: the pad itself is called so
        page.evaluate("document.querySelector('.pad-told').textContent = ''")
        page.evaluate("(link) => (location.hash = link)", link)
        page.get_by_text("The drawing in this page's address could not be read, so the pad was left as it was.", exact=True).wait_for()
        assert digit_of(page) == "4", why
    page.locator(".pad").get_by_role("button", name="Clear").click()
    draw(page, 3)
    assert digit_of(page) == "3"


@pytest.mark.parametrize("cut", ["#pad=", "#pad"])
def test_a_page_opened_with_a_link_that_was_cut_has_an_empty_pad_that_works(new_page, site, cut):
    page = new_page()
    open_pad(page, site + cut)
    assert digit_of(page) == ""
    assert page.get_by_text("could not be read").count() == (cut == "#pad=")
    draw(page, 3)
    assert digit_of(page) == "3"


def test_an_ordinary_anchor_still_leads_to_its_heading(new_page, site):
    page = new_page()
    open_pad(page, site + "#how-to-read-this-site")
    page.wait_for_timeout(900)
    assert page.evaluate("location.hash") == "#how-to-read-this-site"
    assert page.evaluate("scrollY") > 100
    draw(page, 3)
    link = fragment(page)
    page.evaluate("document.querySelector('#how-to-read-this-site .headerlink').click()")
    page.wait_for_function("location.hash === '#how-to-read-this-site'")
    page.wait_for_timeout(900)
    assert digit_of(page) == "3"
    page.go_back()
    page.wait_for_function("(link) => location.hash === link", arg=link)
    assert digit_of(page) == "3"
