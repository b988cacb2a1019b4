"""A cohort's card as a table and a file: a row per number, notes below."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from phm.measures.cohort_card import CohortCard
from phm.measures.cohort_scheme import COHORT, INSIDE, NOTE
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import Results
from phm.words.cohort_facts import about_sentences
from phm.words.cohort_names import in_file_names
from phm.words.csv_files import Note, csv_file, named, notes_on
from phm.words.groups import SILENCES
from phm.words.status import effective_status
from phm.words.tiers import tiers_words


IN, OTHERS = "In the cohort", "Everybody else"


def card_table(card: CohortCard) -> pd.DataFrame:
    """The area in focus first, then parts, then each smaller area.

    Of a side with too few people nothing but that is told: even that none of them was
    offered anything would say something of each.
    """
    size = _rows(card.size, _groups(card.size))
    if not card.is_told:
        return size
    own = [size, *(_rows(*_told(one, card)) for one in card.rates)]
    parts = [
        _rows(replace(one, frame=_inside(one)), [part.title])
        for part, one in zip(card.cohort.parts, card.parts, strict=True)
    ]
    places = [
        _rows(one, [IN] * len(one.frame))
        for one in (card.places, card.places_alike, card.places_people)
        if one is not None
    ]
    return pd.concat([*own, *parts, *places], ignore_index=True)


def card_csv(card: CohortCard) -> bytes:
    """The table and its notes as UTF-8 with the mark by which Excel knows it."""
    return csv_file([card_table(card)], tiers_words(*card.answers), _notes(card))


def card_file_name(card: CohortCard) -> str:
    """What the file is called: a synthetic one says so before all else."""
    return named(f"cohort_{in_file_names(card.cohort)}.csv", card.size.tier)


def _groups(results: Results) -> list[str]:
    return [IN if one == INSIDE else OTHERS for one in results.frame[COHORT]]


def _told(rate: Results, card: CohortCard) -> tuple[Results, list[str]]:
    """A rate of those sides that are not hidden, and what they are called."""
    kept = card.size.frame["status"].ne(SUPPRESSED).to_numpy()
    told = replace(rate, frame=rate.frame[kept])
    return told, _groups(told)


def _inside(part: Results) -> pd.DataFrame:
    return part.row_of(INSIDE).to_frame().T


def _rows(results: Results, groups: list[str]) -> pd.DataFrame:
    frame, measure = results.frame, results.measure
    numbers = frame[["value", "lower", "upper", "numerator", "denominator"]]
    numbers = numbers.astype(float)
    rounded = numbers[["value", "lower", "upper"]].round(max(measure.decimals, 2))
    return pd.DataFrame(
        {
            "Area": frame["area_name"],
            "Group": groups,
            "Measure": measure.title,
            "Value": rounded["value"],
            "Low": rounded["lower"],
            "High": rounded["upper"],
            "Unit": measure.unit,
            "Counted": numbers["numerator"].round(0),
            "Out of": numbers["denominator"].round(0),
            "Status": effective_status(frame).map(SILENCES),
        }
    )


def _notes(card: CohortCard) -> Iterator[Note]:
    yield "Cohort", card.cohort.title
    yield "Condition", str(card.cohort.condition)
    for text in about_sentences(card.cohort):
        yield "About", text
    yield "Read so", NOTE
    statuses = {s for one in card.answers for s in effective_status(one.frame)}
    yield from notes_on(card.answers, card.rates[0].period, statuses)
