"""The inspector under the pad: its arithmetic is NumPy's, and it can be had by mouse, by finger and by keyboard alone."""

import json

import numpy as np
import pytest
from axe import axe_finds
from drawing import STROKES, by_events, open_pad, wait_for_network, watch

from nn_core import load_network

NEURONS = [(1, 0), (1, 5), (1, 15), (2, 0), (2, 7), (2, 15), (3, 0), (3, 3), (3, 9)]
NAMES = {1: "neuron {} of hidden layer 1", 2: "neuron {} of hidden layer 2", 3: "output {}"}


@pytest.fixture
def page(new_page, site):
    """The home page with a 3 on its pad, the inspector below on the screen."""
    page = new_page()
    open_inspector(page, site)
    return page


def open_inspector(page, address):
    page.add_init_script("window.choices = []; addEventListener('inspector:choose', ({ detail }) => choices.push(detail), true);")
    open_pad(page, address)
    page.locator(".inside").wait_for(state="attached")
    by_events(page, [STROKES[3]])
    shows(page, "Output 3")


def shows(page, title):
    """Wait until the panel is about this neuron: what is off the screen may come a moment later."""
    page.wait_for_function("(title) => document.querySelector('.inside-title')?.textContent === title", arg=title)


def place_of(page, layer, index, pad=".pad"):
    """Where a neuron is drawn, in the window: within the slider of its layer."""
    slider = page.locator(f"{pad} .inside-layer").nth(layer - 1)
    slider.scroll_into_view_if_needed()
    box, share = slider.bounding_box(), (index + 0.5) / (int(slider.get_attribute("aria-valuemax")) + 1)
    is_tall = slider.get_attribute("aria-orientation") == "horizontal"
    return (
        box["x"] + box["width"] * (share if is_tall else 0.5),
        box["y"] + box["height"] * (0.5 if is_tall else share),
    )


def choose(page, layer, index, pad=".pad"):
    page.mouse.click(*place_of(page, layer, index, pad))
    name = NAMES[layer].format(index)
    shows(page, name[0].upper() + name[1:])


def value_text(page, layer):
    return page.locator(".inside-layer").nth(layer - 1).get_attribute("aria-valuetext")


def states(page, network):
    """What NumPy makes of the pixels that the page read."""
    return network.forward_pass(np.array(page.evaluate("[...lastRead.reading.pixels]")))


def printed(number, digits=2, plus=False):
    words = f"{number:+.{digits}f}" if plus else f"{number:.{digits}f}"
    return (words.lstrip("+-") if float(words) == 0 else words).replace("-", "−")


def formulas(page):
    return ["".join(line.text_content().split()) for line in page.locator(".inside-formulas > p:visible").all()]


def ranking(page):
    """The visible rows of the ranking, each a list of words."""
    return page.evaluate(
        """[...document.querySelectorAll(".inside-ranking tbody > tr:not([hidden])")]
          .map((row) => [...row.cells].slice(0, 4).map((cell) => cell.textContent))"""
    )


@pytest.fixture(scope="module")
def network(built_site):
    return load_network(built_site / "generated/networks/straightened.json")


def test_the_sum_the_bias_z_and_the_activation_are_those_of_numpy(page, network):
    passed = states(page, network)
    for layer, index in NEURONS:
        choose(page, layer, index)
        weights, bias = network.layers[layer - 1].weights[index], network.layers[layer - 1].biases[index]
        total, z = weights @ passed.activations[layer - 1], passed.weighted_inputs[layer - 1][index]
        squished = printed(passed.activations[layer][index])
        power = f"({printed(z)})" if z < 0 else printed(z)
        assert formulas(page) == [
            f"z=∑wa+b={printed(total)}{'−' if bias < 0 else '+'}{printed(abs(bias))}={printed(z)}",
            f"a=σ({printed(z)})=11+e−{power}={squished}",
        ]
        assert page.locator(".inside-words").first.inner_text() == (
            f"The weighted sum is {printed(total, plus=True)}. The bias {printed(bias, plus=True)} "
            f"{'lowers' if bias < 0 else 'lifts'} it to {printed(z, plus=True)}. The sigmoid makes it {squished}."
        )


