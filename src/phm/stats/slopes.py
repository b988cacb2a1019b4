"""Slope and relative index of inequality over ordered groups, the first worst off.

A weighted line through the groups at the middle of their share of the population; the
slope index is its far end less its near end, the relative index their ratio (Mackenbach
and Kunst, Soc Sci Med 1997;44:757; OHID's PHE Technical Guide). With group 1 the most
deprived, a figure that is higher among the deprived has a negative slope.
"""

from dataclasses import dataclass

import numpy as np

from phm.stats.intervals import (
    Floats,
    Interval,
    Numbers,
    non_negative,
    normal_quantile,
)
from phm.stats.limits import Limits
from phm.stats.scales import BACK, ENDS, INTO, Scale


FEWEST, MOST = 5, 100  # groups; fewer fix no line, as OHID has it
DRAWS = 100_000
SEED = 20_130_131


@dataclass(frozen=True)
class SlopeIndex:
    """Both indices; `intercept` is the line at the near end, in the unit of `sii`."""

    sii: Limits
    rii: Limits
    intercept: float
    scale: Scale
    groups: int


@dataclass(frozen=True)
class _Line:
    """A fit: intercept, slope and middle on its scale; the slope's row of weights."""

    start: float
    slope: float
    middle: float
    row: Floats


def slope_index(
    values: Numbers,
    people: Numbers,
    limits: Interval,
    *,
    scale: Scale = Scale.LINEAR,
    multiplier: float = 1,
    confidence: float = 0.95,
) -> SlopeIndex | None:
    """Both indices with an interval in closed form: the slope is linear in the values.

    `values`, `people` and `limits` have shape (groups,), worst-off group first;
    `limits` are those of the values at the same confidence. Fit rates on the log and
    proportions on the logit scale. A negative multiplier turns the sign and inverts the
    ratio. None where a group is missing, empty, or at an end of the scale (a rate of
    0). Raises ValueError for fewer than 5 or more than 100 groups, for a value outside
    the scale, and for a multiplier of 0.
    """
    y, n = _checked(values, people, scale, multiplier)
    if not _complete(y, n, limits, scale):
        return None
    error = _standard_errors(limits, scale, confidence)
    line = _fit(INTO[scale](y), n)
    half = normal_quantile(confidence) * np.sqrt(np.sum((line.row * error) ** 2))
    slopes = line.slope + half * np.array([0.0, -1.0, 1.0])
    near = BACK[scale](line.middle - slopes / 2)
    far = BACK[scale](line.middle + slopes / 2)
    return SlopeIndex(
        _scaled(far - near, multiplier),
        _inverted(_ratios(far, near), multiplier),
        intercept=abs(multiplier) * float(near[0]),
        scale=scale,
        groups=y.size,
    )


def simulated_slope_index(
    values: Numbers,
    people: Numbers,
    limits: Interval,
    *,
    errors: Scale,
    multiplier: float = 1,
    confidence: float = 0.95,
) -> SlopeIndex | None:
    """As `slope_index` on the linear scale, where errors are not normal on it.

    Values are drawn 100,000 times, normal on the scale `errors` (log for rates, logit
    for proportions), with a fixed seed; limits are quantiles of the fits. OHID does so
    for lines through rates and proportions that are not transformed.
    """
    y, n = _checked(values, people, errors, multiplier)
    if not _complete(y, n, limits, errors):
        return None
    line = _fit(y, n)
    noise = np.random.default_rng(SEED).standard_normal((DRAWS, y.size))
    spread = _standard_errors(limits, errors, confidence)
    drawn = BACK[errors](INTO[errors](y) + noise * spread)
    slopes, middles = drawn @ line.row, drawn @ (n / n.sum())
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    ratios = _ratios(middles + slopes / 2, middles - slopes / 2)
    ends = _ratios(np.array(line.start + line.slope), np.array(line.start))
    return SlopeIndex(
        _scaled(np.append(line.slope, np.quantile(slopes, tails)), multiplier),
        _inverted(np.append(ends, np.quantile(ratios, tails)), multiplier),
        intercept=abs(multiplier) * line.start,
        scale=Scale.LINEAR,
        groups=y.size,
    )


def _checked(
    values: Numbers, people: Numbers, scale: Scale, multiplier: float
) -> tuple[Floats, Floats]:
    y, n = np.asarray(values, dtype=np.float64), non_negative(people, "a population")
    if y.ndim != 1 or y.shape != n.shape or not FEWEST <= y.size <= MOST:
        raise ValueError(f"{FEWEST} to {MOST} groups in order, not {y.shape} {n.shape}")
    lowest, highest = ENDS[scale]
    if np.any((y < lowest) | (y > highest)):
        outside = y[(y < lowest) | (y > highest)][0]
        raise ValueError(f"{outside} is no value on the {scale} scale")
    if multiplier == 0:
        raise ValueError("a multiplier of 0 leaves nothing")
    return y, n


def _complete(y: Floats, n: Floats, limits: Interval, scale: Scale) -> bool:
    lowest, highest = ENDS[scale]
    numbers = np.stack([y, limits.lower, limits.upper])
    inside = (numbers > lowest) & (numbers < highest)
    return bool(np.all(inside) and np.all(n > 0) and np.all(np.isfinite(numbers)))


def _standard_errors(limits: Interval, scale: Scale, confidence: float) -> Floats:
    width = INTO[scale](limits.upper) - INTO[scale](limits.lower)
    return np.asarray(width / (2 * normal_quantile(confidence)))


def _fit(y: Floats, n: Floats) -> _Line:
    weight = n / n.sum()
    distance = np.cumsum(weight) - weight / 2 - 0.5  # the weighted mean place is 0.5
    row = weight * distance / np.sum(weight * distance**2)
    slope, middle = float(row @ y), float(weight @ y)
    return _Line(middle - slope / 2, slope, middle, row)


def _ratios(far: Floats, near: Floats) -> Floats:
    """far / near; nan unless both are above 0, where a ratio means something."""
    meaningful = (far > 0) & (near > 0)
    return np.where(meaningful, far / np.where(near == 0, np.nan, near), np.nan)


def _scaled(slopes: Floats, multiplier: float) -> Limits:
    """Value, lower and upper times the multiplier, the limits in order."""
    value, *limits = (multiplier * slopes).tolist()
    return Limits(value, *sorted(limits))


def _inverted(ratios: Floats, multiplier: float) -> Limits:
    """Value, lower and upper, turned over where the multiplier is negative."""
    if multiplier > 0:
        return Limits(*ratios.tolist())
    value, lower, upper = (1 / ratios).tolist()
    return Limits(value, upper, lower)
