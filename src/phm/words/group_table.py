"""A measure by groups as a table and a file: a row per group, notes below."""

from collections.abc import Iterator, Sequence

import pandas as pd

from phm.measures.results import NO_DATA, Results
from phm.words.csv_files import Note, csv_file, named
from phm.words.groups import SILENCES, with_capital
from phm.words.sources import source_line
from phm.words.status import effective_status, status_meaning
from phm.words.tiers import tier_of, tiers_words


NOBODY_MEANS = (
    "Nobody to count: the records have nobody of this group here whom it is about."
)


def group_table(panels: Sequence[Results], titles: Sequence[str]) -> pd.DataFrame:
    """One row per group of each answer, in the order shown; ``titles`` one for each.

    Each answer is by one scheme and of one area. Numbers are rounded as on screen.
    Answers of several measures stand below each other, each row with its measure.
    """
    table = _table_of_one if len(_measures(panels)) == 1 else _table_of_several
    tables = [table(one, title) for one, title in zip(panels, titles, strict=True)]
    return pd.concat(tables, ignore_index=True)


def group_csv(panels: Sequence[Results], titles: Sequence[str]) -> bytes:
    """The table and its notes as UTF-8 with the mark by which Excel knows it."""
    table = group_table(panels, titles)
    return csv_file([table], tiers_words(*panels), _notes(panels))


def group_file_name(panels: Sequence[Results]) -> str:
    """What the file is called: a synthetic one says so before all else."""
    return named(f"{panels[0].measure.id}_by_group.csv", tier_of(*panels))


def _measures(panels: Sequence[Results]) -> list[Results]:
    """The first answer of each measure."""
    return list({one.measure.id: one for one in reversed(panels)}.values())[::-1]


def _table_of_one(results: Results, title: str) -> pd.DataFrame:
    measure, counted, out_of = results.measure, "numerator", "denominator"
    names = {
        "value": measure.short_title,
        counted: with_capital(measure.numerator_label),
        out_of: with_capital(measure.denominator_label),
    }
    table = _table(results, title).rename(columns=names)
    return table.drop(columns="", errors="ignore")


def _table_of_several(results: Results, title: str) -> pd.DataFrame:
    names = {"value": "Value", "numerator": "Counted", "denominator": "Out of"}
    table = _table(results, title).rename(columns=names)
    table.insert(2, "Measure", results.measure.title)
    return table


def _table(results: Results, title: str) -> pd.DataFrame:
    (scheme,) = results.by
    frame, decimals = results.frame, results.measure.decimals
    return pd.DataFrame(
        {
            "Dimension": title,
            "Group": [scheme.label(group) for group in frame[scheme.id]],
            "Area": frame["area_name"],
            "value": frame["value"].round(decimals),
            "Low": frame["lower"].round(decimals),
            "High": frame["upper"].round(decimals),
            "numerator": frame["numerator"].round(0),
            "denominator": frame["denominator"].round(0),
            "Status": effective_status(frame).map(SILENCES),
        }
    )


def _notes(panels: Sequence[Results]) -> Iterator[Note]:
    for first in _measures(panels):
        yield "Measure", first.measure.title
        yield "Unit", first.measure.unit
        yield "Period", first.period
        yield "How it is made", first.measure.how_it_is_made
        if first.interval:
            yield "Low and high", first.interval
    first = panels[0]
    yield "Data", tiers_words(*panels)
    schemes = {scheme.id: scheme for one in panels for scheme in one.by}
    for scheme in schemes.values():
        yield "Groups", f"{scheme.title}: {scheme.note}"
    for scheme, group in first.where:
        yield "Only", f"{scheme.title}: {scheme.label(group)}"
    yield "Cite as", source_line(*panels)
    for caveat in dict.fromkeys(text for one in panels for text in one.caveats):
        yield "Caveat", caveat
    statuses = {status for one in panels for status in effective_status(one.frame)}
    for status in sorted(statuses):
        if meaning := NOBODY_MEANS if status == NO_DATA else status_meaning(status):
            yield "Status", meaning
