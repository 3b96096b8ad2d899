"""Paint a neuron, as a reader does it: by mouse and by keyboard, with the sums that NumPy gets."""

import numpy as np
import pytest
from building import ROOT
from laboratory import read, stroke_by_mouse

from nn_core import load_network
from nn_core.activations import sigmoid
from nn_core.laboratory.digits import LOOPED, laboratory_digits, pair_score
from nn_core.publish.chapter.execute import perform
from nn_core.publish.chapter.read import find_blocks

PAGE = "laboratory/paint-a-neuron/"
GOALS = ".lab-turn > div:not([hidden]) .lab-reached"


def neuron(page, site):
    """Weights and bias, as the page's address holds them; those that the page begins with need no address."""
    found = page.evaluate(
        """async (site) => {
          const { readAddress } = await import(`${site}javascripts/page/address.js`);
          const { STARTS, neuronFromText } = await import(`${site}javascripts/laboratory/neuron.js`);
          const text = readAddress("neuron");
          const { weights, bias } = text ? neuronFromText(text) : STARTS.attempt1;
          return { weights: [...weights], bias };
        }""",
        site,
    )
    return np.array(found["weights"]), found["bias"]


def mend_the_blob(page):
    page.get_by_role("radio", name="− against").click()
    stroke_by_mouse(page, (5, 9), (5, 18))
    stroke_by_mouse(page, (11, 9), (11, 18))


def test_the_blob_is_beaten_by_mouse(page):
    assert "C, the blob, is off" not in page.locator(GOALS).all_inner_texts()
    mend_the_blob(page)
    assert page.locator(GOALS).count() == 4


def test_what_is_painted_by_keyboard_is_where_it_should_be(page, site):
    page.get_by_role("button", name="Empty").click()
    sheet = page.get_by_role("application", name="The weights, 28 by 28")
    sheet.focus()
    press = lambda key, times=1: [page.keyboard.press(key) for _ in range(times)]  # noqa: E731
    press("ArrowUp"), press("Shift+ArrowLeft"), press("Space"), press("ArrowRight", 3), press("Space")
    press("ArrowDown", 5), press("-"), press("Enter"), press("Enter")
    weights, _ = neuron(page, site)
    expected = np.zeros((28, 28))
    expected[6:9, 9:15] = 1
    expected[11:14, 12:15] = -1
    assert np.array_equal(weights.reshape(28, 28), expected)
    press("Backspace")
    assert neuron(page, site)[0].min() == 0


def test_the_keyboard_is_not_trapped(page):
    page.locator(".lab-weights").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "radio"


def test_every_number_is_that_of_numpy(page, site):
    mend_the_blob(page)
    page.get_by_role("slider", name="Bias").fill("-3.5")
    weights, bias = neuron(page, site)
    assert bias == -3.5
    digits = laboratory_digits()
    z = digits.pixels @ weights + bias
    shares = [(z[digits.labels == digit] > 0).mean() for digit in range(10)]
    assert read(page, "shares") == pytest.approx(shares, abs=1e-12)
    assert read(page, "lit") == (z > 0).sum()
    # Equal sums, added up in another order, may differ in their last digit, and then a tie is none.
    assert read(page, "score") == pytest.approx(pair_score(z, np.isin(digits.labels, LOOPED)), abs=1e-3)
    activations = [float(sigmoid(picture.ravel() @ weights + bias)) for picture in chapter()["four"]]
    assert list(read(page, "activations").values()) == pytest.approx(activations, abs=1e-9)


def chapter():
    """What the blocks of the chapter define."""
    path = ROOT / "docs" / "structure" / "one-neuron.md"
    namespace = {"__name__": "__main__"}
    for block in find_blocks(path.read_text(encoding="utf-8"), str(path)):
        if block.id in {"the-job", "trained-weights", "attempt-one", "the-blob", "attempt-two", "four-images"}:
            perform(block, namespace)
    return namespace


def test_pictures_and_attempts_are_those_of_the_chapter(page, site):
    told = chapter()
    shown = page.evaluate(
        """async (site) => {
          const { PICTURES, STARTS } = await import(`${site}javascripts/laboratory/neuron.js`);
          const four = Object.values(PICTURES).map(({ pixels }) => [...pixels]);
          return { four, attempts: ["attempt1", "attempt2"].map((name) => [...STARTS[name].weights]) };
        }""",
        site,
    )
    assert np.array_equal(shown["four"], np.reshape(told["four"], (4, 784)))
    assert np.array_equal(shown["attempts"], [told["attempt_1"].ravel(), told["attempt_2"].ravel()])
    page.get_by_role("button", name="Trained").click()
    page.wait_for_function("location.hash.length > 500")
    weights, bias = neuron(page, site)
    assert np.allclose(weights, told["trained"], atol=0.0005001)
    layer = load_network().layers[0]
    (index,) = np.flatnonzero((layer.weights == told["trained"]).all(axis=1))
    assert bias == pytest.approx(layer.biases[index], abs=0.0005001)
