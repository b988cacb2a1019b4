"""A landed file opened for checking: the rows in scope, cell by declared cell."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from phm.sources.cells import readable_cells
from phm.sources.content import LINE_COLUMN
from phm.sources.corrections import Correction, apply_corrections, rows_hit
from phm.sources.landed import Landed
from phm.sources.source import Column, Source


@dataclass(frozen=True)
class Sheet:
    """One landed file beside its declaration; ``table`` is as landed and corrected."""

    landed: Landed
    source: Source
    table: pa.Table

    @cached_property
    def names(self) -> dict[str, str]:
        """Declared name → published name, of the columns that are there."""
        return self.source.published_names(self.table.column_names)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The declared columns that are there."""
        return tuple(c for c in self.source.columns if c.name in self.names)

    @cached_property
    def in_scope(self) -> pa.Array:
        """True for the rows the declaration is about."""
        scope = pa.array([True] * self.table.num_rows, pa.bool_())
        for keep in (k for k in self.source.keep if k.column in self.names):
            cells = self._read(self.source.column(keep.column), self.table)
            scope = pc.and_(scope, pc.is_in(cells, value_set=pa.array(keep.values)))
        return scope

    @cached_property
    def cells(self) -> pa.Table:
        """Every declared column of the rows in scope: stripped text, absent as null."""
        rows = self.table.filter(self.in_scope)
        read = {column.name: self._read(column, rows) for column in self.columns}
        return pa.table({**read, LINE_COLUMN: rows[LINE_COLUMN].combine_chunks()})

    def marked_not_published(self) -> int:
        """How many cells in scope hold a mark that stands for "not published"."""
        rows = self.table.filter(self.in_scope)
        return sum(
            self.cells[name].null_count - rows[published].null_count
            for name, published in self.names.items()
        )

    def _read(self, column: Column, rows: pa.Table) -> pa.Array:
        return readable_cells(rows[self.names[column.name]], column)


def open_sheet(
    landed: Landed, source: Source, corrections: Iterable[Correction]
) -> tuple[Sheet, list[Correction]]:
    """The file with the corrections that still fit it, and those that no longer do."""
    table = pq.read_table(landed.parquet)
    ours = [c for c in corrections if c.concerns(source, landed.period)]
    hits = {c: pc.sum(rows_hit(table, c, source=source)).as_py() or 0 for c in ours}
    outlived = [c for c in ours if hits[c] != c.expect]
    good = [c for c in ours if c not in outlived]
    table = apply_corrections(table, good, source=source, period=landed.period)
    return Sheet(landed, source, table), outlived
