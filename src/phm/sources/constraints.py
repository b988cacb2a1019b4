"""What a cell must satisfy: each constraint knows its English and its check.

Cells are text as landed, stripped, with the declared not-published marks already null.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.spellings import MANGLED, PATTERNS


Scalar = int | float | date

_HAS_DIGIT = r"\d"


class Constraint(Protocol):
    """A rule on one column's cells."""

    def describe(self) -> str:
        """Plain English, fit for a data dictionary."""

    def violations(self, cells: pa.Array) -> pa.Array:
        """True where a cell breaks the rule; an absent cell only breaks `NotNull`."""


@dataclass(frozen=True)
class NotNull:
    """The cell must hold something."""

    def describe(self) -> str:
        """Plain English."""
        return "always present"

    def violations(self, cells: pa.Array) -> pa.Array:
        """True where there is nothing."""
        return pc.is_null(cells)


@dataclass(frozen=True)
class Reads:
    """The text must read as the declared type."""

    type: str

    def describe(self) -> str:
        """Plain English."""
        article = "an" if self.type == "integer" else "a"
        return f"reads as {article} {self.type}"

    def violations(self, cells: pa.Array) -> pa.Array:
        """True where the text is not of the type."""
        shaped = pc.match_substring_regex(cells, PATTERNS[self.type])
        if self.type == "flag":
            return _broken(shaped)
        return _broken(pc.and_(shaped, pc.match_substring_regex(cells, _HAS_DIGIT)))


@dataclass(frozen=True)
class NotMangled:
    """The text must not be what a spreadsheet makes of a code."""

    def describe(self) -> str:
        """Plain English."""
        return "a code, not what a spreadsheet made of it (1E+05, MAR-5)"

    def violations(self, cells: pa.Array) -> pa.Array:
        """True where a spreadsheet has been at work."""
        mangled = pc.match_substring_regex(cells, MANGLED)
        return pc.fill_null(mangled, fill_value=False)


@dataclass(frozen=True)
class Matches:
    """The text must fit a regular expression (RE2, as in DuckDB), said in words."""

    pattern: str
    words: str = ""

    def describe(self) -> str:
        """Plain English."""
        return self.words or f"has the shape {self.pattern}"

    def violations(self, cells: pa.Array) -> pa.Array:
        """True where the shape is another."""
        return _broken(pc.match_substring_regex(cells, self.pattern))


@dataclass(frozen=True)
class OneOf:
    """The text must be one of a list."""

    values: tuple[str, ...]

    def describe(self) -> str:
        """Plain English."""
        return f"one of {', '.join(self.values)}"

    def violations(self, cells: pa.Array) -> pa.Array:
        """True where the value is not listed."""
        return _unlisted(cells, pa.array(self.values, pa.string()))


@dataclass(frozen=True)
class AtLeast:
    """The number or date must not be below a limit."""

    limit: Scalar

    def describe(self) -> str:
        """Plain English."""
        return f"at least {self.limit}"

    def violations(self, cells: pa.Array) -> pa.Array:
        """True where the value is smaller."""
        return pc.fill_null(pc.less(*_comparable(cells, self.limit)), fill_value=False)


@dataclass(frozen=True)
class AtMost:
    """The number or date must not be above a limit."""

    limit: Scalar

    def describe(self) -> str:
        """Plain English."""
        return f"at most {self.limit}"

    def violations(self, cells: pa.Array) -> pa.Array:
        """True where the value is larger."""
        above = pc.greater(*_comparable(cells, self.limit))
        return pc.fill_null(above, fill_value=False)


@dataclass(frozen=True)
class KnownIn:
    """The code must exist in another landed source, named ``source_id.column``."""

    reference: str

    @property
    def source_id(self) -> str:
        """The source that knows."""
        return self.reference.partition(".")[0]

    @property
    def column(self) -> str:
        """The column of that source."""
        return self.reference.partition(".")[2]

    def describe(self) -> str:
        """Plain English."""
        return f"a value of {self.reference}"

    def violations(self, cells: pa.Array) -> pa.Array:
        """None can be told without the other source: see `unknown`."""
        return pa.repeat(pa.scalar(value=False), len(cells))

    def unknown(self, cells: pa.Array, known: pa.Array) -> pa.Array:
        """True where a cell is not among the ``known`` codes."""
        return _unlisted(cells, known)


def as_numbers(cells: pa.Array) -> pa.Array:
    """Float64 of the cells that read as numbers, null elsewhere."""
    good = pc.invert(Reads("number").violations(cells))
    plain = pc.replace_substring(pc.if_else(good, cells, None), ",", "")
    return pc.cast(plain, pa.float64())


def _comparable(cells: pa.Array, limit: Scalar) -> tuple[pa.Array, pa.Scalar]:
    # ISO dates sort as text; the other spellings are told apart by `Reads` alone.
    if isinstance(limit, date):
        iso = pc.match_substring_regex(cells, r"^\d{4}-\d{2}-\d{2}")
        return pc.if_else(iso, cells, None), pa.scalar(limit.isoformat())
    return as_numbers(cells), pa.scalar(float(limit))


def _broken(satisfied: pa.Array) -> pa.Array:
    return pc.fill_null(pc.invert(satisfied), fill_value=False)


def _unlisted(cells: pa.Array, listed: pa.Array) -> pa.Array:
    return pc.and_(pc.is_valid(cells), pc.invert(pc.is_in(cells, value_set=listed)))
