"""What became of every row and cell of every file, gathered while staging is filled.

Held in memory beside the staging tables, so that checks across files (sql/staging) add
to it in SQL; written down as meta_load, meta_finding, meta_reason and meta_set_aside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from importlib import resources
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
from sqlglot import exp

from phm.sources.finding import Finding
from phm.sources.landed import Landed
from phm.sources.source import Source
from phm.warehouse.file_load import Load, Place, load_of
from phm.warehouse.staging import Staged


STAGING = "staging"  # in memory: only marts are kept in the file


class RowAccount:
    """Gathers what became of every file on the way."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.loads: dict[Place, Load] = {}
        self.in_scope: dict[Place, int] = {}
        connection.execute(account_script("tables"))

    def add_boundaries(self, file: Landed) -> None:
        """Record a file of which every row is used and nothing is staged."""
        self._add(load_of(file, used=file.rows_landed, out_of_scope=0))

    def add(self, staged: Staged, file: Landed, source: Source) -> Load:
        """Record one file as its own declaration leaves it; refused when too bad."""
        self._insert("set_aside", _placed(staged.set_aside, file))
        load = load_of(
            file,
            used=staged.table.num_rows,
            out_of_scope=staged.rows_landed - staged.rows_in_scope,
        )
        load = replace(load, cells_converted=sum(c.count for c in staged.converted))
        self._insert_rows(
            "converted",
            [(*load.place, c.reason, c.column, c.count) for c in staged.converted],
        )
        share = 100 * staged.rows_set_aside / max(staged.rows_in_scope, 1)
        self._add(load)
        self.in_scope[load.place] = staged.rows_in_scope
        if share > source.max_set_aside_percent:
            self.refuse(load.place, share, source.max_set_aside_percent)
        return self.loads[load.place]

    def refuse(self, place: Place, percent: float, allowed: float) -> None:
        """Use none of a file's rows: more of them are bad than its source allows."""
        load = self.loads[place]
        self.loads[place] = replace(
            load,
            rows_used=0,
            rows_set_aside=load.rows_read - load.rows_out_of_scope,
            refused=f"{percent:.1f} % of its rows do not hold; "
            f"{allowed:.3g} % are allowed",
            cells_converted=0,
        )
        self.connection.execute(account_script("refused"), list(place))

    def open_shares(self, allowed: Mapping[Place, float]) -> None:
        """Note of each file in use how many of its rows may still be set aside."""
        rows = [
            (*place, self.in_scope[place], float(percent), False)
            for place, percent in allowed.items()
            if not self.loads[place].refused
        ]
        self._insert_rows("staged_file", rows)

    def lose(self, place: Place, rows: int) -> None:
        """Rows of a file in use that checks across files have set aside."""
        load = self.loads[place]
        if rows and not load.refused:
            self.loads[place] = replace(
                load,
                rows_used=load.rows_used - rows,
                rows_set_aside=load.rows_set_aside + rows,
            )

    def add_rejects(self, file: Landed, source: Source) -> None:
        """Record the lines landing could not make rows of; local ones without text."""
        rejects = file.read_rejects()
        if rejects:
            shown = source.access != "local"
            rows = [
                (r.line, "row", r.reason, "", r.text if shown else "") for r in rejects
            ]
            self._insert_rows("set_aside", [(*_place(file), *row) for row in rows])

    def write(self, findings: Iterable[Finding], sources: Iterable[Source]) -> None:
        """Create the four tables of the account."""
        self._insert_rows("never_shown", sorted(_hidden(sources)))
        self._count_standing()
        self.connection.execute(account_script("cells_of_rows_in_use"))
        empty = self.connection.execute(account_script("cells_left_empty")).fetchall()
        for source_id, period, cells in empty:
            load = self.loads[source_id, period]
            if not load.refused:
                self._add(replace(load, cells_left_empty=cells))
        self.connection.execute(account_script("kept"))
        loads = [load.summary() for load in self.loads.values()]
        told = pd.DataFrame([vars(f) for f in findings], columns=_names(Finding))
        told["kind"] = told["kind"].astype("str")
        self._create("meta_load", pd.DataFrame(loads, columns=_names(Load)))
        self._create("meta_finding", told)

    def _count_standing(self) -> None:
        """Note how many rows each staging table really holds, for the checks."""
        for source_id in sorted({source_id for source_id, _ in self.in_scope}):
            counted = (
                exp.select(exp.Literal.string(source_id), "period", "count(*)")
                .from_(f"stg_{source_id}")
                .group_by("period")
            )
            rows = self.connection.execute(counted.sql("duckdb")).fetchall()
            self._insert_rows("staged_rows", rows)

    def _add(self, load: Load) -> None:
        self.loads[load.place] = load

    def _create(self, name: str, frame: pd.DataFrame) -> None:
        table = pa.Table.from_pandas(frame, preserve_index=False)
        self.connection.from_arrow(table).create(name)

    def _insert(self, name: str, table: pa.Table) -> None:
        if table.num_rows:
            self.connection.from_arrow(table).insert_into(f"{STAGING}.main.{name}")

    def _insert_rows(self, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
        columns = [pa.array(column) for column in zip(*rows, strict=True)]
        names = [str(number) for number in range(len(columns))]
        self._insert(name, pa.Table.from_arrays(columns, names=names))


def account_script(name: str) -> str:
    """The text of one script of the account."""
    folder = resources.files("phm.warehouse") / "sql" / "account"
    return (folder / f"{name}.sql").read_text(encoding="utf-8")


def _hidden(sources: Iterable[Source]) -> set[tuple[str, str]]:
    """The columns whose values are never shown, alone or as a key: keys of people."""
    return {
        (source.id, shown)
        for source in sources
        for shown in (*(c.name for c in source.columns), ", ".join(source.key))
        if any(source.column(name).is_pseudonym for name in shown.split(", ") if name)
    }


def _place(file: Landed) -> Place:
    return file.source_id, file.period


def _placed(table: pa.Table, file: Landed) -> pa.Table:
    said = (("period", file.period), ("source_id", file.source_id))
    for name, text in said:
        column = pa.repeat(pa.scalar(text), table.num_rows)
        table = table.add_column(0, name, column)
    return table


def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]