def test_the_ranking_is_that_of_numpy(page, network):
    passed = states(page, network)
    for layer, index in NEURONS:
        choose(page, layer, index)
        inputs, weights = passed.activations[layer - 1], network.layers[layer - 1].weights[index]
        products, digits = weights * inputs, 3 if layer == 1 else 2
        order = np.argsort(-np.abs(products), kind="stable")[:16]
        names = ["{}, {}".format(*divmod(int(k), 28)) if layer == 1 else f"neuron {k}" for k in order]
        assert ranking(page) == [
            [name, printed(weights[k], digits, plus=True), printed(inputs[k]), printed(products[k], digits, plus=True)]
            for name, k in zip(names, order, strict=True)
        ]
        foot = [row.inner_text().split("\t") for row in page.locator(".inside-ranking tfoot > tr:visible").all()]
        assert foot[-1][:2] == [f"all {len(weights)} together", printed(products.sum(), digits, plus=True)]
        if layer == 1:
            assert foot[0][:2] == ["the other 768", printed(products.sum() - products[order].sum(), digits, plus=True)]


def test_every_neuron_can_be_asked_for_its_activation(page, network):
    passed = states(page, network)
    for layer in (1, 2, 3):
        page.locator(".inside-layer").nth(layer - 1).focus()
        page.keyboard.press("Home")
        for index, activation in enumerate(passed.activations[layer]):
            assert value_text(page, layer) == f"{NAMES[layer].format(index)}: {printed(activation)}"
            page.keyboard.press("ArrowDown")


def test_nothing_chosen_shows_why_the_answer_is_the_answer(page):
    assert page.locator(".inside-how").inner_text() == "The answer"
    shows(page, f"Output {page.locator('#answer').inner_text()}")


def test_pointing_previews_and_a_click_keeps(page):
    page.mouse.move(*place_of(page, 2, 4))
    shows(page, "Neuron 4 of hidden layer 2")
    choose(page, 1, 2)
    page.mouse.move(*place_of(page, 3, 0))
    shows(page, "Output 0")
    page.locator(".pad-buttons").first.hover()
    shows(page, "Neuron 2 of hidden layer 1")
    page.get_by_role("button", name="Let go").click()
    shows(page, "Output 3")
    assert page.evaluate("choices") == [{"layer": 1, "index": 2}, None]


def test_the_sum_of_a_chosen_neuron_stands_beside_the_pad(page, network):
    passed = states(page, network)
    for layer, index in NEURONS:
        choose(page, layer, index)
        weights, bias = network.layers[layer - 1].weights[index], network.layers[layer - 1].biases[index]
        numbers = [weights @ passed.activations[layer - 1], bias, passed.weighted_inputs[layer - 1][index]]
        shown = [printed(number, plus=True) for number in numbers] + [printed(passed.activations[layer][index])]
        assert page.locator(".inside-account dd").all_inner_texts() == shown


def test_a_finger_chooses(new_page, site):
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    open_inspector(page, site)
    page.touchscreen.tap(*place_of(page, 1, 12))
    assert page.evaluate("choices") == [{"layer": 1, "index": 12}]
    page.locator(".inside-three .inside-picture").first.tap(position={"x": 1, "y": 1})
    assert page.locator(".inside-pixel").inner_text().startswith("Pixel 0 (row 0, column 0): weight ")


# On a stage that lies the neurons of a layer are above each other; on one that stands, beside each other.
WALKS = {
    1280: ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "End", "ArrowRight", "Home", "ArrowUp"],
    390: ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "End", "ArrowDown", "Home", "ArrowLeft"],
}


@pytest.mark.parametrize("width", WALKS)
def test_by_keyboard_alone_every_neuron_can_be_chosen(new_page, site, width):
    page = new_page(viewport={"width": width, "height": 844})
    open_inspector(page, site)
    page.get_by_role("button", name="Copy link").focus()
    page.keyboard.press("Tab")
    shows(page, "Neuron 0 of hidden layer 1")
    for key in WALKS[width]:
        page.keyboard.press(key)
    assert [(choice["layer"], choice["index"]) for choice in page.evaluate("choices")] == [
        (1, 0), (1, 1), (1, 2), (1, 1), (2, 1), (2, 15), (3, 9), (3, 0),
    ]  # fmt: skip
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("choices.at(-1)") == {"layer": 2, "index": 15}, "a layer is one tab stop: the neuron chosen last"
    page.keyboard.press("Escape")
    assert page.evaluate("choices.at(-1)") is None
    shows(page, "Output 3")


def test_the_chosen_neuron_is_spoken(page):
    choose(page, 3, 8)
    said = "output 8. " + page.locator(".inside-words").first.inner_text()
    page.wait_for_function("(said) => [...document.querySelectorAll('[role=status]')].some((p) => p.textContent === said)", arg=said)


