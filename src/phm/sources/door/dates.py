"""Dates of birth among the distinct texts of one column.

A full date of birth with a sex and a neighbourhood names most people. Nothing in a
date says what it is the date of, but dates of birth reach back a lifetime and dates of
events do not: a column is taken for dates of birth when at least a tenth of its rows
lie more than 20 years before its newest date. That holds for columns nobody declared,
and for declared dates into which another column was mapped by mistake.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


Mask = NDArray[np.bool_]

_DAY = r"(0?[1-9]|[12]\d|3[01])"
_MONTH = r"(0?[1-9]|1[0-2])"
_YEAR = r"(1[89]|20)\d\d"
_TIME = r"([T ]\d{1,2}:\d\d.*)?"
_FULL_DATE = (
    rf"^\s*({_YEAR}[-/.]{_MONTH}[-/.]{_DAY}|{_DAY}[-/. ]{_MONTH}[-/. ]({_YEAR}|\d\d)"
    rf"|{_MONTH}[-/.]{_DAY}[-/.]{_YEAR}|{_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    rf"|{_DAY}[-/ ]?[A-Za-z]{{3,9}}[-/, ]*({_YEAR}|\d\d)"
    rf"|[A-Za-z]{{3,9}} {_DAY},? {_YEAR}){_TIME}\s*$"
)
# Days since 1900, as a spreadsheet keeps them: 10000 is in 1927, 49999 in 2036.
_SERIAL_DATE = r"^\s*[1-4]\d{4}(\.0*)?\s*$"
_LIFETIME_YEARS = 20
_OLD_SHARE = 0.1
_MOSTLY = 0.5
_FEWEST_DATES = 10


def full_dates(texts: pa.Array) -> Mask:
    """True where a text is a date with day, month and year."""
    return _matching(texts, _FULL_DATE)


def serial_dates(texts: pa.Array) -> Mask:
    """True where a text may be a date as a spreadsheet counts days."""
    return _matching(texts, _SERIAL_DATE)


def mostly(found: Mask) -> bool:
    """Whether at least half of the distinct texts were found to be so."""
    return bool(found.size) and bool(found.sum() >= _MOSTLY * found.size)


def like_birth_dates(texts: pa.Array, rows: NDArray[np.int64]) -> bool:
    """Whether dates (distinct, in so many rows each) reach back a lifetime."""
    said = pc.extract_regex(texts, r"(?P<year>(?:1[89]|20)\d\d)")
    known = np.asarray(pc.is_valid(said)).astype(np.bool_)
    if known.sum() < _FEWEST_DATES:
        return False
    years = pc.cast(pc.struct_field(said.filter(pa.array(known)), "year"), pa.int64())
    old = np.asarray(years) < pc.max(years).as_py() - _LIFETIME_YEARS
    weights = rows[known]
    return bool(weights[old].sum() >= _OLD_SHARE * weights.sum())


def _matching(texts: pa.Array, pattern: str) -> Mask:
    return np.asarray(pc.match_substring_regex(texts, pattern)).astype(np.bool_)
