"""Disclosure control, applied once, between counting and statistics.

Rates and intervals are made from what leaves here, so they cannot give back what was
hidden. Published national files pass as published; counts of a system's own extract,
real or generated, follow NHS Digital's rule for hospital data (2018): 0 shown, 1 to 7
hidden, others rounded to the nearest 5. Modelled people are treated like counted ones,
because a model less a count gives the count.
"""

from collections.abc import Collection

import pandas as pd

from phm.measures.small_numbers import SUPPRESS_UP_TO, is_small, rounded


__all__ = [
    "COUNTS",
    "LOCAL_ACCESS",
    "OPEN_ACCESS",
    "SUPPRESSED",
    "SUPPRESS_UP_TO",
    "disclose",
]

OPEN_ACCESS, LOCAL_ACCESS = "open", "local"
COUNTS = ("numerator", "denominator")
LIMITS = ("lower_value", "upper_value")

SUPPRESSED = "suppressed"


def disclose(
    counts: pd.DataFrame, *, access: str, people: Collection[str] = COUNTS
) -> pd.DataFrame:
    """Counts fit to be seen: numbers and status may change.

    ``access`` is that of the sources; ``people`` names the columns that count patients.
    A row is hidden whole when one of them is small, or when ``fewest``, the smallest
    count that subtraction would give away, is, or when ``beside`` says that a small
    count could be told from it (see `subtraction`).
    """
    if access == OPEN_ACCESS:
        return counts
    small = is_small(counts["fewest"])
    if "beside" in counts:
        small |= counts["beside"]
    for name in people:
        small |= is_small(counts[name])
    seen = counts.assign(
        **{name: rounded(counts[name]) for name in people},
        lower_value=rounded(counts["lower_value"].mask(is_small, 0)),
        upper_value=rounded(counts["upper_value"]),
        status=counts["status"].mask(small, SUPPRESSED),
    )
    seen.loc[small, [*COUNTS, *LIMITS]] = float("nan")
    return seen.assign(fewest=float("nan")).drop(columns="beside", errors="ignore")
