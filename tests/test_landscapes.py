"""The ground of the page "Roll downhill" is that of the chapter, and the walks on it are gradient descent."""

from itertools import pairwise

import numpy as np
import pytest
from building import ROOT

from nn_core.laboratory.landscapes import IMAGES, SAMPLES, landscapes, landscapes_file
from nn_core.publish.chapter.execute import perform
from nn_core.publish.chapter.read import find_blocks

NEAR = 2e-6  # the browser's numbers have six decimals


@pytest.fixture(scope="module")
def chapter():
    """What the blocks of the chapter define."""
    path = ROOT / "docs" / "learning" / "downhill.md"
    namespace = {"__name__": "__main__"}
    for block in find_blocks(path.read_text(encoding="utf-8"), str(path)):
        if block.id in {"eight-steps", "one-dial", "one-dial-curve", "slope", "walk", "two-valleys", "the-map", "two-dial-walk"}:
            perform(block, namespace)
    return namespace


@pytest.mark.parametrize(("name", "places", "costs"), [("one", "settings", "costs"), ("valleys", "places", "heights")])
def test_the_cost_over_one_dial_is_that_of_the_chapter(chapter, name, places, costs):
    assert np.array_equal(SAMPLES[name], chapter[places])
    assert np.allclose([landscapes()[name].cost([place]) for place in SAMPLES[name]], chapter[costs], rtol=0, atol=NEAR)


def test_the_cost_over_two_dials_is_that_of_the_chapter(chapter):
    grid, ground = chapter["grid"][::8], landscapes()["two"]
    ours = [[ground.cost([a, b]) for a in grid] for b in grid]
    assert np.array_equal(SAMPLES["two"], chapter["grid"])
    assert np.allclose(ours, chapter["landscape"][::8, ::8], rtol=0, atol=NEAR)


def test_walks_are_those_of_the_chapter(chapter):
    assert np.allclose(landscapes()["one"].walk([9], 100, 8)[:, 0], chapter["path"], atol=1e-3)
    assert np.allclose(landscapes()["two"].walk([11, -3], 60, 25), chapter["paths"]["rate 60"], atol=1e-3)


@pytest.mark.parametrize(("name", "start"), [("one", [9]), ("valleys", [-3]), ("two", [11, -3])])
def test_a_small_enough_step_never_leads_uphill(name, start):
    costs = [landscapes()[name].cost(place) for place in landscapes()[name].walk(start, 10, 5)]
    assert all(after < before for before, after in pairwise(costs))


def test_the_file_holds_as_many_images_as_it_says():
    assert {name: len(ground["rest"]) for name, ground in landscapes_file().items()} == {name: IMAGES[name] for name in ("valleys", "two")}
