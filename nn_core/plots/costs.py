"""How wrong an answer is: output beside target, what lies between them, and the cost."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from nn_core.plots.paper import Picture, bar, picture, plane, stroke, text
from nn_core.plots.style import ACCENT, GRID, INK, LINE, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, WIDTH, Array
from nn_core.plots.words import counted, listing, number

ROW = 0.235  # inches


def cost_ledger(outputs: ArrayLike, target: ArrayLike, title: str = "", labels: Sequence[str] = "0123456789") -> Picture:
    """Draw every output with its target, the squared difference as a bar, and the cost.

    Args:
        outputs: (10,).
        target: (10,).
        title: A line above them.
        labels: A name for each output.

    Returns:
        The figure.

    Examples:
        >>> cost_ledger([0.5, 0.0], [1, 0], labels="ab").description
        'The target is 1 for a and 0 for all others. The largest squared difference is that of output a, 0.250.
        All of them add up to a cost of 0.250.'
    """
    outputs, target = np.asarray(outputs, float), np.asarray(target, float)
    squares = (outputs - target) ** 2
    meant = listing(label for label, y in zip(labels, target, strict=True) if y)
    top = 0.1 + LINE
    height = ROW * len(outputs)
    figure = picture(
        WIDTH,
        top + height + 1.3 * LINE,
        title,
        f"The target is 1 for {meant} and 0 for all others" if meant else "The target is 0 for all outputs",
        f"The largest squared difference is that of output {labels[int(squares.argmax())]}, {number(squares.max(), 3)}",
        f"All of them add up to a cost of {number(squares.sum(), 3)}",
    )
    left, width = 1.95, 1.8
    for x, words in ((0.28, "digit"), (0.95, "output"), (1.55, "target"), (left + width / 2, "squared difference")):
        text(figure, x, top - LINE / 2, words, MUTED, SMALL_TEXT)
    axes = plane(figure, left, top, width, height, (0, max(1.0, squares.max())), (len(outputs) - 0.5, -0.5))
    for index, square in enumerate(squares):
        bar(axes, index, square, 0.62, NEGATIVE)
    stroke(axes, [(0, -0.5), (0, len(outputs) - 0.5)], MUTED, 0.8)
    for index, (label, a, y, square) in enumerate(zip(labels, outputs, target, squares, strict=True)):
        middle, weight = top + ROW * (index + 0.5), "bold" if y else "normal"
        text(figure, 0.28, middle, label, weight=weight)
        text(figure, 0.95, middle, number(a), size=SMALL_TEXT, weight=weight)
        text(figure, 1.55, middle, number(y, 0), size=SMALL_TEXT, weight=weight)
        text(figure, 4.4, middle, number(square, 3), size=SMALL_TEXT, ha="right")
    text(figure, 4.4, top + height + 0.6 * LINE, f"cost {number(squares.sum(), 3)}", ha="right", weight="bold")
    return figure


def answers(
    answers: ArrayLike, target: int, costs: Sequence[float] | None = None, titles: Sequence[str] = "ABCDEFGH", title: str = ""
) -> Picture:
    """Draw several answers side by side, each as ten bars.

    Without costs it is the question, with them the answer.

    Args:
        answers: (n, 10), n up to 4, from 0 to 1.
        target: The digit that was meant; its label is marked.
        costs: One number for each answer, printed below it.
        titles: A name for each answer.
        title: A line above all of them.

    Returns:
        The figure.

    Examples:
        >>> answers([[0.0, 1.0], [0.5, 0.5]], 1, [0.0, 0.5]).description
        '2 answers for a 1, each as 2 bars. A: output 1 at 1.00, all others below 0.10; cost 0.00.
        B: every output at 0.50; cost 0.50.'
    """
    answers = np.asarray(answers, float)
    prices = [""] * len(answers) if costs is None else [f"cost {number(cost)}" for cost in costs]
    top, row = 0.1 + LINE, 0.19
    height = row * answers.shape[1]
    named = list(zip(titles, answers, prices, strict=False))
    figure = picture(
        WIDTH,
        top + height + 0.1 + LINE * (costs is not None),
        title,
        f"{counted(len(answers), 'answer')} for a {target}, each as {counted(answers.shape[1], 'bar')}",
        *(f"{name}: {_answer_in_words(outputs)}" + (f"; {price}" if price else "") for name, outputs, price in named),
    )
    pitch = WIDTH / len(answers)
    for index, (name, outputs, price) in enumerate(named):
        left, length = index * pitch + 0.24, pitch - 0.36
        text(figure, left + length / 2, top - LINE / 2, name, weight="bold")
        axes = plane(figure, left, top, length, height, (0, 1), (len(outputs) - 0.5, -0.5))
        for digit, value in enumerate(outputs):
            bar(axes, digit, 1.0, 0.66, GRID)
            bar(axes, digit, value, 0.66, POSITIVE)
            colour, weight = (ACCENT, "bold") if digit == target else (INK, "normal")
            text(figure, left - 0.1, top + row * (digit + 0.5), str(digit), colour, SMALL_TEXT, weight=weight)
        text(figure, left + length / 2, top + height + 0.6 * LINE, price, size=SMALL_TEXT)
    return figure


def _answer_in_words(outputs: Array) -> str:
    lit = [f"output {digit} at {number(value)}" for digit, value in enumerate(outputs) if value >= 0.1]
    if len(lit) > 1 and np.ptp(outputs) < 0.005:
        return f"every output at {number(outputs[0])}"
    if not lit:
        return "every output below 0.10"
    return ", ".join(lit) + (", all others below 0.10" if len(lit) < len(outputs) else "")
