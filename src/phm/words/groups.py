"""Groups of people in a sentence: who they are, and which of them have a figure."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from phm.domain.dimensions import Scheme
from phm.measures.cohort_scheme import COHORT
from phm.measures.results import NO_DATA, OK, Results
from phm.words.areas import listed
from phm.words.group_phrases import (
    ADJECTIVES,
    AFTER,
    CHILDREN,
    FIFTHS,
    LABELLED,
    NATIONAL_FIFTH,
    NOUNS,
)
from phm.words.numbers import interval_text
from phm.words.status import SHORT, effective_status


Chosen = tuple[Scheme, str]
NOBODY = "nobody to count"
SILENCES = {**SHORT, NO_DATA: NOBODY}


def people_in(*groups: Chosen) -> str:
    """`Black men aged 18 to 29 in the most deprived fifth of England`.

    A group that has no phrase of its own is called by its label. Of a cohort the others
    are a part: `women among people who live alone`.
    """
    cohorts = [_cohort(*one) for one in groups if one[0].dimension == COHORT]
    others = [one for one in groups if one[0].dimension != COHORT]
    said = [_people(others)] if others or not cohorts else []
    return " among ".join([*said, *cohorts])


def _cohort(scheme: Scheme, group: str) -> str:
    """A cohort inside a sentence; what its title says before a colon is its level."""
    label = scheme.label(group)
    who = label.partition(": ")[2] or label
    return who[:1].lower() + who[1:]


def _people(groups: Sequence[Chosen]) -> str:
    said = sorted(groups, key=lambda group: _place(group[0]))
    before = [adjective for group in said if (adjective := _adjective(group))]
    after = dict.fromkeys(words for group in said if (words := _after(group)))
    return " ".join([*before, _noun(said), *after])


def with_capital(text: str) -> str:
    """Text with a capital first letter."""
    return text[:1].upper() + text[1:]


def confidence_text(lower: float, upper: float, *, decimals: int) -> str:
    """`95 % interval 3.0 to 5.5`; empty where there is none."""
    said = interval_text(lower, upper, decimals=decimals)
    return said.replace("range", "95 % interval")


def group_rows(results: Results) -> pd.DataFrame:
    """A row per group of an answer by one scheme for one area, without the rest.

    Adds `people`, the group in words with whatever narrows it down. Raises ValueError
    for any other answer.
    """
    if len(results.by) != 1 or len(results.frame["area_code"].unique()) > 1:
        raise ValueError("a sentence on groups takes one scheme and one area")
    (scheme,) = results.by
    frame = results.frame
    rows = frame.assign(group=frame[scheme.id], status=effective_status(frame))
    rows = rows[rows["group"].ne(scheme.rest.id)]
    said = [people_in((scheme, group), *results.where) for group in rows["group"]]
    return rows.assign(people=said)


def silent_groups(statuses: Iterable[str]) -> str:
    """`2 groups are suppressed (small numbers), 1 group has nobody to count.`"""
    counts = pd.Series(list(statuses), dtype=str).value_counts(sort=False)
    said = [
        _silence(status, int(count)) for status, count in counts.items() if status != OK
    ]
    return f"{with_capital(listed(said))}." if said else ""


def counted_groups(count: int) -> str:
    """`1 group`, `2 groups`."""
    return f"{count:,} {'group' if count == 1 else 'groups'}"


def others_too(count: int, words: str) -> str:
    """` 2 other groups are clearly short too.`; empty for none."""
    if not count:
        return ""
    is_are = "group is" if count == 1 else "groups are"
    return f" {count:,} other {is_are} {words} too."


def _silence(status: str, count: int) -> str:
    is_, has = ("is", "has") if count == 1 else ("are", "have")
    words = SILENCES.get(status, status)
    verb = has if words.startswith(("no ", "nobody ")) else is_
    return f"{counted_groups(count)} {verb} {words}"


def _place(scheme: Scheme) -> int:
    order = list(AFTER)
    return order.index(scheme.dimension) if scheme.dimension in order else len(order)


def _noun(groups: Sequence[Chosen]) -> str:
    is_young = any(g == CHILDREN and s.dimension == "age" for s, g in groups)
    return next(_nouns(groups, int(is_young)), "people")


def _nouns(groups: Sequence[Chosen], place: int) -> Iterator[str]:
    for scheme, group in groups:
        if scheme.dimension == "sex" and group in NOUNS:
            yield NOUNS[group][place]


def _adjective(chosen: Chosen) -> str:
    scheme, group = chosen
    return ADJECTIVES.get(group, "") if scheme.dimension == "ethnicity" else ""


def _after(chosen: Chosen) -> str:
    scheme, group = chosen
    if _adjective(chosen) or (scheme.dimension == "sex" and group in NOUNS):
        return ""
    words = AFTER.get(scheme.dimension, {}).get(group, LABELLED.get(scheme.dimension))
    if words is None:
        return f"in the group “{scheme.label(group)}”"
    fifth = FIFTHS.get(scheme.id, NATIONAL_FIFTH)
    return words.format(fifth=fifth, label=scheme.label(group))
