"""A network, worked by hand, and everything that it refuses."""

from types import SimpleNamespace

import numpy as np
import pytest
from arrays import assert_same_parameters, lit
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nn_core import Layer, Network, accuracy, load_mnist, load_network, prepare, sigmoid
from nn_core.network import BLOCK

FINITE = "^the pixels must be finite: there is a NaN or an infinity among them$"
RANDOM = Network.random([784, 16, 16, 10], seed=3)
IMAGES = np.random.default_rng(3).random((4, 784))


@pytest.fixture
def tiny():
    """Two inputs, two hidden relu neurons, one sigmoid output."""
    return Network([Layer([[1.0, -1.0], [2.0, 0.0]], [0.0, -1.0], "relu"), Layer([[1.0, -0.5]], [0.25])])


def test_forward_worked_by_hand(tiny):
    # Hidden: relu(3 - 1) = 2 and relu(2·3 - 1) = 5. Output: σ(2 - 2.5 + 0.25) = σ(-0.25).
    np.testing.assert_allclose(tiny.forward([3.0, 1.0]), [1 / (1 + np.exp(0.25))], rtol=1e-15)


def test_forward_pass_keeps_every_z_and_every_a(tiny):
    seen = tiny.forward_pass([1.0, 3.0])
    # Hidden: z = 1 - 3 = -2 and 2·1 - 1 = 1, so a = 0 and 1. Output: z = 0 - 0.5 + 0.25.
    expected_z, expected_a = [[-2, 1], [-0.25]], [[1, 3], [0, 1], [sigmoid(-0.25)]]
    for found, expected in zip(seen.weighted_inputs + seen.activations, expected_z + expected_a, strict=True):
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("pixels", [IMAGES, IMAGES[0]])
def test_the_ends_of_a_forward_pass_are_the_pixels_and_the_output(pixels):
    seen = RANDOM.forward_pass(pixels)
    np.testing.assert_array_equal(seen.activations[0], pixels)
    np.testing.assert_array_equal(seen.activations[-1], RANDOM.forward(pixels))


@settings(max_examples=20)
@given(arrays(float, (3, 784), elements=st.floats(0, 1)))
def test_many_images_give_what_each_image_gives_alone(images):
    np.testing.assert_allclose(RANDOM.forward(images), [RANDOM.forward(image) for image in images], atol=1e-12)


@pytest.mark.parametrize("n", [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7])
def test_blocks_leave_no_seam(n):
    network = Network.random([5, 4, 3], seed=1)
    images = np.random.default_rng(n).random((n, 5))
    np.testing.assert_allclose(network.forward(images), network.forward_pass(images).activations[-1], atol=1e-15)


@given(st.permutations(range(6)))
def test_the_order_of_hidden_neurons_changes_nothing(order):
    network = Network.random([5, 6, 3], seed=1)
    first, last = network.layers
    shuffled = Network([Layer(first.weights[order], first.biases[order]), Layer(last.weights[:, order], last.biases)])
    pixels = np.random.default_rng(0).random((7, 5))
    np.testing.assert_allclose(shuffled.forward(pixels), network.forward(pixels), atol=1e-14)


@pytest.mark.parametrize(("pixels", "shape"), [(IMAGES[0], ()), (IMAGES, (4,)), (IMAGES[:1], (1,)), (IMAGES[:0], (0,))])
def test_one_image_gives_ten_numbers_and_any_number_of_them_as_many_rows(pixels, shape):
    assert RANDOM.forward(pixels).shape == (*shape, 10)
    assert np.shape(RANDOM.predict(pixels)) == shape
    assert [a.shape for a in RANDOM.forward_pass(pixels).activations] == [(*shape, neurons) for neurons in (784, 16, 16, 10)]


def test_predict_names_the_most_active_output():
    network = Network([Layer(np.eye(3), np.zeros(3))])
    assert network.predict([0.1, 0.9, 0.2]) == 1
    assert type(network.predict([0.1, 0.9, 0.2])) is int
    np.testing.assert_array_equal(network.predict([[0.9, 0.1, 0.2], [0.1, 0.2, 0.9]]), [0, 2])


def test_printing_shows_shape_and_count():
    assert str(RANDOM) == (
        "Network 784-16-16-10, reads framed digits\n"
        "  layer 1: 12,544 weights +  16 biases = 12,560  (sigmoid)\n"
        "  layer 2:    256 weights +  16 biases =    272  (sigmoid)\n"
        "  layer 3:    160 weights +  10 biases =    170  (sigmoid)\n"
        "  13,002 parameters"
    )
    assert repr(RANDOM) == "Network(784-16-16-10, reads framed digits)"


