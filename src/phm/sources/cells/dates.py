"""Dates as a mapping file says they are written → ISO text, YYYY-MM-DD.

A format is `strptime`'s ("%d/%m/%Y") or the spreadsheet's ("dd/mm/yyyy", "dd-Mon-yy").
"""

import re
from collections.abc import Iterable
from datetime import date, datetime


DAY, MONTH = len("2026-06-30"), len("2026-06")

# In order: the longer word first. After hours, "mm" means minutes.
_WORDS = (
    ("yyyy", "%Y"),
    ("yy", "%y"),
    ("month|mmmm", "%B"),
    ("mon|mmm", "%b"),
    ("hh:mm:ss", "%H:%M:%S"),
    ("hh:mm", "%H:%M"),
    ("mm|m", "%m"),
    ("dd|d", "%d"),
)
_WORD = re.compile("|".join(f"({words})" for words, _ in _WORDS), re.IGNORECASE)
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}([.]\d+)?)?( ?[AP]M)?Z?$", re.IGNORECASE)
_TRIED = (date(2026, 12, 31), date(2019, 3, 5))


def readable_format(text: str, *, grain: int = DAY) -> str | None:
    """``text`` as a `strptime` format, or None when it cannot give a day (or month)."""
    written = text if "%" in text else _WORD.sub(_directive, text)
    try:
        read = [datetime.strptime(day.strftime(written), written) for day in _TRIED]
    except ValueError:
        return None
    known = all(
        back.date().isoformat()[:grain] == day.isoformat()[:grain]
        for back, day in zip(read, _TRIED, strict=True)
    )
    return written if known else None


def iso_dates(
    texts: Iterable[str], formats: Iterable[str], *, grain: int = DAY
) -> list[str]:
    """Each text as ISO, by the first format that fits; else as it is.

    A time of day that no format asks for is left out.
    """
    formats = tuple(formats)
    return [_iso(text, formats, grain) for text in texts]


def _directive(found: re.Match[str]) -> str:
    return _WORDS[(found.lastindex or 1) - 1][1]


def _iso(text: str, formats: tuple[str, ...], grain: int) -> str:
    day = _TIME.sub("", text)
    for written in formats:
        for spelling in (day, text):
            try:
                return datetime.strptime(spelling, written).date().isoformat()[:grain]
            except ValueError:
                continue
    return text
