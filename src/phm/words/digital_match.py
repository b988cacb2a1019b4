"""Whether money and support go to the barrier that is most frequent."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.periods import period_label
from phm.measures.digital import Match
from phm.words.tiers import place_name


AGAINST: Final = {
    "equipment": "equipment",
    "connectivity": "connection",
    "confidence": "confidence",
    "skills": "skills",
}
NO_PROJECT: Final = (
    "No funded project for digital inclusion is on record in these 12 months."
)
NO_ORDER: Final = "the largest are alike"


def match_sentence(match: Match) -> str:
    """Most recorded barriers against most money, of one place or the system."""
    if not match.pounds:
        return _without_money(match)
    barrier, money = _prevailing(match), _leading(match, "pounds_share")
    if barrier is None or money is None:
        return _undecided(match, money)
    paid = (
        f"{_percent(money['pounds_share'])} of its digital money ({_of(match, money)})"
    )
    share, what = _percent(barrier["barrier_share"]), AGAINST[str(barrier["barrier"])]
    if barrier["barrier"] == money["barrier"]:
        leads = "lead" if what.endswith("s") else "leads"
        return (
            f"In {_place(match)} {what} {leads} both: {share} of recorded barriers and "
            f"{paid}."
        )
    left = float(barrier["pounds"])
    there = f", £{left:,.0f} to {what}" if left else ""
    return (
        f"In {_place(match)} {share} of recorded barriers are of {what}, but {paid} "
        f"went to {AGAINST[str(money['barrier'])]}{there}."
    )


def widest_mismatch(matches: Sequence[Match]) -> Match | None:
    """The place whose prevailing barrier lacks the largest share of money, if any.

    Places without money of their own are left out: nothing there went astray.
    """
    astray = [one for one in matches if _gap(one) > 0]
    return max(astray, key=_gap, default=None)


def support_sentence(match: Match) -> str:
    """What link workers offered most, beside the most frequent barrier."""
    offers, where = _leading(match, "offers_share"), _place(match)
    if offers is None:
        return _no_support_first(match)
    barrier = _prevailing(match)
    same = barrier is not None and barrier["barrier"] == offers["barrier"]
    end = ", against the most frequent barrier" if same else ""
    return (
        f"The digital support offered most in {where} was of "
        f"{AGAINST[str(offers['barrier'])]} (about {offers['offers']:,.0f} offers in "
        f"12 months, {_percent(offers['offers_share'])} of all){end}."
    )


def within_sentence(match: Match, area_name: str) -> str:
    """Why a PCN in view is told the money of its place."""
    return f"Projects are on record by place: {area_name} lies in {_place(match)}."


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
    more = "" if match.projects.empty else " more"
    said = f" £{wide:,.0f}{more} is for the whole system"
    return f"{said}; no place’s part of it is recorded."


def _without_money(match: Match) -> str:
    if match.of_whole_system.empty and match.projects.empty:
        return NO_PROJECT
    none = f"no digital project is for {_place(match)} alone"
    if len(match.projects):
        none = f"the amounts of digital projects in {_place(match)} are not recorded"
    barrier = _prevailing(match)
    if barrier is None:
        return f"{none[:1].upper()}{none[1:]}."
    share, what = _percent(barrier["barrier_share"]), AGAINST[str(barrier["barrier"])]
    return f"{share} of recorded barriers are of {what}; {none}."


def _undecided(match: Match, money: pd.Series | None) -> str:
    if money is None:
        return f"In {_place(match)} no one barrier got most digital money: {NO_ORDER}."
    is_known = np.isfinite(match.frame["barrier_share"].astype(float)).all()
    unknown = "which barrier prevails is not known"
    return (
        f"In {_place(match)} {_percent(money['pounds_share'])} of the digital money "
        f"({_of(match, money)}) went to {AGAINST[str(money['barrier'])]}; "
        f"{'no one barrier prevails clearly' if is_known else unknown}."
    )


def _no_support_first(match: Match) -> str:
    """Hidden or unknown, none at all, or several alike."""
    offers = match.frame["offers"].astype(float)
    if not np.isfinite(offers).all():
        return "Which digital support is offered most is not known."
    if not offers.sum():
        return f"No offer of digital support is on record in {_place(match)}."
    return f"No one kind of digital support is offered most: {NO_ORDER}."


def _prevailing(match: Match) -> pd.Series | None:
    """The most frequent barrier; none where another's interval overlaps its own.

    The sentence on barriers puts those in no order either.
    """
    first = _leading(match, "barrier_share")
    if first is None:
        return None
    others = match.frame[match.frame["barrier"].ne(first["barrier"])]
    return None if others["upper"].ge(first["lower"]).any() else first


def _leading(match: Match, column: str) -> pd.Series | None:
    """The barrier with the largest share; none where two share it, or none is known."""
    shares = match.frame[column].astype(float)
    if not np.isfinite(shares).all() or shares.eq(shares.max()).sum() > 1:
        return None
    return match.frame.loc[shares.idxmax()]


def _gap(match: Match) -> float:
    barrier, money = _prevailing(match), _leading(match, "pounds_share")
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
    """`from 4 February 2025 to 27 January 2028`, by the first and the last of them.

    Where one has no end, none is said of all.
    """
    start, end = projects["start_date"].min(), projects["end_date"].max(skipna=False)
    begun = f"from {period_label(f'{start:%Y-%m-%d}')}"
    return begun if pd.isna(end) else f"{begun} to {period_label(f'{end:%Y-%m-%d}')}"


def _place(match: Match) -> str:
    return place_name(match.area_name)


def _percent(share: float) -> str:
    return f"{share:.0f} %"
