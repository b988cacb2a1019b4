"""What to hide of a table of groups so that its margins give no small count away."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from phm.domain.dimensions import Scheme
from phm.measures.audience import Audience
from phm.measures.cross_table import ALL, Key, Mask, hide_in_table


AREA = "area_code"
COUNT, FINEST = "count", "finest"


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
    overlapping groups do not add up to everybody.
    """
    hidden = np.zeros(len(table), dtype=np.bool_)
    keys = _keys(table, schemes)
    for column in columns if keys else ():
        cube = _cube(table, margins, schemes, column)
        told = hide_in_table(cube, keys, COUNT, rule)
        hidden |= told[cube[FINEST].to_numpy()]
    return hidden


def _keys(table: pd.DataFrame, schemes: Sequence[Scheme]) -> list[Key]:
    keys = [
        Key(one.id, rest=one.rest.id if one.overlapping else None) for one in schemes
    ]
    return [*keys, Key(AREA)] if len(table[AREA].unique()) > 1 else keys


def _cube(
    table: pd.DataFrame, margins: pd.DataFrame, schemes: Sequence[Scheme], column: str
) -> pd.DataFrame:
    """Every cell and every margin; the rows of ``table`` first, in their order."""
    names = [AREA, *(scheme.id for scheme in schemes)]
    overlapping = {scheme.id for scheme in schemes if scheme.overlapping}
    frames = [table[names].assign(count=table[column], finest=True)]
    for size in range(len(names)):
        for kept in combinations(names, size):
            whole = table if overlapping <= set(kept) else margins
            frames.append(_margin(whole, names, kept, column))
    cube = pd.concat(frames, ignore_index=True)
    return cube.assign(count=np.rint(cube[COUNT].astype(float)))


def _margin(
    table: pd.DataFrame, names: Sequence[str], kept: Sequence[str], column: str
) -> pd.DataFrame:
    if kept:
        sums = table.groupby(list(kept), as_index=False)[column].sum(min_count=1)
    else:
        sums = pd.DataFrame({column: [table[column].sum(min_count=1)]})
    everybody = {name: ALL for name in names if name not in kept}
    counted = sums.rename(columns={column: COUNT})
    return counted.assign(**everybody, finest=False)
