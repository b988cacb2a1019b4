"""What to hide in a table with margins, so that sums give no small count away.

Margins come first: a table is decided from its coarsest cells down, and each is decided
only by those above it. So a total is hidden or shown the same in whichever bigger table
it stands, and what is asked next cannot undo it; only the finer cells are hidden for
the sake of what they would tell, at worst all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phm.measures.audience import Audience
from phm.measures.audit import told_by_solver
from phm.measures.complementary import hide_exact
from phm.measures.moves import moved_about
from phm.measures.reader import (
    Counts,
    Kind,
    Kinds,
    Limits,
    beside_noughts,
    first_kinds,
    seen_limits,
    worked_out,
)
from phm.measures.small_numbers import is_small
from phm.measures.sums import ALL, Key, Mask, Rows, Sums, in_sums, table_sums


__all__ = ["ALL", "Key", "hide_in_table", "kinds_in_table"]

_FEWEST_LEFT = 3
_AMBIGUOUS = 2


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
    sums, depths = table_sums(frame, keys, within, np.isfinite(counts))
    table = Table(counts, kinds, sums, depths, rule)
    if (kinds == Kind.SMALL).any() and len(sums.wholes):
        _decide(table)
    return kinds


@dataclass(frozen=True)
class Table:
    """Counts, and why each is shown or hidden so far (``kinds`` changes)."""

    counts: Counts
    kinds: Kinds
    sums: Sums
    depths: Rows  # rows by keys
    rule: Audience

    @property
    def small(self) -> Mask:
        """Cells that must not be told, for whatever reason they are hidden now."""
        return np.asarray(is_small(self.counts, self.rule))

    def seen(self, sums: Sums) -> Limits:
        """What each cell alone tells a reader."""
        maybe_none = beside_noughts(self.kinds, sums)
        return seen_limits(self.counts, self.kinds, maybe_none, self.rule)

    def told(self, sums: Sums, fewest: int) -> Mask:
        """Small cells for which fewer than so many values are left."""
        few = worked_out(self.seen(sums), sums).values_left < fewest
        return few & self.small

    def told_at_last(self, sums: Sums) -> Mask:
        """Small cells for which one value is left to whoever has a solver."""
        seen, small = self.seen(sums), self.small
        limits = worked_out(seen, sums)
        told = small & (limits.values_left < _AMBIGUOUS)
        unsure = small & ~told & ~moved_about(self.counts, seen, sums, self.depths)
        return told | told_by_solver(limits, sums, unsure & in_sums(sums, len(small)))

    def blocks(self) -> Iterator[tuple[Sums, Mask]]:
        """From the coarsest: the sums to be read so far, and which of them are new.

        A block is the cells of the same keys and kinds of area; its sums are those of
        which it is the parts.
        """
        deepest = np.zeros((len(self.sums.wholes), self.depths.shape[1]), dtype=np.intp)
        deepest[self.sums.of] = self.depths[self.sums.parts]
        every = np.unique(deepest, axis=0)
        for block in every[np.argsort(every.sum(axis=1), kind="stable")]:
            within = (deepest <= block).all(axis=1)
            yield self.sums.only(within), (deepest[within] == block).all(axis=1)


def _decide(table: Table) -> None:
    if not table.rule.is_exact and _nothing_is_told(table):
        return
    for sums, new in table.blocks():
        if table.rule.is_exact:
            hide_exact(table.counts, table.kinds, sums, new, table.rule)
        else:
            _hide_rounded(table, sums, new)
    # margins that are none of each other's may tell together what none tells
    every = np.ones(len(table.sums.wholes), dtype=np.bool_)
    if table.rule.is_exact:
        hide_exact(table.counts, table.kinds, table.sums, every, table.rule)
    else:
        _hide_what_tells(table, table.sums, every)


def _nothing_is_told(table: Table) -> bool:
    """Whether no block will need more: each is read with fewer sums than all."""
    return not (
        table.told(table.sums, _FEWEST_LEFT).any()
        or _would_be_told(table, table.sums).any()
        or table.told_at_last(table.sums).any()
    )


def _hide_rounded(table: Table, sums: Sums, new: Mask) -> None:
    """Hide noughts where little is left, the smallest shown where nothing is."""
    told = table.told(sums, _FEWEST_LEFT)
    while told.any() and _hide_noughts(table, sums, new & sums.touched_by(told)):
        told = table.told(sums, _FEWEST_LEFT)
    _hide_what_tells(table, sums, new)
    _refuse(table, sums, new & _would_be_told(table, sums))
    while _hide_beside(table, sums, new & _alone(table, sums)):
        pass


def _hide_what_tells(table: Table, sums: Sums, new: Mask) -> None:
    """Hide beside what is told; when all of that is hidden, beside what is hidden."""
    told = table.told_at_last(sums)
    while told.any():
        where = new & sums.touched_by(told)
        while not _hide_beside(table, sums, where):
            wider = new & sums.touched_by(in_sums(sums.only(where), len(told)))
            if (wider <= where).all():
                return
            where = wider | where
        told = table.told_at_last(sums)


def _alone(table: Table, sums: Sums) -> Mask:
    """Sums in which a cell hidden for another's sake has no company."""
    of, kinds = sums.of, table.kinds[sums.parts]
    hidden = np.bincount(of, kinds != Kind.SHOWN, minlength=len(sums.wholes))
    beside = np.bincount(of, kinds == Kind.BESIDE, minlength=len(sums.wholes))
    return (hidden == 1) & (beside == 1)


def _hide_noughts(table: Table, sums: Sums, where: Mask) -> bool:
    """Whether any was left to hide."""
    parts = sums.parts_of(where, len(table.kinds))
    noughts = parts & (table.counts == 0) & (table.kinds == Kind.SHOWN)
    table.kinds[noughts] = Kind.NOUGHT
    return bool(noughts.any())


def _hide_beside(table: Table, sums: Sums, where: Mask) -> bool:
    """The smallest shown part of each sum; where none is left, the sum is refused."""
    of, parts = sums.of, sums.parts
    shown = where[of] & (table.kinds[parts] == Kind.SHOWN) & (table.counts[parts] > 0)
    order = np.lexsort((parts[shown], table.counts[parts[shown]], of[shown]))
    rows, groups = parts[shown][order], of[shown][order]
    first = np.unique(groups, return_index=True)[1]
    table.kinds[rows[first]] = Kind.BESIDE
    full = where.copy()
    full[groups] = False
    return _refuse(table, sums, full) or bool(first.size)


def _refuse(table: Table, sums: Sums, where: Mask) -> bool:
    """Hide every part of these sums; whether there was any to hide."""
    parts = sums.parts_of(where, len(table.kinds))
    left = parts & (table.kinds != Kind.REFUSED)
    table.kinds[left] = Kind.REFUSED
    return bool(left.any())


def _would_be_told(table: Table, sums: Sums) -> Mask:
    """Sums of which all parts would be refused if the one that is shown were small.

    Four parts of 7 are refused in a whole of 28; were (7, 7, 6, 8) shown, a refusal
    would tell. So it is refused too.
    """
    of, parts = sums.of, sums.parts
    shown = (table.kinds[parts] == Kind.SHOWN) & (table.counts[parts] > 0)
    number = np.bincount(of, minlength=len(sums.wholes))
    small = np.bincount(of, table.kinds[parts] == Kind.SMALL, minlength=len(number))
    one_shown = np.bincount(of, shown, minlength=len(number)) == 1
    none_else = one_shown & (small == number - 1) & (small > 0)
    most = table.rule.suppress_up_to * number
    return none_else & (table.seen(sums).low[sums.wholes] == most)
