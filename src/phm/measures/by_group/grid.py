"""Every area with every combination of groups: where each count of people stands."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme


AREA = ("area_code", "area_name", "parent_code")

Counts = NDArray[np.float64]
Rows = NDArray[np.intp]


def grid_of(areas: pd.DataFrame, schemes: Sequence[Scheme]) -> dict[str, Any]:
    """Every area with every combination of groups, in the order they are shown."""
    combinations = list(product(*(scheme.everyone for scheme in schemes)))
    rows = np.repeat(np.arange(len(areas)), len(combinations))
    named = {name: areas[name] for name in AREA[1:]} | {AREA[0]: areas.index}
    grid: dict[str, Any] = {name: named[name].array.take(rows) for name in AREA}
    for number, scheme in enumerate(schemes):
        groups = [combination[number].id for combination in combinations]
        grid[scheme.id] = np.tile(groups, len(areas))
    return grid


def cells_of(
    people: pd.DataFrame,
    areas: pd.DataFrame,
    schemes: Sequence[Scheme],
    level: AreaLevel,
) -> Rows:
    """The row of the grid that each row of people stands in; -1 for none.

    Of a partition, groups that may not be told for the level stand with the rest: an
    area's people less all its other groups would tell them.
    """
    cells = _numbered(people["area_code"], areas.index)
    there = cells >= 0
    for scheme in schemes:
        own = _numbered(_told_as(people[scheme.id], scheme, level), _ids(scheme))
        cells, there = cells * len(scheme.everyone) + own, there & (own >= 0)
    return np.where(there, cells, -1)


def _told_as(groups: pd.Series, scheme: Scheme, level: AreaLevel) -> pd.Series:
    small = scheme.too_small_for(level)
    if scheme.overlapping or not small:
        return groups
    return groups.where(~groups.isin(small), scheme.rest.id)


def _ids(scheme: Scheme) -> list[str]:
    return [group.id for group in scheme.everyone]


def _numbered(values: Iterable[str], names: Iterable[str]) -> Rows:
    number = {name: place for place, name in enumerate(names)}
    return np.array([number.get(value, -1) for value in values], dtype=np.intp)


def laid_out(counts: pd.Series, cells: Rows, size: int) -> Counts:
    """Counts in the cells they belong to, nought in all others."""
    there = cells >= 0
    known = np.nan_to_num(counts.to_numpy(dtype=float))
    return np.bincount(cells[there], known[there], minlength=size).astype(float)
