"""Extracts as CSV files: UTF-8, one header line, quotes where a cell needs them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import repeat
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv


PREFIX = "SYNTHETIC_"
ROWS_AT_ONCE = 100_000  # what one thread spells out; the file does not depend on it
THREADS = 2
AT_ONCE = 4  # pieces under way, which bounds the memory taken
STRUCTURE = '[",\r\n]'


def write_extract(extract: str, table: pa.Table, folder: Path) -> Path:
    """Write SYNTHETIC_<extract>.csv into ``folder``; the same table, the same bytes."""
    path = folder / f"{PREFIX}{extract}.csv"
    options = pyarrow.csv.WriteOptions(
        include_header=False, quoting_style=_style(table)
    )
    with path.open("wb") as file, ThreadPoolExecutor(THREADS) as threads:
        file.write((",".join(table.column_names) + "\n").encode())
        starts = list(range(0, len(table), ROWS_AT_ONCE))
        for first in range(0, len(starts), AT_ONCE):
            some = starts[first : first + AT_ONCE]
            for text in threads.map(_spelled, repeat(table), some, repeat(options)):
                file.write(text)
    return path


def _style(table: pa.Table) -> str:
    """Quotes for every cell of a table where one cell needs them."""
    cells = (chunk for column in table.columns for chunk in column.chunks)
    return "needed" if any(map(_has_structure, cells)) else "none"


def _has_structure(cells: pa.Array) -> bool:
    texts = cells.dictionary if pa.types.is_dictionary(cells.type) else cells
    found = pc.any(pc.match_substring_regex(texts.cast(pa.string()), STRUCTURE))
    return bool(found.as_py())


def _spelled(
    table: pa.Table, start: int, options: pyarrow.csv.WriteOptions
) -> memoryview:
    """Some rows as CSV; dictionary columns become plain text first, which is faster."""
    piece = table.slice(start, ROWS_AT_ONCE)
    plain = pa.table(dict(zip(piece.column_names, _texts(piece), strict=True)))
    into = BytesIO()
    pyarrow.csv.write_csv(plain, into, options)
    return into.getbuffer()


def _texts(piece: pa.Table) -> Iterator[pa.ChunkedArray]:
    return (column.cast(pa.string()) for column in piece.columns)