def test_a_neuron_is_restored_without_a_new_choice(page):
    restore = "(detail) => document.querySelector('.pad').dispatchEvent(new CustomEvent('inspector:restore', { detail }))"
    page.evaluate(restore, {"layer": 2, "index": 6})
    assert value_text(page, 2).startswith("neuron 6 of hidden layer 2: ")
    shows(page, "Neuron 6 of hidden layer 2")
    for wrong in ({"layer": 9, "index": 0}, {"layer": 0, "index": 3}, {"layer": 1, "index": 16}, {"layer": "1", "index": "2"},
                  {"layer": 1.5, "index": 0}, {"layer": -1, "index": 0}, {}, "<b>", 7):  # fmt: skip
        page.evaluate(restore, wrong)
        shows(page, "Neuron 6 of hidden layer 2")
    page.evaluate(restore, None)
    shows(page, "Output 3")
    assert page.evaluate("choices") == []


def test_a_neuron_can_be_restored_before_its_network_has_come(new_page, site):
    page = new_page()
    held = []
    page.route("**/generated/networks/*.json", lambda route: held.append(route))  # noqa: PLW0108 - playwright takes no built-in function
    watch(page)
    with page.expect_request("**/generated/networks/*.json"):
        page.goto(site)
    page.locator(".inside").wait_for(state="attached")
    page.evaluate("document.querySelector('.pad').dispatchEvent(new CustomEvent('inspector:restore', { detail: { layer: 3, index: 4 } }))")
    for route in held:
        route.continue_()
    wait_for_network(page)
    page.locator(".inside-title", has_text="Output 4").wait_for()
    page.locator(".pad").get_by_role("button", name="Clear").click()
    page.locator(".inside-words", has_text="Nothing is drawn").wait_for()


def test_the_numbers_follow_the_pen(page, network):
    choose(page, 1, 3)
    by_events(page, [STROKES[7]])
    z = states(page, network).weighted_inputs[0][3]
    page.wait_for_function("(z) => document.querySelector('.inside-formulas')?.textContent.includes(z)", arg=f"={printed(z)}a")


def test_a_pixel_shows_its_place_in_the_column_and_its_product(page, network):
    choose(page, 1, 5)
    weights, pixels = network.layers[0].weights[5], states(page, network).activations[0]
    row, column = divmod(int(np.argmax(np.abs(weights) * pixels)), 28)
    grid = page.locator(".inside-three .inside-picture").first
    box = grid.bounding_box()
    grid.hover(position={"x": (column + 0.5) * box["width"] / 28, "y": (row + 0.5) * box["height"] / 28})
    k = 28 * row + column
    product = weights[k] * pixels[k]
    assert page.locator(".inside-pixel").inner_text() == (
        f"Pixel {k} (row {row}, column {column}): weight {printed(weights[k], 3, plus=True)} × activation {printed(pixels[k])} = "
        f"{printed(product, 3, plus=True)}."
    )
    assert page.locator(".inside-place").inner_text().split("\n") == [
        f"Row {row}, column {column}.", f"28 × {row} + {column} = neuron {k}.", f"Its activation is {printed(pixels[k])}.",
    ]  # fmt: skip
    assert page.locator(".inside-here").inner_text().split() == [str(k), printed(pixels[k])]


