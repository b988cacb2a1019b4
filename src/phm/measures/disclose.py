"""Disclosure control, applied once, between counting and statistics.

Rates and intervals are made from what leaves here, so they cannot give back what was
hidden. Published national files pass as published; counts of a system's own extract,
real or generated, follow the rule of the audience (`audience`), unless another is asked
for NHS Digital's for hospital data (2018): 0 shown, 1 to 7 hidden, others rounded to
the nearest 5. Modelled people are treated like counted ones, because a model less a
count gives the count.
"""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
NUMBERS = (*COUNTS, "lower_value", "upper_value", "fewest")
HINTS = ("beside", "sensitive")  # columns that say why a row may be hidden, and go
PEOPLE = "people"  # how many are in a group of people, whatever is measured of them

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
    not tell of everybody in it and it would (see `homogeneous`). A group of few
    ``people`` is hidden in every measure: nought of them would be told of each.
    """
    if access == OPEN_ACCESS:
        return counts
    exact = {name: counts[name].to_numpy(dtype=float) for name in NUMBERS}
    hidden = _hidden(counts, exact, people, rule)
    low = exact["lower_value"]
    of_people = {
        **{name: exact[name] for name in (*people, "upper_value")},
        "lower_value": np.where(is_small(low, rule), 0, low),
    }
    seen = exact | {name: rounded(one, rule) for name, one in of_people.items()}
    seen = {name: np.where(hidden, np.nan, one) for name, one in seen.items()}
    seen["fewest"] = np.full(len(counts), np.nan)
    kept = {name: column for name, column in counts.items() if name not in HINTS}
    status = counts["status"].mask(hidden, SUPPRESSED)
    return pd.DataFrame(kept | seen | {"status": status})


def _hidden(
    counts: pd.DataFrame,
    exact: Mapping[str, NDArray[np.float64]],
    people: Collection[str],
    rule: Audience,
) -> NDArray[np.bool_]:
    hidden: NDArray[np.bool_] = is_small(exact["fewest"], rule)
    for name in people:
        hidden = hidden | is_small(exact[name], rule)
    if PEOPLE in counts:
        hidden = hidden | is_small(counts[PEOPLE].to_numpy(dtype=float), rule)
    if "beside" in counts:
        hidden = hidden | counts["beside"].to_numpy(dtype=bool)
    if "sensitive" in counts and set(people) >= set(COUNTS):
        told = homogeneous(exact["numerator"], exact["denominator"], rule)
        hidden = hidden | (told & counts["sensitive"].to_numpy(dtype=bool))
    return hidden
