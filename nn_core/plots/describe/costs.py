"""Costs in words."""

import numpy as np

from nn_core.plots.describe.words import counted, listing, sentences
from nn_core.plots.style import number


def cost_ledger(outputs, target, title="", labels="0123456789"):
    """The target, the outputs that miss it most, and the cost.

    >>> cost_ledger([0.5, 0.0], [1, 0], labels="ab")
    'The target is 1 for a and 0 for all others. The largest squared difference is that of output a, 0.250. All of them add up to a cost of 0.250.'
    """
    squares = (np.asarray(outputs, float) - target) ** 2
    meant = listing([label for label, y in zip(labels, target, strict=True) if y])
    return sentences(
        title,
        f"The target is 1 for {meant} and 0 for all others" if meant else "The target is 0 for all outputs",
        f"The largest squared difference is that of output {labels[int(squares.argmax())]}, {number(squares.max(), 3)}",
        f"All of them add up to a cost of {number(squares.sum(), 3)}",
    )


def answers(answers, target, costs=None, titles="ABCDEFGH", title=""):
    """Each answer in turn: which outputs are clearly lit; with costs, what each costs.

    >>> answers([[0.0, 1.0], [0.5, 0.5]], 1, [0.0, 0.5])
    '2 answers for a 1, each as 2 bars. A: output 1 at 1.00, all others below 0.10; cost 0.00. B: every output at 0.50; cost 0.50.'
    """
    answers = np.asarray(answers, float)
    parts = [f"{counted(len(answers), 'answer')} for a {target}, each as {counted(answers.shape[1], 'bar')}"]
    for index, (outputs, name) in enumerate(zip(answers, titles, strict=False)):
        lit = [f"output {digit} at {number(value)}" for digit, value in enumerate(outputs) if value >= 0.1]
        if len(lit) > 1 and np.ptp(outputs) < 0.005:
            seen = f"every output at {number(outputs[0])}"
        elif not lit:
            seen = "every output below 0.10"
        else:
            seen = ", ".join(lit) + (", all others below 0.10" if len(lit) < len(outputs) else "")
        parts.append(f"{name}: {seen}" + (f"; cost {number(costs[index])}" if costs is not None else ""))
    return sentences(title, *parts)
