"""Every figure in words, made from the same arrays: for readers who cannot see it, and a check for those who can.

Each function takes the same arguments as the plot of the same name, and stands in the module of the same name.
"""

from nn_core.plots.describe.algebra import equation, matrix_row, neuron_formula, sharing_rows
from nn_core.plots.describe.blame import agreement, chain, paper_network
from nn_core.plots.describe.comparisons import bars, shades, strip
from nn_core.plots.describe.connections import one_step
from nn_core.plots.describe.costs import answers, cost_ledger
from nn_core.plots.describe.curves import curve, curves, sampled
from nn_core.plots.describe.descent import descents, surface
from nn_core.plots.describe.digits import digit, digits, pixel_values, ranking
from nn_core.plots.describe.gallery import favourites
from nn_core.plots.describe.layers import layer_activations, outputs
from nn_core.plots.describe.ledger import cost_box, function_box, ledger
from nn_core.plots.describe.neurons import neurons, runs, unrolled
from nn_core.plots.describe.parameters import all_parameters, blocks, is_image, parameter_bars
from nn_core.plots.describe.parts import item, parts, stages
from nn_core.plots.describe.squish import squish
from nn_core.plots.describe.weights import weight_grid, weight_grids, weighted_sum

__all__ = [
    "agreement",
    "all_parameters",
    "answers",
    "bars",
    "blocks",
    "chain",
    "cost_box",
    "cost_ledger",
    "curve",
    "curves",
    "descents",
    "digit",
    "digits",
    "equation",
    "favourites",
    "function_box",
    "is_image",
    "item",
    "layer_activations",
    "ledger",
    "matrix_row",
    "neuron_formula",
    "neurons",
    "one_step",
    "outputs",
    "paper_network",
    "parameter_bars",
    "parts",
    "pixel_values",
    "ranking",
    "runs",
    "sampled",
    "shades",
    "sharing_rows",
    "squish",
    "stages",
    "strip",
    "surface",
    "unrolled",
    "weight_grid",
    "weight_grids",
    "weighted_sum",
]
