"""Confidence intervals for proportions and counts, vectorised.

Wilson (1927) for proportions; Byar's approximation for counts of 10 and more and the
exact Poisson limits below, as OHID's Fingertips guidance has it. Pure numpy and scipy.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special


Numbers = npt.ArrayLike
Floats = npt.NDArray[np.float64]

EXACT_BELOW = 10  # Byar's is within 0.2 % of exact from here on (PHE, February 2018)


@dataclass(frozen=True)
class Interval:
    """Lower and upper limits, the shape of the input."""

    lower: Floats
    upper: Floats


def normal_quantile(confidence: float) -> float:
    """The z of a two-sided interval: 1.959964 for 0.95."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}")
    return float(special.ndtri(0.5 + confidence / 2))


def wilson_interval(
    count: Numbers, total: Numbers, *, confidence: float = 0.95
) -> Interval:
    """Limits of the proportion count / total; nan where total is 0.

    Raises ValueError for a negative count or one above its total.

    >>> limits = wilson_interval(65, 100)
    >>> round(float(limits.lower), 4), round(float(limits.upper), 4)
    (0.5525, 0.7364)
    """
    x, n = of_total(count, total)
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        half = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
        lower = (2 * x + z**2 - half) / (2 * (n + z**2))
        upper = (2 * x + z**2 + half) / (2 * (n + z**2))
    lower = np.where(x == 0, 0.0, np.clip(lower, 0, 1))
    upper = np.where(x == n, 1.0, np.clip(upper, 0, 1))
    undefined = n == 0
    return Interval(
        np.where(undefined, np.nan, lower), np.where(undefined, np.nan, upper)
    )


def byar_interval(count: Numbers, *, confidence: float = 0.95) -> Interval:
    """Limits of a Poisson count: exact below 10, Byar's approximation from 10.

    Raises ValueError for a negative count.
    """
    x = non_negative(count)
    z = normal_quantile(confidence)
    safe = np.maximum(x, 1)
    lower = np.asarray(safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3)
    above = x + 1
    upper = np.asarray(above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3)
    small = x < EXACT_BELOW
    exact = exact_poisson_interval(x[small], confidence=confidence)
    lower[small], upper[small] = exact.lower, exact.upper
    return Interval(lower, upper)


def rate_interval(
    count: Numbers, exposure: Numbers, *, confidence: float = 0.95
) -> Interval:
    """Limits of count / exposure; nan where exposure is 0."""
    n = non_negative(exposure)
    limits = byar_interval(count, confidence=confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = limits.lower / n, limits.upper / n
    undefined = n == 0
    return Interval(
        np.where(undefined, np.nan, lower), np.where(undefined, np.nan, upper)
    )


def exact_poisson_interval(count: Numbers, *, confidence: float = 0.95) -> Interval:
    """Exact limits of a Poisson count: halves of chi-squared quantiles (Garwood 1936).

    Raises ValueError for a negative count.
    """
    x = non_negative(count)
    tail = float(special.ndtr(-normal_quantile(confidence)))
    # half a chi-squared quantile of 2k degrees; scipy.stats says the same, later
    lower = np.where(x == 0, 0.0, special.gammaincinv(np.maximum(x, 0.5), tail))
    upper = np.asarray(special.gammaincinv(x + 1, 1 - tail), dtype=np.float64)
    return Interval(lower, upper)


def of_total(count: Numbers, total: Numbers) -> tuple[Floats, Floats]:
    """Both as floats of one shape; nan passes.

    Raises ValueError for a negative number and for a count above its total.
    """
    x, n = np.broadcast_arrays(non_negative(count), non_negative(total, "a total"))
    if np.any(x > n):
        raise ValueError(f"count {x[x > n].flat[0]} is above its total")
    return x, n


def proportion(value: float, what: str = "a proportion") -> float:
    """The value; raises ValueError unless it lies between 0 and 1."""
    if not 0 <= value <= 1:
        raise ValueError(f"{what} lies between 0 and 1, not {value}")
    return value


def non_negative(values: Numbers, what: str = "a count") -> Floats:
    """The values as floats; nan passes. Raises ValueError naming one below 0."""
    array = np.asarray(values, dtype=np.float64)
    if np.any(array < 0):
        raise ValueError(f"{what} cannot be negative: {array[array < 0].flat[0]}")
    return array
