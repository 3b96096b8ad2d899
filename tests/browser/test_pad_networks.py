"""The networks of the pad: lost, late, changed by the switch, and checked by the page itself."""

import json
import re

import pytest
from drawing import STROKES, by_mouse, digit_of, image_read, outputs_of, unfold, wait_for_network, watch

from nn_core import load_network
from nn_core.parameters import NETWORKS

NETWORK_FILE = "**/generated/networks/straightened.json"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404},
        {"body": '{"card": {}, "layers": ['},
        {"body": "<!doctype html><p>hello"},
        {"body": "null"},
        {"body": json.dumps({"layers": [{"weights": [[1.0]], "biases": [0.0]}], "input": "framed"})},
    ],
    ids=["lost", "cut short", "a page", "null", "for other pictures"],
)
def test_without_its_network_the_pad_says_why_and_still_draws(new_page, site, answer):
    page = new_page(forgiving=True)
    watch(page)
    page.route(NETWORK_FILE, lambda route: route.fulfill(**answer))
    page.goto(site)
    page.get_by_text("The network can't be read: ").first.wait_for()
    by_mouse(page, STROKES[3])
    assert digit_of(page) == ""
    assert len(page.evaluate("lastRead.marks")) == 1


def test_what_is_drawn_before_the_network_comes_is_read_when_it_does(new_page, site):
    page = new_page()
    held = []
    page.route(NETWORK_FILE, lambda route: held.append(route))  # noqa: PLW0108 - playwright takes no built-in function
    watch(page)
    with page.expect_request(NETWORK_FILE):
        page.goto(site)
    by_mouse(page, STROKES[3])
    assert digit_of(page) == ""
    held[0].continue_()
    wait_for_network(page)
    assert digit_of(page) == "3"


def test_a_lost_network_can_be_tried_again(new_page, site):
    page = new_page(forgiving=True)
    watch(page)
    answers = [{"status": 404}, {"path": NETWORKS / "framed.json"}]
    page.route(NETWORK_FILE, lambda route: route.fulfill(**answers.pop(0)))
    page.goto(site)
    page.get_by_role("button", name="Try again").click()
    wait_for_network(page)
    assert not page.get_by_role("button", name="Try again").is_visible()
    by_mouse(page, STROKES[3])
    assert digit_of(page) == "3"


def test_the_switch_changes_the_network_and_what_it_reads_and_says_what_each_scores(page, site):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    unfold(page)
    by_mouse(page, STROKES[4])
    switch = page.get_by_role("switch", name="Make it upright first")
    for name in ("straightened", "framed"):
        assert switch.is_checked() == (name == "straightened")
        expected = load_network(name)
        assert outputs_of(page) == pytest.approx(expected.forward(expected.prepare(image_read(page, site))), abs=1e-9)
        for accuracy in ("train_accuracy", "test_accuracy"):
            assert f"{100 * expected.card[accuracy]:.2f}" in page.locator(".pad-score").inner_text()
        if name == "straightened":
            switch.focus()
            page.keyboard.press("Space")
            page.wait_for_function("window.lastRead?.network?.input === 'framed'")
    assert [url.rpartition("/")[2] for url in fetched if url.endswith(".json")] == ["framed.json"], "fetched once, when it was first wanted"


def test_the_page_checks_its_own_arithmetic(page):
    unfold(page)
    page.get_by_role("button", name="Check the arithmetic").click()
    page.get_by_text("On 20 prepared digits and 9 drawings").wait_for()
    sentence = page.locator(".pad-check p").inner_text()
    assert re.search(
        r"for each of 2 networks, .* differ from those of NumPy by (at most \d\.\d × 10⁻¹[⁰¹²³⁴⁵⁶⁷⁸⁹]|nothing at all)\.", sentence
    )
