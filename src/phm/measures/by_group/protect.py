"""What to hide of a table of groups so that its margins give no small count away."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.measures.audience import Audience
from phm.measures.cross_table import ALL, Key, hide_in_table
from phm.measures.cross_table.sums import Mask, Rows


AREA = "area_code"
WITHIN = "within "  # a place may be called what a PCN is
Counts = NDArray[np.float64]


def told_beside(
    table: pd.DataFrame,
    margins: pd.DataFrame,
    schemes: Sequence[Scheme],
    columns: Sequence[str],
    rule: Audience,
) -> Mask:
    """Rows of ``table`` in which a count of ``columns`` could be told, or tells one.

    ``table`` has a row for every area and combination of groups. ``margins`` is the
    same without the scheme whose groups overlap, if there is one, else the same table:
    overlapping groups do not add up to everybody. Areas add up to those that they are
    part of (parent_code), and all of them to the system.
    """
    hidden = np.zeros(len(table), dtype=np.bool_)
    keys = _keys(table, schemes)
    if keys and columns:
        cube = _cube(table, margins, keys, columns)
        for column in columns:
            hidden |= hide_in_table(cube, keys, column, rule)[: len(table)]
    return hidden


def too_fine(table: pd.DataFrame, schemes: Sequence[Scheme], level: AreaLevel) -> Mask:
    """Rows of groups that may not be told for areas of the level, however many.

    Every row of such a group is hidden, in every area, so none is told by another.
    """
    hidden = np.zeros(len(table), dtype=np.bool_)
    for scheme in schemes:
        if small := scheme.too_small_for(level):
            hidden |= table[scheme.id].isin(small).to_numpy()
    return hidden


def _keys(table: pd.DataFrame, schemes: Sequence[Scheme]) -> list[Key]:
    """What splits people; a single area splits none."""
    areas = [Key(AREA, _wholes(table))] if len(set(table[AREA])) > 1 else []
    groups = [Key(s.id, rest=s.rest.id if s.overlapping else None) for s in schemes]
    return [*areas, *groups]


def _wholes(table: pd.DataFrame) -> dict[str, str]:
    """The place of each PCN, because places are asked for too; one is everybody."""
    above = dict(zip(table[AREA], table["parent_code"], strict=True))
    wholes = {
        area: f"{WITHIN}{whole}" for area, whole in above.items() if pd.notna(whole)
    }
    return wholes if len(set(wholes.values())) > 1 else {}


@dataclass(frozen=True)
class _Axis:
    """A key: all its names, and for each step up what a name of the table is part of.

    ``steps`` hold numbers of names: itself, its whole (-1 for none), last everybody.
    """

    key: Key
    names: list[str]
    steps: list[Rows]


@dataclass(frozen=True)
class _Cells:
    """Numbers of names, a row for each key, and counts, a row for each column."""

    codes: Rows
    counts: Counts


def _cube(
    table: pd.DataFrame,
    margins: pd.DataFrame,
    keys: Sequence[Key],
    columns: Sequence[str],
) -> pd.DataFrame:
    """Every cell and every margin; the rows of ``table`` first, in their order."""
    axes = [_axis(table, key) for key in keys]
    own, apart = (_read(frame, axes, columns) for frame in (table, margins))
    cells = [own]
    for way in _ways(axes):
        over = any(one.key.rest and step for one, step in zip(axes, way, strict=True))
        cells.append(_summed(apart if over else own, axes, way))
    codes = np.concatenate([one.codes for one in cells], axis=1)
    counts = np.rint(np.concatenate([one.counts for one in cells], axis=1))
    labels = {
        axis.key.column: pd.Categorical.from_codes(row, pd.Index(axis.names))
        for axis, row in zip(axes, codes, strict=True)
    }
    return pd.DataFrame(labels | dict(zip(columns, counts, strict=True)))


def _axis(table: pd.DataFrame, key: Key) -> _Axis:
    own = sorted(set(table[key.column]))
    wholes = sorted(set(key.parents.values()))
    names = [*own, *wholes, ALL]
    above = [key.parents.get(name) for name in own]
    whole = np.array([names.index(name) if name else -1 for name in above])
    steps = [np.arange(len(own)), *([whole] if wholes else [])]
    return _Axis(key, names, [*steps, np.full(len(own), len(names) - 1)])


def _read(frame: pd.DataFrame, axes: Sequence[_Axis], columns: Sequence[str]) -> _Cells:
    """The rows of a frame; those of a key that it lacks all count as its first name."""
    codes = np.zeros((len(axes), len(frame)), dtype=np.intp)
    for row, axis in enumerate(axes):
        if axis.key.column in frame:
            number = {name: place for place, name in enumerate(axis.names)}
            codes[row] = [number[name] for name in frame[axis.key.column]]
    return _Cells(codes, np.array([frame[name].to_numpy(float) for name in columns]))


def _ways(axes: Sequence[_Axis]) -> list[tuple[int, ...]]:
    """How far up to go in each key for every margin: from everybody down."""
    ways = product(*(range(len(axis.steps)) for axis in axes))
    return sorted(ways, key=lambda way: (-sum(map(bool, way)), way))[:-1]


def _summed(cells: _Cells, axes: Sequence[_Axis], way: Sequence[int]) -> _Cells:
    """The margin so far up; nan where nothing is known of any part."""
    taken = [axis.steps[step] for axis, step in zip(axes, way, strict=True)]
    codes = np.array([one[row] for one, row in zip(taken, cells.codes, strict=True)])
    there = (codes >= 0).all(axis=0)
    sizes = [len(axis.names) for axis in axes]
    flat = np.ravel_multi_index(tuple(codes[:, there]), sizes)
    found, of = np.unique(flat, return_inverse=True)
    counts = [_added(row, of, len(found)) for row in cells.counts[:, there]]
    return _Cells(np.array(np.unravel_index(found, sizes)), np.array(counts))


def _added(counts: Counts, of: Rows, size: int) -> Counts:
    known = np.isfinite(counts)
    any_known = np.bincount(of[known], minlength=size) > 0
    return np.where(any_known, np.bincount(of[known], counts[known], size), np.nan)
