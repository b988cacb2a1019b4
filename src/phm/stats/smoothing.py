"""Ratios of small areas, drawn towards the average by as much as they are unsure.

Empirical Bayes (Marshall, Applied Statistics 1991;40:283): counts are Poisson, true
ratios vary between areas with a mean and variance estimated from all of them. For the
chance that a ratio is above or below a mark, true ratios are taken as Gamma (Clayton
and Kaldor, Biometrics 1987;43:671).
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from phm.stats.intervals import Floats, Interval, Numbers, non_negative


@dataclass(frozen=True)
class Smoothed:
    """Smoothed ratios and what they were made of, shape (areas,).

    `value` is weight x raw + (1 - weight) x mean. `variance` is that of the true ratios
    between areas; at 0 the areas cannot be told apart and all have the mean.
    """

    value: Floats
    raw: Floats
    weight: Floats
    mean: float
    variance: float
    observed: Floats
    expected: Floats

    def interval(self, *, confidence: float = 0.95) -> Interval:
        """The range that holds the true ratio with this probability.

        Where areas cannot be told apart it has no width: all are taken to be the mean.
        """
        if self.variance == 0:
            return Interval(self.value, self.value)
        tail = (1 - confidence) / 2
        shape, rate = self._posterior()
        lower = stats.gamma.ppf(tail, shape, scale=1 / rate)
        upper = stats.gamma.ppf(1 - tail, shape, scale=1 / rate)
        return Interval(np.asarray(lower), np.asarray(upper))

    def probability_above(self, mark: float = 1) -> Floats:
        """The probability that the true ratio is above `mark`; nan where value is.

        Where areas cannot be told apart it is 1 or 0 by the mean, and a half at it.
        """
        if self.variance == 0:
            side = np.heaviside(self.value - mark, 0.5)
            return np.where(np.isnan(self.value), np.nan, side)
        shape, rate = self._posterior()
        return np.asarray(stats.gamma.sf(mark, shape, scale=1 / rate))

    def probability_below(self, mark: float = 1) -> Floats:
        """The probability that the true ratio is below `mark`; nan where value is."""
        return 1 - self.probability_above(mark)

    def _posterior(self) -> tuple[Floats, Floats]:
        shape, rate = self.mean**2 / self.variance, self.mean / self.variance
        return shape + self.observed, rate + self.expected


def smooth(observed: Numbers, expected: Numbers) -> Smoothed:
    """Smooth observed / expected (or events / people: a rate), shape (areas,).

    An area with 0 expected has the mean; one with a nan is nan and plays no part. All
    are nan where nothing is expected anywhere. Raises ValueError for a negative number.
    """
    o, e = non_negative(observed), non_negative(expected, "an expected count")
    if o.ndim != 1 or o.shape != e.shape:
        raise ValueError(f"one row of areas each, not {o.shape} and {e.shape}")
    raw = np.divide(o, e, out=np.full(e.shape, np.nan), where=e > 0)
    mean, variance = _moments(raw, e)
    weight = _weights(e, mean, variance)
    value = np.where(weight > 0, weight * raw + (1 - weight) * mean, mean)
    known = np.isfinite(o) & np.isfinite(e)
    value, weight = (np.where(known, numbers, np.nan) for numbers in (value, weight))
    counted = np.where(e == 0, 0.0, o)  # where none can be, none is learnt from
    return Smoothed(value, raw, weight, mean, variance, counted, e)


def _moments(raw: Floats, expected: Floats) -> tuple[float, float]:
    """Mean of the ratios and the variance between areas beyond that of chance."""
    used = np.isfinite(raw)
    if not used.any():
        return np.nan, 0.0
    ratio, weight = raw[used], expected[used]
    mean = float(np.average(ratio, weights=weight))
    spread = float(np.average((ratio - mean) ** 2, weights=weight))
    return mean, max(0.0, spread - mean / float(weight.mean()))


def _weights(expected: Floats, mean: float, variance: float) -> Floats:
    """How far each area is believed: V / (V + m / E)."""
    if variance == 0:
        return np.zeros(expected.shape)
    with np.errstate(divide="ignore"):
        return np.asarray(variance / (variance + mean / expected))
