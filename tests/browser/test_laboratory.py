"""What every experiment of the laboratory promises alike."""

import re
import urllib.parse

import pytest
from axe import axe_finds
from building import ROOT
from drawing import by_finger, by_mouse, change_palette, resize
from laboratory import open_laboratory, read, sealed, stroke_by_mouse, unreadable

from nn_core.laboratory.three_to_eight import BY_HAND

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
        lambda page: (
            stroke_by_mouse(page, (20, 20), (20, 22)),
            page.get_by_role("radio", name="Find an upper loop").click(),
            read(page, "lit"),
        ),
        {"digits.bin", "loop-scores.json"},
    ),
    "roll-downhill": (
        lambda page: (
            page.get_by_role("radio", name="two dials").click(),
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
        {"digits.bin", "framed.json"},
    ),
    "what-is-a-neuron-worth": (
        lambda page: (page.get_by_role("button", name="Show what each one is worth").click(), read(page, "right")),
        {"digits.bin"},
    ),
}

# What an experiment tells of itself once it has what it fetches.
FOUND = {
    "bend-the-sigmoid": "lit",
    "from-3-to-8": "turned",
    "is-this-even-a-digit": "known",
    "paint-a-neuron": "lit",
    "roll-downhill": None,
    "size-the-network": "known",
    "switch-off-the-pre-processing": "all",
    "what-is-a-neuron-worth": "right",
}


def test_every_experiment_is_here():
    assert set(ACTS) == set(FOUND) == {path.stem for path in (ROOT / "docs" / "laboratory").glob("*.md")} - {"index"}


@pytest.mark.parametrize("experiment", ACTS)
def test_before_the_first_act_nothing_is_fetched_and_after_it_axe_finds_nothing(new_page, site, experiment):
    act, files = ACTS[experiment]
    page, fetched = new_page(), []
    page.on(
        "request",
        lambda request: fetched.append(request.url.rpartition("/")[2]) if re.search("/generated/(?!covers/)", request.url) else None,
    )
    open_laboratory(page, f"{site}laboratory/{experiment}/")
    page.mouse.wheel(0, 300)
    page.wait_for_load_state("networkidle")
    assert fetched == [pad.get_attribute("data-network").rpartition("/")[2] for pad in page.locator(".pad").all()]
    fetched.clear()
    shown = page.locator(".lab-body").inner_text().splitlines()
    page.locator(".lab-body").dispatch_event("keydown")
    if fact := FOUND[experiment]:
        read(page, fact)
    assert set(shown) <= set(page.locator(".lab-body").inner_text().splitlines()), "what was shown at first is what is found"
    act(page)
    assert sorted(fetched) == sorted(files)
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


# All that a reader can set, and what the experiment tells of itself.
STATE = """() => [{ ...document.querySelector(".lab-body").dataset }, ...[...document.querySelectorAll(".lab-body :is(input, button)")]
  .map(({ value, checked, disabled, ariaPressed, textContent }) => [value, checked, disabled, ariaPressed, textContent])]"""
# What an experiment tells of the reader's work at once, None for nothing, and two steps of that work.
STEPS = {
    "bend-the-sigmoid": (
        "activation",
        lambda page: page.get_by_role("slider", name="Bias").fill("-4"),
        lambda page: page.get_by_role("slider", name="Weight").fill("2"),
    ),
    "from-3-to-8": ("record", lambda page: stroke_by_mouse(page, *BY_HAND[0]), lambda page: stroke_by_mouse(page, *BY_HAND[1])),
    "is-this-even-a-digit": (
        "outputs",
        lambda page: page.get_by_role("slider", name="The dial").fill("4"),
        lambda page: page.get_by_role("radio", name="negative").click(),
    ),
    "paint-a-neuron": (
        "activations",
        lambda page: page.get_by_role("button", name="Attempt 2").click(),
        lambda page: stroke_by_mouse(page, (20, 3), (22, 20)),
    ),
    "roll-downhill": (
        "path",
        lambda page: page.get_by_role("slider", name="Learning rate").fill("9"),
        lambda page: page.get_by_role("slider", name="Steps").fill("12"),
    ),
    "size-the-network": (
        "count",
        lambda page: page.get_by_role("radio", name="3", exact=True).click(),
        lambda page: page.get_by_role("slider", name="Hidden layer 3").fill("40"),
    ),
    "switch-off-the-pre-processing": (
        None,
        lambda page: page.get_by_role("checkbox", name="Scale the ink").click(),
        lambda page: page.get_by_role("radio", name="framed", exact=True).click(),
    ),
    "what-is-a-neuron-worth": (
        "right",
        lambda page: page.get_by_role("button", name="Neuron 3 of hidden layer 1", exact=True).click(),
        lambda page: page.get_by_label("No biases in hidden layer 2").check(),
    ),
}


