"""The full recipe, proved on networks small enough to check: gradients, folding, calibration, and going on after a stop."""

import io

import numpy as np
import pytest

from nn_core.activations import sigmoid
from nn_core.backpropagation import backpropagate
from nn_core.cost import cross_entropy, one_hot, squared_cost
from nn_core.gradient_descent import step
from nn_core.network import Network
from nn_core.training.learner import AVERAGE, AVERAGE_EVERY, Learner, Method, Schedule, calibrate, learning_rate_at, roughness_gradient

SIZES = (16, 5, 4, 3)
RANDOM = np.random.default_rng(5)
IMAGES = RANDOM.integers(0, 256, (300, 16), dtype=np.uint8)
LABELS = RANDOM.integers(0, 3, 300)
NON_DIGITS = RANDOM.integers(0, 256, (20, 16), dtype=np.uint8)
MEAN = IMAGES.mean(axis=0)


def learner(hidden="tanh", seed=1, sizes=SIZES, **method):
    return Learner(sizes, seed, MEAN, hidden, Method(**method))


SCHEDULE = Schedule(6, smoothness=1e-3, sigmoid_weight=0.1)


def taught(epochs, schedule=SCHEDULE, **options):
    one = learner(**options)
    for _ in range(epochs):
        one.learn_epoch(IMAGES, LABELS, NON_DIGITS, schedule)
    return one


def forward(one, vector, grey_values):
    """The weighted inputs of the output layer, written out again, in float64."""
    activations = grey_values / 255.0 - one.mean
    layers = one.as_layers(vector)
    for weights, biases in layers[:-1]:
        z = activations @ weights.T + biases
        activations = {"tanh": np.tanh, "sigmoid": sigmoid, "relu": lambda z: np.maximum(z, 0)}[one.hidden](z)
    return activations @ layers[-1][0].T + layers[-1][1]


@pytest.mark.parametrize("sigmoid_weight", [0.1, 0.0])
@pytest.mark.parametrize(
    ("hidden", "name"),
    [("tanh", "softmax"), ("relu", "softmax"), ("sigmoid", "softmax"), ("tanh", "cross-entropy"), ("sigmoid", "squared")],
)
def test_the_gradient_is_that_of_central_differences(hidden, name, sigmoid_weight):
    one = learner(hidden, cost=name)
    non_digits = NON_DIGITS[:2] if sigmoid_weight else NON_DIGITS[:0]
    grey_values = np.concatenate([IMAGES[:7], non_digits])
    target = np.concatenate([np.eye(3)[LABELS[:7]], np.zeros((len(non_digits), 3))])
    vector = one.parameters.astype(float)

    def which(parameters):
        z = forward(one, parameters, grey_values)[:7]
        if name == "softmax":
            return np.log(np.exp(z).sum(axis=1)) - z[np.arange(7), LABELS[:7]]
        return {"cross-entropy": cross_entropy, "squared": squared_cost}[name](sigmoid(z), target[:7])

    def cost(parameters):
        z = forward(one, parameters, grey_values)
        return (which(parameters).sum() + sigmoid_weight * cross_entropy(1 / (1 + np.exp(-z)), target).sum()) / len(grey_values)

    def roughness(parameters):
        pictures = np.pad(one.as_layers(parameters)[0][0].reshape(-1, 4, 4), ((0, 0), (1, 1), (1, 1)))
        return 0.01 / 2 * (np.sum(np.diff(pictures, axis=1) ** 2) + np.sum(np.diff(pictures, axis=2) ** 2))

    def slope(step):
        return (cost(vector + step) - cost(vector - step) + roughness(vector + step) - roughness(vector - step)) / 2e-5

    stated = one.learn_batch(grey_values.astype(np.float32), LABELS[:7], Schedule(1, smoothness=0.01, sigmoid_weight=sigmoid_weight), 0.0)
    assert np.allclose(one.gradient, [slope(step) for step in 1e-5 * np.eye(len(vector))], atol=2e-6)
    assert stated == pytest.approx(which(vector).mean(), abs=1e-5)


def test_steps_are_adams_and_the_average_follows_every_few_steps():
    one, schedule = learner(), Schedule(1, learning_rate=0.01)
    expected, averaged = one.parameters.astype(float), one.average.astype(float)
    first = second = 0.0
    for number in range(1, 2 * AVERAGE_EVERY + 1):
        one.learn_batch(IMAGES[:9].astype(np.float32), LABELS[:9], schedule, 0.03)
        first = 0.9 * first + 0.1 * one.gradient.astype(float)
        second = 0.999 * second + 0.001 * one.gradient.astype(float) ** 2
        expected -= 0.01 * (first / (1 - 0.9**number)) / (np.sqrt(second / (1 - 0.999**number)) + 1e-8)
        if number % AVERAGE_EVERY == 0:
            kept = min(AVERAGE**AVERAGE_EVERY, number / (number + 9 * AVERAGE_EVERY))
            averaged = kept * averaged + (1 - kept) * expected
    assert np.allclose(one.parameters, expected, atol=2e-4)
    assert np.allclose(one.average, averaged, atol=2e-4)
    assert not np.allclose(averaged, expected, atol=1e-3)


