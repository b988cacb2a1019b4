"""Ratios of small areas whose counts are only known to lie between two numbers.

The model is that of `smoothing` (counts Poisson, true ratios Gamma: Clayton and Kaldor,
Biometrics 1987;43:671) around a mean of 1, for counts that are told as hidden or as
rounded. The variance between areas is the likeliest one, because moments would need the
counts; the chance of a ratio is that of every count it may be, by how likely each is.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from phm.stats.intervals import Floats


Counts = npt.NDArray[np.int64]

LEAST_VARIANCE, MOST_VARIANCE = 1e-4, 50.0
CLOSE = 0.01  # of the logarithm of the variance


def chances_above(low: Counts, high: Counts, expected: Floats) -> Floats:
    """The probability that each true ratio is above 1, shape (areas,).

    ``low`` and ``high`` are the fewest and the most that each count may be and
    ``expected`` is above 0. Raises ValueError for rows that are not so.
    """
    variance = variance_between(low, high, expected)
    return chances_given(variance, low, high, expected)


def variance_between(low: Counts, high: Counts, expected: Floats) -> float:
    """The likeliest variance between areas of true ratios of mean 1."""
    possible = _possible(low, high, expected)

    def unlikely(log_variance: float) -> float:
        logs = possible.log_chances(float(np.exp(log_variance)))
        largest = logs.max(axis=1)
        sums = np.exp(logs - largest[:, None]).sum(axis=1)
        return -float((largest + np.log(sums)).sum())

    found = optimize.minimize_scalar(
        unlikely,
        bounds=(math.log(LEAST_VARIANCE), math.log(MOST_VARIANCE)),
        method="bounded",
        options={"xatol": CLOSE},
    )
    return float(np.exp(found.x))


def chances_given(
    variance: float, low: Counts, high: Counts, expected: Floats
) -> Floats:
    """As `chances_above`, where the variance between areas is known."""
    possible = _possible(low, high, expected)
    weights = special.softmax(possible.log_chances(variance), axis=1)
    shape = 1 / variance
    above = special.gammaincc(shape + possible.counts, (shape + expected)[:, None])
    return np.asarray(np.clip((weights * above).sum(axis=1), 0, 1))


@dataclass(frozen=True)
class _Possible:
    """Counts from each lowest upwards, shape (areas, most), and what is said of them.

    ``ways`` is minus the logarithm of count!, or of nothing where a count may not be.
    """

    counts: Counts
    expected: Floats
    ways: Floats

    def log_chances(self, variance: float) -> Floats:
        """The logarithm of how likely each count is: negative binomial."""
        shape = 1 / variance
        share = np.log(self.expected / (shape + self.expected))
        none = -shape * np.log1p(self.expected * variance) - special.gammaln(shape)
        orders = special.gammaln(shape + self.counts)
        return np.asarray(
            self.ways + orders + self.counts * share[:, None] + none[:, None]
        )


def _possible(low: Counts, high: Counts, expected: Floats) -> _Possible:
    if not (low.shape == high.shape == expected.shape and low.ndim == 1):
        raise ValueError("one row of areas each")
    if np.any(low < 0) or np.any(high < low) or not np.all(expected > 0):
        raise ValueError("counts upside down or negative, or nothing expected")
    counts = low[:, None] + np.arange(int((high - low).max(initial=0)) + 1)
    may_be = counts <= high[:, None]
    ways = np.where(may_be, -special.gammaln(counts + 1), -np.inf)
    return _Possible(counts, expected, ways)
