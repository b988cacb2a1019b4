"""The kinds of fault a supplier's file may have, and what must become of each.

``row``: the row is set aside. ``cell``: the cell is left empty, the row is used.
``converted``: the cell is read as what can only be meant. ``removed``: opted out.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from phm.synthetic.messy.lines import Row, spelled


ROW, CELL, CONVERTED, REMOVED = "row", "cell", "converted", "removed"
_SERIAL_ZERO = dt.date(1899, 12, 30)

Spoil = Callable[[bytes], bytes]
Say = Callable[[str], str]


@dataclass(frozen=True)
class CellFault:
    """One cell says something else; ``when`` tells which old values it can befall."""

    kind: str
    what: str
    column: str
    say: Say
    when: Callable[[str], bool] = lambda _: True


@dataclass(frozen=True)
class LineFault:
    """The text of a whole line is spoilt: always a row set aside."""

    kind: str
    spoil: Spoil


@dataclass(frozen=True)
class AddedLine:
    """A line is added after a good one, made from its row: always set aside."""

    kind: str
    make: Callable[[Row], bytes]


Fault = CellFault | LineFault | AddedLine


def is_filled(text: str) -> bool:
    """Whether a cell says anything."""
    return bool(text)


def always(text: str) -> Say:
    """A fault that says the same everywhere."""
    return lambda _: text


def uk_date(iso: str) -> str:
    """2026-03-05 as 05/03/2026."""
    return f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}"


def serial_date(iso: str) -> str:
    """A day as a spreadsheet counts them."""
    return str((dt.date.fromisoformat(iso) - _SERIAL_ZERO).days)


def percent(hba1c: str) -> str:
    """An HbA1c in mmol/mol as the % of before 2011."""
    return f"{float(hba1c) / 10.929 + 2.15:.1f}"


def negative(number: str) -> str:
    """A number that cannot be below zero, below zero."""
    return f"-{float(number) or 0.5}"


def _copy(row: Row) -> bytes:
    return spelled(row)


def disagreeing(column: str, change: Say) -> AddedLine:
    """A line with the key of the one before and another value."""

    def make(row: Row) -> bytes:
        return spelled({**row, column: change(row[column])})

    return AddedLine("duplicate that disagrees", make)


REPEATED = AddedLine("exact duplicate", _copy)
BLANK = AddedLine("blank line", lambda _: b"")
DANGLING = LineFault(
    "dangling quotation mark", lambda line: line.replace(b",", b',"', 1)
)
EXTRA = LineFault("extra field", lambda line: line + b",surplus")
MISSING = LineFault("missing field", lambda line: line.rpartition(b",")[0])
NUL = LineFault(
    "NUL byte", lambda line: line[: len(line) // 2] + b"\0" + line[len(line) // 2 :]
)
BROKEN_LINES = (DANGLING, EXTRA, MISSING, NUL)


def broken_copies() -> tuple[AddedLine, ...]:
    """Broken lines beside good ones, for files whose every row something depends on."""

    def added(fault: LineFault) -> AddedLine:
        return AddedLine(fault.kind, lambda row: fault.spoil(spelled(row)))

    return tuple(added(fault) for fault in BROKEN_LINES)


def unmeant_date(column: str) -> tuple[CellFault, ...]:
    """Spellings of a date that can only be meant one way."""
    return (
        CellFault("date as dd/mm/yyyy", CONVERTED, column, uk_date, is_filled),
        CellFault(
            "spreadsheet's serial date", CONVERTED, column, serial_date, is_filled
        ),
    )
