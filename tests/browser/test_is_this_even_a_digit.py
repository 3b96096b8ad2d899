"""Is this even a digit? The dial turned by mouse and by keyboard, with the counts and outputs that NumPy gets."""

import numpy as np
import pytest
from laboratory import open_laboratory, read, sealed

from nn_core import load_network
from nn_core.laboratory.digit_or_not import READERS, blend, count_confident
from nn_core.preprocessing import STAGES

PAGE = "laboratory/is-this-even-a-digit/"


def dial(page):
    return page.get_by_role("slider", name="The dial")


def turn(page, notch):
    dial(page).fill(str(notch))


def counts(page, kind, notch):
    """What the page says of all thousand pictures: {name: (sure, right)}."""
    page.wait_for_function("done => document.querySelector('.lab-body').dataset.done === done", arg=f"{kind} {notch} 1000")
    sure, right = read(page, "sure"), read(page, "right")
    return {name: (sure[name], right[name]) for name in READERS}


def test_the_dial_is_turned_by_mouse_and_networks_lose_the_digit(page):
    box = dial(page).bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 4, middle, steps=6)
    page.mouse.up()
    assert counts(page, "noise", 20) == count_confident("noise", 1)
    assert "straightened says" in page.locator(".lab-readers").inner_text() and "not sure" in page.locator(".lab-readers").inner_text()


def test_the_dial_is_turned_by_keyboard(page):
    page.get_by_role("radio", name="letter").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.type") == "range"
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert counts(page, "letter", 5) == count_confident("letter", 0.25)
    page.wait_for_function("document.querySelector('[role=status].lab-spoken').textContent.includes('straightened says')")


@pytest.mark.parametrize(("kind", "notch"), [("noise", 9), ("nothing", 12), ("letter", 20), ("negative", 7), ("side", 5)])
def test_counts_and_outputs_are_those_of_numpy(new_page, site, kind, notch):
    page = new_page()
    open_laboratory(page, f"{site}{PAGE}#picture={sealed('picture', f'{kind}.{notch}.517')}")
    page.get_by_role("button", name="Another digit").click()
    assert counts(page, kind, notch) == count_confident(kind, notch / 20)
    images = blend(kind, notch / 20)[518:519]
    for name in READERS:
        network = load_network(name)
        expected = network.forward(network.prepare(images, STAGES[network.input][2:]))[0]
        assert read(page, "outputs")[name] == pytest.approx(expected, abs=1e-9)


def test_the_whole_curve_is_drawn_in_the_end(page):
    turn(page, 1)
    page.wait_for_function("document.querySelector('.lab-body').dataset.known === '21'")
    lines = page.locator(".lab-lines path").evaluate_all("paths => paths.map((path) => path.getAttribute('d').split(/[ML]/).length - 1)")
    assert lines == [21, 21, 21]
    assert f"at 100\u00a0% plain {count_confident('noise', 1)['plain'][0]}" in page.locator(".lab-chart").get_attribute("aria-label")


def test_the_digit_shown_before_the_first_act_is_the_first_of_the_thousand(page):
    shown = page.locator(".lab-shown").evaluate(
        "canvas => Array.from(canvas.getContext('2d').getImageData(0, 0, 28, 28).data).filter((_, index) => index % 4 === 0)"
    )
    assert np.array_equal(np.reshape(shown, (28, 28)), np.round(255 * blend("noise", 0)[0]))