@pytest.mark.parametrize("experiment", STEPS)
def test_steps_can_be_undone_and_reset_and_whoever_opens_the_address_sees_the_same(new_page, site, experiment):
    fact, first_step, second_step = STEPS[experiment]

    def opened(address):
        page = new_page()
        open_laboratory(page, address)
        page.locator(".lab-body").dispatch_event("keydown")  # so that what is fetched comes
        return page, state(page)

    def state(page):
        return fact and read(page, fact), page.evaluate(STATE)[1:], page.url

    page, start = opened(f"{site}laboratory/{experiment}/")
    states = [start]
    for act in (first_step, second_step):
        act(page)
        states.append(state(page))
        assert states[-1] != states[-2]
    _, shared = opened(page.url)
    assert shared == states[2]
    for button, expected in (("Undo", 1), ("Reset", 0), ("Undo", 1), ("Undo", 0)):
        page.locator(".lab-body").get_by_role("button", name=button).click()
        assert state(page) == states[expected]


@pytest.mark.parametrize("experiment", ["from-3-to-8", "paint-a-neuron"])
def test_a_finger_draws_what_a_mouse_draws_and_does_not_scroll_the_page(new_page, site, experiment):
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    open_laboratory(page, f"{site}laboratory/{experiment}/")
    page.locator(".lab-weights").scroll_into_view_if_needed()
    before, down = page.evaluate("scrollY"), [[(14.5 / 28, (row + 0.5) / 28) for row in range(17, 24)]]
    by_finger(page, down, ".lab-weights")
    page.wait_for_function("location.hash.length > 9")
    drawn = page.url
    assert page.evaluate("scrollY") == before
    page.get_by_role("button", name="Reset").click()
    assert not page.evaluate("location.hash")
    by_mouse(page, down, ".lab-weights")
    assert page.evaluate("location.href") == drawn


@pytest.mark.parametrize("experiment", ACTS)
def test_files_that_do_not_come_or_are_damaged_are_said_and_asked_for_again(new_page, site, experiment):
    page = new_page(forgiving=True)
    open_laboratory(page, f"{site}laboratory/{experiment}/")
    answers = [{"status": 404}, {"body": "{}"}, {"status": 404}, {"body": '{"le'}, {"status": 404}, {"body": ""}]
    page.route("**/generated/laboratory/*", lambda route: route.fulfill(**answers[0]))
    while answers:
        words = r"did not arrive \(404\)" if "status" in answers[0] else "is damaged|are not the digits"
        page.locator(".lab-body").dispatch_event("keydown")
        page.locator(".lab-trouble", has_text=re.compile(f"^[\\w ]+ cannot be read: .*({words}).*\\.$")).wait_for()
        del answers[0]
    page.unroute_all()
    ACTS[experiment][0](page)
    assert page.locator(".lab-trouble").inner_text() == ""


