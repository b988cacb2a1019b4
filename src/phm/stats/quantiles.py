"""Ranks into equal-sized groups, group 1 first."""

import numpy as np
import numpy.typing as npt
from scipy import stats

from phm.stats.intervals import Floats


Integers = npt.NDArray[np.int64]


def group_of_rank(rank: npt.ArrayLike, *, areas: int, groups: int) -> Integers:
    """The group (1 to `groups`) of a rank from 1 to `areas`, in whole numbers.

    (rank x groups + areas - 1) // areas reproduces every published decile of the 2019
    and 2025 Indices; the floor form mislabels five areas in 2025.

    >>> group_of_rank([1, 3375, 3376, 33755], areas=33755, groups=10).tolist()
    [1, 1, 2, 10]
    """
    ranks = np.asarray(rank, dtype=np.int64)
    if areas < groups:
        raise ValueError(f"{areas} areas cannot fill {groups} groups")
    if np.any((ranks < 1) | (ranks > areas)):
        raise ValueError(f"a rank must lie between 1 and {areas}")
    return (ranks * groups + areas - 1) // areas


def quantile_of_score(score: npt.ArrayLike, *, groups: int) -> Floats:
    """The group of each score, group 1 the highest, as OHID cuts areas into quantiles.

    (k + 1) - ceil((N + 1 - rank) k / N) with equal scores sharing the lowest rank. For
    group 1 the lowest, pass the scores negated. Shape (areas,). nan scores have none
    and count as no area; where areas are fewer than groups all are nan.

    >>> quantile_of_score([45.2, 38.1, 30, 8.4, 3.3], groups=5).tolist()
    [1.0, 2.0, 3.0, 4.0, 5.0]
    """
    if groups < 1:
        raise ValueError(f"areas cannot be cut into {groups} groups")
    scores = np.asarray(score, dtype=np.float64)
    known = ~np.isnan(scores)
    areas = int(known.sum())
    found = np.full(scores.shape, np.nan)
    if areas >= groups:
        rank = stats.rankdata(-scores[known], method="min").astype(np.int64)
        # whole numbers: -(-a // b) is a / b rounded up
        found[known] = groups + 1 + (-(areas + 1 - rank) * groups) // areas
    return found
