"""A table with its margins as sums: which cells make up which.

A cell is a row of a frame; each key column holds a value, or ALL for everybody. A whole
and its parts differ in one key. Groups of a partition add up to the whole; groups that
overlap do not, but each of them and the rest fit in it, and all together cover it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray


ALL = "*"

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Key:
    """A column that splits people.

    ``parents`` says what a value is part of: practices of PCNs, PCNs of places. A value
    not in it is part of ALL. ``rest`` is given where groups overlap: the group of
    everybody in none of them.
    """

    column: str
    parents: Mapping[str, str] = field(default_factory=dict)
    rest: str | None = None


@dataclass(frozen=True)
class Sums:
    """Sums over rows of a frame: ``parts[n]`` is a part of sum ``of[n]``.

    ``wholes``, ``packs`` and ``covers`` have one entry for each sum: the row of the
    whole, whether the parts come to no more than it, and to no less.
    """

    wholes: Rows
    parts: Rows
    of: Rows
    packs: Mask
    covers: Mask
    keys: Rows  # of each sum, the number of the key in which whole and parts differ

    def only(self, chosen: Mask) -> "Sums":
        """The sums for which ``chosen`` is true, numbered anew."""
        kept = chosen[self.of]
        numbers = np.cumsum(chosen) - 1
        return Sums(
            self.wholes[chosen],
            self.parts[kept],
            numbers[self.of[kept]],
            self.packs[chosen],
            self.covers[chosen],
            self.keys[chosen],
        )

    def touched_by(self, rows: Mask) -> Mask:
        """Which sums have one of ``rows`` as their whole or as a part."""
        touched = rows[self.wholes].copy()
        touched[self.of[rows[self.parts]]] = True
        return touched

    def parts_of(self, chosen: Mask, size: int) -> Mask:
        """Which of ``size`` rows are parts of the chosen sums."""
        found = np.zeros(size, dtype=np.bool_)
        found[self.parts[chosen[self.of]]] = True
        return found


def in_sums(sums: Sums, size: int) -> Mask:
    """Which of ``size`` rows have a place in any of the sums."""
    found = np.zeros(size, dtype=np.bool_)
    found[sums.wholes] = True
    found[sums.parts] = True
    return found


@dataclass(frozen=True)
class Column:
    """A key column as numbers: the code of each row, and of what each code is part of.

    ``depths`` counts the steps from a code up to ALL; -1 stands for no parent.
    """

    codes: Rows
    parents: Rows
    depths: Rows
    rest: int | None

    @property
    def size(self) -> int:
        """How many values the column has."""
        return len(self.parents)


def table_sums(
    frame: pd.DataFrame, keys: Sequence[Key], within: Sequence[str], known: Mask
) -> tuple[Sums, Rows]:
    """The sums among the known rows, and the depth of every row in each key.

    Rows that differ in a column of ``within`` belong to tables of their own. Sums
    without a known whole are left out, and parts that are not known count nobody.
    """
    columns = [_column(frame[key.column], key) for key in keys]
    table = frame.groupby(list(within)).ngroup().to_numpy() if within else 0
    cells = np.zeros(len(frame), dtype=np.intp) + table
    strides = []
    for column in reversed(columns):
        strides.append(int(cells.max(initial=0)) + 1)
        cells = cells + column.codes * strides[-1]
    found = [
        one
        for number, (column, stride) in enumerate(
            zip(columns, reversed(strides), strict=True)
        )
        for one in _sums_of(column, cells, stride, known, number)
    ]
    depths = np.column_stack([column.depths[column.codes] for column in columns])
    return _joined(found), depths


def _column(values: pd.Series, key: Key) -> Column:
    codes, found = pd.factorize(values)
    names = list(found)
    number = {name: place for place, name in enumerate(names)}
    up = [key.parents.get(name, ALL) if name != ALL else "" for name in names]
    parents = np.array([number.get(name, -1) for name in up], dtype=np.intp)
    depths = np.array([_depth(name, key) for name in names], dtype=np.intp)
    rest = number.get(key.rest, -1) if key.rest is not None else None
    return Column(codes, parents, depths, rest)


def _depth(name: str, key: Key) -> int:
    depth = 0
    while name != ALL:
        name, depth = key.parents.get(name, ALL), depth + 1
    return depth


def _sums_of(
    column: Column, cells: Rows, stride: int, known: Mask, number: int
) -> list[Sums]:
    """The sums over one key: parts with the same cell one step up."""
    order = np.argsort(cells)
    above = column.parents[column.codes]
    parts = np.flatnonzero(known & (above >= 0))
    wanted = cells[parts] + (above[parts] - column.codes[parts]) * stride
    places = np.searchsorted(cells, wanted, sorter=order).clip(max=len(cells) - 1)
    wholes = order[places]
    there = (cells[wholes] == wanted) & known[wholes]
    parts, wholes = parts[there], wholes[there]
    rows, of = np.unique(wholes, return_inverse=True)
    yes = np.ones(len(rows), dtype=np.bool_)
    together = Sums(rows, parts, of, yes, yes, np.full(len(rows), number))
    if column.rest is None:
        return [together]
    return [replace(together, packs=~yes), _pairs(together, column)]


def _pairs(together: Sums, column: Column) -> Sums:
    """Each overlapping group with the rest: no more than the whole."""
    is_rest = column.codes[together.parts] == column.rest
    groups = np.flatnonzero(~is_rest)
    rest_of = np.full(len(together.wholes), -1, dtype=np.intp)
    rest_of[together.of[is_rest]] = together.parts[is_rest]
    beside = rest_of[together.of[groups]]
    numbers = np.arange(len(groups))
    paired = beside >= 0
    yes = np.ones(len(groups), dtype=np.bool_)
    return Sums(
        together.wholes[together.of[groups]],
        np.concatenate([together.parts[groups], beside[paired]]),
        np.concatenate([numbers, numbers[paired]]),
        yes,
        ~yes,
        np.full(len(groups), together.keys[0] if groups.size else 0),
    )


def _joined(found: Sequence[Sums]) -> Sums:
    sizes = np.cumsum([0, *(len(one.wholes) for one in found)])[:-1]
    of = [one.of + start for one, start in zip(found, sizes, strict=True)]
    return Sums(
        np.concatenate([one.wholes for one in found]),
        np.concatenate([one.parts for one in found]),
        np.concatenate(of),
        np.concatenate([one.packs for one in found]),
        np.concatenate([one.covers for one in found]),
        np.concatenate([one.keys for one in found]),
    )
