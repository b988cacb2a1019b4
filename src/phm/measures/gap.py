"""The gap between two groups of one scheme, absolute and relative."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phm.domain.dimensions import Scheme
from phm.domain.indicators import Method
from phm.measures.results import OK, Results
from phm.stats.comparison import rate_differences, rate_ratios
from phm.stats.intervals import Interval
from phm.stats.limits import Limits
from phm.stats.scales import Scale
from phm.stats.slopes import FEWEST, SlopeIndex, slope_index


SCALES = {Method.BYAR: Scale.LOG, Method.WILSON: Scale.LOGIT}


@dataclass(frozen=True)
class Gap:
    """Two groups of one answer: `ratio` is worse over better, `difference` worse less
    better in the measure's unit. `slope` where groups are ordered and known.
    """

    results: Results
    worse: str
    better: str
    ratio: Limits
    difference: Limits
    slope: SlopeIndex | None


def gap_of(results: Results) -> Gap | None:
    """The gap between the two groups that the scheme of an answer compares.

    Made from the counts as shown. None where the scheme compares none, a group has no
    number, or the measure has no interval to judge by. ``results`` is by one scheme and
    of one area.
    """
    scheme = results.by[0]
    if scheme.compared is None or results.measure.method not in SCALES:
        return None
    rows = results.frame.set_index(scheme.id)
    worse, better = (rows.loc[[group]].iloc[0] for group in scheme.compared)
    if worse["status"] != OK or better["status"] != OK:
        return None
    counts = (*_exposed(worse, results), *_exposed(better, results))
    scale = results.measure.multiplier
    return Gap(
        results=results,
        worse=scheme.compared[0],
        better=scheme.compared[1],
        ratio=rate_ratios(*counts).at(),
        difference=rate_differences(*counts).scaled(scale).at(),
        slope=_slope(results, scheme, rows),
    )


def _exposed(row: pd.Series, results: Results) -> tuple[float, float]:
    """Count and exposure; of a standardised rate the exposure that gives its value."""
    if not results.standardised:
        return float(row["numerator"]), float(row["denominator"])
    per_head = float(row["value"]) / results.measure.multiplier
    exposure = row["numerator"] / per_head if per_head else row["denominator"]
    return float(row["numerator"]), float(exposure)


def _slope(results: Results, scheme: Scheme, rows: pd.DataFrame) -> SlopeIndex | None:
    if not scheme.ordered:
        return None
    ordered = rows.loc[list(_between(scheme))]
    if len(ordered) < FEWEST or not ordered["status"].eq(OK).all():
        return None
    scale, multiplier = SCALES[results.measure.method], results.measure.multiplier
    value, lower, upper, people = (
        ordered[name].to_numpy(dtype=float)
        for name in ("value", "lower", "upper", "denominator")
    )
    if np.any(lower <= 0):
        return None
    limits = Interval(lower / multiplier, upper / multiplier)
    return slope_index(
        value / multiplier, people, limits, scale=scale, multiplier=multiplier
    )


def _between(scheme: Scheme) -> Sequence[str]:
    """The groups from the one that is compared first to the other, in order."""
    ids = [group.id for group in scheme.groups]
    first, last = (ids.index(group) for group in scheme.compared or (ids[0], ids[-1]))
    return ids[first : last + 1]
