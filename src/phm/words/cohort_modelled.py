"""A modelled cohort in a sentence: how many there may be, and where."""

import pandas as pd

from phm.cohorts.cohort import Cohort
from phm.measures.results import OK, Results
from phm.words.numbers import headline_number, interval_words
from phm.words.tiers import place_name


NO_MODEL = (
    "There is no modelled estimate of this cohort: no published figures say how many "
    "such people there are."
)
LOAD_PEOPLE = (
    "With a patients extract this page counts the people themselves, and with "
    "referrals who of them is reached: `phm template patients` writes what a supplier "
    "needs; `phm demo` makes a synthetic system to look around in."
)


def modelled_sentence(results: Results, cohort: Cohort) -> str:
    """Size and range of the whole, then of the area that the cohort is shown in.

    Where it names none of the areas here, of the one with most.
    """
    known = results.known_areas
    if known.empty or results.benchmark is None:
        return f"MODELLED – {cohort.title}: no area here can be told."
    whole = results.benchmark
    size = f"{headline_number(whole.value, results.measure)} people"
    where = place_name(whole.name)
    within = interval_words(whole.lower, whole.upper, results.measure)
    return (
        f"MODELLED – {cohort.title}: {size} in {where} ({within})"
        f"{_first(results, known, cohort)}."
    )


def shown_first(results: Results, cohort: Cohort) -> str | None:
    """The code of the area that a cohort names to look at first, if it is here."""
    frame = results.frame[results.frame["status"].eq(OK)]
    for name in cohort.shown_in:
        found = frame[frame["area_name"].str.removesuffix(" PCN").eq(name)]
        if len(found):
            return str(found["area_code"].iloc[0])
    return None


def _first(results: Results, known: pd.DataFrame, cohort: Cohort) -> str:
    """`; in Central Watford PCN, about 290 (…)`; nothing where one area is all."""
    if len(results.areas) == 1:
        return ""
    code = shown_first(results, cohort)
    named = known[known["area_code"].eq(code)]
    row = (named if len(named) else known).iloc[0]
    value = headline_number(row["value"], results.measure)
    within = interval_words(row["lower"], row["upper"], results.measure)
    where = f"in {row['area_name']}" if len(named) else f"most in {row['area_name']}"
    return f"; {where}, {value} ({within})"
