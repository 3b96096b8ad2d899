"""Which neuron of one network does the job of which neuron of another?

Their numbers do not say, so they are matched by their weights.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from nn_core.evaluation.edge_likeness import EDGE, equally_smooth
from nn_core.evaluation.measurements import figure
from nn_core.network import Network


def twins(networks: Mapping[str, Network], bundles: Sequence[str], seed: int) -> dict[str, Any]:
    """How much alike the first layers of networks are that differ in their seed alone.

    Over all pairs of each bundle: the size of the cosine between neurons of the same number, and between neurons that are matched
    one to one. The same for as many random neurons, as smooth as those of each network and as strong at each pixel.

    Args:
        networks: by name, those of a bundle under its name and their seed.
        bundles: the names of the bundles.
        seed: decides the random neurons.

    Returns:
        {bundle: …, "random for" bundle: …}.
    """
    found = {}
    for bundle in bundles:
        layers = [network.layers[0].weights for name, network in networks.items() if name.rpartition(" ")[0] == bundle]
        random = [equally_smooth(weights, len(weights), seed + number) for number, weights in enumerate(layers)]
        found |= {bundle: _alike(layers), f"random for {bundle}": _alike(random)}
    return found


def _alike(layers: list[np.ndarray]) -> dict[str, Any]:
    numbered, matched = [], []
    for one, other in combinations(layers, 2):
        cosine = cosines(one, other)
        numbered.append(np.abs(np.diag(cosine)))
        matched.append(cosine[np.arange(len(cosine)), match(np.abs(cosine))])
    return {
        "pairs": len(numbered),
        "same_number": figure(numbered),
        "matched": figure(np.abs(matched)),
        "matched_above": figure(np.abs(matched) > EDGE),
        "turned": figure(np.ravel(matched) < 0),
        "least_of_the_pairs": figure(np.abs(matched).mean(axis=1).min()),
        "most_of_the_pairs": figure(np.abs(matched).mean(axis=1).max()),
    }


def cosines(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The cosine of every neuron of one layer with every neuron of another.

    Args:
        one: (n, inputs), weights.
        other: (m, inputs).

    Returns:
        (n, m), from -1 to 1.
    """
    lengths = np.outer(np.linalg.norm(one, axis=1), np.linalg.norm(other, axis=1))
    return one @ other.T / lengths


def match(values: np.ndarray) -> np.ndarray:
    """Match rows and columns one to one, so that the values matched have the largest sum.

    The Hungarian algorithm: the rows are matched one by one, and for each the others are moved along the cheapest way.

    Source: H. W. Kuhn, Naval Research Logistics Quarterly 2 (1955), 83-97.

    Args:
        values: (n, n).

    Returns:
        (n,), the column of each row.

    Examples:
        >>> match(np.array([[0.9, 0.8], [0.8, 0.1]])).tolist()
        [1, 0]
    """
    costs, count = -np.asarray(values, float), len(values)
    of_rows, of_columns = np.zeros(count), np.zeros(count + 1)  # no cost is below the sum of the two of its row and column
    row_of = np.full(count + 1, -1)  # the column at the end belongs to the row whose turn it is
    for turn in range(count):
        column, row_of[count] = count, turn
        slack, before, seen = np.full(count, np.inf), np.full(count, count), np.zeros(count + 1, bool)
        while row_of[column] >= 0:
            seen[column] = True
            row = row_of[column]
            reduced = costs[row] - of_rows[row] - of_columns[:-1]
            nearer = ~seen[:-1] & (reduced < slack)
            slack[nearer], before[nearer] = reduced[nearer], column
            following = int(np.where(seen[:-1], np.inf, slack).argmin())
            step = slack[following]
            of_rows[row_of[seen]] += step
            of_columns[seen] -= step
            slack[~seen[:-1]] -= step
            column = following
        while column != count:
            row_of[column] = row_of[before[column]]
            column = before[column]
    columns = np.empty(count, int)
    columns[row_of[:count]] = np.arange(count)
    return columns
