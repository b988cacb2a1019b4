"""Disclosure control, applied once, between counting and statistics.

Rates and intervals are made from what leaves here, so they cannot give back what was
hidden. Published national files pass as published; counts of a local or synthetic tier
follow NHS Digital's rule for hospital data (2018): 0 shown, 1 to 7 hidden, others
rounded to the nearest 5.
"""

import pandas as pd


PUBLISHED_TIER = "open"
SUPPRESS_UP_TO = 7
ROUND_TO = 5

SUPPRESSED = "suppressed"


def disclose(counts: pd.DataFrame, *, tier: str) -> pd.DataFrame:
    """Counts fit to be seen: columns numerator, denominator and status may change."""
    if tier == PUBLISHED_TIER:
        return counts
    small = _is_small(counts["numerator"]) | _is_small(counts["denominator"])
    seen = counts.assign(
        numerator=_rounded(counts["numerator"]),
        denominator=_rounded(counts["denominator"]),
        status=counts["status"].mask(small, SUPPRESSED),
    )
    hidden = ["numerator", "denominator", "lower_value", "upper_value"]
    seen.loc[small, hidden] = float("nan")
    return seen


def _is_small(count: pd.Series) -> pd.Series:
    """Above 0 and below 8: an estimate of 7.3 would round to a published 5."""
    return count.gt(0) & count.lt(SUPPRESS_UP_TO + 1)


def _rounded(count: pd.Series) -> pd.Series:
    return (count / ROUND_TO + 0.5).floordiv(1) * ROUND_TO
