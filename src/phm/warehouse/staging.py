"""Landed text into typed tables: one row in, one row out or set aside with its reason.

The rules are those of the declaration, applied by the same code as `phm check`.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.cells.column import Cells
from phm.sources.check import Inspection
from phm.sources.checking.verdict import Verdict, What
from phm.sources.constraints import as_numbers
from phm.sources.content import LINE_COLUMN
from phm.sources.source import Column, Source


TRUE = ("1", "y", "yes", "true")
ARROW_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.string(),
    "flag": pa.bool_(),
}
SET_ASIDE = pa.schema(
    [
        ("line", pa.int64()),
        ("what", pa.string()),
        ("reason", pa.string()),
        ("column", pa.string()),
        ("value", pa.string()),
    ]
)
CONVERSIONS_SHOWN = 100  # of each kind: they are counted in full, and not lost


@dataclass(frozen=True)
class Converted:
    """How many cells of the rows used were converted, and in which way."""

    reason: str
    column: str
    count: int


@dataclass(frozen=True)
class Staged:
    """One vintage of one source: typed rows, and the account of everything else.

    ``set_aside`` (as SET_ASIDE) has one row per row set aside, one per cell left empty
    in a row that is used, and the first few cells of each conversion.
    """

    table: pa.Table
    set_aside: pa.Table
    converted: tuple[Converted, ...]
    rows_landed: int
    rows_in_scope: int

    @property
    def rows_set_aside(self) -> int:
        """How many rows in scope are not used."""
        return self.rows_in_scope - int(self.table.num_rows)


def stage(inspection: Inspection) -> Staged:
    """Type the rows no rule takes away; account for the others."""
    sheet = inspection.sheet
    kept = inspection.standing
    return Staged(
        table=_typed(inspection),
        set_aside=pa.concat_tables(
            [
                SET_ASIDE.empty_table(),
                *_rows_taken(inspection),
                *_cells_taken(inspection),
            ]
        ),
        converted=tuple(
            Converted(verdict.reason, verdict.column, count)
            for verdict in _of_kind(inspection, What.CONVERTED)
            if (count := pc.sum(pc.and_(verdict.rows, kept)).as_py())
        ),
        rows_landed=sheet.landed.rows_landed,
        rows_in_scope=sheet.rows,
    )


def empty_table(source: Source) -> pa.Table:
    """The staging table of a source nobody supplied: right columns, no rows."""
    return _schema(source).empty_table()


def _of_kind(inspection: Inspection, what: What) -> Iterator[Verdict]:
    return (one for one in inspection.verdicts if one.what is what)


def _rows_taken(inspection: Inspection) -> Iterator[pa.Table]:
    """Every row set aside, once: under the first verdict that takes it away."""
    left = pa.repeat(pa.scalar(value=True), inspection.sheet.rows)
    for verdict in _of_kind(inspection, What.ROW):
        yield _listed(inspection, verdict, pc.and_(left, verdict.rows))
        left = pc.and_not(left, verdict.rows)


def _cells_taken(inspection: Inspection) -> Iterator[pa.Table]:
    """Every cell left empty, and examples of those converted, of the rows used."""
    kept = inspection.standing
    for verdict in _of_kind(inspection, What.CELL):
        yield _listed(inspection, verdict, pc.and_(verdict.rows, kept))
    for verdict in _of_kind(inspection, What.CONVERTED):
        every = _listed(inspection, verdict, pc.and_(verdict.rows, kept))
        yield every.slice(0, CONVERSIONS_SHOWN)


def _listed(inspection: Inspection, verdict: Verdict, rows: pa.Array) -> pa.Table:
    sheet = inspection.sheet
    places = pc.indices_nonzero(rows)
    count = len(places)
    first_column = verdict.column.split(", ")[0]
    value = (
        sheet.cells[first_column].supplied_at(places)
        if verdict.shows_value
        else pa.repeat(pa.scalar(""), count)
    )
    same = (verdict.what.value, verdict.reason, verdict.column)
    texts = [pa.repeat(pa.scalar(text), count) for text in same]
    lines = sheet.lines.take(places)
    return pa.Table.from_arrays([lines, *texts, value], schema=SET_ASIDE)


def _typed(inspection: Inspection) -> pa.Table:
    """The rows that are used, every declared column with its type."""
    sheet, kept = inspection.sheet, inspection.standing
    lines = sheet.lines.filter(kept)

    def typed(column: Column) -> pa.Array:
        if column.name not in inspection.cells:
            return pa.nulls(len(lines), ARROW_TYPES[column.type])
        return _cast(column, inspection.cells[column.name].only(kept))

    with ThreadPoolExecutor() as pool:
        columns = tuple(pool.map(typed, sheet.source.columns))
    period = pa.repeat(pa.scalar(sheet.landed.period), len(lines))
    return pa.Table.from_arrays([*columns, period, lines], schema=_schema(sheet.source))


def _cast(column: Column, cells: Cells) -> pa.Array:
    """The column typed: each distinct text once, then one value per row."""
    texts = cells.texts
    if column.type == "flag":
        return cells.spread(_flags(texts))
    if column.type == "integer":
        return cells.spread(pc.round(as_numbers(texts)).cast(ARROW_TYPES["integer"]))
    return cells.spread(as_numbers(texts) if column.type == "number" else texts)


def _flags(texts: pa.Array) -> pa.Array:
    """True for 1, y, yes and true in any case; null where nothing is recorded."""
    yes = pc.is_in(pc.utf8_lower(texts), value_set=pa.array(TRUE))
    return pc.if_else(pc.is_valid(texts), yes, None)


def _schema(source: Source) -> pa.Schema:
    declared = [(column.name, ARROW_TYPES[column.type]) for column in source.columns]
    return pa.schema([*declared, ("period", pa.string()), (LINE_COLUMN, pa.int64())])
