"""CSV as published → rows as text, losing no line."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from phm.errors import SourceInvalid
from phm.sources.content import BLANK_LINE, LINE_COLUMN, Content, Reject
from phm.sources.reading.lines import Indices, Lines, Mask
from phm.sources.reading.raw_bytes import decoded
from phm.sources.source import fold_name


_SMALLEST_BLOCK = 1 << 22
_NONE: tuple[str, ...] = ()


def read_csv(
    data: bytes,
    *,
    name: str,
    header: Sequence[str] = (),
    encoding: str | None = None,
) -> Content:
    """Every line of ``data`` as a row of text or as a reject with its reason.

    ``header`` names the columns of a file published without a header row; ``encoding``
    is what to expect when the text is not UTF-8. Raises SourceInvalid when the file is
    not CSV, or has no header that could be read.
    """
    text = decoded(data, name=name, hint=encoding)
    lines = Lines(text.data)
    rejects = lines.rejects()
    wanted = np.ones(lines.count, dtype=np.bool_)
    wanted[[reject.line - 1 for reject in rejects]] = False
    names, remarks = _named(header), _NONE
    if not header:
        first = _header_line(rejects, count=lines.count, name=name)
        wanted[first] = False
        names, remarks = _read_header(lines.text(first), name=name)
    _refuse_repeats(names, name=name)
    table, numbers, misfits = _parsed(lines, wanted, names=names)
    rejects = sorted([*rejects, *misfits], key=lambda reject: reject.line)
    if not table.num_rows == numbers.size == lines.count - (not header) - len(rejects):
        raise _lines_lost(table.num_rows, lines.count, name=name)
    table = table.append_column(LINE_COLUMN, pa.array(numbers))
    notices = (*text.notices, *remarks)
    return Content(table, tuple(rejects), text.encoding, notices)


def _named(header: Sequence[str]) -> list[str]:
    return [name.strip() for name in header]


def _header_line(rejects: Iterable[Reject], *, count: int, name: str) -> int:
    """Index of the first line that is not blank; it must be one that can be read."""
    faults = {reject.line - 1: reject.reason for reject in rejects}
    first = next(i for i in range(count) if faults.get(i) != BLANK_LINE)
    if first in faults:
        raise SourceInvalid(
            f"The header of {name} (line {first + 1}) has a fault: {faults[first]}.",
            remedy="Repair the header line, or download the file again.",
        )
    return first


def _read_header(line: str, *, name: str) -> tuple[list[str], tuple[str, ...]]:
    read = [text.replace("\ufeff", "").strip() for text in next(csv.reader([line]))]
    names = [text or f"unnamed_{n}" for n, text in enumerate(read, start=1)]
    unnamed = read.count("")
    notice = f"{name}: {unnamed} column(s) without a name; called unnamed_<position>."
    return names, (notice,) if unnamed else ()


def _refuse_repeats(names: Sequence[str], *, name: str) -> None:
    counts = Counter(fold_name(text) for text in names)
    repeated = [text for text in names if counts[fold_name(text)] > 1]
    if repeated:
        raise SourceInvalid(
            f"{name} has {counts[fold_name(repeated[0])]} columns named "
            f"`{repeated[0]}`: which one is meant cannot be told.",
            remedy="Rename or remove the repeated column.",
        )
    if LINE_COLUMN in names:
        raise SourceInvalid(
            f"{name} has a column named `{LINE_COLUMN}`, a name phm uses itself.",
            remedy="Rename that column.",
        )


def _parsed(
    lines: Lines, wanted: Mask, *, names: list[str]
) -> tuple[pa.Table, Indices, list[Reject]]:
    """The wanted lines as text, their numbers, and the lines of another width.

    The reader numbers the lines it could not use only in one thread: several are tried
    first, and are enough for a file without any such line.
    """
    data, numbers = lines.chosen(wanted), np.flatnonzero(wanted) + 1
    if not data:
        return _no_rows(names), numbers, []
    options = pacsv.ReadOptions(
        column_names=names, block_size=max(_SMALLEST_BLOCK, 2 * lines.longest)
    )
    table, misfits = _attempt(data, options)
    if misfits:
        options.use_threads = False
        table, misfits = _attempt(data, options)
    rows = np.array([row.number - 1 for row in misfits], dtype=np.int64)
    rejects = [_misfit(row, int(numbers[row.number - 1])) for row in misfits]
    return table, np.delete(numbers, rows), rejects


def _attempt(
    data: bytes | memoryview, options: pacsv.ReadOptions
) -> tuple[pa.Table, list[pacsv.InvalidRow]]:
    misfits: list[pacsv.InvalidRow] = []

    def set_aside(row: pacsv.InvalidRow) -> str:
        misfits.append(row)
        return "skip"

    table = pacsv.read_csv(
        pa.BufferReader(data),
        read_options=options,
        parse_options=pacsv.ParseOptions(
            newlines_in_values=False,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        convert_options=_all_text(options.column_names),
    )
    return table, misfits


def _all_text(names: Iterable[str]) -> pacsv.ConvertOptions:
    return pacsv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
        null_values=[""],
        check_utf8=False,
    )


def _no_rows(names: Iterable[str]) -> pa.Table:
    return pa.schema([(name, pa.string()) for name in names]).empty_table()


def _misfit(row: pacsv.InvalidRow, line: int) -> Reject:
    reason = f"{row.actual_columns} fields where {row.expected_columns} are expected"
    return Reject(line, reason, row.text)


def _lines_lost(rows: int, lines: int, *, name: str) -> SourceInvalid:
    return SourceInvalid(
        f"The {lines:,} lines of {name} do not add up: {rows:,} rows could be read, "
        "and the rest cannot be named.",
        remedy="Its quoting is beyond what can be told apart: save it as CSV again.",
    )
