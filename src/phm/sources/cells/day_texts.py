"""Days as spreadsheets and record systems write them → ISO text, and never by guess.

- ``2025-03-05``, with a time or not, and ``20250305`` are as they say.
- ``05/03/2025`` is day first, as in the United Kingdom: unless the column holds at
  least as many texts that can only be month first, when ``05/03`` cannot be told.
- ``05-Mar-25`` and ``05-Mar-2025``: two digits of a year are read as spreadsheets do,
  00 to 29 as 2000 to 2029 and 30 to 99 as 1930 to 1999. ``05/03/25`` is not read.
- ``45123`` is the spreadsheet's count of days, in its 1900 system, for 1950 to 2099.
- A day that never was (31 February) is not read.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from phm.domain.periods import MONTHS


_TIME = (
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.]\d+)?)?(?: ?[AaPp][Mm])?"
    r"(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = rf"^(?P<y>[12]\d{{3}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}){_TIME}$"
_UNBROKEN = r"^(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})$"
_NUMBERS = rf"^(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>[12]\d{{3}}){_TIME}$"
_NAMED = (
    r"^(?P<d>\d{1,2})[-/ ]?(?P<name>[A-Za-z]{3})[A-Za-z]*[-/ ]?"
    rf"(?P<y>[12]\d{{3}}|\d{{2}}){_TIME}$"
)
_SERIAL = r"^(?P<n>\d{5})(?:[.]\d+)?$"

_SERIAL_ZERO = np.datetime64("1899-12-30")
_SERIALS = (18264, 73050)  # 1 January 1950 and 31 December 2099
_CENTURY_TURNS = 30  # as in Excel and LibreOffice
_MOST_DAYS = 31
_MONTHS_IN_A_YEAR = 12
_NAMES = pa.array([name[:3].casefold() for name in MONTHS])
_NO_DAY = np.datetime64("NaT", "D")
_ISO = r"^\d{4}-\d{2}-\d{2}$"

Days = NDArray[np.datetime64]
Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class DayTexts:
    """ISO text for each text that is a day, and where day or month cannot be told."""

    iso: pa.Array
    untold: Mask


def read_days(texts: pa.Array) -> DayTexts:
    """Read distinct texts; null where a text is absent or is no day."""
    numbers = _parts(texts, _NUMBERS)
    days = _calendar(*numbers)
    untold = _untold(*numbers)
    days[untold] = _NO_DAY
    for read in (
        _calendar(*_parts(texts, _YEAR_FIRST)),
        _calendar(*_parts(texts, _UNBROKEN)),
        _calendar(*_parts(texts, _NAMED)),
        _serials(texts),
    ):
        days = np.where(np.isnat(days), read, days)
    written = np.datetime_as_string(days).astype(object)
    return DayTexts(pa.array(written, pa.string(), mask=np.isnat(days)), untold)


def is_iso(texts: pa.Array) -> pa.Array:
    """True where a text is an ISO day, false elsewhere; such texts sort as days do."""
    return pc.fill_null(pc.match_substring_regex(texts, _ISO), fill_value=False)


def _parts(texts: pa.Array, pattern: str) -> tuple[Numbers, Numbers, Numbers]:
    """Year, month and day of each text of that shape; nan elsewhere."""
    found = pc.extract_regex(texts, pattern)
    year = _numbers(pc.struct_field(found, "y"))
    year[year < _CENTURY_TURNS] += 2000
    year[year < 100] += 1900
    if pattern is _NAMED:
        name = pc.utf8_lower(pc.struct_field(found, "name"))
        month = _numbers(pc.index_in(name, value_set=_NAMES)) + 1
    else:
        month = _numbers(pc.struct_field(found, "m"))
    return year, month, _numbers(pc.struct_field(found, "d"))


def _numbers(texts: pa.Array) -> Numbers:
    found: Numbers = pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False).copy()
    return found


def _calendar(year: Numbers, month: Numbers, day: Numbers) -> Days:
    """The day, or none where there never was one."""
    plausible = (month >= 1) & (month <= _MONTHS_IN_A_YEAR) & (year >= 1)
    plausible &= (day >= 1) & (day <= _MOST_DAYS)
    months = np.where(plausible, (year - 1970) * 12 + month - 1, 0).astype(np.int64)
    month_start = months.astype("datetime64[M]").astype("datetime64[D]")
    days = month_start + np.where(plausible, day - 1, 0).astype("timedelta64[D]")
    real = plausible & (days.astype("datetime64[M]").astype(np.int64) == months)
    return np.where(real, days, _NO_DAY)


def _untold(year: Numbers, first: Numbers, second: Numbers) -> Mask:
    """Where two numbers could change places, in a column that is not day first.

    ``second`` stands first in the text: it is the day when days come first.
    """
    month_first = (second <= _MONTHS_IN_A_YEAR) & (first > _MONTHS_IN_A_YEAR)
    day_first = (first <= _MONTHS_IN_A_YEAR) & (second > _MONTHS_IN_A_YEAR)
    either = (first <= _MONTHS_IN_A_YEAR) & (second <= _MONTHS_IN_A_YEAR)
    is_day_first = day_first.sum() > month_first.sum() or not month_first.any()
    told: Mask = np.isnan(year) | (first == second) | ~either
    return ~told & (not is_day_first)


def _serials(texts: pa.Array) -> Days:
    number = _numbers(pc.struct_field(pc.extract_regex(texts, _SERIAL), "n"))
    low, high = _SERIALS
    good = (number >= low) & (number <= high)
    days = _SERIAL_ZERO + np.where(good, number, 0).astype("timedelta64[D]")
    return np.where(good, days, _NO_DAY)
