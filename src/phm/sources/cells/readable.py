"""Cells of a landed column as they are meant, and as our rules expect them.

Stripped; a system's own codes and dates in our spelling; not-published marks null.
Every distinct text is looked at once, however many cells hold it.
"""

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.cells.dates import DAY, MONTH, iso_dates
from phm.sources.source import Column


_SEPARATOR = ";"


def readable_cells(cells: pa.ChunkedArray, column: Column) -> pa.Array:
    """Stripped text in our spelling; empty cells and not-published marks are null.

    A code that no mapping knows stays as it is, and so does a date nobody can read:
    the rules of the column find them.
    """
    text = pc.utf8_trim_whitespace(cells).combine_chunks()
    if column.codes or column.date_formats:
        text = _translated(text, column)
    marks: Sequence[str] = ["", *column.not_published]
    absent = pc.is_in(text, value_set=pa.array(marks, pa.string()))
    return pc.if_else(absent, pa.scalar(None, pa.string()), text)


def date_grain(column: Column) -> int | None:
    """How many characters of an ISO date the column keeps; None when it keeps none."""
    if column.type == "date":
        return DAY
    shaped = re.compile(column.matches or "$.")
    is_month = shaped.search("2000-12") and not shaped.search("2000-13")
    return MONTH if is_month else None


def takes_lists(column: Column) -> bool:
    """Whether a cell may hold several values, separated by semicolons."""
    shaped = re.compile(column.matches or "$.")
    return any(
        shaped.search(f"{ours}{_SEPARATOR} {ours}") for _, ours in column.codes if ours
    )


def _translated(text: pa.Array, column: Column) -> pa.Array:
    coded = text.dictionary_encode()
    ours: list[str] = coded.dictionary.to_pylist()
    if column.codes:
        ours = _decoded(ours, column)
    if column.date_formats:
        grain = date_grain(column) or DAY
        ours = iso_dates(ours, column.date_formats, grain=grain)
    return pa.array(ours, pa.string()).take(coded.indices)


def _decoded(texts: Sequence[str], column: Column) -> list[str]:
    codes = {theirs.strip().casefold(): ours for theirs, ours in column.codes}
    if not takes_lists(column):
        return [codes.get(text.casefold(), text) for text in texts]
    return [codes.get(text.casefold()) or _decoded_list(text, codes) for text in texts]


def _decoded_list(text: str, codes: dict[str, str]) -> str:
    """Several codes in one cell; a part mapped to nothing is left out."""
    parts = [part.strip() for part in text.split(_SEPARATOR)]
    ours = (codes.get(part.casefold(), part) for part in parts)
    return f"{_SEPARATOR} ".join(part for part in ours if part)
