"""A landed file opened for checking: the rows in scope, cell by declared cell."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from phm.sources.cells.column import Cells, read_cells
from phm.sources.cells.known_codes import References
from phm.sources.cells.readable import readable_cells
from phm.sources.content import LINE_COLUMN
from phm.sources.corrections import Correction, apply_corrections, rows_hit
from phm.sources.landed import Landed
from phm.sources.source import Column, Source


# Bytes a landed cell takes when a column repeats few texts: then every text is looked
# at once, however many rows hold it. Keys take more, and are looked at row by row.
_BYTES_OF_A_REPEATED_TEXT = 3


@dataclass(frozen=True)
class Sheet:
    """One landed file beside its declaration; ``table`` is as landed and corrected."""

    landed: Landed
    source: Source
    table: pa.Table
    references: References = field(default_factory=References)

    @cached_property
    def names(self) -> dict[str, str]:
        """Declared name → published name, of the columns that are there."""
        return self.source.published_names(self.table.column_names)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The declared columns that are there."""
        return tuple(c for c in self.source.columns if c.name in self.names)

    @cached_property
    def in_scope(self) -> pa.Table:
        """The rows the declaration is about."""
        rows = self.table
        for keep in (k for k in self.source.keep if k.column in self.names):
            column = self.source.column(keep.column)
            landed = rows[self.names[keep.column]].cast(pa.string())
            kept = pc.is_in(
                readable_cells(landed, column), value_set=pa.array(keep.values)
            )
            rows = rows.filter(kept)
        return rows

    @property
    def rows(self) -> int:
        """How many rows are in scope."""
        return int(self.in_scope.num_rows)

    @cached_property
    def lines(self) -> pa.Array:
        """The physical line of each row in scope."""
        return self.in_scope[LINE_COLUMN].combine_chunks().cast(pa.int64())

    @cached_property
    def cells(self) -> dict[str, Cells]:
        """Every declared column of the rows in scope, read and repaired."""

        def read(column: Column) -> Cells:
            landed = self.in_scope[self.names[column.name]]
            return read_cells(landed, column, self.references)

        with ThreadPoolExecutor() as pool:
            found = tuple(pool.map(read, self.columns))
        return {c.name: cells for c, cells in zip(self.columns, found, strict=True)}

    def marked_not_published(self) -> int:
        """How many cells in scope hold a mark that stands for "not published"."""
        marked = 0
        for cells in self.cells.values():
            marks = pc.and_(pc.is_null(cells.texts), pc.is_valid(cells.supplied))
            if pc.any(marks).as_py():
                marked += pc.sum(cells.per_row(marks)).as_py()
        return marked


def open_sheet(
    landed: Landed,
    source: Source,
    corrections: Iterable[Correction],
    references: References,
) -> tuple[Sheet, list[Correction]]:
    """The file with the corrections that still fit it, and those that no longer do."""
    ours = [c for c in corrections if c.concerns(source, landed.period)]
    repeated = [] if ours else _repeated(landed)
    table = pq.read_table(landed.parquet, read_dictionary=repeated)
    hits = {c: pc.sum(rows_hit(table, c, source=source)).as_py() or 0 for c in ours}
    outlived = [c for c in ours if hits[c] != c.expect]
    good = [c for c in ours if c not in outlived]
    table = apply_corrections(table, good, source=source, period=landed.period)
    return Sheet(landed, source, table, references), outlived


def _repeated(landed: Landed) -> list[str]:
    """The columns that repeat few texts, told by how little room they take."""
    written = pq.read_metadata(landed.parquet)
    size: dict[str, int] = {}
    for group in range(written.num_row_groups):
        for number in range(written.num_columns):
            chunk = written.row_group(group).column(number)
            size.setdefault(chunk.path_in_schema, 0)
            if chunk.physical_type == "BYTE_ARRAY":
                size[chunk.path_in_schema] += chunk.total_uncompressed_size
    few = _BYTES_OF_A_REPEATED_TEXT * written.num_rows
    return [name for name, taken in size.items() if 0 < taken < few]
