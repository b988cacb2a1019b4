"""Whether a figure has moved over the years by more than chance.

Fingertips' recent trend: chi-squared with one degree of freedom, at p < 0.002, over
points that do not overlap in time. A trend that one point alone makes is told apart.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from phm.stats.intervals import (
    Floats,
    Interval,
    Numbers,
    normal_quantile,
    of_total,
)


CRITICAL = float(stats.chi2.ppf(0.998, 1))  # 9.5495
FEWEST_POINTS = 5


class Direction(StrEnum):
    """What the points say."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CHANGE = "no significant change"
    OUTLIER = "no significant change (outlier)"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Trends:
    """Slope per unit of time, chi-squared and `Direction`, one per series."""

    slope: Floats
    chi_squared: Floats
    direction: npt.NDArray[np.str_]


def proportion_trends(counts: Numbers, totals: Numbers, times: Numbers) -> Trends:
    """Cochran-Armitage test on counts of totals, shape (..., points); times (points,).

    The slope is that of a plain line through the log odds, nan where a point is none or
    all. Not known where a number is nan or a total 0. Raises ValueError for fewer than
    5 points, times that do not rise and a count above its total.
    """
    x, n = of_total(counts, totals)
    when = _rising(times, x.shape[-1])
    scores = _scores(x, n, when)
    events, everyone = x.sum(axis=-1), n.sum(axis=-1)
    spread = everyone * (n * when**2).sum(axis=-1) - (n * when).sum(axis=-1) ** 2
    below = events * (everyone - events) * spread
    squared = everyone * scores[..., 0] ** 2
    known = np.all(np.isfinite(x) & (n > 0), axis=-1)
    chi_squared = np.divide(  # where nobody or everybody is counted nothing can move
        squared, below, out=np.zeros(below.shape), where=known & (below > 0)
    )
    chi_squared = np.where(known, chi_squared, np.nan)
    return Trends(
        _log_odds_slope(x, n, when), chi_squared, _directions(chi_squared, scores)
    )


def value_trends(
    values: Numbers, limits: Interval, times: Numbers, *, confidence: float = 0.95
) -> Trends:
    """Weighted line through values of shape (..., points) with their limits.

    Weights are 1 over the squared standard error, the width of the limits over 2z. Not
    known where a number is nan or limits coincide. Raises ValueError for fewer than 5
    points and times that do not rise.
    """
    y = np.asarray(values, dtype=np.float64)
    when = _rising(times, y.shape[-1])
    width = np.asarray(limits.upper - limits.lower, dtype=np.float64)
    error = np.where(width > 0, width, np.nan) / (2 * normal_quantile(confidence))
    slopes, variances = _lines(y, error**-2, when)
    chi_squared = slopes[..., 0] ** 2 / variances[..., 0]
    return Trends(slopes[..., 0], chi_squared, _directions(chi_squared, slopes))


def _rising(times: Numbers, points: int) -> Floats:
    """Times about their mean, which changes no slope and keeps the sums small."""
    when = np.asarray(times, dtype=np.float64)
    if when.shape != (points,) or points < FEWEST_POINTS:
        raise ValueError(f"a trend needs {FEWEST_POINTS} points or more, not {points}")
    if not np.all(np.diff(when) > 0):
        raise ValueError(f"times must rise: {when.tolist()}")
    return np.asarray(when - when.mean())


def _log_odds_slope(x: Floats, n: Floats, when: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = special.logit(x / n) @ when / np.sum(when**2)
    return np.where(np.isfinite(slope), slope, np.nan)


def _with_and_without(points: int) -> Floats:
    """Column 0 keeps every point, column i leaves point i out."""
    return np.column_stack([np.ones(points), 1 - np.eye(points)])


def _scores(x: Floats, n: Floats, when: Floats) -> Floats:
    """The test's numerator with all points, then with each left out."""
    kept = _with_and_without(when.size)
    return (n @ kept) * ((x * when) @ kept) - (x @ kept) * ((n * when) @ kept)


def _lines(y: Floats, weight: Floats, when: Floats) -> tuple[Floats, Floats]:
    """Slope and its variance with all points, then with each left out."""
    kept = _with_and_without(when.size)
    total, times = weight @ kept, (weight * when) @ kept
    spread = (weight * when**2) @ kept - times**2 / total
    cross = (weight * when * y) @ kept - times * ((weight * y) @ kept) / total
    return cross / spread, 1 / spread


def _directions(chi_squared: Floats, slopes: Floats) -> npt.NDArray[np.str_]:
    signs = np.sign(slopes)
    turned = np.any(signs[..., 1:] != signs[..., :1], axis=-1)
    cases = {
        Direction.UNKNOWN: np.isnan(chi_squared),
        Direction.NO_CHANGE: chi_squared <= CRITICAL,
        Direction.OUTLIER: turned,
        Direction.INCREASING: signs[..., 0] > 0,
    }
    names = [direction.value for direction in cases]
    return np.select(list(cases.values()), names, default=Direction.DECREASING.value)
