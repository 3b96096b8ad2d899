"""A step of the network is drawn with every neuron and every connection, and its words count them."""

import numpy as np
from matplotlib.patches import PathPatch

from nn_core import plots


def lines(figure):
    return sum(len(patch.get_path().vertices) // 2 for patch in figure.paper.patches if isinstance(patch, PathPatch))


def test_every_neuron_is_connected_to_every_neuron_below():
    assert lines(plots.one_step(np.zeros(4), np.zeros(3))) == 12
    assert lines(plots.one_step(np.zeros(16), np.zeros(16), np.ones((16, 16)))) == 256


def test_an_image_is_drawn_as_one_picture_with_a_line_to_each_neuron():
    figure = plots.one_step(np.zeros(784), np.zeros(16), np.ones((16, 784)))
    assert lines(figure) == 16
    assert "12544 connections, 12544 positive and 0 negative" in figure.description


def test_the_words_name_the_lit_neurons_and_count_both_signs():
    words = plots.one_step([0.9, 0.1, 0.8], [0.7, 0.2], [[1.0, -1.0, 1.0], [1.0, 1.0, 1.0]]).description
    assert words.startswith("Above 3 neurons, 2 of them above one half: 0, 2. Below 2 neurons, 1 of them above one half: 0.")
    assert words.endswith("6 connections, 5 positive and 1 negative.")


def test_labelled_neurons_carry_their_activation_and_the_highest_is_bold():
    figure = plots.one_step([0.5], [0.25, 0.75], labels="ab")
    assert [(t.get_text(), t.get_weight()) for t in figure.texts] == [("a", "normal"), ("0.25", "normal"), ("b", "bold"), ("0.75", "bold")]
