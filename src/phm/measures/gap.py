"""The gap between two groups of one scheme, absolute and relative."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phm.domain.dimensions import Scheme
from phm.domain.indicators import Method
from phm.measures.results import OK, Results
from phm.stats.comparison import (
    proportion_differences,
    proportion_ratios,
    rate_differences,
    rate_ratios,
)
from phm.stats.intervals import Interval
from phm.stats.limits import Limits
from phm.stats.scales import Scale
from phm.stats.slopes import FEWEST, SlopeIndex, slope_index


SCALES = {Method.BYAR: Scale.LOG, Method.WILSON: Scale.LOGIT}
RATIOS = {Method.BYAR: rate_ratios, Method.WILSON: proportion_ratios}
UNKNOWN = Limits(math.nan, math.nan, math.nan)
DIFFERENCES = {Method.BYAR: rate_differences, Method.WILSON: proportion_differences}


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

    Made from the counts as shown; not known where a group has no number. None where
    the scheme compares none, the measure has no interval to judge by, or each group was
    held against the system for its own ages: such ratios do not compare.
    ``results`` is by one scheme and of one area.
    """
    scheme, method = results.by[0], results.measure.method
    if scheme.compared is None or method not in SCALES or results.standardised:
        return None
    worse, better = map(results.row_of, scheme.compared)
    is_known = worse["status"] == better["status"] == OK
    counts = (*_counts(results, worse), *_counts(results, better))
    return Gap(
        results=results,
        worse=scheme.compared[0],
        better=scheme.compared[1],
        ratio=RATIOS[method](*counts).at() if is_known else UNKNOWN,
        difference=_difference(results, counts) if is_known else UNKNOWN,
        slope=_slope(results, scheme),
    )


def _difference(results: Results, counts: Sequence[float]) -> Limits:
    method, unit = results.measure.method, results.measure.multiplier
    return DIFFERENCES[method](*counts).scaled(unit).at()


def _counts(results: Results, row: pd.Series) -> tuple[float, float]:
    """Those that were counted: a sample is no more sure for being multiplied up."""
    counted, out_of = row["numerator"], row["denominator"]
    return float(counted) * results.counted_share, float(out_of) * results.counted_share


def _slope(results: Results, scheme: Scheme) -> SlopeIndex | None:
    if not scheme.ordered:
        return None
    ordered = results.frame.set_index(scheme.id).loc[list(_between(scheme))]
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
