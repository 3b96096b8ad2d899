"""Switch off the pre-processing: by mouse and by keyboard, with the accuracies that NumPy gets."""

import json

import numpy as np
import pytest
from drawing import STROKES, by_mouse

from nn_core import load_network
from nn_core.experiments.corruptions import drawings
from nn_core.laboratory.digits import laboratory_digits
from nn_core.preprocessing import prepare

PAGE = "laboratory/switch-off-the-pre-processing/"
TICKS = {"scale": "Scale the ink to one size", "centre": "Move it to the middle", "straighten": "Make it upright"}


def stage(page, name):
    return page.locator(".lab-body").get_by_role("checkbox", name=TICKS[name], exact=True)


def read(page, name):
    """What the page says when it has read all the sheets."""
    page.wait_for_function("document.querySelector('.lab-body').dataset.done === '1000'")
    return json.loads(page.locator(".lab-body").get_attribute(f"data-{name}"))


def right(stages, name):
    digits = laboratory_digits()
    pixels = prepare(drawings(digits.images / 255), "straightened", stages)
    return (load_network(name).predict(pixels) == digits.labels).mean()


def test_every_choice_of_stages_is_that_of_numpy(page):
    stage(page, "centre").click()
    choices = page.evaluate(
        "async (url) => (await import(url)).CHOICES", page.url.split("laboratory/")[0] + "javascripts/laboratory/stages.js"
    )
    assert len({tuple(choice) for choice in choices}) == 8
    assert read(page, "all") == pytest.approx([right(choice, "straightened") for choice in choices], abs=1e-12)
    assert read(page, "right") == pytest.approx(right(["scale", "straighten"], "straightened"), abs=1e-12)


def test_the_sheets_are_those_of_numpy(page, site):
    sheets = page.evaluate(
        """async (site) => {
          const { loadDigits } = await import(`${site}javascripts/laboratory/digits.js`);
          const { sheetOf } = await import(`${site}javascripts/laboratory/stages.js`);
          const digits = await loadDigits(`${site}generated/laboratory/digits.bin`);
          return Array.from({ length: 60 }, (_, index) => [...sheetOf(digits, index).pixels]);
        }""",
        site,
    )
    expected = drawings(laboratory_digits().images / 255)[:60].reshape(60, -1)
    assert np.abs(np.array(sheets) - expected).max() < 1e-9


def test_a_stage_is_left_out_by_keyboard_for_another_network(page):
    page.get_by_role("radio", name="framed", exact=True).focus()
    page.keyboard.press("Space")
    stage(page, "straighten").focus()
    page.keyboard.press("Space")
    assert page.locator(".lab-rungs > [aria-current=true]").inner_text().startswith("scale + centre")
    assert read(page, "right") == pytest.approx(right(["scale", "centre"], "framed"), abs=1e-12)


def test_your_drawing_goes_through_the_stages_that_are_left(page, site):
    by_mouse(page, [[(x * 0.4, y * 0.4) for x, y in stroke] for stroke in STROKES[7]])
    stage(page, "scale").click()
    stage(page, "straighten").click()
    read(page, "right")
    drawn = page.evaluate("async (url) => [...(await import(url)).wholePad(lastRead.marks).pixels]", site + "javascripts/pad/strokes.js")
    pixels = prepare(np.array(drawn).reshape(28, 28), "straightened", ["centre"])
    assert read(page, "outputs") == pytest.approx(load_network("straightened").forward(pixels), abs=1e-9)
