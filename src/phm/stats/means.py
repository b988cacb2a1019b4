"""Means of measured values."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from phm.stats.intervals import Numbers
from phm.stats.limits import Limits


@dataclass(frozen=True)
class Mean:
    """A mean with its limits, the standard deviation (n - 1) and how many values."""

    mean: Limits
    standard_deviation: float
    size: int


def mean_interval(values: Numbers, *, confidence: float = 0.95) -> Mean:
    """Student's t interval of a mean of shape (values,); nan values are left out.

    The limits and the deviation of a single value are nan, and so is the mean of none.

    >>> mean_interval([3.2, 4.1, 2.8, 5.0, 3.9, 4.4]).mean.value
    3.9
    """
    given = np.asarray(values, dtype=np.float64)
    known = given[~np.isnan(given)]
    size = known.size
    mean = float(known.mean()) if size else np.nan
    if size < 2:
        return Mean(Limits(mean, np.nan, np.nan), np.nan, size)
    deviation = float(known.std(ddof=1))
    t = float(stats.t.ppf(0.5 + confidence / 2, size - 1))
    half = t * deviation / np.sqrt(size)
    return Mean(Limits(mean, float(mean - half), float(mean + half)), deviation, size)
