"""A cohort beside everybody else in words: who, what reached them, what hinders."""

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd

from phm.measures.catalogue import find_measure
from phm.measures.cohort_sides import Sides
from phm.measures.digital import BARRIERS
from phm.measures.gap import Gap, gap_of
from phm.measures.results import OK
from phm.words.areas import listed
from phm.words.numbers import value_text, with_unit


MOST_NAMED: Final = 3
NEARLY_ALL: Final = 99.5  # of the cohort: that is what its condition says
FOUR: Final = frozenset(find_measure(one.measure).short_title for one in BARRIERS)
MISSED: Final = "Missed if online only"
NO_SCREEN: Final = find_measure("reached_without_screen_percent").short_title
WAYS: Final = "met face to face, at home or by telephone at least once"
WAYS_NOT_TOLD: Final = (
    "Whether they were met without a screen cannot be told: too few were reached, or "
    "contacts do not say how."
)
EVERYBODY_IS_IN: Final = "Everybody is in this cohort: there is nobody else beside it."


def who_sentence(panels: Sequence[Sides]) -> str:
    """The groups that are more of the cohort than of everybody by most points."""
    frames = [one.frame.assign(title=one.title) for one in panels]
    rows = pd.concat(frames, ignore_index=True)
    told = rows[rows["status"].eq(OK) & ~rows["is_rest"].astype(bool)]
    told = told[told["cohort"].lt(NEARLY_ALL)]
    more = told.assign(points=told["cohort"] - told["others"])
    more = more[more["points"].ge(1)].nlargest(MOST_NAMED, "points")
    if more.empty:
        return "No known group is a larger part of the cohort, by a point or more."
    said = [
        f"{row.title.lower()} {_label(row.label)} ({_percent(row.cohort)} against "
        f"{_percent(row.others)} %)"
        for row in more.itertuples()
    ]
    return f"More of the cohort than of everybody: {listed(said)}."


def pathway_sentence(panels: Sequence[Sides]) -> str:
    """Which steps differ clearly from everybody else's, as counted, and which not."""
    gaps = [(one, gap_of(one.answers[0])) for one in panels]
    known = [(one, gap) for one, gap in gaps if gap and math.isfinite(gap.ratio.lower)]
    if not known:
        return "No step can be told against everybody else: too few people."
    said = [_more_or_less(one, gap) for one, gap in known if gap.ratio.excludes(1)]
    unclear = [one.title for one, gap in known if not gap.ratio.excludes(1)]
    if unclear:
        said.append(f"no clear difference: {listed(unclear)}")
    told = {one.title for one, _ in known}
    if silent := [one.title for one in panels if one.title not in told]:
        said.append(f"too few people to tell: {listed(silent)}")
    return f"Against everybody else, as counted – {'; '.join(said)}."


def digital_sentence(sides: Sides) -> str:
    """The most frequent of the four barriers, and whom online only would miss."""
    told = sides.frame[sides.frame["status"].eq(OK)]
    if told.empty:
        return "Too few people of the cohort were asked about going online to be told."
    said, four = [], told[told["label"].isin(FOUR)]
    if len(four):
        said.append(_most_frequent(four.sort_values("cohort", ascending=False)))
    for _, row in told[told["label"].eq(MISSED)].iterrows():
        said.append(f"an online-only pathway would miss {_beside(row)}")
    return f"Of those asked, {'; '.join(said)}." if said else ""


def ways_sentence(sides: Sides) -> str:
    """Of how many of those reached no screen was asked."""
    rows = sides.frame[sides.frame["label"].eq(NO_SCREEN)]
    told = rows[rows["status"].eq(OK)]
    if told.empty:
        return WAYS_NOT_TOLD if len(rows) else ""
    return f"Of those a link worker reached, {_beside(told.iloc[0])} were {WAYS}."


def _most_frequent(four: pd.DataFrame) -> str:
    """The first barrier, with those whose intervals overlap its own."""
    first = four.iloc[0]
    alike = four[~four["cohort_upper"].lt(first["cohort_lower"])]
    named = [
        f"{_label(row['label'], inside=True)}, {_beside(row)}"
        for _, row in (alike if len(alike) > 1 else four.head(1)).iterrows()
    ]
    if len(named) == 1:
        return f"the most frequent barrier is {named[0]}"
    return f"the most frequent barriers are {listed(named)}, too close to put in order"


def _more_or_less(sides: Sides, gap: Gap) -> str:
    """`Declined: more, 30.0 against 10.0 % of people offered`."""
    row, which = sides.frame.iloc[0], "more" if gap.ratio.lower > 1 else "less"
    others = with_unit(_percent(row["others"]), sides.answers[0].measure)
    return f"{sides.title}: {which}, {_percent(row['cohort'])} against {others}"


def _beside(row: pd.Series) -> str:
    others = row["others"]
    known = "" if pd.isna(others) else f" (everybody else {_percent(others)} %)"
    return f"{_percent(row['cohort'])} %{known}"


def _label(label: str, *, inside: bool = False) -> str:
    text = str(label)
    return f"“{text[:1].lower() + text[1:] if inside else text}”"


def _percent(value: float) -> str:
    return value_text(value, decimals=1)
