"""Every landed file into its staging table, with the account of every row."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from phm.errors import SourceMissing
from phm.settings import Home
from phm.sources.cells.known_codes import read_references
from phm.sources.check import Inspection, folder_findings, inspect_file
from phm.sources.corrections import load_corrections
from phm.sources.finding import Finding
from phm.sources.landed import Landed, list_landed
from phm.sources.source import Source
from phm.warehouse.across_files import check_across_files
from phm.warehouse.file_load import Load
from phm.warehouse.rejects import write_rejects
from phm.warehouse.row_account import STAGING, RowAccount
from phm.warehouse.staging import empty_table, stage


__all__ = ["Load", "load_sources", "open_for_building"]

BOUNDARY_FORMATS = frozenset({"geojson", "geoparquet"})
Progress = Callable[[str, int, int], None]


def open_for_building(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that writes to `path` and finds staging by bare names as well.

    Two threads for loading, which counts and compares. Marts go back to one: several
    add decimals up in another order each time, and the same inputs would not give the
    same numbers to the last digit.
    """
    connection = duckdb.connect(config={"threads": 2})
    connection.execute("attach $path as built", {"path": str(path)})
    connection.execute("attach ':memory:' as staging")
    connection.execute("set search_path = 'built,staging'")
    return connection


def load_sources(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    sources: Mapping[str, Source],
    on_progress: Progress,
) -> tuple[Load, ...]:
    """Create `stg_<source>` for every declared source, empty where nothing is landed.

    Raises SourceMissing when an essential source is absent or refused.
    """
    landed = [one for one in list_landed(home) if one.source_id in sources]
    account = RowAccount(connection)
    findings = folder_findings(landed, sources)
    findings += _stage_all(account, landed, sources, on_progress)
    findings += check_across_files(account, landed, sources)
    local = [one for one in landed if sources[one.source_id].access == "local"]
    for one in landed:
        account.add_rejects(one, sources[one.source_id])
    account.write(findings, sources.values())
    write_rejects(connection, home, [(one.source_id, one.period) for one in local])
    connection.execute("set threads = 1")
    return tuple(account.loads.values())


def _stage_all(
    account: RowAccount,
    landed: Sequence[Landed],
    sources: Mapping[str, Source],
    on_progress: Progress,
) -> list[Finding]:
    """Fill every staging table; the findings of every file."""
    references, corrections = read_references(landed, sources), load_corrections()
    findings: list[Finding] = []
    for done, source in enumerate(sources.values()):
        on_progress(f"Reading {source.title}", done, len(sources))
        table = f"{STAGING}.main.stg_{source.id}"
        account.connection.from_arrow(empty_table(source)).create(table)
        for one in (one for one in landed if one.source_id == source.id):
            inspection = inspect_file(one, source, corrections, references)
            findings.extend(inspection.findings)
            _stage(account, inspection, table)
        _demand(account, source)
    return findings


def _stage(account: RowAccount, inspection: Inspection, table: str) -> None:
    """Put one file into its table, unless it is refused or holds boundaries."""
    landed, source = inspection.sheet.landed, inspection.sheet.source
    if BOUNDARY_FORMATS & set(source.formats):
        account.add_boundaries(landed)
        return
    staged = stage(inspection)
    if not account.add(staged, landed, source).refused:
        account.connection.from_arrow(staged.table).insert_into(table)


def _demand(account: RowAccount, source: Source) -> None:
    """Raise SourceMissing when an essential source has no usable file."""
    ours = [load for load in account.loads.values() if load.source_id == source.id]
    if not source.essential or any(not load.refused for load in ours):
        return
    why = f"was refused: {ours[0].refused}" if ours else "has not been landed"
    raise SourceMissing(
        f"The build cannot do without “{source.title}”, which {why}.",
        remedy=f"Get the file from {source.landing_page} and run `phm land DIR`.",
    )