def test_the_column_and_the_picture_point_at_each_other(page):
    column = page.locator(".inside-column")
    box = column.bounding_box()
    column.hover(position={"x": 5, "y": box["height"] / 2 + 0.5})
    index = int(column.get_attribute("aria-valuenow"))
    assert abs(index - 392) < 6
    assert page.evaluate("getComputedStyle(document.querySelector('.inside')).getPropertyValue('--row')") == str(index // 28)
    column.focus()
    for key, move in [("ArrowDown", 1), ("PageDown", 28), ("ArrowUp", -1), ("PageUp", -28), ("ArrowRight", 1)]:
        page.keyboard.press(key)
        index += move
        assert column.get_attribute("aria-valuenow") == str(index)
    lens = page.locator(".inside-lens span:first-child")
    for key, first, spoken in [("End", 777, "neuron 783: row 27, column 27"), ("Home", 0, "neuron 0: row 0, column 0")]:
        page.keyboard.press(key)
        assert column.get_attribute("aria-valuetext") == spoken
        assert lens.all_inner_texts() == [str(index) for index in range(first, first + 7)]
    page.keyboard.press("PageDown")
    assert lens.all_inner_texts() == [str(index) for index in range(25, 32)]


def test_before_a_pixel_is_pointed_at_both_ends_of_the_column_are_shown(page):
    assert page.locator(".inside-lens span:first-child").all_inner_texts() == ["0", "1", "2", "⋮", "781", "782", "783"]


def test_arrow_keys_walk_over_the_picture_and_stay_in_it(page):
    picture = page.locator(".inside-pixels .inside-picture")
    picture.focus()
    place = page.locator(".inside-place")
    for key, expected in [("ArrowLeft", "Row 0, column 0."), ("ArrowUp", "Row 0, column 0."), ("ArrowDown", "Row 1, column 0."),
                          ("ArrowLeft", "Row 1, column 0."), ("ArrowRight", "Row 1, column 1.")]:  # fmt: skip
        page.keyboard.press(key)
        assert place.inner_text().startswith(expected)


def lit(page):
    return ["dark" not in value_text(page, layer) for layer in (1, 2, 3)]


def test_the_bar_lights_one_layer_after_the_other_by_arrow_keys_and_says_what_is_computed(page, network):
    bar = page.get_by_role("slider", name="How far the light has come")
    assert lit(page) == [True] * 3
    bar.focus()
    page.keyboard.press("Home")
    sentences = []
    for expected in ([False] * 3, [True, False, False], [True, True, False], [True] * 3):
        assert lit(page) == expected
        sentences.append(page.locator(".inside-step").text_content())
        page.keyboard.press("ArrowRight")
    passed = states(page, network)
    assert "784 pixels" in sentences[0] and str((passed.activations[0] > 0).sum()) in sentences[0]
    assert f"{(passed.activations[1] > 0.5).sum()} of them" in sentences[1]
    page.keyboard.press("ArrowLeft")
    assert lit(page) == [True, True, False]
    by_events(page, [STROKES[7]])
    assert lit(page) == [True] * 3, "what is drawn is read at once"


def test_the_bar_can_be_dragged(page):
    bar = page.locator(".inside-bar-of-time").bounding_box()
    middle = bar["y"] + bar["height"] / 2
    page.mouse.move(bar["x"] + bar["width"] - 8, middle)
    page.mouse.down()
    page.mouse.move(bar["x"] + 20, middle, steps=4)
    assert lit(page) == [False] * 3
    page.mouse.move(bar["x"] + bar["width"] + 40, middle, steps=4)
    page.mouse.up()
    assert lit(page) == [True] * 3


def test_a_neuron_that_is_asked_about_has_been_reached_and_one_that_is_dark_again_is_let_go(page):
    bar = page.get_by_role("slider", name="How far the light has come")
    bar.focus()
    page.keyboard.press("Home")
    choose(page, 2, 7)
    assert lit(page) == [True, True, False], "the light has come as far as the neuron that was asked about"
    bar.focus()
    page.keyboard.press("ArrowLeft")
    assert lit(page) == [True, False, False]
    assert page.evaluate("choices.at(-1)") is None


def test_with_reduced_motion_nothing_plays(page):
    assert not page.get_by_role("button", name="Send it through again").is_visible()


def test_it_plays_to_the_outputs(new_page, site):
    page = new_page(fresh=True, reduced_motion="no-preference")
    open_inspector(page, site)
    page.get_by_role("button", name="Send it through again").click()
    assert lit(page) == [False] * 3
    page.locator(".inside-playing").wait_for(state="attached")
    page.locator(".inside-playing").wait_for(state="detached")
    assert lit(page) == [True] * 3


def test_an_edge_says_its_product_when_it_is_pointed_at(page, network):
    passed = states(page, network)
    choose(page, 3, 3)
    products = network.layers[2].weights[3] * passed.activations[2]
    source = int(np.argmax(np.abs(products)))
    (x0, y0), (x1, y1) = place_of(page, 2, source), place_of(page, 3, 3)
    page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2)
    page.wait_for_function("document.querySelector('.inside-step').textContent.includes(' from neuron ')")
    weight, activation = printed(network.layers[2].weights[3][source], plus=True), printed(passed.activations[2][source])
    expected = f"To output 3 from neuron {source} of hidden layer 2: weight {weight} × activation {activation} = {printed(products[source], plus=True)}."
    assert page.locator(".inside-step").text_content() == expected


