"""Size the network: layers and widths by mouse and by keyboard, counted as NumPy's arrays are."""

from laboratory import read

from nn_core import Network
from nn_core.laboratory.shapes import measured_shapes

PAGE = "laboratory/size-the-network/"


def layers(page, count):
    return page.get_by_role("radio", name=str(count), exact=True)


def width(page, layer):
    return page.get_by_role("slider", name=f"Hidden layer {layer}")


def assert_count_is_that_of(page, *hidden):
    network = Network.random([784, *hidden, 10], seed=0)
    assert read(page, "count") == network.parameter_count
    counts = page.locator(".lab-count > li:visible > b").all_text_contents()
    assert counts == [f"{layer.weights.size + layer.biases.size:,}" for layer in network.layers]


def test_the_network_is_sized_by_mouse(page):
    assert_count_is_that_of(page, 16, 16)
    layers(page, 3).click()
    assert_count_is_that_of(page, 16, 16, 16)
    box = width(page, 2).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    middle = int(width(page, 2).input_value())
    assert 60 <= middle <= 68
    assert_count_is_that_of(page, 16, middle, 16)
    layers(page, 0).click()
    assert_count_is_that_of(page)


def test_the_network_is_sized_by_keyboard(page):
    layers(page, 2).focus()
    page.keyboard.press("ArrowLeft")
    width(page, 1).focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert_count_is_that_of(page, 127)


def test_what_is_found_is_judged(page):
    found = page.locator(".lab-goals > .lab-reached")
    assert found.count() == 0
    layers(page, 0).click()
    assert found.count() == 0
    layers(page, 1).click()
    assert "One hidden layer" in found.inner_text()
    width(page, 1).fill("17")
    assert found.count() == 0
    layers(page, 3).click()
    for layer, size in enumerate((15, 16, 16), 1):
        width(page, layer).fill(str(size))
    assert "Three hidden layers" in found.inner_text()
    for layer, size in enumerate((16, 128, 128), 1):
        width(page, layer).fill(str(size))
    assert "16 neurons in hidden layer 1" in found.inner_text()


def told(page):
    rows = page.locator(".lab-table tbody tr").all_inner_texts()
    return page.locator(".lab-measured .lab-lit").inner_text(), [row.split("\t") for row in rows]


def expected(*hidden):
    (one,) = (one for one in measured_shapes() if one["sizes"] == [784, *hidden, 10])
    rows = []
    for name, found in (("training images", one["train"]), ("test images", one["test"])):
        mean, margin, lowest, highest = (f"{100 * found[part]:.1f}" for part in ("mean", "margin", "lowest", "highest"))
        rows.append([name, f"{mean} ± {margin}", lowest, highest])
    return rows


def test_a_measured_shape_shows_what_was_measured_on_training_and_test_images(page):
    layers(page, 1).click()
    page.wait_for_function("document.querySelector('.lab-body').dataset.known")
    assert told(page) == ("784-16-10: measured.", expected(16))
    assert not page.get_by_role("button", name="Take the nearest").is_visible()
    layers(page, 0).click()
    assert told(page) == ("784-10: measured.", expected())


def test_of_another_shape_it_says_so_and_shows_the_nearest_that_was_measured(page):
    width(page, 2).fill("24")
    layers(page, 3).click()
    width(page, 1).fill("60")
    width(page, 3).fill("128")
    page.wait_for_function("document.querySelector('.lab-body').dataset.known")
    words, rows = told(page)
    assert words == "784-60-24-128-10: not measured. The nearest that we did measure is 784-64-64-64-10:"
    assert rows == expected(64, 64, 64)
    assert read(page, "known") is False
    page.get_by_role("button", name="Take the nearest").click()
    assert told(page) == ("784-64-64-64-10: measured.", expected(64, 64, 64))
    assert_count_is_that_of(page, 64, 64, 64)
    page.get_by_role("button", name="Undo").click()
    assert_count_is_that_of(page, 60, 24, 128)


def test_what_was_measured_is_spoken(page):
    layers(page, 4).click()
    (train, test) = expected(16, 16, 16, 16)
    spoken = f"784-16-16-16-16-10: measured. Of the training images it gets {train[1]} percent right. Of the test images it gets {test[1]} percent right."
    page.wait_for_function("words => document.querySelector('.lab-spoken').textContent.includes(words)", arg=spoken)
