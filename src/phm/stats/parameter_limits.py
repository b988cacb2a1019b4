"""Limits of an estimate from those of the numbers it is made with, on the log scale.

Each number is moved to its lower and to its upper 95 % limit while the others stay, and
moves the estimate by a factor. Numbers are taken as independent of each other, so the
logs of the factors add up as squares, upwards and downwards each for itself (Barlow,
"Asymmetric errors", 2003). For a product of log-normal numbers this is exact. It is the
same on every machine and needs no random draws.
"""

import numpy as np

from phm.stats.intervals import Floats, Numbers, normal_quantile
from phm.stats.limits import Estimates


def combine_limits(central: Numbers, at_low: Numbers, at_high: Numbers) -> Estimates:
    """Limits of expected counts of people, shape (areas,).

    `at_low` and `at_high`, shape (numbers, areas), are the counts with one number at
    its limit. To add areas up, add their counts first: a number that is the same
    everywhere then moves all of them together. Chance in how many people there are of
    those expected comes on top: a Poisson count, taken as normal. 0 has limits of 0.

    >>> found = combine_limits([100.0], [[50.0]], [[200.0]])
    >>> round(float(found.lower[0]), 1), round(float(found.upper[0]), 1)
    (48.4, 204.6)
    """
    middle = np.asarray(central, dtype=np.float64)
    ends = np.stack([_rows(at_low, middle), _rows(at_high, middle)])
    some = middle > 0
    safe = np.where(some, middle, 1)
    chance = normal_quantile(0.95) / np.sqrt(safe)
    with np.errstate(divide="ignore"):
        moved = np.log(np.where(some, ends / safe, 1))
        fewer, more = np.log(np.clip(1 - chance, 0, 1)), np.log1p(chance)
    down = np.sqrt((np.minimum(moved.min(axis=0), 0) ** 2).sum(axis=0) + fewer**2)
    up = np.sqrt((np.maximum(moved.max(axis=0), 0) ** 2).sum(axis=0) + more**2)
    lower, upper = middle * np.exp(-down), middle * np.exp(up)
    return Estimates(middle, np.where(middle == 0, 0, lower), upper)


def shares_of_spread(central: Numbers, at_low: Numbers, at_high: Numbers) -> Floats:
    """How much of the squared spread each number makes, shape (numbers, areas).

    nan where nothing moves the estimate.
    """
    middle = np.asarray(central, dtype=np.float64)
    low, high = _rows(at_low, middle), _rows(at_high, middle)
    with np.errstate(divide="ignore", invalid="ignore"):
        squared = np.log(high / low) ** 2
    whole = squared.sum(axis=0)
    nothing = np.full(squared.shape, np.nan)
    return np.asarray(np.divide(squared, whole, out=nothing, where=whole > 0))


def _rows(values: Numbers, central: Floats) -> Floats:
    """One row per number; none at all where there are no numbers."""
    return np.asarray(values, dtype=np.float64).reshape(-1, *central.shape)
