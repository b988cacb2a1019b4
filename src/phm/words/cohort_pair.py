"""Two cohorts side by side in words, as a table and as a file."""

from collections.abc import Iterator, Sequence

import pandas as pd

from phm.cohorts.cohort import Cohort
from phm.measures.cohort_pair import Both, CohortPair
from phm.measures.cohort_scheme import NOTE
from phm.measures.results import NO_DATA, OK
from phm.words import sampled
from phm.words.areas import listed
from phm.words.csv_files import Note, csv_file, named, notes_on
from phm.words.groups import SILENCES
from phm.words.leading import inside, subject, verb
from phm.words.numbers import (
    difference_text,
    interval_text,
    percent_text,
    quantity,
    value_text,
)
from phm.words.status import SHORT
from phm.words.tiers import place_name, tier_of, tiers_words


LONGEST_NAME = 80  # characters; beyond, a sentence is lost in it
ALIKE = " (standardised)"
IN_BOTH = "Somebody who is in both cohorts is counted in both."
HELD_AGAINST = (
    "What is made alike in age and sex holds each cohort against everybody of its own "
    "ages, and not the two against each other."
)
WIDENED = (
    "The second cohort is not told for the area in focus, so both are shown for the "
    "whole system."
)
FILE_NAME = "cohorts_compared.csv"


def size_sentence(pair: CohortPair) -> str:
    """How many are in each, and what share of everybody; or why that is not told."""
    where = place_name(pair.area_name)
    names = (pair.first.title, pair.second.title)
    said = map(_size, names, pair.size.rows)
    return f"Of everybody registered in {where} – {'; '.join(said)}."


def pair_sentences(pair: CohortPair) -> list[str]:
    """One for each clear difference, then what is not clear and what cannot be told."""
    judged = [both for both in pair.rates if both.is_judged]
    said = [_clear(pair, both) for both in judged if both.is_clear]
    alike = [_name(both) for both in judged if both.is_known and not both.is_clear]
    if alike:
        said.append(f"No clear difference: {listed(alike)}.")
    return [*said, *_silences(pair, judged)]


def notes_of(pair: CohortPair) -> list[str]:
    """How to read both together."""
    widened = [WIDENED] if pair.is_widened else []
    built = [sampled.SECOND] if pair.second.is_built else []
    return [*widened, *built, IN_BOTH, HELD_AGAINST]


def step_name(both: Both) -> str:
    """What a row is called: the measure, and whether it is standardised."""
    alike = ALIKE if both.first.standardised else ""
    return f"{both.first.measure.short_title}{alike}"


def pair_table(pair: CohortPair) -> pd.DataFrame:
    """A row for each measure of each cohort, the two below each other."""
    rows = [
        _row(both, cohort, row)
        for both in (pair.size, *pair.rates)
        for cohort, row in zip((pair.first, pair.second), both.rows, strict=True)
    ]
    return pd.DataFrame(rows)


def pair_csv(pair: CohortPair) -> bytes:
    """The table and its notes as UTF-8 with the mark by which Excel knows it."""
    tier = tiers_words(*pair.answers)
    return csv_file([pair_table(pair)], tier, _file_notes(pair))


def pair_file_name(pair: CohortPair) -> str:
    """What the file is called: a synthetic one says so before all else."""
    return named(FILE_NAME, tier_of(*pair.answers))


def _size(name: str, row: pd.Series) -> str:
    if row["status"] == NO_DATA:
        return f"{name}: nobody recorded"
    if row["status"] != OK:
        return f"{name}: {SHORT[row['status']]}"
    people = value_text(row["numerator"], decimals=0)
    return f"{name}: {people} people, {percent_text(row['value'])}"


def _clear(pair: CohortPair, both: Both) -> str:
    measure = both.first.measure
    first, second = (row["value"] for row in both.rows)
    apart = abs(round(first, measure.decimals) - round(second, measure.decimals))
    side = "lower" if both.difference.value < 0 else "higher"
    return (
        f"{subject(measure)} {verb(measure)} {difference_text(apart, measure)} {side} "
        f"among {_who(pair.first, 'first')} than among {_who(pair.second, 'second')} "
        f"({_interval(both)}): {value_text(first, decimals=measure.decimals)} against "
        f"{quantity(second, measure)}."
    )


def _interval(both: Both) -> str:
    low, high = sorted((abs(both.difference.lower), abs(both.difference.upper)))
    said = interval_text(low, high, decimals=both.first.measure.decimals)
    return said.replace("range", "99 % interval")


def _silences(pair: CohortPair, judged: Sequence[Both]) -> Iterator[str]:
    """What cannot be compared, by the reason why."""
    reasons: dict[str, list[str]] = {}
    for both in judged:
        if not both.is_known:
            reasons.setdefault(_why(pair, both), []).append(_name(both))
    for why, names in reasons.items():
        yield f"Cannot be compared: {listed(names)} ({why})."


def _why(pair: CohortPair, both: Both) -> str:
    names = (_who(pair.first, "first"), _who(pair.second, "second"))
    return listed(
        f"{SILENCES[row['status']].partition(' (')[0]} for {name}"
        for name, row in zip(names, both.rows, strict=True)
        if row["status"] != OK
    )


def _name(both: Both) -> str:
    return inside(both.first.measure)


def _who(cohort: Cohort, place: str) -> str:
    """A cohort inside a sentence: `men from …`; a long name is not repeated."""
    title = cohort.title
    if len(title) > LONGEST_NAME:
        return f"the {place} cohort"
    if ":" in title:
        return f"“{title}”"
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _row(both: Both, cohort: Cohort, row: pd.Series) -> dict[str, object]:
    measure = both.first.measure
    decimals = max(measure.decimals, 2)
    numbers = {
        "Value": round(float(row["value"]), decimals),
        "Low": round(float(row["lower"]), decimals),
        "High": round(float(row["upper"]), decimals),
    }
    counts = {
        "Counted": round(float(row["numerator"]), 0),
        "Out of": round(float(row["denominator"]), 0),
    }
    return {
        "Measure": step_name(both),
        "Cohort": cohort.title,
        "Area": row["area_name"],
        **numbers,
        "Unit": measure.unit,
        **counts,
        "Status": SILENCES[row["status"]],
    }


def _file_notes(pair: CohortPair) -> Iterator[Note]:
    for cohort in (pair.first, pair.second):
        yield "Cohort", cohort.title
        yield "Condition", str(cohort.condition)
    yield "Read so", NOTE
    for text in notes_of(pair):
        yield "Read so", text
    statuses = {str(row["status"]) for both in pair.rates for row in both.rows}
    yield from notes_on(pair.answers, pair.rates[0].first.period, statuses)
