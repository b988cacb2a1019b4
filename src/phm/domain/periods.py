"""Periods as published ("01JUL2022", "Nov-2025", "2024-25"), and as we write them.

A period is text in one of four shapes, which sort as text within a source:
``2026-07-01`` (date), ``2026-07`` (month), ``2026`` (year), ``2025-26`` (financial
year, April to March).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTH_NUMBER = {name[:3].casefold(): n for n, name in enumerate(MONTHS, start=1)}
_APRIL = 4

# Day, month and year in the spellings of the NHS and ONS files; named groups say which
# part is which. Order matters only in that every spelling is anchored at both ends.
_SPELLINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ][\d:.]+Z?)?",
        r"(?P<d>\d{1,2})[- /]?(?P<name>[a-z]{3})[a-z]*[- /]?(?P<y>\d{4})",
        r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})",
        r"(?P<name>[a-z]{3})[a-z]*[- ]?(?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d{1,2})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>\d{4})(?P<m>\d{2})",
        r"(?P<y>\d{4})",
    )
)
_FINANCIAL_YEAR = re.compile(r"(\d{4})[-/](?:\d{2})?(\d{2})")


class PeriodKind(StrEnum):
    """The grain at which a source is published."""

    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    FINANCIAL_YEAR = "financial_year"


@dataclass(frozen=True)
class _Parts:
    year: int
    month: int | None = None
    day: int | None = None


def parse_period(
    text: str, *, kind: PeriodKind, formats: Iterable[str] = ()
) -> str | None:
    """The period ``text`` falls in, at the grain of ``kind``; None if unreadable.

    ``formats`` are `strptime` formats; without any, every spelling known here is tried.

    >>> parse_period("01JUL2022", kind=PeriodKind.MONTH)
    '2022-07'
    >>> parse_period("31/03/2025", kind=PeriodKind.FINANCIAL_YEAR)
    '2024-25'
    """
    text = " ".join(text.split())
    if kind is PeriodKind.FINANCIAL_YEAR and (written := _financial_year(text)):
        return written
    parts = _by_format(text, formats) if formats else _by_spelling(text)
    return _written(parts, kind) if parts else None


def period_label(period: str) -> str:
    """How a period is printed; text that is not one of ours is returned unchanged.

    ``2010-11`` could be either; it is read as a financial year, which prints the same.

    >>> period_label("2026-07"), period_label("2024-25"), period_label("2021")
    ('July 2026', '2024-25', '2021')
    """
    parts = None if _financial_year(period) else _by_spelling(period)
    if parts is None or parts.month is None:
        return period
    month = f"{MONTHS[parts.month - 1]} {parts.year}"
    return month if parts.day is None else f"{parts.day} {month}"


def newest(periods: Iterable[str]) -> str:
    """The latest of one source's periods. Raises ValueError when there is none."""
    return max(periods)


def _financial_year(text: str) -> str | None:
    found = _FINANCIAL_YEAR.fullmatch(text)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return f"{found[1]}-{found[2]}"


def _by_format(text: str, formats: Iterable[str]) -> _Parts | None:
    for spelling in formats:
        try:
            read = datetime.strptime(text, spelling)
        except ValueError:
            continue
        return _Parts(read.year, read.month, read.day)
    return None


def _by_spelling(text: str) -> _Parts | None:
    found = next((m for s in _SPELLINGS if (m := s.fullmatch(text))), None)
    return _real(found.groupdict()) if found else None


def _real(said: dict[str, str | None]) -> _Parts | None:
    """Year, month and day as numbers, or None for a date that never was."""
    month = said.get("m") or _MONTH_NUMBER.get((said.get("name") or "").casefold())
    if month is None:
        return None if said.get("name") else _Parts(int(said["y"] or 0))
    day = said.get("d")
    try:
        real = date(int(said["y"] or 0), int(month), int(day or 1))
    except ValueError:
        return None
    return _Parts(real.year, real.month, real.day if day else None)


def _written(parts: _Parts, kind: PeriodKind) -> str | None:
    if kind is PeriodKind.YEAR:
        return f"{parts.year:04d}"
    if parts.month is None:
        return None
    if kind is PeriodKind.MONTH:
        return f"{parts.year:04d}-{parts.month:02d}"
    if kind is PeriodKind.FINANCIAL_YEAR:
        start = parts.year - (parts.month < _APRIL)
        return f"{start:04d}-{(start + 1) % 100:02d}"
    return f"{parts.year:04d}-{parts.month:02d}-{parts.day:02d}" if parts.day else None
