"""Who is on record and who ought to be, as tables and a file with its sources."""

from collections.abc import Collection, Iterator

import pandas as pd

from phm.measures.expected_groups import (
    CANNOT,
    PARTLY,
    SEES,
    Expected,
    load_expected,
    load_sightings,
    sight_of,
)
from phm.measures.presence import Presence
from phm.words.csv_files import Note, csv_file, named
from phm.words.numbers import whole_percent
from phm.words.presence_parts import about, expected_text, finding, share_text
from phm.words.sources import source_line, tier_words
from phm.words.status import FEWEST_SHOWN


GROUP = "Group"
NOT_KNOWN = "not known"
# joined by a space at which no line breaks
SIGHTS = {SEES: "●\u00a0sees", PARTLY: "◐\u00a0partly", CANNOT: "○\u00a0no"}
WIDE = "wide range of models"
UNVERIFIED = "figures from memory or derived: check before use"
MODELLED = (
    "Expected numbers are published rates or models over the people here, not counts; "
    "they are said to two figures."
)
COUNTED = (
    f"On record: 1 to {FEWEST_SHOWN - 1} people are hidden, other counts rounded to 5. "
    "Nobody on record does not mean that there is nobody."
)


def presence_table(presence: Presence) -> pd.DataFrame:
    """One row per group in words and numbers, for the screen."""
    rows = [
        {
            GROUP: row["label"],
            "What that says": finding(row),
            "On record": row["recorded"],
            "Expected": expected_text(row) or "no figure that stands up",
            "Of those expected": share_text(row) or "–",
            "Field filled in": _percent(row["filled_percent"]),
            "Counted among": declared.basis,
            "Figures from": declared.year,
            "How sure": _how_sure(declared),
        }
        for _, declared, row in presence.groups
    ]
    return pd.DataFrame(rows)


def sources_table() -> pd.DataFrame:
    """One row per group: the figure's source, what to beware of, where to find it."""
    rows = [
        {
            GROUP: one.title,
            "Expected numbers from": one.source if one.can_be_told else one.missing,
            "Beware": one.note,
            "Page": one.link,
        }
        for one in load_expected().values()
    ]
    return pd.DataFrame(rows)


def sight_table(loaded: Collection[str], labels: dict[str, str]) -> pd.DataFrame:
    """A row per source, a column per group: sees it, partly, or not; and if loaded.

    ``loaded`` are the ids of sources that went in; ``labels`` names the groups.
    """
    expected = load_expected()
    rows = [
        {
            "Source": source.title
            + (" (loaded)" if set(source.loaded_as) & set(loaded) else "")
        }
        | {
            label: SIGHTS[sight_of(expected[group].seen_by[source.id])]
            for group, label in labels.items()
        }
        for source in load_sightings().values()
    ]
    return pd.DataFrame(rows)


def sight_details(labels: dict[str, str]) -> pd.DataFrame:
    """A row per group and source that sees anybody, with what it sees."""
    rows = [
        {GROUP: label, "Source": source.title, "What it sees": said}
        for group, label in labels.items()
        for source in load_sightings().values()
        if sight_of(said := load_expected()[group].seen_by[source.id]) != CANNOT
    ]
    return pd.DataFrame(rows)


def presence_csv(presence: Presence) -> bytes:
    """Every number and its source as UTF-8 with the mark by which Excel knows it."""
    tier = tier_words(presence.tier)
    return csv_file([_numbers(presence)], tier, _notes(presence))


def presence_file_name(presence: Presence) -> str:
    """What the file is called: a synthetic one says so before all else."""
    return named("inclusion_health_on_record_and_expected.csv", presence.tier)


def _numbers(presence: Presence) -> pd.DataFrame:
    rows = [
        {
            "group": row["label"],
            "area": presence.area_name,
            "finding": finding(row),
            "on_record": row["recorded"],
            "on_record_per_1000": row["recorded_per_1000"],
            "expected_low": about(row["low"]).replace(",", ""),
            "expected_high": about(row["high"]).replace(",", ""),
            "expected_low_per_1000": row["low_per_1000"],
            "expected_high_per_1000": row["high_per_1000"],
            "of_those_expected": share_text(row),
            "field_filled_in_percent": row["filled_percent"],
            "status": row["status"],
            "counted_among": declared.basis,
            "expected_from": declared.source,
            "figures_from": declared.year,
            "how_sure": _how_sure(declared),
            "beware": declared.note if declared.can_be_told else declared.missing,
            "link": declared.link,
        }
        for _, declared, row in presence.groups
    ]
    return pd.DataFrame(rows)


def _notes(presence: Presence) -> Iterator[Note]:
    yield "Measure", "People on record and people expected, inclusion health groups"
    yield "Unit", "people, and people per 1,000 of all ages"
    yield "Period", presence.period
    yield "Data", tier_words(presence.tier)
    yield "Cite as", source_line(*presence.answers)
    for said in (MODELLED, COUNTED):
        yield "How to read it", said
    for caveat in dict.fromkeys(c for one in presence.answers for c in one.caveats):
        yield "Caveat", caveat


def _how_sure(declared: Expected) -> str:
    said = ["no figure"] if not declared.can_be_told else []
    said += [WIDE] if declared.wide else []
    said += [] if declared.verified else [UNVERIFIED]
    return "; ".join(said) or "published"


def _percent(value: float) -> str:
    return NOT_KNOWN if pd.isna(value) else f"{whole_percent(value)} %"
