"""What a mapping file says of the cells: their codes and the way dates are written."""

import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.cells.dates import DAY, MONTH, readable_format
from phm.sources.cells.readable import date_grain
from phm.sources.constraints import Constraint, KnownIn, NotNull
from phm.sources.fields import Fields
from phm.sources.source import Column


_EXAMPLES = {DAY: '"dd/mm/yyyy", "dd-Mon-yy" or "%d/%m/%Y"', MONTH: '"Mon-yy"'}


def codes_of(column: Column, fields: Fields) -> tuple[tuple[str, str], ...]:
    """Their code → our value, as ``[codes.<column>]`` says.

    Raises DeclarationInvalid when ours is no value of the column, or a code is twice.
    """
    inner = fields.inner(column.name)
    codes = {code: inner.text_or_none(code) or "" for code in inner.table}
    seen: dict[str, str] = {}
    for code, ours in codes.items():
        if fold(code) in seen:
            what = f"is `{seen[fold(code)]}` again in other letters"
            raise inner.fault(code, what, remedy="Keep one of the two.")
        seen[fold(code)] = code
        if ours and (broken := _broken_rule(column, ours)):
            what = f"is no value of `{column.name}`: not {broken.describe()}"
            remedy = 'Right of the equals sign stands our value, or "" for none.'
            raise inner.fault(code, what, remedy=remedy)
    return tuple((code.strip(), ours) for code, ours in codes.items())


def date_formats_of(
    column: Column, fields: Fields, everywhere: tuple[str, ...]
) -> tuple[str, ...]:
    """Formats of one column, its own (``[dates]``) before those of the whole file."""
    grain = date_grain(column)
    if column.name in fields.table and grain is None:
        what = f"is {column.type}, not a date"
        raise fields.fault(column.name, what, remedy="Remove that line.")
    if grain is None:
        return ()
    own = _formats(fields, column.name, grain=grain)
    return tuple(dict.fromkeys((*own, *everywhere)))


def default_formats(fields: Fields) -> tuple[str, ...]:
    """The formats for every date of the file (``date_format``)."""
    return _formats(fields, "date_format", grain=DAY)


def fold(code: str) -> str:
    """A code as compared: without white space at its ends, in any case."""
    return code.strip().casefold()


def _formats(fields: Fields, key: str, *, grain: int) -> tuple[str, ...]:
    asked = {
        text: readable_format(text, grain=grain) for text in fields.one_or_more(key)
    }
    for text, written in asked.items():
        if written is None:
            raise fields.fault(
                key,
                f"holds `{text}`, which is not a way to write a date",
                remedy=f"Write it like {_EXAMPLES[grain]}.",
            )
    return tuple(written for written in asked.values() if written)


def _broken_rule(column: Column, value: str) -> Constraint | None:
    """The first rule that a value breaks; what other files know is asked later."""
    told = (c for c in column.constraints if not isinstance(c, NotNull | KnownIn))
    cell = pa.array([value], pa.string())
    return next((c for c in told if pc.any(c.violations(cell)).as_py()), None)