def test_printing_names_each_activation_and_the_input():
    words = str(Network.random([3, 2, 1], seed=0, activation="relu", input="straightened"))
    assert words.startswith("Network 3-2-1, reads straightened digits\n  layer 1:      6 weights +   2 biases =      8  (relu)\n")


def test_a_seed_decides_every_weight():
    assert_same_parameters(RANDOM.layers, Network.random([784, 16, 16, 10], seed=3).layers)
    for layer, different in zip(RANDOM.layers, Network.random([784, 16, 16, 10], seed=4).layers, strict=True):
        assert not np.any(layer.weights == different.weights)


def test_random_weights_spread_by_one_over_the_root_of_the_inputs_and_biases_are_0():
    network = Network.random([400, 300, 200], seed=5)
    for layer in network.layers:
        assert layer.weights.std() * np.sqrt(layer.inputs) == pytest.approx(1, abs=0.02)
        assert abs(layer.weights.mean()) * np.sqrt(layer.inputs) < 0.02
        np.testing.assert_array_equal(layer.biases, 0)


def test_a_network_keeps_a_card_of_its_own():
    network = Network(RANDOM.layers, card=(card := {"seed": 7}))
    card["seed"] = 8
    assert network.card == {"seed": 7}


def test_layers_that_do_not_fit_are_refused_with_both_numbers():
    layers = [Layer(np.ones((2, 3)), np.zeros(2)), Layer(np.ones((4, 2)), np.zeros(4)), Layer(np.ones((1, 5)), np.zeros(1))]
    with pytest.raises(ValueError, match="layer 3 reads 5 .*layer 2 has 4 "):
        Network(layers)
    with pytest.raises(ValueError, match="at least one layer"):
        Network([])


@pytest.mark.parametrize(
    ("shape", "problem"),
    [
        ((28, 28), r"^expected 784 pixels, got 28 x 28; call image.ravel\(\) first$"),
        ((784, 1), r"^expected 784 pixels, got 784 x 1; call image.ravel\(\) first$"),
        ((5, 28, 28), r"^expected 784 pixels, got 5 x 28 x 28; call images.reshape\(len\(images\), -1\) first$"),
        ((1, 1, 784), r"^expected 784 pixels, got 1 x 1 x 784; call image.ravel\(\) first$"),
        ((5, 783), r"^expected 784 pixels, got 5 x 783$"),
        ((783,), r"^expected 784 pixels, got 783$"),
        ((5, 2, 784), r"^expected 784 pixels, got 5 x 2 x 784$"),
        ((5, 4, 28, 28), r"^expected 784 pixels, got 5 x 4 x 28 x 28$"),
        ((2, 2, 14, 28), r"^expected 784 pixels, got 2 x 2 x 14 x 28$"),
        ((0, 28, 28), r"^expected 784 pixels, got 0 x 28 x 28; call images.reshape\(len\(images\), -1\) first$"),
        ((), r"^expected 784 pixels, got a single number$"),
    ],
)
@pytest.mark.parametrize("read", [RANDOM.forward, RANDOM.forward_pass, RANDOM.predict])
def test_a_wrong_shape_is_refused_with_both_numbers_and_advice(read, shape, problem):
    with pytest.raises(ValueError, match=problem):
        read(np.zeros(shape))


@pytest.mark.parametrize("dtype", ["uint8", "int64", "bool", "float16", "complex128", "O", "<U3"])
@pytest.mark.parametrize("read", [RANDOM.forward, RANDOM.forward_pass, RANDOM.predict])
def test_what_is_no_float_is_refused_with_advice(read, dtype):
    with pytest.raises(
        TypeError,
        match=f"^expected activations as floats from 0 to 1, got dtype {dtype.replace('O', 'object')}; "
        "grey values from 0 to 255 are divided by 255 first$",
    ):
        read(np.zeros(784, dtype))


@pytest.mark.parametrize("row", [0, BLOCK, BLOCK + 1])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("read", [RANDOM.forward, RANDOM.forward_pass, RANDOM.predict])
def test_a_pixel_that_is_not_finite_is_refused_wherever_it_is(read, dtype, value, row):
    images = lit((row, 700), value, shape=(BLOCK + 2, 784)).astype(dtype)
    for pixels in (images, images[row]):
        with pytest.raises(ValueError, match=FINITE):
            read(pixels)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_pixel_that_is_not_finite_is_refused_where_all_its_weights_are_0(value):
    network = Network([Layer(np.zeros((2, 3)), np.zeros(2)), Layer(np.ones((1, 2)), np.zeros(1))])
    for pixels in (np.array([0.0, value, 0.0]), np.array([[0.0, 0.0, 0.0], [value, 0.0, 0.0]])):
        with pytest.raises(ValueError, match=FINITE):
            network.forward(pixels)


