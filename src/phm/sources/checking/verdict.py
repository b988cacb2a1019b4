"""What a rule takes away or changes: which rows of a file, and what is said of it.

A *row* is set aside; a *cell* is emptied and its row stays; *converted* cells stay too.
"""

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.checking.sheet import Sheet
from phm.sources.finding import Finding, FindingKind
from phm.sources.source import Column


CORRECT_IT = "Repair the file, or add a correction."


class What(StrEnum):
    """What a verdict is about."""

    ROW = "row"
    CELL = "cell"
    CONVERTED = "converted"


WHAT_BECAME = {
    What.ROW: "These rows are set aside.",
    What.CELL: "These cells are left empty; their rows are used.",
    What.CONVERTED: "Their rows are used.",
}


@dataclass(frozen=True)
class Verdict:
    """``rows`` is true for the rows in scope it is about; ``column`` is declared.

    ``shows_value`` is false where the cell may hold what must not be written down.
    """

    what: What
    column: str
    reason: str
    rows: pa.Array
    finding: Finding
    shows_value: bool = True


def cell_verdict(
    sheet: Sheet, column: Column, reason: str, rows: pa.Array, *, what: What
) -> Verdict:
    """The verdict on some cells of one column, in the words of a finding.

    A key that fails its rules may be anything, a name too: its value is not shown.
    """
    shown = not column.is_pseudonym
    count, line, value = first_of(sheet, column.name, rows)
    example = f"first: `{value}`, line {line}" if shown else f"first: line {line}"
    said = f"Column `{column.name}` of {sheet.landed.file} has {count:,} value(s) "
    told = reason if what is What.CONVERTED else f"that break a rule: {reason}"
    message = f"{said}{told} ({example}). {WHAT_BECAME[what]}"
    finding = Finding(
        FindingKind.NOTICE if what is What.CONVERTED else FindingKind.RECORD,
        sheet.landed.source_id,
        sheet.landed.period,
        column=column.name,
        count=count,
        example_line=line,
        example_value=value if shown else "",
        message=message,
        remedy="" if what is What.CONVERTED else CORRECT_IT,
        reason=reason,
    )
    return Verdict(what, column.name, reason, rows, finding, shows_value=shown)


def first_of(sheet: Sheet, column: str, rows: pa.Array) -> tuple[int, int, str]:
    """How many rows, and line and supplied text of the first."""
    first = pc.index(rows, value=True).as_py()
    value = sheet.cells[column].supplied_at(pa.array([first]))[0].as_py()
    return pc.sum(rows).as_py(), sheet.lines[first].as_py(), value