# Values that no experiment has written, though their check fits, by what stands before them.
HOSTILE = {
    "bend-the-sigmoid": ("#curve=", ["past.10", "past.10.0.99999", "constructor.0.0.0", "past.51.0.0", "<img>.0.0.0"]),
    "size-the-network": ("#shape=", ["784", "784-0-10", "784-129-10", "783-16-10", "784-1-1-1-1-1-10", "<img>", "784-016-10"]),
    "is-this-even-a-digit": ("#picture=", ["noise.21.0", "constructor.1.1", "noise.1.1000", "<img src=x>", "noise.-1.0"]),
    "what-is-a-neuron-worth": ("?changed=", ["____", "AAQg", "<img>"]),
    "from-3-to-8": ("#ink=", ["AAAA!", "<img src=x>", "A" * 9000, "_____w", "hAEBAAA4OA"]),
    "roll-downhill": ("#walk=", ["one_7_8_90", "one_10_61_90", "one_10_8_999", "two_10_8_90", "constructor_10_8_90", "<img>"]),
    "switch-off-the-pre-processing": ("?stages=", ["framed.scale.scale", "constructor", "<img>.scale", "framed.straighten.scale"]),
    "paint-a-neuron": ("#neuron=", ["AAAA", "<img src=x onerror=alert(1)>", "A" * 50_000]),
}


# What a widget makes of ends of the page's address: the sentences that it says, or what it shows instead of its default.
INSTEAD = """async (ends) => {
  const place = document.querySelector(".laboratory");
  const { default: Widget } = await import(new URL(`../../javascripts/laboratory/${place.dataset.widget}.js`, location));
  const at = (end) => {
    history.replaceState(null, "", location.pathname + end);
    const { value, trouble } = new Widget(window.given);
    return [JSON.stringify(value), trouble.textContent];
  };
  const [first] = at("");
  return ends.map((end) => at(end)).map(([value, sentence]) => (value === first ? sentence : value));
}"""


@pytest.mark.parametrize("experiment", ACTS)
def test_a_value_that_cannot_be_read_gives_the_default_and_one_sentence(new_page, site, experiment):
    page, address = new_page(), f"{site}laboratory/{experiment}/"
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => (window.given = document.querySelector('.laboratory').cloneNode(true)))"
    )
    open_laboratory(page, address)
    STEPS[experiment][1](page)
    before, hostiles = HOSTILE[experiment]
    page.wait_for_function("start => location.href.includes(start)", arg=before)
    whole = page.evaluate("location.href").partition(before)[2]
    foreign = sealed(*("shape", "784-16-10") if before != "#shape=" else ("curve", "past.10.0.0"))
    ends = unreadable(before, whole, foreign) | {text: before + urllib.parse.quote(sealed(before.strip("#?="), text)) for text in hostiles}
    said = page.evaluate(INSTEAD, [before + whole, *ends.values()])
    assert said[0].startswith("{"), "the value as it was written is read"
    (sentence,) = set(said[1:])
    assert re.fullmatch(r"The \w+ in this page's address could not be read, so [^.]+\.", sentence), dict(zip(ends, said[1:], strict=True))


@pytest.mark.parametrize("experiment", ["paint-a-neuron", "what-is-a-neuron-worth"])
def test_an_address_that_was_cut_opens_the_page_as_it_is_at_first(new_page, site, experiment):
    page, address = new_page(), f"{site}laboratory/{experiment}/"
    open_laboratory(page, address)
    expected = page.evaluate(STATE)
    page.goto("about:blank")  # from the page itself it would be a step within it
    open_laboratory(page, address + HOSTILE[experiment][0])
    assert "could not be read" in page.locator(".lab-trouble").inner_text()
    assert page.evaluate(STATE) == expected


@pytest.mark.parametrize("experiment", [experiment for experiment, (before, _) in HOSTILE.items() if before[0] == "#"])
def test_a_link_followed_on_the_page_itself_is_a_step_and_one_that_was_cut_a_step_to_the_first_value(new_page, site, experiment):
    page = new_page()
    open_laboratory(page, f"{site}laboratory/{experiment}/")
    ACTS[experiment][0](page)  # so that what is fetched is here
    page.locator(".lab-body").get_by_role("button", name="Undo").click()
    first = page.evaluate(STATE)[1:]
    STEPS[experiment][1](page)
    before, _ = HOSTILE[experiment]
    page.wait_for_function("start => location.href.includes(start)", arg=before)
    link, after = page.evaluate("location.hash"), page.evaluate(STATE)[1:]
    for followed, expected, sentences in ((before, first, 1), (link, after, 0), (link[:-1], first, 1)):
        page.evaluate("hash => (location.hash = hash)", followed)
        page.wait_for_function("count => document.querySelectorAll('.lab-trouble:not(:empty)').length === count", arg=sentences)
        assert page.evaluate(STATE)[1:] == expected
    page.locator(".lab-body").get_by_role("button", name="Undo").click()
    assert page.evaluate(STATE)[1:] == after