def test_what_a_line_of_the_ranking_says_is_lit_on_the_stage(page):
    choose(page, 3, 3)
    page.locator(".inside-ranking tbody > tr").nth(1).hover()
    second = ranking(page)[1]
    assert page.locator(".inside-step").text_content() == (
        f"To output 3 from {second[0]} of hidden layer 2: weight {second[1]} × activation {second[2]} = {second[3]}."
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_with_a_neuron_chosen(new_page, site, scheme, width):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    open_inspector(page, site)
    page.locator(".inside-help > summary").click()
    for layer, index in ((1, 5), (3, 3)):
        choose(page, layer, index)
        page.locator(".inside-three .inside-picture").first.hover() if layer == 1 else None
        assert axe_finds(page, colours=width == 1280) == []


@pytest.mark.parametrize("width", [320, 360, 640, 700, 1024, 1280])
def test_nothing_moves_or_is_too_wide_whatever_is_shown(new_page, site, width):
    page = new_page(viewport={"width": width, "height": 900})
    open_inspector(page, site)
    heights, widths = set(), set()
    for layer, index in ((1, 8), (2, 15), (3, 9)):
        page.evaluate("detail => document.querySelector('.pad').dispatchEvent(new CustomEvent('inspector:restore', { detail }))",
                      {"layer": layer, "index": index})  # fmt: skip
        name = NAMES[layer].format(index)
        shows(page, name[0].upper() + name[1:])
        heights.add(page.evaluate("document.querySelector('.pad').offsetHeight"))
        widths.add(page.evaluate("document.documentElement.scrollWidth"))
    assert len(heights) == 1
    assert max(widths) <= width
    body, inside = page.locator(".pad-body").bounding_box(), page.locator(".inside").bounding_box()
    assert inside["y"] + inside["height"] <= body["y"] + body["height"] + 1


def test_an_emptied_pad_shows_the_weights_of_a_neuron_and_no_sum(page, network):
    page.locator(".pad").get_by_role("button", name="Clear").click()
    shows(page, "Neuron 0 of hidden layer 1")
    weights = network.layers[0].weights[0]
    order = np.argsort(-np.abs(weights), kind="stable")[:16]
    assert ranking(page) == [["{}, {}".format(*divmod(int(k), 28)), printed(weights[k], 3, plus=True), "–", "–"] for k in order]
    assert "?" not in page.locator(".inside-panel").inner_text()


def test_a_chapter_before_the_weighted_sum_shows_the_layers_alone(new_page, site):
    page = new_page()
    open_pad(page, site + "structure/shape/")
    page.locator("#pad").scroll_into_view_if_needed()
    page.locator(".inside").wait_for()
    by_events(page, [STROKES[3]])
    assert not page.locator(".inside-desk").is_visible()
    page.mouse.click(*place_of(page, 1, 5))
    assert not page.locator(".inside-account").is_visible() and page.locator(".pad-answer").is_visible()
    body, inside = page.locator(".pad-body").bounding_box(), page.locator(".inside").bounding_box()
    assert 0 <= body["y"] + body["height"] - inside["y"] - inside["height"] < 200


@pytest.mark.parametrize(("name", "sizes"), [("wide", [100, 10]), ("pixels-to-digits", [10]), ("relu", [16, 16, 10])])
def test_it_takes_networks_of_other_shapes(page, site, built_site, name, sizes):
    page.evaluate(
        """async ({ site, name }) => {
          const second = document.querySelector(".pad").cloneNode();
          second.id = "second";
          second.dataset.network = `generated/networks/${name}.json`;
          document.querySelector(".pad").after(second);
          (await import(`${site}javascripts/pad/pad.js`)).fillPad(second, 2);
          (await import(`${site}javascripts/inspector/inspector.js`)).inspect(second);
        }""",
        {"site": site, "name": name},
    )
    second = page.locator("#second")
    second.locator(".inside-layer").first.wait_for()
    by_events(page, [STROKES[7]], "#second")
    assert [int(layer.get_attribute("aria-valuemax")) + 1 for layer in second.locator(".inside-layer").all()] == sizes
    last = second.locator(".inside-layer").last
    page.mouse.click(*place_of(page, len(sizes), 7, "#second"))
    network = load_network(built_site / f"generated/networks/{name}.json")
    outputs = json.loads(page.locator("#answer-2").get_attribute("data-outputs"))
    assert last.get_attribute("aria-valuetext") == f"output 7: {printed(outputs[7])}"
    second.locator(".inside-title", has_text="Output 7").wait_for()
    weights = network.layers[-1].weights[7] * page.evaluate("[...lastRead.reading.activations.at(-2)]")
    assert second.locator(".inside-sum > td").first.text_content() == printed(weights.sum(), 3 if len(sizes) == 1 else 2, plus=True)
    assert page.locator(".inside-layer.inside-chosen").count() == 1, "the first pad has a choice of its own"


def test_a_pad_may_do_without(new_page, site):
    page = new_page()
    page.route(site, lambda route: route.fulfill(body=route.fetch().text().replace('class="pad"', 'class="pad" data-inspector="off"')))
    open_pad(page, site)
    by_events(page, [STROKES[3]])
    page.wait_for_load_state("networkidle")
    assert page.locator(".inside").count() == 0