def test_large_finite_pixels_are_read():
    network = Network([Layer([[1.0, 1.0]], [0.0])])
    np.testing.assert_array_equal(network.forward([1e200, 1e200]), [1.0])


def test_weights_that_training_has_blown_up_are_not_blamed_on_the_pixels():
    network = Network.random([3, 2], seed=0)
    network.layers[0].weights[0, 0] = np.nan
    with pytest.raises(ValueError, match="^the outputs are not numbers: the weights, or"):
        network.predict(np.ones(3))


def test_forward_leaves_the_pixels_alone():
    images = IMAGES.copy()
    RANDOM.forward(images)
    RANDOM.forward_pass(images[0])
    np.testing.assert_array_equal(images, IMAGES)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("pixels", [IMAGES, IMAGES[0], IMAGES[:0]])
def test_the_outputs_are_computed_in_the_precision_of_the_pixels(pixels, dtype):
    network, narrow = Network.random([784, 16, 16, 10], seed=3, dtype=dtype), pixels.astype(np.float32)
    np.testing.assert_allclose(network.forward(narrow), RANDOM.forward(pixels), atol=1e-5)
    assert {z.dtype for z in [network.forward(narrow), *network.forward_pass(narrow).weighted_inputs]} == {np.dtype(np.float32)}
    assert network.forward(pixels).dtype == np.float64


# -- read: from images to digits


TEST = load_mnist().test
DIGIT = Network([Layer(np.eye(784)[:10], np.zeros(10))])


@pytest.mark.parametrize(("name", "least"), [("framed", 0.97), ("straightened", 0.98), ("shuffled", 0.94)])
def test_read_prepares_the_images_as_each_network_wants_them(name, least):
    assert accuracy(load_network(name), TEST) > least


def test_read_of_one_image_is_one_digit_and_of_many_is_a_row():
    network = load_network()
    assert network.read(TEST.images[0]) == 7
    assert network.read(TEST.images[:4]).tolist() == [7, 2, 1, 0]
    assert network.read(TEST.images[:0]).shape == (0,)
    assert network.read(np.kron(TEST.images[0], np.ones((4, 4), np.uint8))) == 7


def test_read_in_blocks_leaves_no_seam():
    network, images = load_network("straightened"), TEST.images[: BLOCK + 3]
    assert network.read(images).tolist() == network.predict(network.prepare(images)).tolist()


def test_a_permutation_says_which_pixel_each_input_reads():
    order, images = np.random.default_rng(0).permutation(784), TEST.images[:3]
    shuffled = Network(DIGIT.layers, permutation=order)
    assert np.array_equal(DIGIT.prepare(images), prepare(images))
    assert np.array_equal(shuffled.prepare(images), prepare(images)[:, order])
    assert np.array_equal(shuffled.prepare(images[0]), prepare(images)[0, order])
    assert repr(shuffled) == "Network(784-10, reads framed digits, their pixels permuted)"


@pytest.mark.parametrize("order", [[0, 1, 1], [0, 1], [1, 2, 3], [0.0, 1.0, 2.0], [[0, 1, 2]], ["a"], []])
def test_what_is_no_permutation_of_the_inputs_is_refused(order):
    with pytest.raises(ValueError, match="^the permutation must hold each whole number from 0 to 2 once$"):
        Network([Layer(np.eye(3), np.zeros(3))], permutation=order)


def test_an_unknown_input_is_refused():
    with pytest.raises(ValueError, match="^the input must be one of framed, straightened, got 'framd'$"):
        Network(RANDOM.layers, input="framd")


# Three blank images, of which one shows what its label says.
BLANK = SimpleNamespace(images=np.zeros((3, 28, 28)), labels=np.array([0, 1, 2]))


def test_accuracy_is_the_share_of_right_answers():
    # Every output is σ(0), and the first of equal outputs is the answer: 0.
    assert accuracy(DIGIT, BLANK) == 1 / 3


@pytest.mark.parametrize("count", [0, 2])
def test_accuracy_wants_one_label_for_each_image(count):
    with pytest.raises(ValueError, match="expected images with a label each"):
        accuracy(DIGIT, SimpleNamespace(images=BLANK.images[:count], labels=BLANK.labels[: 3 * count]))


def test_rows_of_pixels_are_not_read_as_one_picture():
    network = Network.random([784, 10], seed=0)
    with pytest.raises(ValueError, match="784 pixels are for predict"):
        network.read(np.zeros((3, 784)))
    assert network.read(np.zeros((1, 3, 784))).shape == (1,)
