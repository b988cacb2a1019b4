"""Funnel limits: how far an area can lie from the average by chance alone.

Spiegelhalter, Stat Med 2005;24:1185, in the form OHID publishes. Two sets are drawn, at
95 % and 99.8 %: of 35 areas two lie outside the first when nothing is up.
"""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from phm.stats.intervals import (
    Interval,
    Numbers,
    exact_poisson_interval,
    non_negative,
    normal_quantile,
    of_total,
    proportion,
)


LOOK, ALERT = 0.95, 0.998


class Position(StrEnum):
    """Where an area lies; the number is the chance of lying beyond on that side."""

    HIGH_ALERT = "High (0.001)"
    HIGH = "High (0.025)"
    WITHIN = "Not significant"
    LOW = "Low (0.025)"
    LOW_ALERT = "Low (0.001)"
    UNKNOWN = "Not known"


Positions = npt.NDArray[np.str_]


def proportion_funnel(
    total: Numbers, average: float, *, confidence: float = LOOK
) -> Interval:
    """p -+ z sqrt(p(1-p)/n) for areas of n people, within 0 and 1; nan at 0 people.

    That is Wilson's interval turned round. Raises ValueError for an average outside
    0 to 1.
    """
    p = proportion(average, "an average proportion")
    n = non_negative(total, "a total")
    n = np.where(n > 0, n, np.nan)
    half = normal_quantile(confidence) * np.sqrt(p * (1 - p) / n)
    return Interval(np.maximum(p - half, 0.0), np.minimum(p + half, 1.0))


def average_proportion(count: Numbers, total: Numbers) -> float:
    """The centre line: all counted over all people of the areas plotted.

    Raises ValueError where there are no people and for a count above its total.
    """
    x, n = of_total(count, total)
    people = float(n.sum())
    if not people > 0:
        raise ValueError(f"an average needs people, not {people}")
    return float(x.sum()) / people


def rate_funnel(
    events: Numbers, average: float = 1, *, confidence: float = LOOK
) -> Interval:
    """Limits of a rate (or, around 1, of observed over expected) at `events` counted.

    average x events over the exact Poisson limits of `events`; nan at 0 events. The
    unit is that of `average`.
    """
    count = non_negative(events)
    some = np.where(count > 0, count, np.nan)
    bounds = exact_poisson_interval(count, confidence=confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Interval(average * some / bounds.upper, average * some / bounds.lower)


def proportion_positions(count: Numbers, total: Numbers, average: float) -> Positions:
    """A `Position` per area against the funnel of proportions; not known of 0 people.

    Raises ValueError for a count above its total.
    """
    x, n = of_total(count, total)
    share = np.divide(x, n, out=np.full(n.shape, np.nan), where=n > 0)
    look, alert = (
        proportion_funnel(n, average, confidence=level) for level in (LOOK, ALERT)
    )
    return positions(share, look, alert)


def count_positions(observed: Numbers, expected: Numbers) -> Positions:
    """A `Position` per area, its expected count against exact limits of the observed.

    For rates, expect average x people. Works at 0 observed, where the funnel has no
    limits to draw.
    """
    count, mean = np.broadcast_arrays(non_negative(observed), non_negative(expected))
    look, alert = (
        exact_poisson_interval(count, confidence=level) for level in (LOOK, ALERT)
    )
    # an expected count below the limits of the observed one means: observed is high
    return positions(-mean, _turned(look), _turned(alert))


def positions(value: Numbers, look: Interval, alert: Interval) -> Positions:
    """A `Position` per value against two sets of limits; not known where one is nan."""
    found = np.asarray(value, dtype=np.float64)
    unknown = np.isnan(found) | np.isnan(look.lower) | np.isnan(look.upper)
    cases = {
        Position.UNKNOWN: unknown,
        Position.HIGH_ALERT: found > alert.upper,
        Position.HIGH: found > look.upper,
        Position.LOW_ALERT: found < alert.lower,
        Position.LOW: found < look.lower,
    }
    names = [position.value for position in cases]
    return np.select(list(cases.values()), names, default=Position.WITHIN.value)


def _turned(limits: Interval) -> Interval:
    return Interval(-limits.upper, -limits.lower)
