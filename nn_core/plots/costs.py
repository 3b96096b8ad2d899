"""How wrong an answer is, as a picture: output beside target, what lies between them, and the cost that it comes to."""

import numpy as np

from nn_core.plots import describe
from nn_core.plots.places import bar, plane, stroke
from nn_core.plots.style import ACCENT, GRID, INK, LINE, MUTED, NEGATIVE, POSITIVE, SMALL_TEXT, WIDTH, number, picture, text

ROW = 0.235  # inches


def cost_ledger(outputs, target, title="", labels="0123456789"):
    """Every output with its target, the squared difference as a bar, and the sum of all ten: the cost.

    outputs, target: (10,).  labels: a name for each output.
    """
    outputs, target = np.asarray(outputs, float), np.asarray(target, float)
    squares = (outputs - target) ** 2
    top = 0.1 + LINE + 1.3 * LINE * bool(title)
    height = ROW * len(outputs)
    figure = picture(WIDTH, top + height + 1.3 * LINE, describe.cost_ledger(outputs, target, title, labels), title)
    left, width = 1.95, 1.8
    for x, words in ((0.28, "digit"), (0.95, "output"), (1.55, "target"), (left + width / 2, "squared difference")):
        text(figure, x, top - LINE / 2, words, color=MUTED, size=SMALL_TEXT)
    place = plane(figure, left, top, width, height, (0, max(1.0, squares.max())), (len(outputs) - 0.5, -0.5))
    for index, square in enumerate(squares):
        bar(place, index, square, 0.62, NEGATIVE)
    stroke(place, [(0, -0.5), (0, len(outputs) - 0.5)], MUTED, 0.8)
    for index, (label, a, y, square) in enumerate(zip(labels, outputs, target, squares, strict=True)):
        middle, weight = top + ROW * (index + 0.5), "bold" if y else "normal"
        text(figure, 0.28, middle, label, weight=weight)
        text(figure, 0.95, middle, number(a), size=SMALL_TEXT, weight=weight)
        text(figure, 1.55, middle, number(y, 0), size=SMALL_TEXT, weight=weight)
        text(figure, 4.4, middle, number(square, 3), size=SMALL_TEXT, ha="right")
    text(figure, 4.4, top + height + 0.6 * LINE, f"cost {number(squares.sum(), 3)}", ha="right", weight="bold")
    return figure


def answers(answers, target, costs=None, titles="ABCDEFGH", title=""):
    """Several answers side by side, each as ten bars; without costs it is the question, with them the answer.

    answers: (n, 10), n up to 4, from 0 to 1.  target: the digit that was meant; its label is marked.
    costs: one number for each answer, printed below it.
    """
    answers = np.asarray(answers, float)
    top, row = 0.1 + LINE + 1.3 * LINE * bool(title), 0.19
    height = row * answers.shape[1]
    words = describe.answers(answers, target, costs, titles, title)
    figure = picture(WIDTH, top + height + 0.1 + LINE * (costs is not None), words, title)
    pitch = WIDTH / len(answers)
    for index, (outputs, name) in enumerate(zip(answers, titles, strict=False)):
        left, length = index * pitch + 0.24, pitch - 0.36
        text(figure, left + length / 2, top - LINE / 2, name, weight="bold")
        place = plane(figure, left, top, length, height, (0, 1), (len(outputs) - 0.5, -0.5))
        for digit, value in enumerate(outputs):
            bar(place, digit, 1.0, 0.66, GRID)
            bar(place, digit, value, 0.66, POSITIVE)
            meant = digit == target
            colour, weight = (ACCENT, "bold") if meant else (INK, "normal")
            text(figure, left - 0.1, top + row * (digit + 0.5), str(digit), color=colour, size=SMALL_TEXT, weight=weight)
        if costs is not None:
            text(figure, left + length / 2, top + height + 0.6 * LINE, f"cost {number(costs[index])}", size=SMALL_TEXT)
    return figure
