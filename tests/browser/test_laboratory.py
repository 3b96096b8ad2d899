"""What every experiment of the laboratory promises alike."""

import pytest
from axe import axe_finds
from building import ROOT
from drawing import change_palette, resize
from laboratory import open_laboratory, read, stroke_by_mouse

# A first act on each page, until its result is there; and the files that are fetched for it.
ACTS = {
    "bend-the-sigmoid": (
        lambda page: (page.get_by_role("slider", name="Bias").fill("-7.5"), read(page, "lit")),
        {"digits.bin"},
    ),
    "from-3-to-8": (
        lambda page: (stroke_by_mouse(page, (10, 9), (12, 8), (14, 8)), read(page, "turned")),
        {"digits.bin", "framed.json"},
    ),
    "is-this-even-a-digit": (
        lambda page: (
            page.get_by_role("slider", name="The dial").fill("8"),
            page.locator(".lab-body[data-done='noise 8 1000']").wait_for(),
        ),
        {"digits.bin", "letters.json", "framed.json", "plain.json", "straightened.json"},
    ),
    "paint-a-neuron": (
        lambda page: (stroke_by_mouse(page, (20, 20), (20, 22)), page.get_by_text("Find an upper loop").first.click(), read(page, "lit")),
        {"digits.bin", "loop-scores.json"},
    ),
    "roll-downhill": (
        lambda page: (
            page.get_by_text("two dials", exact=True).click(),
            page.locator(".lab-lit", has_not_text="the ground comes").wait_for(),
        ),
        {"landscapes.json"},
    ),
    "size-the-network": (
        lambda page: (page.get_by_role("radio", name="0", exact=True).click(), read(page, "known")),
        {"shapes.json"},
    ),
    "switch-off-the-pre-processing": (
        lambda page: (page.get_by_role("checkbox", name="Move it to the middle").click(), page.locator(".lab-body[data-all]").wait_for()),
        {"digits.bin", "framed.json", "straightened.json"},
    ),
    "what-is-a-neuron-worth": (
        lambda page: (page.get_by_role("button", name="Show what each one is worth").click(), read(page, "right")),
        {"digits.bin"},
    ),
}


def test_every_experiment_is_here():
    assert set(ACTS) == {path.stem for path in (ROOT / "docs" / "laboratory").glob("*.md")} - {"index"}


@pytest.mark.parametrize("experiment", ACTS)
def test_before_the_first_act_nothing_is_fetched_and_after_it_axe_finds_nothing(new_page, site, experiment):
    act, files = ACTS[experiment]
    page, fetched = new_page(), []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]) if "/generated/" in request.url else None)
    open_laboratory(page, f"{site}laboratory/{experiment}/")
    page.mouse.wheel(0, 300)
    page.wait_for_load_state("networkidle")
    assert fetched == [pad.get_attribute("data-network").rpartition("/")[2] for pad in page.locator(".pad").all()]
    fetched.clear()
    act(page)
    assert set(fetched) == files
    assert page.locator(".lab-body").get_by_role("status").count() == 1, "the experiment has one voice"
    assert axe_finds(page) == []
    change_palette(page, "dark")
    assert axe_finds(page, structure=False) == []
    resize(page, {"width": 360, "height": 740})
    assert axe_finds(page, colours=False) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("experiment", ACTS)
def test_nothing_moves_when_the_script_comes(new_page, site, experiment):
    """What stands below the experiment stands at the same height with the script and without it, on a screen of any width."""
    page, still = (new_page(java_script_enabled=scripts) for scripts in (True, False))
    still.goto(f"{site}laboratory/{experiment}/")
    for width in (360, 768, 1280):
        for each in (page, still):
            each.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site}laboratory/{experiment}/")
        page.locator(".lab-body").wait_for()
        heights = [each.locator(".laboratory").bounding_box()["height"] for each in (page, still)]
        assert heights[0] == pytest.approx(heights[1], abs=1), width


# Addresses that no experiment has written, by what stands before them.
HOSTILE = {
    "bend-the-sigmoid": ("#curve=", ["past.10", "past.10.0.99999", "constructor.0.0.0", "past.51.0.0", "%3Cimg%3E.0.0.0"]),
    "size-the-network": ("#shape=", ["784", "784-0-10", "784-129-10", "783-16-10", "784-1-1-1-1-1-10", "%3Cimg%3E", "784-016-10"]),
    "is-this-even-a-digit": ("#picture=", ["noise.21.0", "constructor.1.1", "noise.1.1000", "%3Cimg%20src=x%3E", "noise.-1.0"]),
    "what-is-a-neuron-worth": ("?changed=", ["____", "AAQg", "%3Cimg%3E"]),
    "from-3-to-8": ("#ink=", ["AAAA!", "%3Cimg%20src=x%3E", "A" * 9000, "_____w", "hAEBAAA4OA"]),
    "roll-downhill": ("#walk=", ["one_7_8_90", "one_10_61_90", "one_10_8_999", "two_10_8_90", "constructor_10_8_90", "%3Cimg%3E"]),
    "paint-a-neuron": ("#neuron=", ["AAAA", "%3Cimg%20src=x%20onerror=alert(1)%3E", "A" * 50_000]),
}
# All that a reader can set, and what the experiment tells of itself.
STATE = """() => [{ ...document.querySelector(".lab-body").dataset }, ...[...document.querySelectorAll(".lab-body :is(input, button)")]
  .map(({ value, checked, disabled, ariaPressed, textContent }) => [value, checked, disabled, ariaPressed, textContent])]"""


@pytest.mark.parametrize("experiment", HOSTILE)
def test_a_hostile_address_is_refused_in_one_sentence_and_changes_nothing(new_page, site, experiment):
    page, address = new_page(), f"{site}laboratory/{experiment}/"
    open_laboratory(page, address)
    expected = page.evaluate(STATE)
    before, hostiles = HOSTILE[experiment]
    for hostile in hostiles:
        page.goto("about:blank")  # from the page itself it would be a step within it
        open_laboratory(page, f"{address}{before}{hostile}")
        assert "could not be read" in page.locator(".lab-trouble").inner_text(), hostile
        assert page.evaluate(STATE) == expected, hostile
