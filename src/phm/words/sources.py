"""Where numbers come from, as said under every figure and in every download.

The download is a CSV file that opens cleanly in Excel. The header is the first line and
the table follows, so that Excel, R and Python read it without being told anything; what
the numbers are, where they come from and how to read them stands below, after one empty
line, a label and a sentence per row. Comment lines on top would have to be skipped by
hand, and Excel knows none. Values are rounded to six decimals; a cell is empty where
there is none, and `status` says why. Text that a spreadsheet would run as a formula is
kept as text by a leading apostrophe. The first column says in every row which tier the
numbers are of: invented ones stay so called when rows are copied out.
"""

import csv
import io
import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from phm.domain.tiers import Tier, is_synthetic
from phm.measures.results import Results, SourceNote
from phm.words import sampled
from phm.words.status import effective_status, status_meaning


TIER_COLUMN = "data_tier"
DECIMALS = 6
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def tier_words(tier: str) -> str:
    """The badge of a tier: open, local or synthetic."""
    return Tier(tier).words


def file_name(results: Results) -> str:
    """What a download is called: a synthetic one says so before all else."""
    usual = f"{results.measure.id}_by_{results.level}.csv"
    return f"SYNTHETIC_{usual}" if is_synthetic(results.tier) else usual


def source_line(*answers: Results) -> str:
    """Tier, then publishers with their titles and periods, then licences.

    Of several answers each source is said once; where tiers mix, tier by tier. Last
    that a built cohort was counted in a sample.
    """
    tiers = {results.tier for results in answers}
    lines = [
        _tier_line(tier, tuple(dict.fromkeys(_sources_of(tier, answers))))
        for tier in sorted(tiers, key=list(Tier).index)
    ]
    if any(one.counted_share < 1 for one in answers):
        lines.append(sampled.SOURCE)
    return ". ".join(lines)


def _sources_of(tier: str, answers: tuple[Results, ...]) -> Iterator[SourceNote]:
    return (note for r in answers if r.tier == tier for note in r.sources)


def _tier_line(tier: str, sources: tuple[SourceNote, ...]) -> str:
    publishers = dict.fromkeys(source.publisher for source in sources)
    parts = "; ".join(_publisher(name, sources) for name in publishers)
    licences = dict.fromkeys(source.licence for source in sources)
    words = tier_words(tier)
    if is_synthetic(tier):  # said at the start of the line, for all that follows
        parts = parts.replace(f" ({words})", "").replace("SYNTHETIC ", "")
    return " · ".join(filter(None, [words, parts, ", ".join(licences)]))


def source_words(source: SourceNote) -> str:
    """One source on a line of its own, with licence and where to find it."""
    parts = [source.publisher, source.title, source.period, source.licence]
    return ", ".join(filter(None, [*parts, source.landing_page]))


def csv_text(results: Results) -> str:
    """The table shown, then one empty line, then notes."""
    frame = results.frame.assign(
        status=effective_status(results.frame), unit=results.measure.unit
    )
    frame.insert(0, TIER_COLUMN, tier_words(results.tier))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(frame.columns)
    writer.writerows([cell(v) for v in row] for row in frame.itertuples(index=False))
    writer.writerow([])
    writer.writerows([label, cell(text)] for label, text in _notes(results))
    return out.getvalue()


def csv_bytes(results: Results) -> bytes:
    """`csv_text` as UTF-8 with the mark by which Excel knows it."""
    return csv_text(results).encode("utf-8-sig")


def cell(value: Any) -> str | int | float:
    """A value as it is written: rounded, empty where there is none, never a formula."""
    if pd.isna(value):
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return _number(value)


def _number(value: Any) -> str | int | float:
    rounded = round(float(value), DECIMALS)
    if not math.isfinite(rounded):
        return ""
    return int(rounded) if rounded.is_integer() else rounded


def _notes(results: Results) -> Iterator[tuple[str, str]]:
    measure = results.measure
    yield "Measure", measure.title
    yield "Unit", measure.unit
    yield "Period", results.period
    yield "Data", tier_words(results.tier)
    yield "How it is made", measure.how_it_is_made
    if results.interval:
        yield "Lower and upper", results.interval
    yield "Cite as", source_line(results)
    for source in results.sources:
        yield "Source", source_words(source)
    for caveat in results.caveats:
        yield "Caveat", caveat
    for status in sorted(set(effective_status(results.frame))):
        if meaning := status_meaning(status):
            yield "Status", meaning


def _publisher(name: str, sources: tuple[SourceNote, ...]) -> str:
    titles = dict.fromkeys(
        f"{source.title}, {source.period}" if source.period else source.title
        for source in sources
        if source.publisher == name
    )
    return f"{name}: {'; '.join(titles)}"
