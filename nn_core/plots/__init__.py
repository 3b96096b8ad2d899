"""Pictures of what a network holds: arrays go in, a matplotlib Figure comes out.

A figure shows itself in a notebook, and carries its description in words: for readers who cannot see it, and as a check for
those who can.
"""

try:
    import matplotlib
except ModuleNotFoundError:
    raise ImportError('nn_core.plots wants matplotlib, which is not installed: pip install ".[plots]"') from None

from nn_core.plots.algebra import equation, matrix_row, neuron_formula
from nn_core.plots.backpropagation import agreement, chain, paper_network
from nn_core.plots.comparisons import bars, shades, strip
from nn_core.plots.connections import one_step
from nn_core.plots.costs import answers, cost_ledger
from nn_core.plots.curves import curve, curves
from nn_core.plots.descent import descents, surface
from nn_core.plots.digits import digit, digits, pixel_values, ranking
from nn_core.plots.most_activating import most_activating
from nn_core.plots.layers import layer_activations, outputs
from nn_core.plots.neurons import neurons, unrolled
from nn_core.plots.contributions import cost_box, function_box, contributions
from nn_core.plots.parameters import all_parameters, parameter_bars
from nn_core.plots.parts import sum_of_parts, stages
from nn_core.plots.runs import runs
from nn_core.plots.squish import squish
from nn_core.plots.weights import weight_grid, weight_grids, weighted_sum

__all__ = [
    "agreement",
    "all_parameters",
    "answers",
    "bars",
    "chain",
    "contributions",
    "cost_box",
    "cost_ledger",
    "curve",
    "curves",
    "descents",
    "digit",
    "digits",
    "equation",
    "function_box",
    "layer_activations",
    "matrix_row",
    "most_activating",
    "neuron_formula",
    "neurons",
    "one_step",
    "outputs",
    "paper_network",
    "parameter_bars",
    "pixel_values",
    "ranking",
    "runs",
    "shades",
    "squish",
    "stages",
    "strip",
    "sum_of_parts",
    "surface",
    "unrolled",
    "weight_grid",
    "weight_grids",
    "weighted_sum",
]