def test_with_all_of_the_method_taken_back_a_step_is_that_of_the_textbook():
    one = Learner(SIZES, 1, np.zeros(16), "sigmoid", Method("squared", batch=10, adam=False, scheduled=False))
    textbook = Network.random(SIZES, seed=1)
    one.learn_batch(IMAGES[:10].astype(np.float32), LABELS[:10], Schedule(1, learning_rate=2.0), 0.0)
    step(textbook, backpropagate(textbook, IMAGES[:10] / 255, one_hot(LABELS[:10], 3)), 2.0)
    for (weights, biases), layer in zip(one.layers, textbook.layers, strict=True):
        assert np.allclose(weights, layer.weights, atol=1e-6)
        assert np.allclose(biases, layer.biases, atol=1e-6)


@pytest.mark.parametrize("adam", [True, False])
def test_without_a_schedule_the_rate_is_that_of_the_peak_from_the_first_step_to_the_last(adam):
    alike = []
    for progress in (0.0, 0.9):
        one = learner(adam=adam, scheduled=False)
        one.learn_batch(IMAGES[:9].astype(np.float32), LABELS[:9], Schedule(1), progress)
        alike.append(one.parameters)
    first, scheduled = learner(adam=adam), learner(adam=adam)
    first.learn_batch(IMAGES[:9].astype(np.float32), LABELS[:9], Schedule(1), 0.03)
    scheduled.learn_batch(IMAGES[:9].astype(np.float32), LABELS[:9], Schedule(1), 0.9)
    assert np.array_equal(alike[0], alike[1]) and np.array_equal(alike[0], first.parameters)
    assert not np.array_equal(alike[0], scheduled.parameters)


@pytest.mark.parametrize(("batch", "steps"), [(128, 3), (10, 30), (7, 43)])
def test_an_epoch_takes_as_many_steps_as_there_are_batches(batch, steps):
    one = learner(batch=batch)
    one.learn_epoch(IMAGES, LABELS, NON_DIGITS, SCHEDULE)
    assert one.optimizer.steps == steps


def test_learning_takes_the_copies_in_turn_and_goes_on_from_the_epoch_it_is_at():
    copies, seen, one = np.stack([IMAGES, IMAGES[::-1]]), [], taught(1)
    one.learn_epoch = lambda images, *rest: (seen.append(np.array_equal(images, IMAGES)), setattr(one, "epoch", one.epoch + 1))
    one.learn(copies, LABELS, NON_DIGITS, SCHEDULE)
    assert seen == [False, True, False, True, False] and one.epoch == SCHEDULE.epochs


def test_roughness_pulls_a_lone_weight_towards_its_neighbours():
    pictures = np.zeros((2, 3, 3))
    pictures[1, 1, 1] = 1.0
    gradient = roughness_gradient(pictures, 0.5)
    assert gradient[1].tolist() == [[0, -0.5, 0], [-0.5, 2, -0.5], [0, -0.5, 0]]
    assert not gradient[0].any()


def test_even_weights_are_rough_only_at_the_edge_of_the_image():
    gradient = roughness_gradient(np.stack([np.full((3, 3), 2.0), np.full((3, 3), -4.0)]), 0.5)
    edge = np.array([[2, 1, 2], [1, 0, 1], [2, 1, 2]])
    assert np.array_equal(gradient, [edge, -2 * edge])


@pytest.mark.parametrize(
    ("hidden", "sizes"), [("tanh", SIZES), ("relu", SIZES), ("sigmoid", SIZES), ("tanh", (16, 3)), ("tanh", (16, 6, 3))]
)
def test_folding_is_exact(hidden, sizes):
    one = taught(2, hidden=hidden, sizes=sizes)
    expected = 1 / (1 + np.exp(-forward(one, one.average.astype(float), IMAGES)))
    folded = one.network("framed")
    assert np.abs(folded.forward(IMAGES / 255.0) - expected).max() < 1e-9
    assert folded.sizes == list(sizes)
    bends = ["relu" if hidden == "relu" else "sigmoid"] * (len(sizes) - 2)
    assert [layer.activation for layer in folded.layers] == [*bends, "sigmoid"]


