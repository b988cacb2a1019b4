"""Two rates or proportions side by side: how many times, how much more, how surely.

Counts of a rate are Poisson. Where either is below 10 its exact limits are used: the
usual formulae fail at 0, and "nobody at all" is the gap that matters most. Counts out
of a total are binomial: taken as Poisson, 90 % would seem three times as unsure.
"""

from typing import Literal

import numpy as np
from scipy import stats

from phm.stats.intervals import (
    EXACT_BELOW,
    Floats,
    Interval,
    Numbers,
    exact_poisson_interval,
    non_negative,
    normal_quantile,
    of_total,
    wilson_interval,
)
from phm.stats.limits import Estimates


def rate_ratios(
    count: Numbers,
    exposure: Numbers,
    other_count: Numbers,
    other_exposure: Numbers,
    *,
    confidence: float = 0.95,
) -> Estimates:
    """count / exposure over the other's; exposures may be people or expected counts.

    Limits are log-normal, exp(ln RR -+ z sqrt(1/x + 1/y)) (Katz and others 1978); with
    a count below 10 exact, the count being binomial given both (Clopper-Pearson). nan
    where the other count or an exposure is 0. Ratios of expected counts compare like
    with like only if both expectations use the same reference rates.
    """
    x, n, y, m = _pairs(count, exposure, other_count, other_exposure)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x / n) / (y / m)
        spread = np.exp(normal_quantile(confidence) * np.sqrt(1 / x + 1 / y))
        exact = _conditional_odds(x, y, confidence)
        lower = np.where(_small(x, y), exact.lower * m / n, value / spread)
        upper = np.where(_small(x, y), exact.upper * m / n, value * spread)
    return _defined((y > 0) & (n > 0) & (m > 0), value, lower, upper)


def rate_differences(
    count: Numbers,
    exposure: Numbers,
    other_count: Numbers,
    other_exposure: Numbers,
    *,
    confidence: float = 0.95,
) -> Estimates:
    """count / exposure less the other's, per head; nan where an exposure is 0.

    Limits are -+ z sqrt(x/n^2 + y/m^2); with a count below 10 they combine the exact
    limits of both rates (MOVER: Zou and Donner, Stat Med 2008;27:1693).
    """
    x, n, y, m = _pairs(count, exposure, other_count, other_exposure)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x / n - y / m
        half = normal_quantile(confidence) * np.sqrt(x / n**2 + y / m**2)
        own = exact_poisson_interval(x, confidence=confidence)
        other = exact_poisson_interval(y, confidence=confidence)
        below = np.hypot((x - own.lower) / n, (other.upper - y) / m)
        above = np.hypot((own.upper - x) / n, (y - other.lower) / m)
        lower = value - np.where(_small(x, y), below, half)
        upper = value + np.where(_small(x, y), above, half)
    return _defined((n > 0) & (m > 0), value, lower, upper)


def proportion_ratios(
    count: Numbers,
    total: Numbers,
    other_count: Numbers,
    other_total: Numbers,
    *,
    confidence: float = 0.95,
) -> Estimates:
    """count / total over the other's; nan where the other count or a total is 0.

    Limits combine Wilson's of both (Donner and Zou, Stat Methods Med Res 2012;21:347):
    they leave out 1 just where those of the difference leave out 0. Raises as it.
    """
    p, own = _proportions(count, total, confidence)
    q, other = _proportions(other_count, other_total, confidence)
    low, high = (end * (2 * p - end) for end in (own.lower, own.upper))
    least, most = (end * (2 * q - end) for end in (other.lower, other.upper))
    both = p * q
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = low / (both + np.sqrt(both**2 - low * most))
        upper = (both + np.sqrt(both**2 - high * least)) / least
        return _defined(q > 0, p / q, np.where(p == 0, 0.0, lower), upper)


