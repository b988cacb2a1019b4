"""What to hide in a table with margins, so that sums give no small count away.

Margins come first: a table is decided from its coarsest cells down, and each is decided
only by those above it. So a total is hidden or shown the same in whichever bigger table
it stands, and what is asked next cannot undo it; only the finer cells are hidden for
the sake of what they would tell, at worst all of them.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from phm.measures.audience import Audience
from phm.measures.cross_table.exact import hide_exact
from phm.measures.cross_table.reader import Kind, Kinds, first_kinds
from phm.measures.cross_table.rounded import (
    hide_rounded,
    hide_what_tells,
    nothing_is_told,
)
from phm.measures.cross_table.sums import Key, Mask, table_sums
from phm.measures.cross_table.table import Table


def hide_in_table(
    frame: pd.DataFrame,
    keys: Sequence[Key],
    count: str,
    rule: Audience,
    within: Sequence[str] = (),
) -> Mask:
    """True for every row of ``frame`` whose count must be hidden.

    ``frame``: one row per cell and margin, noughts too; each key column holds a value
    or ALL, ``count`` exact counts that add up, nan where nothing is known. Rows that
    differ in a column of ``within`` (a period, say) are tables of their own.
    """
    return np.asarray(kinds_in_table(frame, keys, count, rule, within) != Kind.SHOWN)


def kinds_in_table(
    frame: pd.DataFrame,
    keys: Sequence[Key],
    count: str,
    rule: Audience,
    within: Sequence[str] = (),
) -> Kinds:
    """Why each row is shown or hidden, which is for the keeper of the data to know."""
    counts = frame[count].to_numpy(dtype=float)
    kinds = first_kinds(counts, rule)
    if not (kinds == Kind.SMALL).any():
        return kinds
    sums, depths = table_sums(frame, keys, within, np.isfinite(counts))
    if len(sums.wholes):
        _decide(Table(counts, kinds, sums, depths, rule))
    return kinds


def _decide(table: Table) -> None:
    if not table.rule.is_exact and nothing_is_told(table):
        return
    for sums, new in table.blocks():
        if table.rule.is_exact:
            hide_exact(table, sums, new)
        else:
            hide_rounded(table, sums, new)
    # margins that are none of each other's may tell together what none tells
    every = np.ones(len(table.sums.wholes), dtype=np.bool_)
    if table.rule.is_exact:
        hide_exact(table, table.sums, every)
    else:
        hide_what_tells(table, table.sums, every)
