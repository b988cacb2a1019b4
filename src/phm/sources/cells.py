"""Cells of a landed column as they are meant: stripped, not-published marks null."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.source import Column


def readable_cells(cells: pa.ChunkedArray, column: Column) -> pa.Array:
    """Stripped text; empty cells and not-published marks become null."""
    text = pc.utf8_trim_whitespace(cells).combine_chunks()
    marks: Sequence[str] = ["", *column.not_published]
    absent = pc.is_in(text, value_set=pa.array(marks, pa.string()))
    return pc.if_else(absent, pa.scalar(None, pa.string()), text)
