"""Barriers beside money and support as a table and a file."""

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from phm.domain.periods import period_label
from phm.measures.catalogue import find_measure
from phm.measures.digital import BARRIERS, Match
from phm.words.csv_files import Note, csv_file, named
from phm.words.sources import source_line
from phm.words.status import SHORT
from phm.words.tiers import tiers_words


COLUMNS: Final = {
    "percent": "% of people asked",
    "lower": "Low",
    "upper": "High",
    "barrier_share": "% of barriers",
    "pounds": "Money (£)",
    "pounds_share": "% of money",
    "pounds_per_1000": "£ per 1,000 people",
    "offers": "Offers of support",
    "offers_share": "% of offers",
}
FEW_DIGITS: Final = {"pounds": 0, "pounds_per_1000": 0, "offers": 0}
PROJECTS: Final = {
    "project_name": "Project",
    "lead_organisation": "Led by",
    "digital_area": "For",
    "area_name": "Area it serves",
    "amount_pounds": "Money (£)",
    "start_date": "From",
    "end_date": "To",
}


def match_table(matches: Sequence[Match]) -> pd.DataFrame:
    """One row per place and barrier, in the order shown, rounded as on screen."""
    return pd.concat([_rows(one) for one in matches], ignore_index=True)


def project_table(match: Match) -> pd.DataFrame:
    """One row per project counted."""
    table = match.projects[list(PROJECTS)].rename(columns=PROJECTS)
    dates = {name: table[name].map(_day, na_action="ignore") for name in ("From", "To")}
    return table.assign(**dates)


def match_csv(matches: Sequence[Match]) -> bytes:
    """Both tables and their notes as UTF-8 with the mark by which Excel knows it."""
    answers = [answer for one in matches for answer in one.answers]
    tables = [match_table(matches), project_table(matches[0])]
    return csv_file(tables, tiers_words(*answers), _notes(matches))


def match_file_name(matches: Sequence[Match]) -> str:
    """What the file is called: a synthetic one says so before all else."""
    return named("digital_barriers_and_money.csv", matches[0].tier)


def _rows(match: Match) -> pd.DataFrame:
    frame = match.frame
    numbers = {
        title: frame[name].astype(float).round(FEW_DIGITS.get(name, 1))
        for name, title in COLUMNS.items()
    }
    return pd.DataFrame(
        {
            "Area": match.area_name,
            "Barrier": [find_measure(one.measure).short_title for one in BARRIERS],
            **numbers,
            "Status": frame["status"].map(SHORT),
        }
    )


def _notes(matches: Sequence[Match]) -> Iterator[Note]:
    answers = [answer for one in matches for answer in one.answers]
    yield "Period", matches[0].period
    yield "Data", tiers_words(*answers)
    yield "% of barriers", "each barrier's share of the four taken together"
    yield "Money", "projects that ran in the 12 months, whole amounts"
    yield "Cite as", source_line(*answers)
    for caveat in dict.fromkeys(text for one in answers for text in one.caveats):
        yield "Caveat", caveat


def _day(day: pd.Timestamp) -> str:
    return period_label(f"{day:%Y-%m-%d}")
