"""Every landed file into its staging table, with the account of every row."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from phm.errors import SourceMissing
from phm.settings import Home
from phm.sources.check import Inspection, folder_findings, inspect_file
from phm.sources.corrections import load_corrections
from phm.sources.finding import Finding
from phm.sources.known_codes import known_codes
from phm.sources.landed import Landed, list_landed
from phm.sources.source import Source
from phm.warehouse.staging import Staged, empty_table, stage


BOUNDARY_FORMATS = frozenset({"geojson", "geoparquet"})
STAGING = "staging"  # in memory: only marts are kept in the file
SET_ASIDE_COLUMNS = ("line", "reason", "column", "value", "source_id", "period")
EXAMPLES_KEPT = 1000  # rows set aside that are kept one by one, per file


@dataclass(frozen=True)
class Load:
    """What became of one landed file: lines read = used + out of scope + set aside."""

    source_id: str
    period: str
    file: str
    sha256: str
    rows_read: int
    rows_used: int
    rows_out_of_scope: int
    rows_set_aside: int
    refused: str = ""

    def summary(self) -> dict[str, Any]:
        """Plain values for the manifest."""
        return asdict(self)


def open_for_building(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that writes to `path` and finds staging by bare names as well.

    One thread: several add decimals up in another order each time, and the same inputs
    would not give the same numbers to the last digit.
    """
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("attach $path as built", {"path": str(path)})
    connection.execute("attach ':memory:' as staging")
    connection.execute("set search_path = 'built,staging'")
    return connection


def load_sources(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    sources: Mapping[str, Source],
    on_progress: Callable[[str, int, int], None],
) -> tuple[Load, ...]:
    """Create `stg_<source>` for every declared source, empty where nothing is landed.

    Raises SourceMissing when an essential source is absent or refused.
    """
    landed = [one for one in list_landed(home) if one.source_id in sources]
    known = known_codes(landed, sources)
    corrections = load_corrections()
    account = _Account(folder_findings(landed, sources))
    for done, source in enumerate(sources.values()):
        on_progress(f"Reading {source.title}", done, len(sources))
        files = [one for one in landed if one.source_id == source.id]
        inspections = (inspect_file(one, source, corrections, known) for one in files)
        tables = [table for one in inspections for table in account.take(one)]
        account.demand(source)
        whole = pa.concat_tables([empty_table(source), *tables])
        _create(connection, f"{STAGING}.main.stg_{source.id}", whole)
    account.write(connection)
    return tuple(account.loads)


class _Account:
    """Gathers what became of every file on the way."""

    def __init__(self, findings: list[Finding]) -> None:
        self.loads: list[Load] = []
        self.findings = findings
        self.set_aside: list[pd.DataFrame] = []

    def take(self, inspection: Inspection) -> list[pa.Table]:
        """Record one file; its table, unless it is refused or holds boundaries."""
        landed, source = inspection.sheet.landed, inspection.sheet.source
        self.findings.extend(inspection.findings)
        if BOUNDARY_FORMATS & set(source.formats):
            self.loads.append(_boundary_load(landed))
            return []
        staged = stage(inspection)
        load = _account(staged, landed, source)
        self.loads.append(load)
        self.set_aside.append(_examples(staged, landed))
        return [] if load.refused else [staged.table]

    def demand(self, source: Source) -> None:
        """Raise SourceMissing when an essential source has no usable file."""
        ours = [load for load in self.loads if load.source_id == source.id]
        if not source.essential or any(not load.refused for load in ours):
            return
        why = f"was refused: {ours[0].refused}" if ours else "has not been landed"
        raise SourceMissing(
            f"The build cannot do without “{source.title}”, which {why}.",
            remedy=f"Get the file from {source.landing_page} and run `phm land DIR`.",
        )

    def write(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Create meta_load, meta_finding and meta_set_aside."""
        loads = pd.DataFrame(
            [load.summary() for load in self.loads], columns=_names(Load)
        )
        told = pd.DataFrame([vars(f) for f in self.findings], columns=_names(Finding))
        empty = pd.DataFrame(columns=SET_ASIDE_COLUMNS)
        rows = pd.concat([empty, *self.set_aside]).astype("str")
        told["kind"] = told["kind"].astype("str")
        for name, frame in (
            ("meta_load", loads),
            ("meta_finding", told),
            ("meta_set_aside", rows),
        ):
            _create(connection, name, pa.Table.from_pandas(frame, preserve_index=False))


def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]


def _account(staged: Staged, file: Landed, source: Source) -> Load:
    faulty = len(staged.set_aside) + file.rows_set_aside
    refused = ""
    if staged.faulty_percent > source.max_set_aside_percent:
        refused = (
            f"{staged.faulty_percent:.1f} % of its rows do not hold; "
            f"{source.max_set_aside_percent:g} % are allowed"
        )
    return Load(
        source_id=source.id,
        period=file.period,
        file=file.file,
        sha256=file.sha256,
        rows_read=staged.rows_landed + file.rows_set_aside,
        rows_used=0 if refused else staged.table.num_rows,
        rows_out_of_scope=staged.rows_out_of_scope,
        rows_set_aside=faulty + (staged.table.num_rows if refused else 0),
        refused=refused,
    )


def _boundary_load(file: Landed) -> Load:
    return Load(
        source_id=file.source_id,
        period=file.period,
        file=file.file,
        sha256=file.sha256,
        rows_read=file.rows_landed + file.rows_set_aside,
        rows_used=file.rows_landed,
        rows_out_of_scope=0,
        rows_set_aside=file.rows_set_aside,
    )


def _examples(staged: Staged, file: Landed) -> pd.DataFrame:
    return staged.set_aside.head(EXAMPLES_KEPT).assign(
        source_id=file.source_id, period=file.period
    )


def _create(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.from_arrow(table).create(name)
