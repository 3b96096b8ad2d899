"""Why an output is what it is: each contribution as a bar, and the whole network as a box with numbers in and out."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from nn_core.plots import describe
from nn_core.plots.layers import output_bars
from nn_core.plots.places import bar, paper, plane, stroke, tile
from nn_core.plots.style import INK, LINE, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, TEXT, WIDTH, grey, number, picture, text

ROW = 0.205  # inches


def ledger(weights, activations, bias, output, title=""):
    """What every neuron of the layer before brings to one neuron: weight × activation as a bar, the largest first.

    Below them stand the bias, the weighted input z that all of it adds up to, and the activation that z becomes.

    weights, activations: one number for each neuron of the layer before.  bias: the neuron's own.
    output: its activation, such as sigmoid(z).
    """
    weights, activations = np.asarray(weights, float), np.asarray(activations, float)
    products = weights * activations
    z = float(products.sum() + bias)
    order = np.argsort(-products, kind="stable")
    rows = [(f"neuron {k}", f"{number(weights[k])} × {number(activations[k])}", products[k]) for k in order]
    rows += [("bias", "", float(bias))]
    top = 0.1 + LINE + 1.3 * LINE * bool(title)
    height = ROW * (len(rows) + 1) + 0.08
    words = describe.ledger(weights, activations, bias, output, title)
    figure = picture(WIDTH, top + height + 1.2 * LINE + 0.06, words, title)
    left, width = 2.02, 1.72
    limit = max(abs(value) for _, _, value in [*rows, ("", "", z)]) or 1.0
    place = plane(figure, left, top, width, height, (-limit, limit), (height, 0))
    head = top - LINE / 2
    heads = ((1.82, "weight × activation", "right"), (left + width / 2, "−   0   +", "center"), (4.4, "brings", "right"))
    for x, words, across in heads:
        text(figure, x, head, words, color=MUTED, size=SMALL_TEXT, ha=across)
    for index, (name, product, value) in enumerate(rows):
        y = ROW * (index + 0.5)
        _bar(place, y, value, POSITIVE if value > 0 else NEGATIVE)
        text(figure, 0.1, top + y, name, size=SMALL_TEXT, ha="left")
        text(figure, 1.82, top + y, product, size=SMALL_TEXT, ha="right")
        text(figure, 4.4, top + y, number(value, plus=True), size=SMALL_TEXT, ha="right")
    y = ROW * (len(rows) + 0.5) + 0.08
    _bar(place, y, z, INK)
    stroke(place, [(0, 0), (0, height)], MUTED, 0.8)
    canvas = paper(figure)
    stroke(canvas, [(0.1, top + ROW * len(rows) + 0.06), (4.4, top + ROW * len(rows) + 0.06)], INK, 0.9)
    text(figure, 0.1, top + y, "sum: weighted input z", size=SMALL_TEXT, ha="left", weight="bold")
    text(figure, 4.4, top + y, number(z, plus=True), size=SMALL_TEXT, ha="right", weight="bold")
    text(figure, 4.4, top + height + 0.7 * LINE, f"activation σ(z) = {number(output, 3)}", ha="right", weight="bold")
    return figure


def function_box(image, outputs, parameters, title=""):
    """The whole network as one box: an image goes in, the output activations come out.

    image: 784 numbers.  outputs: (10,).  parameters: how many dials the box has.
    """
    outputs = np.asarray(outputs, float)
    top = 0.1 + LINE + 1.3 * LINE * bool(title)
    side, height = 1.15, 0.19 * len(outputs)
    words = describe.function_box(image, outputs, parameters, title)
    figure = picture(WIDTH, top + height + 0.1, words, title)
    middle = top + height / 2
    canvas = paper(figure)
    tile(figure, grey(np.asarray(image).reshape(28, 28)), 0.08, middle - side / 2, side)
    text(figure, 0.08 + side / 2, middle - side / 2 - LINE / 2, f"{np.size(image)} numbers in", size=SMALL_TEXT)
    _box(figure, canvas, middle, "f", parameters, "parameters", arrows=((1.29, 1.56), (2.98, 3.25)))
    text(figure, 3.88, top - LINE / 2, f"{len(outputs)} numbers out", size=SMALL_TEXT)
    output_bars(figure, outputs, "0123456789", 3.52, top, 0.5, 0.19, SMALL_TEXT)
    return figure


def cost_box(parameters, examples, cost, title=""):
    """The cost as one box: all parameters of a network go in, one number comes out; the labelled images are fixed inside.

    parameters, examples: how many.  cost: the number.
    """
    top = 0.1 + 1.3 * LINE * bool(title)
    figure = picture(WIDTH, top + 1.5, describe.cost_box(parameters, examples, cost, title), title)
    middle = top + 0.7
    canvas = paper(figure)
    text(figure, 0.62, middle - 0.12, f"{parameters:,}", weight="bold", size=TEXT + 2)
    text(figure, 0.62, middle + 0.14, "numbers in", size=SMALL_TEXT)
    _box(figure, canvas, middle, "C", examples, "labelled images", arrows=((1.2, 1.56), (2.98, 3.34)))
    text(figure, 3.88, middle - 0.12, number(cost, 3), weight="bold", size=TEXT + 2)
    text(figure, 3.88, middle + 0.14, "1 number out", size=SMALL_TEXT)
    return figure


def _box(figure, canvas, middle, letter, count, words, arrows):
    """A box with a letter and what is fixed inside it, and the arrows into it and out of it, from x to x in inches."""
    corners = "round,pad=0,rounding_size=0.1"
    canvas.add_artist(FancyBboxPatch((1.62, middle - 0.62), 1.3, 1.24, boxstyle=corners, facecolor="none", edgecolor=INK))
    text(figure, 2.27, middle - 0.3, letter, size=TEXT + 6)
    text(figure, 2.27, middle + 0.04, f"{count:,}", weight="bold")
    text(figure, 2.27, middle + 0.26, words, size=SMALL_TEXT)
    for start, end in arrows:
        head = [(end - 0.07, middle + side) for side in (-0.06, 0.06)]
        stroke(canvas, [(start, middle), (end, middle), head[0], (end, middle), head[1], (end, middle)], INK, 1.2)


def _bar(place, y, value, color):
    bar(place, y, value, 0.62 * ROW, color)
