"""No stored number is edited or outdated, and of every part some are computed again."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
from building import ROOT
from edits import edited_once

from nn_core.evaluation.measurements import MEASUREMENTS, figure, measured
from nn_core.evaluation.model_card import CONFIDENT, measure_card
from nn_core.evaluation.parts import ONE_IMAGE, check_sources, differences, shipped_networks
from nn_core.experiments import ablation, findings
from nn_core.experiments.corruptions import nonsense
from nn_core.experiments.deep import STARTS, deep
from nn_core.experiments.shapes import shapes
from nn_core.mnist import load_mnist
from nn_core.network import Network
from nn_core.parameters import network_names
from nn_core.preprocessing import INPUTS, prepare
from nn_core.publish.output.trust import PROMISES
from nn_core.training.handwriting import draw_digits
from nn_core.training.styles import STYLES
from tests.bench import parts as bench
from tests.tools.stored import BUNDLES, wrong_on_the_card
from tests.trust import parts as trust

SECTIONS = {"findings": findings.PARTS, "speed": bench.PARTS, "trust": trust.PARTS}
ALL = [(section, name) for section, parts in SECTIONS.items() for name in parts]
MNIST = load_mnist()
# Every eleventh of the digits that a finding read, because every second training image is of another group of writers.
SAMPLE = SimpleNamespace(train=MNIST.train[50_000::11], test=MNIST.test[::11])
READ = {"last": 1000, "at_once": 1000}
NETWORKS = shipped_networks((*network_names(), *BUNDLES))


def finding(name):
    return measured("findings", name)


def of(names):
    return {name: NETWORKS[name] for name in names}


def assert_near_in_sample(stored, found):
    """The shares of the digits that a finding read, and those of the sample, which may be four standard deviations apart."""

    def near(_, one, other):
        return abs(one - other) <= 4 * np.sqrt(max(one * (1 - one), 0.01) / len(SAMPLE.test))

    assert differences(stored, found, near) == []


# -- whether they were edited, and what they come from


@pytest.mark.parametrize(("section", "name"), ALL)
def test_what_a_part_was_made_from_is_what_is_shipped(section, name):
    check_sources(section, name, SECTIONS[section][name])


def test_every_part_that_is_stored_is_measured_by_a_command():
    stored = json.loads(MEASUREMENTS.read_text(encoding="utf-8"))
    assert {section: set(parts) for section, parts in stored.items()} == {section: set(parts) for section, parts in SECTIONS.items()}


@pytest.mark.parametrize(("section", "name"), ALL)
def test_any_one_number_times_one_and_a_half_is_noticed(section, name, tmp_path):
    part = json.loads(MEASUREMENTS.read_text(encoding="utf-8"))[section][name]
    path = tmp_path / "measurements.json"
    for edited in edited_once(part):
        path.write_text(json.dumps({section: {name: edited}}), encoding="utf-8")
        with pytest.raises(ValueError, match=f"{section}/{name} in measurements.json was edited"):
            measured(section, name, path)


# -- the findings, computed again


@pytest.mark.parametrize("name", ["edges", "loops", "silenced", "vanishing", "twins", "rings"])
def test_a_finding_that_takes_a_second_is_computed_again_as_a_whole(name):
    stored, part = finding(name), findings.PARTS[name]
    del stored["made"], stored["made_from"]
    assert differences(stored, part.figures(), part.is_near) == []


def test_the_places_around_the_middle_are_read_as_stored():
    found, stored = findings.places(of(["framed"]), MNIST, 1, findings.KEPT_BACK, 1000), finding("places")
    for half in ("train", "test"):
        np.testing.assert_allclose(np.array(stored[half])[5:8, 5:8], found[half], rtol=0, atol=ONE_IMAGE)


def test_the_confidence_of_two_networks_with_nonsense_is_as_stored():
    part, names = findings.PARTS["confidence"], ["framed", "straightened"]
    found, stored = findings.confidence(of(names), MNIST, **part.settings), finding("confidence")
    assert differences({name: stored[name] for name in names}, found, part.is_near) == []


def test_a_sample_of_the_drawings_is_read_about_as_stored():
    found, stored = findings.ladder(of(findings.READERS), SAMPLE, findings.SEED, **READ), finding("ladder")
    assert_near_in_sample({rung: stored[rung] for rung in found}, found)


def test_a_sample_of_the_disturbed_digits_is_read_about_as_stored():
    amounts = {change: [tried[0], tried[-1]] for change, tried in findings.PARTS["robustness"].settings["amounts"].items()}
    found, stored = findings.robustness(of(findings.READERS), SAMPLE, amounts, **READ), finding("robustness")
    assert_near_in_sample({change: {amount: stored[change][amount] for amount in found[change]} for change in found}, found)


@pytest.mark.parametrize("start", ["sigmoid", "relu"])
def test_two_hidden_layers_learn_as_stored(start):
    part, stored = findings.PARTS["deep"], finding("deep")[start]["2"]
    one = {"starts": {start: STARTS[start]}, "depths": (2,), "learning_rates": (stored["learning_rate"],), "seeds": (1,)}
    found = deep(MNIST, **part.settings | one)[start]["2"]
    first = {name: value[:1] if isinstance(value, list) else value for name, value in stored.items()}
    assert differences(first, found, part.is_near) == []


def test_one_network_without_a_hidden_layer_learns_as_stored():
    part, stored = findings.PARTS["shapes"], finding("shapes")["784-10"]
    # A layer by itself learns nearly the same from the clean images, and making the copies takes longer than learning.
    few = part.settings | {"recipe": part.settings["recipe"]._replace(copies=1), "hidden": ((),), "seeds": (1,)}
    (found,) = shapes(MNIST, **few).values()
    for half, (accuracy,) in found.items():
        assert accuracy == pytest.approx(stored[half][0], abs=0.01)


def test_one_seed_of_the_ablation_learns_as_stored():
    part, stored = findings.PARTS["ablation"], finding("ablation")["ladder"]["averaged"]
    variant = part.settings["ladder"]["averaged"]
    split = ablation.split_for(MNIST, variant.input, variant.copies, variant.distortion)
    again = ablation._learned(variant, split, stored["learning_rate"], part.settings["seeds"][0])
    for half in ("train", "validation", "test"):
        assert part.is_near("accuracy", stored[f"{half}_accuracy"][0], again[f"{half}_accuracy"])


@pytest.mark.parametrize(
    ("name", "kind", "words"), [("straightened", "drawn, and junk", "shown_with_junk"), ("straightened-mnist", "mnist", "on_mnist_alone")]
)
def test_a_shipped_network_reads_the_drawings_about_as_its_siblings_of_the_experiment(name, kind, words):
    """They learned by the same recipe from other seeds, and from fewer images."""
    stored, settings, network = finding("hands"), findings.PARTS["hands"].settings, NETWORKS[name]
    right = {}
    for number, style in enumerate(STYLES):
        images = draw_digits(settings["of_each_style"], settings["drawn_seed"] + number, (style,))[0]
        right[style.words] = np.mean(network.predict(network.prepare(images)) == style.digit)
    assert np.mean([*right.values()]) == pytest.approx(np.mean(stored["runs"][kind]["drawn_accuracy"]), abs=0.015)
    for style, share in right.items():
        assert share == pytest.approx(np.mean(stored["styles"][style][words]), abs=0.2)
    letters = network.prepare(nonsense(MNIST.test.images / 255, settings["nonsense_images"])["letters"])
    sure = np.mean(network.forward(letters).max(axis=1) > CONFIDENT)
    assert sure == pytest.approx(np.mean(stored["runs"][kind]["letters_above_0.9"]), abs=0.15)


# -- the figures of a clock, beside each other


@pytest.mark.parametrize(
    "path", [("textbook_epoch",), ("recipe_epoch",), ("forward_many", "float64"), ("forward_many", "float32"), ("forward_one",)]
)
def test_a_ratio_of_speed_is_that_of_the_times_that_stand_beside_it(path):
    figures = measured("speed", path[0])
    for name in path[1:]:
        figures = figures[name]
    unit = "microseconds" if "nn_core_microseconds" in figures else "seconds"
    for peer in bench.PEERS:
        assert figures[f"times_faster_than_{peer}"] == pytest.approx(figures[f"{peer}_{unit}"] / figures[f"nn_core_{unit}"], rel=0.01)
        assert 0.3 < figures[f"times_faster_than_{peer}"] < 300


def test_the_other_ratios_of_speed_are_those_of_their_times():
    loop = measured("speed", "loop")
    assert loop["times_slower"] == pytest.approx(loop["loop_seconds"] / loop["nn_core_seconds"], rel=0.01)
    for figures in measured("speed", "forward_many").values():
        if "first_product_seconds" in figures:
            assert figures["times_first_product"] == pytest.approx(figures["nn_core_seconds"] / figures["first_product_seconds"], rel=0.01)


@pytest.mark.parametrize("reads", INPUTS)
def test_the_best_peer_on_the_way_to_an_accuracy_is_the_faster_of_the_two(reads):
    figures = measured("speed", "to_accuracy")[reads]
    times = {peer: figures[f"{peer}_seconds"] for peer in bench.PEERS if figures[f"{peer}_seconds"] != "not reached"}
    assert figures["best_peer"] == min(times, key=times.get)
    assert figures["times_faster_than_best_peer"] == pytest.approx(min(times.values()) / figures["nn_core_seconds"], rel=0.01)


def test_the_full_recipe_took_about_the_seconds_that_stand_on_the_card():
    card = NETWORKS["straightened"].card["cpu_seconds"]
    assert 1 / 4 < measured("speed", "full_recipe")["cpu_seconds"] / (card["copies"] + card["shipped_run"]) < 4


def test_the_site_has_about_as_many_pages_and_figures_as_when_it_was_measured():
    pages = sorted((ROOT / "docs").rglob("*.md"))
    build = measured("trust", "build")
    assert build["pages"] == pytest.approx(len(pages), rel=trust.NEARLY)
    figures = sum(page.read_text(encoding="utf-8").count("alt=") for page in pages)
    assert build["figures"] == pytest.approx(figures, rel=trust.NEARLY)


def test_every_promise_was_measured_to_be_kept():
    for promise, direction, bound, (part, *names), _ in PROMISES:
        value = measured("trust", part)
        for name in names:
            value = value[name]
        assert value <= bound if direction == "at most" else value >= bound, promise


@pytest.mark.parametrize(
    ("part", "name"), [("live", "seconds_to_rebuild")] + [("pages", n) for n in ("largest_paint_seconds", "layout_shift", "kilobytes")]
)
def test_the_worst_page_is_a_page_and_no_better_than_the_median(part, name):
    found = measured("trust", part)[name]
    assert found["worst"] >= found["median"]
    page = {"home": "index.md"}.get(found["where"], f"{found['where'].removesuffix('.md')}.md")
    assert any((ROOT / "docs" / each).is_file() for each in (page, page.replace(".md", "/index.md")))


# -- the cards


@pytest.fixture(scope="module")
def accuracies():
    """Of every network on both halves; those that read alike share the prepared images, ten thousand at a time."""
    right = {(name, half): 0 for name in NETWORKS for half in ("train", "test")}
    for half in ("train", "test"):
        digits = getattr(MNIST, half)
        for start in range(0, len(digits), 10_000):
            block = digits[start : start + 10_000]
            for reads in INPUTS:
                pixels = prepare(block.images, reads)
                for name, network in NETWORKS.items():
                    if network.input == reads:
                        own = pixels if network.permutation is None else pixels[:, network.permutation]
                        right[name, half] += int(np.sum(network.predict(own) == block.labels))
    return {(name, half): figure(count / len(getattr(MNIST, half))) for (name, half), count in right.items()}


@pytest.mark.parametrize("name", NETWORKS)
def test_a_card_states_the_accuracies_that_its_network_has(name, accuracies):
    for half in ("train", "test"):
        assert NETWORKS[name].card[f"{half}_accuracy"] == pytest.approx(accuracies[name, half], abs=ONE_IMAGE)


@pytest.mark.parametrize("name", [name for name, network in NETWORKS.items() if network.card.get("validation_accuracy")])
def test_the_accuracy_on_the_images_kept_back_is_near_that_on_the_test_images(name, accuracies):
    assert NETWORKS[name].card["validation_accuracy"] == pytest.approx(accuracies[name, "test"], abs=0.01)


def test_a_figure_of_a_card_that_was_edited_and_saved_anew_is_noticed_where_it_is_measured_again():
    network, few = NETWORKS["pixels-to-digits"], SimpleNamespace(train=MNIST.train[:50], test=MNIST.test[:50])
    card = network.card | measure_card(network, few)
    assert wrong_on_the_card(Network(network.layers, card=card), few) == []
    card["on_the_test_images"]["blank_highest_output"] *= 1.5
    (line,) = wrong_on_the_card(Network(network.layers, card=card), few)
    assert line.startswith("on_the_test_images blank_highest_output: ")
    assert line.endswith("; `python -m nn_core train pixels-to-digits --seed 42` makes the network again")
