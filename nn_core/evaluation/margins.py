"""A share that was counted on some images is known only so well: a margin says how well.

All margins here are large enough in 95 cases of 100.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

NORMAL = NormalDist().inv_cdf(0.975)  # 95 % of a normal distribution lie within so many standard deviations
# The same for Student's t with 1, 2, ... degrees of freedom, because few runs do not say well how much runs differ.
STUDENT = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622)


def margin(share: float, images: int = 10_000) -> float:
    """How far a share of right answers may be from that on endlessly many such images.

    Half of Wilson's interval, which holds near 0 and 1 as well: z √(p (1 − p) / n + z² / 4n²) / (1 + z² / n) for a share p of n images.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.

    Args:
        share: of right answers, from 0 to 1.
        images: how many were counted; by default as many as MNIST has test images.

    Returns:
        The margin, from 0 to 1.

    Examples:
        >>> round(margin(0.9745), 4)
        0.0031
    """
    spread = share * (1 - share) / images + NORMAL**2 / (4 * images**2)
    return NORMAL * math.sqrt(spread) / (1 + NORMAL**2 / images)


def paired_difference(right: np.ndarray, others: np.ndarray) -> tuple[float, float]:
    """How much more often one network is right than another on the same images.

    Only the images count on which the two differ: with b that the first alone gets right and c that the second alone does,
    the difference is (b − c) / n, and its margin z √(b + c − (b − c)² / n) / n.

    Source: Q. McNemar, Psychometrika 12 (1947), 153-157.

    Args:
        right: (n,), whether the one is right.
        others: (n,), whether the other is.

    Returns:
        The difference and its margin, as shares.

    Raises:
        ValueError: for answers to different numbers of images.

    Examples:
        >>> paired_difference(np.array([True, True, False, True]), np.array([True, False, False, True]))[0]
        0.25
    """
    if len(right) != len(others):
        raise ValueError(f"the two must have answered the same images, and not {len(right)} and {len(others)}")
    alone, other_alone = int(np.sum(right & ~others)), int(np.sum(others & ~right))
    difference = (alone - other_alone) / len(right)
    return difference, NORMAL * math.sqrt(alone + other_alone - len(right) * difference**2) / len(right)


def mean_over_runs(values: Sequence[float]) -> tuple[float, float]:
    """The mean of a few runs that differ in their seeds alone, and its margin by Student's t.

    For two variants that share their seeds, hand in the differences, seed by seed.

    Source: Student, Biometrika 6 (1908), 1-25.

    Args:
        values: one for each run, from 2 to 10 of them.

    Returns:
        The mean and its margin.

    Raises:
        ValueError: for another number of runs.

    Examples:
        >>> mean, off = mean_over_runs([1.0, 2.0, 3.0])
        >>> round(mean, 2), round(off, 2)
        (2.0, 2.48)
    """
    if not 2 <= len(values) <= len(STUDENT) + 1:
        raise ValueError(f"a margin is worked out from 2 to {len(STUDENT) + 1} runs, and not from {len(values)}")
    return float(np.mean(values)), STUDENT[len(values) - 2] * float(np.std(values, ddof=1)) / math.sqrt(len(values))
