"""Why an output is what it is: each contribution as a bar; and the network as one box."""

from collections.abc import Sequence

import numpy as np
from matplotlib.patches import FancyBboxPatch
from numpy.typing import ArrayLike

from nn_core.plots.layers import output_bars, outputs_in_words
from nn_core.plots.paper import Picture, bar, picture, plane, stroke, text, tile
from nn_core.plots.style import INK, LINE, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, TEXT, WIDTH, grey, table
from nn_core.plots.words import number

ROW = 0.205  # inches


def contributions(weights: ArrayLike, activations: ArrayLike, bias: float, output: float, title: str = "") -> Picture:
    """Draw what every neuron before brings to one neuron: weight × activation as a bar.

    The largest stands first. Below them stand the bias, the weighted input z that all of it adds up to, and the activation that
    z becomes.

    Args:
        weights: One number for each neuron of the layer before.
        activations: The same.
        bias: The neuron's own.
        output: Its activation, such as sigmoid(z).
        title: A line above all of it.

    Returns:
        The figure.

    Examples:
        >>> contributions([2.0, -1.0], [0.5, 1.0], 0.25, 0.562).description
        'Neuron 0 brings the most, +1.00; neuron 1 the least, −1.00. The bias brings +0.25.
        The sum z is +0.25, the activation 0.562.'
    """
    weights, activations = np.asarray(weights, float), np.asarray(activations, float)
    products = weights * activations
    z = float(products.sum() + bias)
    order = np.argsort(-products, kind="stable")
    rows = [(f"neuron {k}", f"{number(weights[k])} × {number(activations[k])}", float(products[k])) for k in order]
    rows += [("bias", "", float(bias))]
    most, least = int(products.argmax()), int(products.argmin())
    top = 0.1 + LINE
    height = ROW * (len(rows) + 1) + 0.08
    figure = picture(
        WIDTH,
        top + height + 1.2 * LINE + 0.06,
        title,
        f"Neuron {most} brings the most, {number(products[most], plus=True)}; "
        f"neuron {least} the least, {number(products[least], plus=True)}",
        f"The bias brings {number(bias, plus=True)}",
        f"The sum z is {number(z, plus=True)}, the activation {number(output, 3)}",
    )
    left, width = 2.02, 1.72
    limit = max(abs(value) for value in [*(value for _, _, value in rows), z]) or 1.0
    axes = plane(figure, left, top, width, height, (-limit, limit), (height, 0))
    for x, words, across in ((1.82, "weight × activation", "right"), (left + width / 2, "−   0   +", "center"), (4.4, "brings", "right")):
        text(figure, x, top - LINE / 2, words, MUTED, SMALL_TEXT, ha=across)
    for index, (name, product, value) in enumerate(rows):
        y = ROW * (index + 0.5)
        bar(axes, y, value, 0.62 * ROW, POSITIVE if value > 0 else NEGATIVE)
        text(figure, 0.1, top + y, name, size=SMALL_TEXT, ha="left")
        text(figure, 1.82, top + y, product, size=SMALL_TEXT, ha="right")
        text(figure, 4.4, top + y, number(value, plus=True), size=SMALL_TEXT, ha="right")
    y = ROW * (len(rows) + 0.5) + 0.08
    bar(axes, y, z, 0.62 * ROW, INK)
    stroke(axes, [(0, 0), (0, height)], MUTED, 0.8)
    stroke(figure.paper, [(0.1, top + ROW * len(rows) + 0.06), (4.4, top + ROW * len(rows) + 0.06)], INK, 0.9)
    text(figure, 0.1, top + y, "sum: weighted input z", size=SMALL_TEXT, ha="left", weight="bold")
    text(figure, 4.4, top + y, number(z, plus=True), size=SMALL_TEXT, ha="right", weight="bold")
    text(figure, 4.4, top + height + 0.7 * LINE, f"activation σ(z) = {number(output, 3)}", ha="right", weight="bold")
    return figure


def function_box(image: ArrayLike, outputs: ArrayLike, parameters: int, title: str = "") -> Picture:
    """Draw the whole network as one box: an image goes in, the output activations come out.

    Args:
        image: 784 numbers.
        outputs: (10,).
        parameters: How many dials the box has.
        title: A line above it.

    Returns:
        The figure.
    """
    image, outputs = table(image), np.asarray(outputs, float)
    top = 0.1 + LINE
    side, height = 1.15, 0.19 * len(outputs)
    figure = picture(
        WIDTH,
        top + height + 0.1,
        title,
        f"A box with {parameters:,} parameters. Into it goes an image of {image.size} numbers, out of it come {len(outputs)} numbers",
        outputs_in_words(outputs),
    )
    middle = top + height / 2
    tile(figure, grey(image), 0.08, middle - side / 2, side)
    text(figure, 0.08 + side / 2, middle - side / 2 - LINE / 2, f"{image.size} numbers in", size=SMALL_TEXT)
    _box(figure, middle, "f", parameters, "parameters", arrows=((1.29, 1.56), (2.98, 3.25)))
    text(figure, 3.88, top - LINE / 2, f"{len(outputs)} numbers out", size=SMALL_TEXT)
    output_bars(figure, outputs, "0123456789", 3.52, top, 0.5, 0.19, SMALL_TEXT)
    return figure


def cost_box(parameters: int, examples: int, cost: float, title: str = "") -> Picture:
    """Draw the cost as one box: all parameters of a network go in, one number comes out.

    Args:
        parameters: How many go in.
        examples: How many labelled images are fixed inside.
        cost: The number.
        title: A line above it.

    Returns:
        The figure.

    Examples:
        >>> cost_box(9, 20, 0.5).description
        'A box, the cost. 9 parameters go in, one number comes out: 0.500. Fixed inside are 20 labelled images.'
    """
    top = 0.1
    figure = picture(
        WIDTH,
        top + 1.5,
        title,
        "A box, the cost",
        f"{parameters:,} parameters go in, one number comes out: {number(cost, 3)}",
        f"Fixed inside are {examples:,} labelled images",
    )
    middle = top + 0.7
    text(figure, 0.62, middle - 0.12, f"{parameters:,}", weight="bold", size=TEXT + 2)
    text(figure, 0.62, middle + 0.14, "numbers in", size=SMALL_TEXT)
    _box(figure, middle, "C", examples, "labelled images", arrows=((1.2, 1.56), (2.98, 3.34)))
    text(figure, 3.88, middle - 0.12, number(cost, 3), weight="bold", size=TEXT + 2)
    text(figure, 3.88, middle + 0.14, "1 number out", size=SMALL_TEXT)
    return figure


def _box(figure: Picture, middle: float, letter: str, count: int, words: str, arrows: Sequence[tuple[float, float]]) -> None:
    """Draw a box with what is fixed inside it; its arrows go from x to x, in inches."""
    corners = "round,pad=0,rounding_size=0.1"
    figure.paper.add_artist(FancyBboxPatch((1.62, middle - 0.62), 1.3, 1.24, boxstyle=corners, facecolor="none", edgecolor=INK))
    text(figure, 2.27, middle - 0.3, letter, size=TEXT + 6)
    text(figure, 2.27, middle + 0.04, f"{count:,}", weight="bold")
    text(figure, 2.27, middle + 0.26, words, size=SMALL_TEXT)
    for start, end in arrows:
        head = [(end - 0.07, middle + side) for side in (-0.06, 0.06)]
        stroke(figure.paper, [(start, middle), (end, middle), head[0], (end, middle), head[1], (end, middle)], INK, 1.2)
