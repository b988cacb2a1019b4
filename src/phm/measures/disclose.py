"""Disclosure control, applied once, between counting and statistics.

Rates and intervals are made from what leaves here, so they cannot give back what was
hidden. Published national files pass as published; counts of a system's own extract,
real or generated, follow NHS Digital's rule for hospital data (2018): 0 shown, 1 to 7
hidden, others rounded to the nearest 5. Modelled people are treated like counted ones,
because a model less a count gives the count.
"""

from collections.abc import Collection

import pandas as pd


OPEN_ACCESS, LOCAL_ACCESS = "open", "local"
SUPPRESS_UP_TO = 7
ROUND_TO = 5
COUNTS = ("numerator", "denominator")
LIMITS = ("lower_value", "upper_value")

SUPPRESSED = "suppressed"


def disclose(
    counts: pd.DataFrame, *, access: str, people: Collection[str] = COUNTS
) -> pd.DataFrame:
    """Counts fit to be seen: numbers and status may change.

    ``access`` is that of the sources; ``people`` names the columns that count patients.
    A row is hidden whole when one of them is small, or when ``fewest``, the smallest
    count that subtraction would give away, is.
    """
    if access == OPEN_ACCESS:
        return counts
    small = _is_small(counts["fewest"])
    for name in people:
        small |= _is_small(counts[name])
    seen = counts.assign(
        **{name: _rounded(counts[name]) for name in people},
        lower_value=_rounded(counts["lower_value"].mask(_is_small, 0)),
        upper_value=_rounded(counts["upper_value"]),
        status=counts["status"].mask(small, SUPPRESSED),
    )
    seen.loc[small, [*COUNTS, *LIMITS]] = float("nan")
    return seen.assign(fewest=float("nan"))


def _is_small(count: pd.Series) -> pd.Series:
    """Above 0 and below 8: an estimate of 7.3 would round to a published 5."""
    return count.gt(0) & count.lt(SUPPRESS_UP_TO + 1)


def _rounded(count: pd.Series) -> pd.Series:
    return (count / ROUND_TO + 0.5).floordiv(1) * ROUND_TO
