"""What follows from counts of a group: expected from need, and unmet in its parts."""

import pandas as pd


BY_NEED = "expected_by_need"
FLOORED = (  # never below 0, so that groups do not add up to everybody
    "not_referred_low",
    "not_referred",
    "not_referred_high",
    "unmet_need_low",
    "unmet_need",
    "unmet_need_high",
)
UNMET = ("referred", "declined", "no_suitable_service", "fewest", *FLOORED)
MADE_OF = (  # what all of UNMET are made of
    "need_low",
    "need",
    "need_high",
    "people_referred",
    "people_declined",
    "people_without_service",
)


def with_expected_by_need(counts: pd.DataFrame, everybody: pd.Series) -> pd.DataFrame:
    """Add how many would be referred if need alone decided, at the system's rate."""
    need = everybody["need"]
    rate = everybody["people_referred"] / need if need else float("nan")
    return counts.assign(**{BY_NEED: counts["need"] * rate})


def with_unmet_need(counts: pd.DataFrame) -> pd.DataFrame:
    """Add unmet need in its parts, each group taken as a whole.

    The columns are those of `fct_unmet_referral`, so that a measure finds them by the
    same names; there the parts are floored PCN by PCN, here group by group.
    """
    referred, declined = counts["people_referred"], counts["people_declined"]
    unserved = counts["people_without_service"]
    added: dict[str, pd.Series] = {
        "referred": referred,
        "declined": declined,
        "no_suitable_service": unserved,
        "fewest": _smallest_counted(referred, declined),
    }
    for end in ("_low", "", "_high"):
        part = (counts[f"need{end}"] - referred - declined).clip(lower=0)
        added[f"not_referred{end}"] = part
        added[f"unmet_need{end}"] = part + declined + unserved
    return counts.assign(**added)


def _smallest_counted(*counts: pd.Series) -> pd.Series:
    """The smallest count above 0 that need less what is left would give away."""
    above = [count.where(count > 0) for count in counts]
    return pd.concat(above, axis=1).min(axis=1)
