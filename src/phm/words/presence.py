"""Who is on record and who ought to be, in sentences: absence is the finding."""

import pandas as pd

from phm.measures.expected_groups import Expected
from phm.measures.presence import NOT_FILLED, NOT_JUDGED, SHORT, Presence
from phm.words.groups import with_capital
from phm.words.numbers import whole_percent
from phm.words.presence_parts import (
    MOSTLY_EMPTY,
    counted_people,
    emptiness,
    expected_text,
    share_text,
)
from phm.words.tiers import place_name


def presence_sentence(presence: Presence) -> str:
    """What is missing most: no records, an empty field, nobody, too few; or nothing."""
    if not presence.has_extract:
        return _without_records(presence)
    frame = presence.frame.assign(wide=presence.frame.index.isin(presence.wide))
    empty = frame[frame["status"].eq(NOT_FILLED)]
    nobody = frame[frame["recorded"].eq(0) & frame["low"].notna()]
    # a wide range of models comes last: a finding should stand on more
    short = frame[frame["standing"].eq(SHORT)].sort_values(["wide", "share_high"])
    if len(empty):
        return _empty_field(presence, _most_expected_first(empty))
    if len(nobody):
        first = _most_expected_first(nobody)
        others = short.drop(first.index[0], errors="ignore")
        return _nobody(presence, first) + _others(len(others))
    if len(short):
        return _too_few(presence, short)
    return _none_short(presence)


def filled_sentence(presence: Presence) -> str:
    """For how many people the fields say anything, from the emptiest."""
    known = presence.frame["filled_percent"].dropna().sort_values()
    if not presence.has_extract:
        return ""
    if known.empty:
        return "How many records say yes or no cannot be shown."
    low, high = (whole_percent(known.iloc[end]) for end in (0, -1))
    hidden = len(presence.frame) - len(known)
    every = "Every field that can be told" if hidden else "Every field"
    if low == high:
        return f"{every} says yes or no for {low} % of people."
    label = presence.frame.loc[known.index[0], "label"]
    fields = "The fields that can be told" if hidden else "The fields"
    return (
        f"{fields} say yes or no for {low} % ({label}) to {high} % of "
        "people; of the others nothing is known."
    )


def _most_expected_first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["wide", "low"], ascending=[True, False])


def _without_records(presence: Presence) -> str:
    told, groups = presence.frame[presence.frame["low"].notna()], len(presence.frame)
    if told.empty:
        return (
            f"No records are loaded for {_area(presence)}, and none of {groups} "
            "inclusion health groups has a figure to expect people by."
        )
    row = told.loc[told["low"].idxmax()]
    has = "has" if len(told) == 1 else "have"
    return (
        f"{with_capital(_range(row))} people in {_area(presence)} would be "
        f"expected to be {_declared(presence, row).called}, and no records are loaded "
        f"to find them in; {len(told)} of {groups} inclusion health groups {has} such "
        "a figure."
    )


def _empty_field(presence: Presence, empty: pd.DataFrame) -> str:
    row = empty.iloc[0]
    more = f" {len(empty) - 1} other fields are empty too." if len(empty) > 1 else ""
    if len(empty) == 2:
        more = " 1 other field is empty too."
    expected = f", where {_range(row)} would be expected" if expected_text(row) else ""
    one = _declared(presence, row).called_one
    return (
        f"No record in {_area(presence)} says whether anybody is {one}: "
        f"the field is empty for everybody{expected}.{more}"
    )


def _nobody(presence: Presence, nobody: pd.DataFrame) -> str:
    row = nobody.iloc[0]
    one = _declared(presence, row).called_one
    return (
        f"Nobody in {_area(presence)} is recorded as {one} where "
        f"{_range(row)} would be expected{_gap_in(row)}."
    )


def _too_few(presence: Presence, short: pd.DataFrame) -> str:
    row = short.iloc[0]
    return (
        f"In {_area(presence)} {counted_people(row['recorded'])} are recorded as "
        f"{_declared(presence, row).called} where {_range(row)} would be expected: "
        f"{share_text(row)}{_gap_in(row)}."
        f"{_others(len(short) - 1)}"
    )


def _none_short(presence: Presence) -> str:
    frame = presence.frame
    judged = int(frame["standing"].ne(NOT_JUDGED).sum())
    if not judged:
        return (
            f"None of {len(frame)} inclusion health groups can be judged in "
            f"{_area(presence)}: numbers are hidden because they are small, or "
            "there is no figure to hold them against."
        )
    return (
        f"In {_area(presence)} no group has fewer on record than would be expected, "
        f"of the {judged} of {len(frame)} that can be judged."
    )


def _gap_in(row: pd.Series) -> str:
    is_low = row["filled_percent"] < MOSTLY_EMPTY
    return f", and {emptiness(row)}" if is_low else ""


def _others(count: int) -> str:
    if not count:
        return ""
    groups = "group has" if count == 1 else "groups have"
    return f" {count} other {groups} fewer on record than expected too."


def _range(row: pd.Series) -> str:
    said = expected_text(row)
    return f"between {said.replace(' to ', ' and ')}" if " to " in said else said


def _declared(presence: Presence, row: pd.Series) -> Expected:
    return next(one for name, one, _ in presence.groups if name == row.name)


def _area(presence: Presence) -> str:
    return place_name(presence.area_name)
