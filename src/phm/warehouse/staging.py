"""Landed text into typed tables: one row in, one row out or set aside with its reason.

The rules are those of the declaration, applied by the same code as `phm check`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.check import Inspection
from phm.sources.check_rows import Verdict
from phm.sources.constraints import as_numbers
from phm.sources.content import LINE_COLUMN
from phm.sources.sheet import Sheet
from phm.sources.source import Column, Source


TRUE = ("1", "y", "yes", "true")
ARROW_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.string(),
    "flag": pa.bool_(),
}


@dataclass(frozen=True)
class Staged:
    """One vintage of one source: typed rows, and the account of every other row.

    ``set_aside`` has one row per row set aside: line, reason, column, value.
    """

    table: pa.Table
    set_aside: pd.DataFrame
    rows_landed: int
    rows_out_of_scope: int

    @property
    def faulty_percent(self) -> float:
        """Share of the rows in scope that had to be set aside."""
        in_scope = self.table.num_rows + len(self.set_aside)
        return 100 * len(self.set_aside) / in_scope if in_scope else 0.0


def stage(inspection: Inspection) -> Staged:
    """Type the rows no rule takes away; account for the others."""
    sheet, verdicts = inspection.sheet, inspection.verdicts
    landed = sheet.landed
    first = _first_verdict(verdicts, sheet.cells.num_rows)
    kept = pa.array(first < 0)
    return Staged(
        table=_typed(sheet).filter(kept),
        set_aside=_set_aside(sheet, verdicts, first),
        rows_landed=landed.rows_landed,
        rows_out_of_scope=landed.rows_landed - sheet.cells.num_rows,
    )


def empty_table(source: Source) -> pa.Table:
    """The staging table of a source nobody supplied: right columns, no rows."""
    return _schema(source).empty_table()


def _first_verdict(verdicts: Sequence[Verdict], rows: int) -> np.ndarray:
    """Per row the number of the first verdict that takes it away, -1 for none."""
    first = np.full(rows, -1)
    for number in reversed(range(len(verdicts))):
        mask = pc.fill_null(verdicts[number].rows, fill_value=False)
        first[np.asarray(mask).astype(bool)] = number
    return first


def _set_aside(
    sheet: Sheet, verdicts: Sequence[Verdict], first: np.ndarray
) -> pd.DataFrame:
    parts = [
        _taken_by(verdict, sheet, np.flatnonzero(first == number))
        for number, verdict in enumerate(verdicts)
    ]
    empty = pd.DataFrame(
        {name: pd.Series(dtype="str") for name in ("line", "reason", "column", "value")}
    )
    return pd.concat([empty, *parts], ignore_index=True)


def _taken_by(verdict: Verdict, sheet: Sheet, where: np.ndarray) -> pd.DataFrame:
    column = verdict.finding.column.split(", ")[0]
    rows = sheet.cells.take(pa.array(where))
    return pd.DataFrame(
        {
            "line": rows[LINE_COLUMN].to_pandas().astype("str"),
            "reason": verdict.finding.reason,
            "column": verdict.finding.column,
            "value": rows[column].to_pandas().astype("str"),
        }
    )


def _typed(sheet: Sheet) -> pa.Table:
    rows = sheet.cells.num_rows
    columns = [_cast(column, sheet) for column in sheet.source.columns]
    period = pa.repeat(pa.scalar(sheet.landed.period), rows)
    line = sheet.cells[LINE_COLUMN].combine_chunks().cast(pa.int64())
    return pa.Table.from_arrays([*columns, period, line], schema=_schema(sheet.source))


def _cast(column: Column, sheet: Sheet) -> pa.Array:
    arrow_type = ARROW_TYPES[column.type]
    if column.name not in sheet.names:
        return pa.nulls(sheet.cells.num_rows, arrow_type)
    cells = sheet.cells[column.name].combine_chunks()
    if column.type == "flag":
        return _flags(cells)
    if column.type == "integer":
        return pc.round(as_numbers(cells)).cast(arrow_type)
    return as_numbers(cells) if column.type == "number" else cells


def _flags(cells: pa.Array) -> pa.Array:
    """True for 1, y, yes and true in any case; null where nothing is recorded."""
    coded = cells.dictionary_encode()
    yes = pc.is_in(pc.utf8_lower(coded.dictionary), value_set=pa.array(TRUE))
    return yes.take(coded.indices)


def _schema(source: Source) -> pa.Schema:
    declared = [(column.name, ARROW_TYPES[column.type]) for column in source.columns]
    return pa.schema([*declared, ("period", pa.string()), (LINE_COLUMN, pa.int64())])