def test_every_value_that_a_script_reads_from_the_address_is_tested():
    scripts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "javascripts").rglob("*.js")}
    readers = {
        path.name for path, text in scripts.items() if re.search(r"readAddress\(|location\[|location\.(hash|search)|searchParams", text)
    }
    readers.remove("moved.js")  # which only asks whether the page has a link of that name
    assert readers == {"address.js", "widget.js", "link.js"}, "another script reads the address: its values belong into these tests"
    names = {path.stem: name for path, text in scripts.items() for name in re.findall(r'super\(\{ name: "(\w+)"', text)}
    assert names == {experiment: before.strip("#?=") for experiment, (before, _) in HOSTILE.items()}


# What the reader handles and what answers, on each page.
MAIN_ACT = {
    "bend-the-sigmoid": [".lab-chart", ".lab-arithmetic", ".lab-slider"],
    "from-3-to-8": [".lab-score", ".lab-sheet", ".lab-right > .lab-bars"],
    "is-this-even-a-digit": [".lab-shown", ".lab-slider", ".lab-readers"],
    "paint-a-neuron": [".lab-four", ".lab-sheet", ".lab-left > .lab-choices"],
    "roll-downhill": [".lab-chart", ".lab-lit", ".lab-slider:first-child", ".lab-main"],
    "size-the-network": [".lab-diagram", ".lab-score", ".lab-choices", ".lab-slider", ".lab-measured"],
    "switch-off-the-pre-processing": [
        ".pad",
        ".lab-switches",
        ".lab-left > .lab-pictures",
        ".lab-left > .lab-lit",
        ".lab-right > .lab-score",
    ],
    "what-is-a-neuron-worth": [".pad", ".lab-said-of-both", ".lab-main", ".lab-tiles"],
}
HEADER = 48
# [top, bottom] of each of some elements, in the order of the page.
PLACES = """(selectors) => selectors.flatMap((selector) => [...document.querySelectorAll(selector)])
  .map((element) => element.getBoundingClientRect()).filter(({ height }) => height).map(({ top, bottom }) => [top, bottom])"""
# Buttons, and choices, whose words do not fit on their one line.
CRAMPED = """() => [...document.querySelectorAll(".lab-body :is(.lab-button, .lab-choice)")].filter((element) => element.checkVisibility())
  .filter(({ clientWidth, clientHeight, scrollWidth }) => scrollWidth > clientWidth || clientHeight > 46).map(({ textContent }) => textContent)"""


def places(page, experiment):
    """Where the first part of the main act begins, and where the last one ends."""
    parts = page.evaluate(PLACES, MAIN_ACT[experiment])
    assert len(parts) >= len(MAIN_ACT[experiment])
    return min(top for top, _ in parts), max(bottom for _, bottom in parts)


@pytest.mark.parametrize("experiment", MAIN_ACT)
def test_the_experiment_is_in_the_first_screen_and_within_one_swipe_on_a_phone(new_page, site, experiment):
    page = new_page(viewport={"width": 1280, "height": 800})
    open_laboratory(page, f"{site}laboratory/{experiment}/")
    top, bottom = places(page, experiment)
    assert top > HEADER and bottom <= 800
    assert page.locator(".lab-body .lab-main:visible").count() <= 1
    resize(page, {"width": 390, "height": 844})
    top, bottom = places(page, experiment)
    assert HEADER < top < 844 / 2 and bottom <= 2 * 844 - HEADER
    if ".pad" not in MAIN_ACT[experiment]:
        assert bottom - top <= 844 - HEADER, "all of it can be seen at once"
    assert page.evaluate(CRAMPED) == []
    resize(page, {"width": 360, "height": 740})
    assert page.evaluate(CRAMPED) == []


def test_the_main_act_of_every_experiment_is_measured():
    assert set(MAIN_ACT) == set(ACTS)
