"""Tables and their notes as one CSV file, written as `sources` says it is read."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from phm.domain.tiers import is_synthetic
from phm.measures.results import Results
from phm.words.sources import TIER_COLUMN, cell, source_line
from phm.words.status import status_meaning
from phm.words.tiers import tiers_words


Note = tuple[str, str]


def csv_file(tables: Sequence[pd.DataFrame], tier: str, notes: Iterable[Note]) -> bytes:
    """Each table and then the notes, an empty line between: UTF-8 as Excel knows it.

    ``tier`` is said in every row of every table, so that it goes along when rows are
    copied out.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    for table in tables:
        writer.writerow([TIER_COLUMN, *table.columns])
        rows = table.itertuples(index=False)
        writer.writerows([tier, *map(cell, row)] for row in rows)
        writer.writerow([])
    writer.writerows([label, cell(text)] for label, text in notes)
    return out.getvalue().encode("utf-8-sig")


def notes_on(
    answers: Sequence[Results], period: str, statuses: Iterable[str]
) -> Iterator[Note]:
    """How each measure is made, when, from what, and how to read all of them.

    ``statuses`` are those of the rows in the file.
    """
    for measure in {one.measure.id: one.measure for one in answers}.values():
        yield "Measure", f"{measure.title}: {measure.how_it_is_made}"
    for said in dict.fromkeys(one.interval for one in answers if one.interval):
        yield "Low and high", said
    yield "Period", period
    yield "Data", tiers_words(*answers)
    yield "Cite as", source_line(*answers)
    for caveat in dict.fromkeys(text for one in answers for text in one.caveats):
        yield "Caveat", caveat
    for meaning in filter(None, map(status_meaning, sorted(statuses))):
        yield "Status", meaning


def named(usual: str, tier: str) -> str:
    """What a file is called: one with invented numbers says so before all else."""
    return f"SYNTHETIC_{usual}" if is_synthetic(tier) else usual
