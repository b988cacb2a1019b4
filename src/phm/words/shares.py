"""Where a group's share of referrals falls short of its share of need."""

from collections.abc import Sequence

import pandas as pd

from phm.measures.results import NO_DATA, OK
from phm.measures.shares import Shares
from phm.words.groups import (
    confidence_text,
    counted_groups,
    others_too,
    people_in,
    silent_groups,
    with_capital,
)
from phm.words.numbers import value_text


DECIMALS, MOST_DECIMALS = 1, 3
NEED, REFERRALS = "need_percent", "referral_percent"


def shares_sentence(shares: Sequence[Shares]) -> str:
    """The group with the widest clear shortfall over all schemes, in points.

    Clear is a share of need above the whole interval of the share of referrals.
    """
    groups = pd.concat([_groups(one) for one in shares], ignore_index=True)
    groups = groups.drop_duplicates("people")
    known = groups[groups["status"].eq(OK)]
    said = [_finding(known), silent_groups(groups["status"])]
    return " ".join(filter(None, said))


def _groups(shares: Shares) -> pd.DataFrame:
    """The scheme's groups without the rest, each with `people` and `shortfall`."""
    rows = shares.frame[shares.frame["group"].ne(shares.scheme.rest.id)]
    has_both = rows[[NEED, REFERRALS]].notna().all(axis="columns")
    return rows.assign(
        people=[people_in((shares.scheme, group)) for group in rows["group"]],
        shortfall=rows[NEED] - rows[REFERRALS],
        status=rows["status"].where(rows["status"].ne(OK) | has_both, NO_DATA),
    )


def _finding(known: pd.DataFrame) -> str:
    if known.empty:
        return "No group’s share of need and of referrals can be told."
    short = known[known["upper"].lt(known[NEED])]
    if short.empty:
        return _none_short(len(known))
    row = short.loc[short["shortfall"].idxmax()]
    decimals = _decimals(row)
    need, referrals = (value_text(row[n], decimals=decimals) for n in (NEED, REFERRALS))
    within = confidence_text(row["lower"], row["upper"], decimals=decimals)
    points = value_text(_points(row, decimals), decimals=decimals)
    others = others_too(len(short) - 1, "clearly short")
    return (
        f"{with_capital(row['people'])} are {need} % of the need but {referrals} % of "
        f"the referrals ({within}): {points} percentage points short"
        f"{_widest(len(known))}.{others}"
    )


def _none_short(count: int) -> str:
    below = "share of referrals clearly below its share of need"
    if count == 1:
        return f"The one group known has no {below}."
    return f"None of the {counted_groups(count)} known has a {below}."


def _decimals(row: pd.Series) -> int:
    """As many as tell the two shares apart: small groups differ by little."""
    some = range(DECIMALS, MOST_DECIMALS)
    return next((d for d in some if _points(row, d) > 0), MOST_DECIMALS)


def _points(row: pd.Series, decimals: int) -> float:
    """From the shares as printed, so that a reader's own subtraction agrees."""
    return float(round(row[NEED], decimals) - round(row[REFERRALS], decimals))


def _widest(count: int) -> str:
    if count == 1:
        return ""
    return f", the widest clear shortfall of {counted_groups(count)}"
