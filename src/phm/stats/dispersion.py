"""Funnels of areas that differ by more than chance: limits widened to what is common.

Additive over-dispersion (Spiegelhalter, Stat Med 2005;24:1185) in the form of NHS
Digital's SHMI: winsorised scores, a ratio phi, a between-area variance tau squared
(DerSimonian and Laird).
"""

from dataclasses import dataclass

import numpy as np

from phm.stats.intervals import (
    Floats,
    Interval,
    Numbers,
    non_negative,
    normal_quantile,
    of_total,
    proportion,
)


TRIMMED = 0.1  # of the scores at either end


@dataclass(frozen=True)
class Dispersion:
    """phi is 1 where areas differ as chance has it; tau_squared is 0 up to there.

    `scores` and `winsorised` have the shape of the areas, nan where an area has none.
    """

    phi: float
    tau_squared: float
    scores: Floats
    winsorised: Floats


def ratio_dispersion(
    observed: Numbers, expected: Numbers, *, trimmed: float = TRIMMED
) -> Dispersion:
    """From sqrt(E) ln(O / E), shape (areas,); areas with 0 of either stay out."""
    count, mean = non_negative(observed), non_negative(expected)
    some = (count > 0) & (mean > 0)
    ratio = np.divide(count, mean, out=np.full(mean.shape, np.nan), where=some)
    return _dispersion(np.sqrt(mean) * np.log(ratio), mean, trimmed)


def proportion_dispersion(
    count: Numbers, total: Numbers, average: float, *, trimmed: float = TRIMMED
) -> Dispersion:
    """From 2 sqrt(n) (asin sqrt p - asin sqrt average), shape (areas,).

    Raises ValueError for a count above its total and an average outside 0 to 1.
    """
    x, n = of_total(count, total)
    share = np.divide(x, n, out=np.full(n.shape, np.nan), where=n > 0)
    away = np.arcsin(np.sqrt(share)) - _angle(average)
    return _dispersion(2 * np.sqrt(n) * away, 4 * n, trimmed)


def dispersed_ratio_funnel(
    expected: Numbers, tau_squared: float, *, confidence: float = 0.95
) -> Interval:
    """Limits of observed over expected: exp(-+ z sqrt(1/E + tau squared)).

    0 and infinite where nothing is expected.
    """
    mean = non_negative(expected, "an expected count")
    between = non_negative(tau_squared, "a variance between areas")
    with np.errstate(divide="ignore"):
        half = normal_quantile(confidence) * np.sqrt(1 / mean + between)
    return Interval(np.exp(-half), np.exp(half))


def dispersed_proportion_funnel(
    total: Numbers, average: float, tau_squared: float, *, confidence: float = 0.95
) -> Interval:
    """Limits sin^2(asin sqrt average -+ z sqrt(1/4n + tau squared)) of a proportion.

    0 and 1 for nobody. Raises ValueError for an average outside 0 to 1.
    """
    n = non_negative(total, "a total")
    between = non_negative(tau_squared, "a variance between areas")
    with np.errstate(divide="ignore"):
        half = normal_quantile(confidence) * np.sqrt(1 / (4 * n) + between)
    middle = _angle(average)
    low, high = np.maximum(middle - half, 0), np.minimum(middle + half, np.pi / 2)
    return Interval(np.sin(low) ** 2, np.sin(high) ** 2)


def _angle(average: float) -> float:
    return float(np.arcsin(np.sqrt(proportion(average, "an average proportion"))))


def _dispersion(scores: Floats, precision: Floats, trimmed: float) -> Dispersion:
    """`precision` is one over the variance chance alone gives each area."""
    known = np.isfinite(scores)
    winsorised, areas = np.full(scores.shape, np.nan), int(known.sum())
    if areas == 0:
        return Dispersion(np.nan, 0.0, scores, winsorised)
    ends = np.quantile(scores[known], [trimmed, 1 - trimmed])
    winsorised[known] = np.clip(scores[known], *ends)
    phi = float(np.mean(winsorised[known] ** 2))
    excess = areas * phi - (areas - 1)
    weight = precision[known]
    room = weight.sum() - (weight**2).sum() / weight.sum()
    tau_squared = float(excess / room) if excess > 0 and areas > 1 else 0.0
    return Dispersion(phi, tau_squared, scores, winsorised)