def test_two_trainings_from_one_seed_are_equal_to_the_byte():
    assert taught(3).state.tobytes() == taught(3).state.tobytes()
    assert taught(3).state.tobytes() != taught(3, seed=2).state.tobytes()


def test_a_training_that_stopped_goes_on_to_the_same_bytes(tmp_path):
    path = tmp_path / "stopped.npz"
    taught(2).save(path, "a training")
    resumed = learner()
    resumed.resume(path, "a training")
    assert (resumed.epoch, resumed.optimizer.steps) == (2, 6)
    resumed.learn_epoch(IMAGES, LABELS, NON_DIGITS, SCHEDULE)
    assert resumed.state.tobytes() == taught(3).state.tobytes()


def test_a_checkpoint_of_another_training_is_refused(tmp_path):
    taught(1).save(tmp_path / "x.npz", "one training")
    with pytest.raises(ValueError, match="belongs to another training .one training.; delete it"):
        learner().resume(tmp_path / "x.npz", "another training")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda content: b"", "is empty"),
        (lambda content: content[:2000], "is damaged: File is not a zip file"),
        (lambda content: content[:2000] + bytes([content[2000] ^ 1]) + content[2001:], "is damaged: Bad CRC-32 for file 'state.npy'"),
        (lambda content: b"\x89PNG\r\n\x1a\n" * 9, "is damaged: File is not a zip file"),
        (lambda content: content.replace(b"state.npy", b"other.npy"), "is damaged: .*state.npy.*"),
        (lambda content: zipped(about=np.array("a training"), state=np.zeros((4, 3)), progress=[1, 1]), "is damaged: its parts .* belong"),
        (lambda content: zipped(about=np.array("a training"), state=taught(1).state, progress=[0.5, 1]), "is damaged: its parts .* belong"),
        (lambda content: zipped(about=np.array([print])), "is damaged: .*OBJECT.*"),
    ],
    ids=["empty", "cut", "one bit turned", "a picture", "renamed", "other shape", "half an epoch", "pickled"],
)
def test_a_damaged_checkpoint_is_refused_in_one_sentence_that_says_what_to_do(tmp_path, damage, reason):
    path = tmp_path / "x.npz"
    taught(1).save(path, "a training")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError, match=f"x.npz {reason}; delete it to start from the beginning$"):
        learner().resume(path, "a training")


def zipped(**arrays):
    content = io.BytesIO()
    np.savez(content, **arrays)
    return content.getvalue()


def test_no_checkpoint_is_a_start(tmp_path):
    one = learner()
    one.resume(tmp_path / "none.npz", "a training")
    assert one.epoch == 0


def test_learning_lowers_the_cost_and_blanks_are_refused():
    one, blank, schedule = learner(), np.zeros((1, 16), np.uint8), Schedule(150, learning_rate=0.03, sigmoid_weight=0.1)
    labels = IMAGES[:, 0] // 86
    costs = [one.learn_epoch(IMAGES, labels, blank, schedule) for _ in range(150)]
    assert costs[-1] < costs[0] / 3
    folded = one.network("framed")
    assert np.mean(folded.predict(IMAGES / 255.0) == labels) > 0.9
    assert folded.forward(np.zeros(16)).max() < 0.2


def test_the_learning_rate_rises_to_its_peak_and_falls_to_nothing():
    assert learning_rate_at(0.0, 2.0) == 0.0
    assert learning_rate_at(0.015, 2.0) == pytest.approx(1.0)
    assert learning_rate_at(0.03, 2.0) == 2.0
    assert learning_rate_at(0.515, 2.0) == pytest.approx(1.0)
    assert learning_rate_at(1.0, 2.0) == pytest.approx(0.0)


def test_calibration_finds_the_scale_and_shift_that_made_the_labels():
    # One output that says z, one that says -z; the labels are drawn with the chance σ(2z) for the first, so the higher is right with σ(2|z|).
    random = np.random.default_rng(8)
    z = random.normal(size=20000)
    labels = (random.random(20000) > 1 / (1 + np.exp(-2 * z))).astype(int)
    network = Network.random([1, 2], seed=0)
    network.layers[0].weights[:] = [[1.0], [-1.0]]
    scale, shift = calibrate(network, z[:, None], labels)
    assert scale == pytest.approx(2.0, abs=0.06)
    assert shift == pytest.approx(0.0, abs=0.06)


def test_calibration_bears_a_network_that_is_far_too_sure():
    network = Network.random([1, 2], seed=0)
    network.layers[0].weights[:] = [[300.0], [-300.0]]
    z = np.random.default_rng(9).normal(size=500)
    scale, _ = calibrate(network, z[:, None], (z + 0.5 * np.random.default_rng(1).normal(size=500) < 0).astype(int))
    assert 0.001 < scale < 0.1
