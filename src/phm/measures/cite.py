"""Which files a number stands on, as they are cited, and whose they are."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

import duckdb

from phm.domain.indicators import Measure
from phm.domain.licences import LICENCES
from phm.domain.periods import period_label
from phm.domain.tiers import is_synthetic
from phm.measures.disclose import LOCAL_ACCESS, OPEN_ACCESS
from phm.measures.results import SourceNote
from phm.sources.catalogue import load_catalogue
from phm.sources.source import Source


GENERATOR = "phm's generator (SYNTHETIC: not patients)"
NEWEST_FIRST = (resources.files("phm.measures") / "sql" / "sources.sql").read_text(
    encoding="utf-8"
)


def access_of(measure: Measure) -> str:
    """Open, or local when one of its sources is a system's own extract."""
    declared = _catalogue()
    local = any(declared[name].access == LOCAL_ACCESS for name in measure.sources)
    return LOCAL_ACCESS if local else OPEN_ACCESS


def source_notes(
    connection: duckdb.DuckDBPyConnection, measure: Measure, warehouse_tier: str
) -> tuple[SourceNote, ...]:
    """The newest file used of each source of a measure, in the order declared."""
    rows = connection.execute(
        NEWEST_FIRST, {"sources": list(measure.sources)}
    ).fetchall()
    newest = {row[0]: row[1] for row in reversed(rows)}
    cite = _generated if is_synthetic(warehouse_tier) else _published
    return tuple(
        cite(_catalogue()[source_id], newest[source_id])
        for source_id in measure.sources
        if source_id in newest
    )


def _published(source: Source, period: str) -> SourceNote:
    return SourceNote(
        title=source.title,
        publisher=source.publisher,
        period=period_label(period),
        licence=LICENCES[source.licence].name,
        landing_page=source.landing_page,
    )


def _generated(source: Source, period: str) -> SourceNote:
    """No publisher stands behind a generated file, whatever its layout."""
    return SourceNote(
        title=f"SYNTHETIC {source.title}",
        publisher=GENERATOR,
        period=period_label(period),
        licence="Generated data, about nobody",
        landing_page="",
    )


@lru_cache(maxsize=1)
def _catalogue() -> Mapping[str, Source]:
    return load_catalogue()
