"""What reading one file gives: rows as text, and the lines that could not be rows."""

from dataclasses import dataclass

import pyarrow as pa


LINE_COLUMN = "_line"
GEOMETRY_COLUMN = "geometry"
BLANK_LINE = "blank line"
OPTED_OUT = "opted out"
# Lines set aside although nothing is wrong with the file.
NO_FAULTS = frozenset({BLANK_LINE, OPTED_OUT})


@dataclass(frozen=True)
class Reject:
    """One line that was set aside, with its physical number (from 1) and its text.

    The text of a local extract is never kept: see `door`.
    """

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class Content:
    """One file's rows: every published column as text, plus the line each came from."""

    table: pa.Table
    rejects: tuple[Reject, ...]
    encoding: str
    notices: tuple[str, ...] = ()
    crs: str = ""

    @property
    def published_columns(self) -> tuple[str, ...]:
        """The publisher's own column names, in order."""
        ours = (LINE_COLUMN, GEOMETRY_COLUMN)
        return tuple(name for name in self.table.column_names if name not in ours)

    @property
    def lines_read(self) -> int:
        """Data lines in the file, its header not counted."""
        return int(self.table.num_rows) + len(self.rejects)
