"""Every landed file into its staging table, with the account of every row."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from phm.errors import SourceMissing
from phm.settings import Home
from phm.sources.check import known_codes
from phm.sources.corrections import load_corrections
from phm.sources.landed import Landed, list_landed
from phm.sources.source import Source
from phm.warehouse.staging import Staged, empty_table, stage_file


BOUNDARY_FORMATS = frozenset({"geojson", "geoparquet"})
STAGING = "staging"  # in memory: only marts are kept in the file
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
    """A connection that writes to `path` and finds staging by bare names as well."""
    connection = duckdb.connect()
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
    landed = _by_source(list_landed(home))
    known = known_codes(list_landed(home), sources)
    corrections = load_corrections()
    loads: list[Load] = []
    set_aside: list[pd.DataFrame] = []
    for done, source in enumerate(sources.values()):
        on_progress(f"Reading {source.title}", done, len(sources))
        tables = []
        for file in landed.get(source.id, ()):
            if BOUNDARY_FORMATS & set(source.formats):
                loads.append(_boundary_load(file))
                continue
            staged = stage_file(
                file, source, corrections=corrections, known=known
            )
            load = _account(staged, file, source)
            loads.append(load)
            set_aside.append(_examples(staged, file))
            if not load.refused:
                tables.append(staged.table)
        _demand(source, tables, loads)
        whole = pa.concat_tables([empty_table(source), *tables])
        _create(connection, f"{STAGING}.main.stg_{source.id}", whole)
    _write_account(connection, loads, set_aside)
    return tuple(loads)


def _by_source(landed: list[Landed]) -> dict[str, list[Landed]]:
    grouped: dict[str, list[Landed]] = {}
    for file in landed:
        grouped.setdefault(file.source_id, []).append(file)
    return grouped


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


def _demand(source: Source, tables: list[pa.Table], loads: list[Load]) -> None:
    if tables or not source.essential:
        return
    why = next(
        (f"was refused: {load.refused}" for load in loads
         if load.source_id == source.id and load.refused),
        "has not been landed",
    )
    raise SourceMissing(
        f"The build cannot do without “{source.title}”, which {why}.",
        remedy=f"Get the file from {source.landing_page} and run `phm land DIR`.",
    )


def _write_account(
    connection: duckdb.DuckDBPyConnection,
    loads: list[Load],
    set_aside: list[pd.DataFrame],
) -> None:
    columns = list(Load.__dataclass_fields__)
    frame = pd.DataFrame([load.summary() for load in loads], columns=columns)
    _create(connection, "meta_load", pa.Table.from_pandas(frame, preserve_index=False))
    names = ["line", "reason", "column", "value", "source_id", "period"]
    rows = pd.concat([pd.DataFrame(columns=names), *set_aside]).astype("str")
    _create(
        connection, "meta_set_aside", pa.Table.from_pandas(rows, preserve_index=False)
    )


def _create(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.from_arrow(table).create(name)


