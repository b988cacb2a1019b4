"""What stands beside a cohort's sentence: its numbers, its parts, whom to act with."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from phm.cohorts.cohort import Cohort
from phm.cohorts.saying import said
from phm.domain.areas import AreaLevel
from phm.measures.catalogue import find_measure
from phm.measures.cohort_card import RATES, CohortCard
from phm.measures.cohort_scheme import INSIDE, OUTSIDE
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import NO_DATA, NOT_REPORTED, OK, Results
from phm.measures.small_numbers import shown_to
from phm.words.areas import listed
from phm.words.fact import Fact
from phm.words.numbers import (
    between_words,
    headline_number,
    interval_words,
    percent_text,
    rounded_interval,
    value_text,
    with_unit,
)
from phm.words.status import status_text


LABELS: Final = (
    "Referred, per 1,000",
    "Declined, of offered",
    "Helped, of referred",
    "Equity ratio (need)",
    "Equity ratio (age, sex)",
)
NO_NUMBER: Final = "–"  # a word in its place would be cut off: six stand in a row
IN_A_WORD: Final = {
    SUPPRESSED: "suppressed",
    NO_DATA: "nobody",
    NOT_REPORTED: "not known",
}
TOLD_FROM: Final = {
    AreaLevel.PLACE: "This cohort is told for places and for everywhere, not for a "
    "PCN or a neighbourhood: it has too few people there, or is too sensitive.",
    AreaLevel.SYSTEM: "This cohort is told for everywhere alone, not for a place, a "
    "PCN or a neighbourhood: it has too few people there, or is too sensitive.",
}


def headline_facts(card: CohortCard) -> list[Fact]:
    """How many, and each rate with its interval, beside everybody else's."""
    named = zip(LABELS, RATES, strict=True)
    return [_size(card), *(_fact(label, card.rate(name)) for label, name in named)]


def parts_sentence(card: CohortCard) -> str:
    """`Of them, uncontrolled: 3,230 and unmonitored: 970.`; empty without parts."""
    if not card.parts or not card.is_told:
        return ""
    rows = [one.row_of(INSIDE) for one in card.parts]
    told = [
        f"{part.title}: {_count(row)}"
        for part, row in zip(card.cohort.parts, rows, strict=True)
    ]
    step = shown_to(card.size)
    return (
        f"Of them: {'; '.join(told)}. Parts may overlap; counts are rounded to {step}."
    )


def about_sentences(cohort: Cohort) -> list[str]:
    """Three paragraphs: who is meant, why it matters, with whom."""
    names = listed(f"“{one}”" for one in cohort.aliases) if cohort.aliases else ""
    partners = listed(cohort.partners) if cohort.partners else ""
    success = find_measure(cohort.success_measure).short_title
    said_of = [
        (("Who is meant", said(cohort.condition)), ("Also called", names)),
        (("Why it matters", cohort.why_it_matters), ("From", cohort.source)),
        (("Partners", partners), ("Success is judged by", success)),
    ]
    told = [_labelled(pairs) for pairs in said_of]
    return [one for one in told if one]


def _labelled(pairs: Iterable[tuple[str, str]]) -> str:
    return " ".join(f"{label}: {text.rstrip('.')}." for label, text in pairs if text)


def nearby_sentence(coverage: Results, capacity: Results) -> str:
    """Link workers of the area in focus; each answer has its one row."""
    cover, able = coverage.frame.iloc[0], capacity.frame.iloc[0]
    where = cover["area_name"]
    if cover["status"] != OK:
        return f"Link workers in {where}: {status_text(cover['status'])}."
    value = value_text(cover["value"], decimals=coverage.measure.decimals)
    told = f"Link workers in {where}: {with_unit(value, coverage.measure)}"
    if able["status"] != OK:
        return f"{told}."
    people = headline_number(able["value"], capacity.measure)
    within = interval_words(able["lower"], able["upper"], capacity.measure)
    return f"{told}, with time for {people} people a year ({within})."


def groups_nearby_sentence(groups: Results) -> str:
    """What there is to be connected to in the area in focus; one row."""
    row, where = groups.frame.iloc[0], groups.frame["area_name"].iloc[0]
    if row["status"] != OK:
        return f"Community groups in {where}: {status_text(row['status'])}."
    value = value_text(row["value"], decimals=groups.measure.decimals)
    listed = f"{value_text(row['numerator'], decimals=0)} listed"
    return f"Community groups in {where}: {listed}, {value} {groups.measure.unit}."


def _size(card: CohortCard) -> Fact:
    row = card.inside
    if row["status"] != OK:
        return Fact("People in the cohort", NO_NUMBER, (_in_a_word(row),))
    share, limits = f"{percent_text(row['value'])} of everybody", card.size_limits
    if limits is None:
        under = (share, f"rounded to {shown_to(card.size)}")
    else:
        under = (f"95 % interval {between_words(limits.lower, limits.upper)}", share)
    return Fact("People in the cohort", _count(row), under)


def _fact(label: str, results: Results) -> Fact:
    own, others = (results.row_of(group) for group in (INSIDE, OUTSIDE))
    if own["status"] != OK:
        return Fact(label, NO_NUMBER, (_in_a_word(own), *_others(others, results)))
    limits = rounded_interval(own["lower"], own["upper"], results.measure)
    return Fact(label, _number(own, results), (limits, *_others(others, results)))


def _others(row: pd.Series, results: Results) -> tuple[str, ...]:
    if row["status"] != OK:
        return ()
    return (f"everybody else {_number(row, results)}",)


def _number(row: pd.Series, results: Results) -> str:
    unit = " %" if results.measure.unit.startswith("%") else ""
    return value_text(row["value"], decimals=results.measure.decimals) + unit


def _count(row: pd.Series) -> str:
    if row["status"] != OK:
        return _in_a_word(row)
    return value_text(row["numerator"], decimals=0)


def _in_a_word(row: pd.Series) -> str:
    return IN_A_WORD.get(str(row["status"]), str(row["status"]))
