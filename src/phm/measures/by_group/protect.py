"""What to hide of a table of groups so that its margins give no small count away."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from phm.domain.dimensions import Scheme
from phm.measures.audience import Audience
from phm.measures.cross_table import ALL, Key, hide_in_table
from phm.measures.cross_table.sums import Mask


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
        cube = _cube(table, margins, keys, column)
        told = hide_in_table(cube, keys, COUNT, rule)
        hidden |= told[cube[FINEST].to_numpy()]
    return hidden


def _keys(table: pd.DataFrame, schemes: Sequence[Scheme]) -> list[Key]:
    """What splits people; a single area splits none."""
    areas = [Key(AREA)] if len(table[AREA].unique()) > 1 else []
    groups = [Key(s.id, rest=s.rest.id if s.overlapping else None) for s in schemes]
    return [*areas, *groups]


def _cube(
    table: pd.DataFrame, margins: pd.DataFrame, keys: Sequence[Key], column: str
) -> pd.DataFrame:
    """Every cell and every margin; the rows of ``table`` first, in their order."""
    names = [key.column for key in keys]
    overlapping = {key.column for key in keys if key.rest is not None}
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
    everybody = {name: ALL for name in names if name not in kept}
    if not kept:
        total = table[column].sum(min_count=1)
        return pd.DataFrame({COUNT: [total]}).assign(**everybody, finest=False)
    sums = table.groupby(list(kept))[column].sum(min_count=1)
    return sums.rename(COUNT).reset_index().assign(**everybody, finest=False)
