"""Networks of many shapes learned by one recipe, and the pages show what became of each."""

import math
from itertools import pairwise
from typing import Any

from nn_core.evaluation.measurements import figure, measured
from nn_core.mnist import load_mnist
from nn_core.training.recipes import KEPT_BACK

CERTAIN = 1.96  # standard deviations: 95 of 100 draws lie within so many


def measured_shapes() -> list[dict[str, Any]]:
    """Sizes, parameters and accuracies of every shape measured, the fewest parameters first.

    Returns:
        [{"sizes", "parameters", "train", "test"}, …]; an accuracy is {"mean", "margin", "lowest", "highest"}: those of the
        runs, and how far from the mean as many other images would be, 19 times in 20.
    """
    data = load_mnist()
    images = {"train": len(data.train.labels) - KEPT_BACK, "test": len(data.test.labels)}
    runs = {shape: run for shape, run in measured("findings", "shapes").items() if "train" in run}
    found = []
    for shape, halves in runs.items():
        sizes = [int(size) for size in shape.split("-")]
        parameters = sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))
        accuracies = {half: _accuracy(halves[half], count) for half, count in images.items()}
        found.append({"sizes": sizes, "parameters": parameters, **accuracies})
    return sorted(found, key=lambda one: one["parameters"])


def _accuracy(runs: list[float], images: int) -> dict[str, float]:
    mean = figure(runs)
    margin = CERTAIN * math.sqrt(mean * (1 - mean) / images)
    return {"mean": mean, "margin": figure(margin), "lowest": min(runs), "highest": max(runs)}
