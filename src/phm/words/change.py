"""Is the worst-off group improving fastest? Yes, no, not clear, or not to be told.

Worst off is the group with the lowest reach a year before. It improves fastest where
the interval of its ratio, now over before, lies above one and above that of every other
group; another is faster where its interval lies wholly above that of the worst off.
"""

import pandas as pd

from phm.measures.change import Change
from phm.measures.results import NO_DATA, OK
from phm.words.areas import listed
from phm.words.groups import (
    confidence_text,
    counted_groups,
    people_in,
    silent_groups,
)
from phm.words.numbers import value_text


DECIMALS, RATIO_DECIMALS = 0, 2
BOTH_YEARS = ["before", "now"]
QUESTION = "whether the worst-off group is improving fastest"


def change_sentence(change: Change) -> str:
    """One sentence for one scheme, then the groups that have no figure."""
    rows = _groups(change)
    known = rows[rows["status"].eq(OK)]
    said = [_answer(change, known), silent_groups(rows["status"])]
    return " ".join(filter(None, said))


def _groups(change: Change) -> pd.DataFrame:
    rows = change.frame[change.frame["group"].ne(change.scheme.rest.id)]
    has_both = rows[BOTH_YEARS].notna().all(axis="columns")
    return rows.assign(
        people=[people_in((change.scheme, group)) for group in rows["group"]],
        status=rows["status"].where(rows["status"].ne(OK) | has_both, NO_DATA),
    )


def _answer(change: Change, known: pd.DataFrame) -> str:
    if len(known) < 2:
        has = f"{counted_groups(len(known))} {'has' if len(known) == 1 else 'have'}"
        return f"It cannot be told {QUESTION}: {has} a figure in both years."
    shown = known["before"].round(DECIMALS)
    lowest = known[shown.eq(shown.min())]
    if len(lowest) > 1:
        alike = listed(lowest["people"])
        return f"It cannot be told {QUESTION}: {alike} began alike."
    worst, others = lowest.iloc[0], known.drop(index=lowest.index)
    if pd.isna(worst["ratio"]):
        went = _went(change, worst)
        return f"It cannot be told {QUESTION}: {went}; from 0 no ratio can be formed."
    return _compared(change, worst, others)


def _compared(change: Change, worst: pd.Series, others: pd.DataFrame) -> str:
    faster = others[others["ratio_lower"].gt(worst["ratio_upper"])]
    if len(faster):
        return _no(change, worst, faster.loc[faster["ratio"].idxmax()])
    moved = _moved(change, worst)
    if worst["ratio_upper"] < 1:
        return f"No: {moved}: it fell."
    rival = others.loc[others["ratio_upper"].idxmax()]
    if rival["ratio_upper"] >= worst["ratio_lower"]:
        return f"Not clear: {moved}; the interval overlaps that of {_ratio_of(rival)}."
    if worst["ratio_lower"] <= 1:
        return f"Not clear: {moved}; that may be no change."
    second = others.loc[others["ratio"].idxmax()]
    return f"Yes: {moved}, more than in any other group; next {_ratio_of(second)}."


def _no(change: Change, worst: pd.Series, fastest: pd.Series) -> str:
    did = _did(*(round(one["ratio"], RATIO_DECIMALS) for one in (worst, fastest)))
    return f"No: {_moved(change, worst)}; it {did} among {_ratio_of(fastest)}."


def _did(worst: float, fastest: float) -> str:
    """What a group did whose ratio is the higher; both as printed."""
    if fastest > 1:
        return "rose faster" if worst > 1 else "rose"
    return "fell less" if fastest < 1 else "did not fall"


def _moved(change: Change, worst: pd.Series) -> str:
    return f"{_went(change, worst)} ({_times(worst)})"


def _went(change: Change, worst: pd.Series) -> str:
    before, now = (value_text(worst[n], decimals=DECIMALS) for n in BOTH_YEARS)
    return (
        f"reach among {worst['people']}, the lowest a year before, went from {before} "
        f"to {now} {change.unit}"
    )


def _ratio_of(group: pd.Series) -> str:
    return f"{group['people']} ({_times(group)})"


def _times(group: pd.Series) -> str:
    ratio = value_text(group["ratio"], decimals=RATIO_DECIMALS)
    within = confidence_text(
        group["ratio_lower"], group["ratio_upper"], decimals=RATIO_DECIMALS
    )
    return f"{ratio} times, {within}"
