"""Disclosure control, applied once, between counting and statistics.

Rates and intervals are made from what leaves here, so they cannot give back what was
hidden. Published national files pass as published; counts of a system's own extract,
real or generated, follow the rule of the audience (`audience`), unless another is asked
for NHS Digital's for hospital data (2018): 0 shown, 1 to 7 hidden, others rounded to
the nearest 5. Modelled people are treated like counted ones, because a model less a
count gives the count.
"""

from collections.abc import Collection
from typing import Any

import pandas as pd

from phm.measures.audience import Audience
from phm.measures.small_numbers import (
    HOSPITAL_RULE,
    SUPPRESS_UP_TO,
    homogeneous,
    is_small,
    rounded,
)


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
HINTS = ["beside", "sensitive"]  # columns that say why a row may be hidden, and go

SUPPRESSED = "suppressed"


def disclose(
    counts: pd.DataFrame,
    *,
    access: str,
    people: Collection[str] = COUNTS,
    rule: Audience = HOSPITAL_RULE,
) -> pd.DataFrame:
    """Counts fit to be seen: numbers and status may change.

    ``access`` is that of the sources; ``people`` names the columns that count patients.
    A row is hidden whole when one of them is small, or when ``fewest``, the smallest
    count that subtraction would give away, is, when ``beside`` says that a small count
    could be told from it (see `cross_table`), or when ``sensitive`` says that it must
    not tell of everybody in it and it would (see `homogeneous`).
    """
    if access == OPEN_ACCESS:
        return counts
    hidden = _hidden(counts, people, rule)
    low = counts["lower_value"]
    seen = counts.assign(
        **{name: rounded(counts[name], rule) for name in people},
        lower_value=rounded(low.mask(is_small(low, rule), 0), rule),
        upper_value=rounded(counts["upper_value"], rule),
        status=counts["status"].mask(hidden, SUPPRESSED),
    )
    seen.loc[hidden, [*COUNTS, *LIMITS]] = float("nan")
    return seen.assign(fewest=float("nan")).drop(columns=HINTS, errors="ignore")


def _hidden(counts: pd.DataFrame, people: Collection[str], rule: Audience) -> Any:
    hidden = is_small(counts["fewest"], rule)
    for name in people:
        hidden |= is_small(counts[name], rule)
    if "beside" in counts:
        hidden |= counts["beside"]
    if "sensitive" in counts and set(people) >= set(COUNTS):
        told = homogeneous(counts["numerator"], counts["denominator"], rule)
        hidden |= told & counts["sensitive"]
    return hidden
