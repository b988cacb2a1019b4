"""Whether money and support go to the barrier that most people have."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.periods import period_label
from phm.measures.digital import Match


AGAINST: Final = {
    "equipment": "equipment",
    "connectivity": "connection",
    "confidence": "confidence",
    "skills": "skills",
}
NO_PROJECT: Final = "No funded project for digital inclusion is in the extract."


def match_sentence(match: Match) -> str:
    """Most recorded barriers against most money, of one place or the system."""
    if not match.pounds:
        return _without_money(match)
    barrier, money = _leading(match, "barrier_share"), _leading(match, "pounds_share")
    if barrier is None or money is None:
        return _undecided(match, money)
    paid = (
        f"{_percent(money['pounds_share'])} of its digital money ({_of(match, money)})"
    )
    share, what = _percent(barrier["barrier_share"]), AGAINST[str(barrier["barrier"])]
    if barrier["barrier"] == money["barrier"]:
        return (
            f"In {match.area_name} {what} leads both: {share} of recorded barriers and "
            f"{paid}."
        )
    left = float(barrier["pounds"])
    there = f", £{left:,.0f} to {what}" if left else ""
    return (
        f"In {match.area_name} {share} of recorded barriers are of {what}, but {paid} "
        f"went to {AGAINST[str(money['barrier'])]}{there}."
    )


def widest_mismatch(matches: Sequence[Match]) -> Match | None:
    """The place whose prevailing barrier lacks the largest share of money, if any.

    Places without money of their own are left out: nothing there went astray.
    """
    astray = [one for one in matches if _gap(one) > 0]
    return max(astray, key=_gap, default=None)


def support_sentence(match: Match) -> str:
    """What link workers offered most, beside the barrier most people have."""
    offers = _leading(match, "offers_share")
    if offers is None:
        return "Which digital support is offered most is not known."
    barrier = _leading(match, "barrier_share")
    same = barrier is not None and barrier["barrier"] == offers["barrier"]
    end = ", as the barrier that most people have" if same else ""
    return (
        f"Most offers of digital support in {match.area_name} were of "
        f"{AGAINST[str(offers['barrier'])]} (about {offers['offers']:,.0f} in 12 "
        f"months, {_percent(offers['offers_share'])}){end}."
    )


def projects_sentence(match: Match) -> str:
    """How many projects were counted, when they run, and what serves everywhere.

    Empty where there is no project at all.
    """
    beside = _beside(match)
    if match.projects.empty:
        return beside.strip()
    count = len(match.projects)
    projects = "1 funded project" if count == 1 else f"{count:,} funded projects"
    dates = _dates(match.projects)
    return (
        f"{projects} of digital inclusion ran in the 12 months: {_per_head(match)}, "
        f"{dates}.{beside}"
    )


def _beside(match: Match) -> str:
    """The money that no place has a part of."""
    wide = float(match.of_whole_system["amount_pounds"].sum())
    if not wide or match.level is not AreaLevel.PLACE:
        return ""
    more = f" £{wide:,.0f} more is for the whole system"
    return f"{more}; no place’s part of it is recorded."


def _without_money(match: Match) -> str:
    if match.of_whole_system.empty and match.projects.empty:
        return NO_PROJECT
    none = f"no digital project is for {match.area_name} alone"
    barrier = _leading(match, "barrier_share")
    if barrier is None:
        return f"{none[:1].upper()}{none[1:]}."
    share, what = _percent(barrier["barrier_share"]), AGAINST[str(barrier["barrier"])]
    return f"{share} of recorded barriers are of {what}; {none}."


def _undecided(match: Match, money: pd.Series | None) -> str:
    if money is None:
        return f"In {match.area_name} no barrier got more money than all others."
    return (
        f"In {match.area_name} most digital money ({_of(match, money)}) went to "
        f"{AGAINST[str(money['barrier'])]}; which barrier prevails is not known."
    )


def _leading(match: Match, column: str) -> pd.Series | None:
    """The barrier with the largest share; none where two share it, or none is known."""
    shares = match.frame[column].astype(float)
    if not np.isfinite(shares).all() or shares.eq(shares.max()).sum() > 1:
        return None
    return match.frame.loc[shares.idxmax()]


def _gap(match: Match) -> float:
    barrier, money = _leading(match, "barrier_share"), _leading(match, "pounds_share")
    if barrier is None or money is None or barrier["barrier"] == money["barrier"]:
        return 0.0
    return float(barrier["barrier_share"] - barrier["pounds_share"])


def _of(match: Match, row: pd.Series) -> str:
    """`£96,000 of £144,000`, or the whole alone."""
    paid, whole = f"£{row['pounds']:,.0f}", f"£{match.pounds:,.0f}"
    return paid if paid == whole else f"{paid} of {whole}"


def _per_head(match: Match) -> str:
    """`£144,000, £238 per 1,000 people`."""
    per_1000 = match.frame["pounds_per_1000"].sum(skipna=False)
    head = f", £{per_1000:,.0f} per 1,000 people" if np.isfinite(per_1000) else ""
    return f"£{match.pounds:,.0f}{head}"


def _dates(projects: pd.DataFrame) -> str:
    """`from 4 February 2025 to 27 January 2028`, by the first and the last of them."""
    start, end = projects["start_date"].min(), projects["end_date"].max()
    begun = f"from {period_label(f'{start:%Y-%m-%d}')}"
    return begun if pd.isna(end) else f"{begun} to {period_label(f'{end:%Y-%m-%d}')}"


def _percent(share: float) -> str:
    return f"{share:.0f} %"
