"""A large supplied file, piece by piece: every line as text, or set aside."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pyarrow.compute as pc

from phm.errors import SourceInvalid
from phm.sources.content import LINE_COLUMN, Content, Reject
from phm.sources.reading.raw_bytes import GZIP_MAGIC
from phm.sources.reading.read_csv import read_csv
from phm.sources.reading.read_tables import read_parquet


_PIECE_BYTES = 1 << 25
_ROW_GROUP = 200_000


def pieces(path: Path) -> Iterator[Content]:
    """The file in pieces of some 32 MB, each with the columns of the first.

    Line numbers are those of the file. Raises SourceInvalid as landing does.
    """
    if path.name.casefold().endswith(".parquet"):
        yield from _parquet_pieces(path)
        return
    with path.open("rb") as raw:
        start = raw.read(len(GZIP_MAGIC))
        raw.seek(0)
        if start == GZIP_MAGIC:
            with gzip.open(raw) as data:
                yield from _csv_pieces(data, name=path.name)
        else:
            yield from _csv_pieces(raw, name=path.name)


def _csv_pieces(data: BinaryIO | gzip.GzipFile, *, name: str) -> Iterator[Content]:
    header: tuple[str, ...] = ()
    before = 0
    for piece in _whole_lines(data):
        content = read_csv(piece, name=name, header=header)
        lines = content.lines_read + (not header)
        header = header or content.published_columns
        yield _numbered_from(content, before)
        before += lines
    if not header:
        raise SourceInvalid(f"{name} is empty.", remedy="Ask its supplier for another.")


def _whole_lines(data: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    rest = b""
    while piece := data.read(_PIECE_BYTES):
        whole, newline, rest_of_piece = piece.rpartition(b"\n")
        if newline:
            yield rest + whole + newline
            rest = rest_of_piece
        else:
            rest += piece
    if rest:
        yield rest


def _numbered_from(content: Content, before: int) -> Content:
    if not before:
        return content
    at = content.table.column_names.index(LINE_COLUMN)
    numbers = pc.add(content.table[LINE_COLUMN], before)
    rejects = tuple(Reject(r.line + before, r.reason, r.text) for r in content.rejects)
    table = content.table.set_column(at, LINE_COLUMN, numbers)
    return replace(content, table=table, rejects=rejects)


def _parquet_pieces(path: Path) -> Iterator[Content]:
    # As text by the reader of landing, so that both see the same keys.
    content = read_parquet(path.read_bytes(), name=path.name)
    for start in range(0, max(content.table.num_rows, 1), _ROW_GROUP):
        yield replace(content, table=content.table.slice(start, _ROW_GROUP))
