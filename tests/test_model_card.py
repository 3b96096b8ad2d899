from types import SimpleNamespace

import numpy as np
import pytest
from arrays import lit

from nn_core.evaluation.model_card import calibration_error, disturbances, measure_card
from nn_core.layer import Layer
from nn_core.mnist import load_mnist
from nn_core.network import Network

DIGITS = load_mnist().test


def constant(output):
    """A network that gives the same outputs whatever it reads."""
    return Network([Layer(np.zeros((10, 784)), np.log(output / (1 - output)))])


def test_the_calibration_error_by_hand():
    # Two images at 0.8, one of them right: a gap of 0.3. Two at 0.5, both wrong: a gap of 0.5.
    output = np.array([[0.8, 0.1], [0.8, 0.1], [0.5, 0.1], [0.5, 0.1]])
    assert calibration_error(output, np.array([0, 1, 1, 1])) == pytest.approx(0.5 * 0.3 + 0.5 * 0.5)


def test_outputs_of_exactly_one_belong_to_the_last_bin():
    assert calibration_error(np.array([[1.0, 0.0]]), np.array([0])) == 0.0


def test_a_network_that_always_says_seven_with_095_is_measured_so():
    output = lit(7, 0.9, shape=10) + 0.05
    few = DIGITS[:200]
    card = measure_card(constant(output), SimpleNamespace(train=few, test=few))
    sevens, measured = np.mean(few.labels == 7), card["on_the_test_images"]
    assert card["train_accuracy"] == card["test_accuracy"] == pytest.approx(sevens)
    assert measured["expected_calibration_error"] == pytest.approx(0.95 - sevens)
    assert measured["right_answers_above_0.9"] == measured["wrong_answers_above_0.9"] == 1.0
    assert measured["noise_above_0.9_as_it_is"] == measured["noise_above_0.9_prepared"] == 1.0
    assert measured["blank_highest_output"] == pytest.approx(0.95)
    assert all(disturbed["above_0.9_as_it_is"] == 1.0 for disturbed in measured["disturbed"].values())


def test_the_disturbances_are_what_their_names_say():
    image = np.uint8(lit(np.s_[0, 8:10, 10:12], 200, shape=(1, 28, 28)))
    shifted, inverted, shrunk = disturbances(image).values()
    assert np.argwhere(shifted[0])[0].tolist() == [8, 14] and shifted.sum() == image.sum()
    assert inverted[0, 8, 10] == 55 and inverted[0, 0, 0] == 255
    assert np.argwhere(shrunk[0]).tolist() == [[11, 12]] and shrunk[0, 11, 12] == 200
