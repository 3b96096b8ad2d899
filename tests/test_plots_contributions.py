"""The contributions add up, and the box says what goes in and what comes out."""

import numpy as np

from nn_core import plots
from nn_core.plots import style


def lengths(figure):
    return [patch.get_width() for patch in figure.axes[0].patches if hasattr(patch, "get_width")]


def test_the_bars_of_a_ledger_are_the_products_in_order_then_the_bias_then_their_sum():
    figure = plots.contributions([1.0, -2.0, 4.0], [1.0, 0.5, 0.75], -0.5, 0.924)
    assert lengths(figure) == [3.0, 1.0, -1.0, -0.5, 2.5]
    assert lengths(figure)[-1] == sum(lengths(figure)[:-1])


def test_a_ledger_names_neurons_by_their_place_in_the_layer():
    shown = [text.get_text() for text in plots.contributions([1.0, -2.0, 4.0], [1.0, 0.5, 0.75], -0.5, 0.924).texts]
    assert [name for name in shown if name.startswith("neuron ")] == ["neuron 2", "neuron 0", "neuron 1"]
    assert "−2.00 × 0.50" in shown and "+2.50" in shown and "activation σ(z) = 0.924" in shown


def test_what_speaks_for_is_blue_and_to_the_right_and_what_speaks_against_is_red_and_to_the_left():
    from matplotlib.colors import to_hex

    bars = plots.contributions([1.0, -1.0], [1.0, 1.0], 0.0, 0.5).axes[0].patches
    assert [(bar.get_width(), to_hex(bar.get_facecolor())) for bar in bars[:2]] == [(1.0, style.POSITIVE), (-1.0, style.NEGATIVE)]


def test_a_ledger_is_described_by_who_brings_most_and_by_its_sum():
    words = plots.contributions([1.0, -2.0, 4.0], [1.0, 0.5, 0.75], -0.5, 0.924, "Output 3").description
    assert words.startswith("Output 3. Neuron 2 brings the most, +3.00; neuron 1 the least, −1.00.")
    assert words.endswith("The bias brings −0.50. The sum z is +2.50, the activation 0.924.")


def test_the_box_counts_what_goes_in_and_what_comes_out():
    words = plots.function_box(np.zeros((28, 28)), np.linspace(0, 0.9, 10), 13002).description
    assert words.startswith("A box with 13,002 parameters. Into it goes an image of 784 numbers, out of it come 10 numbers.")
    assert "most active of 10 output neurons is 9, at 0.90" in words