def proportion_differences(
    count: Numbers,
    total: Numbers,
    other_count: Numbers,
    other_total: Numbers,
    *,
    confidence: float = 0.95,
) -> Estimates:
    """count / total less the other's; nan where a total is 0.

    Limits combine Wilson's of both (Newcombe, Stat Med 1998;17:873, method 10). Raises
    ValueError for a count above its total.
    """
    p, own = _proportions(count, total, confidence)
    q, other = _proportions(other_count, other_total, confidence)
    below = np.hypot(p - own.lower, other.upper - q)
    above = np.hypot(own.upper - p, q - other.lower)
    return Estimates(p - q, p - q - below, p - q + above)


def lower_tail(observed: Numbers, expected: Numbers) -> Floats:
    """Chance of `observed` or fewer where `expected` is true: exact Poisson, one-sided.

    nan where either is nan or nothing is expected. Raises ValueError for half a count.

    >>> round(float(lower_tail(2, 8)), 4)
    0.0138
    """
    counts, means = _whole(observed), _above_zero(expected)
    return np.asarray(stats.poisson.cdf(counts, means))


def lower_tail_mid_p(observed: Numbers, expected: Numbers) -> Floats:
    """As `lower_tail`, with half the chance of exactly `observed` (Lancaster 1961).

    Less conservative for small counts: on average it is uniform where nothing is up.
    """
    counts, means = _whole(observed), _above_zero(expected)
    at = np.asarray(stats.poisson.pmf(counts, means))
    return np.asarray(stats.poisson.cdf(counts, means) - at / 2)


def false_discovery(p: Numbers, *, method: Literal["bh", "by"] = "bh") -> Floats:
    """q-values: calling all with q of 0.05 or less makes about 5 % of the calls false.

    Benjamini and Hochberg (1995), for independent or positively related tests; "by"
    (2001) for any. nan stays nan and is no test. Raises ValueError for no chance.
    """
    chances = np.asarray(p, dtype=np.float64)
    beyond = (chances < 0) | (chances > 1)
    if np.any(beyond):
        raise ValueError(f"a chance lies between 0 and 1, not {chances[beyond][0]}")
    known = ~np.isnan(chances)
    q = np.full(chances.shape, np.nan)
    if known.any():
        q[known] = stats.false_discovery_control(chances[known], method=method)
    return q


def _conditional_odds(x: Floats, y: Floats, confidence: float) -> Interval:
    """Limits of x's odds among x + y events, by the exact binomial ones."""
    tail = (1 - confidence) / 2
    low = np.where(x == 0, 0.0, stats.beta.ppf(tail, np.maximum(x, 0.5), y + 1))
    high = np.asarray(stats.beta.ppf(1 - tail, x + 1, np.maximum(y, 0.5)))
    return Interval(low / (1 - low), high / (1 - high))


def _proportions(
    count: Numbers, total: Numbers, confidence: float
) -> tuple[Floats, Interval]:
    x, n = of_total(count, total)
    share = np.divide(x, n, out=np.full(n.shape, np.nan), where=n > 0)
    return share, wilson_interval(x, n, confidence=confidence)


def _pairs(*numbers: Numbers) -> list[Floats]:
    names = ("a count", "an exposure") * 2
    return list(np.broadcast_arrays(*map(non_negative, numbers, names)))


def _small(x: Floats, y: Floats) -> np.ndarray:
    return np.minimum(x, y) < EXACT_BELOW


def _defined(where: np.ndarray, *three: Floats) -> Estimates:
    return Estimates(*(np.where(where, numbers, np.nan) for numbers in three))


def _whole(observed: Numbers) -> Floats:
    counts = non_negative(observed)
    broken = np.isfinite(counts) & (counts != np.floor(counts))
    if np.any(broken):
        raise ValueError(f"a count must be whole: {counts[broken].flat[0]}")
    return counts


def _above_zero(expected: Numbers) -> Floats:
    means = non_negative(expected, "an expected count")
    return np.where(means > 0, means, np.nan)
