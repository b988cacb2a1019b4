"""The distinct texts of a column that its declaration does not vouch for."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from phm.sources.cells.readable import readable_cells
from phm.sources.constraints import Constraint, KnownIn, NotNull
from phm.sources.source import Column


# A number, a postcode, a telephone number, an address and a name, none of them real: a
# column whose rules let one of them through may hold any of its kind.
_SPECIMENS = pa.array(
    ["1234567890", "AB12 3CD", "AB123CD", "07700900123", "x@example.org", "Ann Other"]
)
# Nothing shorter names a person; most columns hold nothing longer.
_SHORTEST = 5
_KEY = r"^[0-9A-Za-z_.:-]*\d[0-9A-Za-z_.:-]*$"
_MOST = 0.9
_LOOKED_AT = 10_000


@dataclass(frozen=True)
class Distinct:
    """Texts, none null, and how many rows hold each; keys may be repeated."""

    declared: Column | None
    texts: pa.Array
    rows: NDArray[np.int64]

    def are_keys(self) -> bool:
        """Whether most are words with digits in them, as keys and codes are."""
        keys = pc.sum(pc.match_substring_regex(self.texts, _KEY)).as_py() or 0
        return bool(keys >= _MOST * len(self.texts))


def distinct_texts(cells: pa.ChunkedArray, declared: Column | None) -> Distinct:
    """What must be looked at: long enough, and not vouched for by the declaration."""
    texts, rows = _counted(cells)
    long = pc.greater_equal(pc.utf8_length(texts), _SHORTEST)
    wanted = pc.fill_null(long, fill_value=False)
    texts, rows = texts.filter(wanted), rows.filter(wanted)
    if declared and declared.type != "date" and _vouches(declared):
        broken = _broken(_readable(texts, declared), _rules(declared))
        texts, rows = texts.filter(broken), rows.filter(broken)
    return Distinct(declared, texts, np.asarray(rows))


def _counted(cells: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
    """Texts and their rows; a column of keys is not worth sorting out."""
    first = cells[:_LOOKED_AT]
    if pc.count_distinct(first).as_py() > _MOST * _LOOKED_AT:
        texts = cells.combine_chunks()
        return texts, pa.repeat(pa.scalar(1, pa.int64()), len(texts))
    counted = pc.value_counts(cells)
    return counted.field("values"), counted.field("counts")


def _vouches(column: Column) -> bool:
    """Whether the rules of a column let none of the specimens through."""
    rules = _rules(column)
    return bool(rules) and bool(pc.all(_broken(_SPECIMENS, rules)).as_py())


def _rules(column: Column) -> list[Constraint]:
    return [c for c in column.constraints if not isinstance(c, NotNull | KnownIn)]


def _readable(texts: pa.Array, column: Column) -> pa.Array:
    return readable_cells(pa.chunked_array([texts]), column)


def _broken(texts: pa.Array, rules: Iterable[Constraint]) -> pa.Array:
    broken = pa.array(np.zeros(len(texts), dtype=np.bool_))
    for rule in rules:
        found = rule.violations(texts)
        broken = pc.or_(broken, pc.fill_null(found, fill_value=False))
    return broken
