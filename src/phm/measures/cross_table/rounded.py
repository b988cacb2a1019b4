"""What else to hide in a table of rounded counts: little more."""

import numpy as np

from phm.measures.cross_table.reader import Kind
from phm.measures.cross_table.sums import Mask, Sums, in_sums
from phm.measures.cross_table.table import FEWEST_LEFT, Table


def nothing_is_told(table: Table) -> bool:
    """Whether no block will need more: each is read with fewer sums than all."""
    return not (
        table.told(table.sums, FEWEST_LEFT).any()
        or _would_be_told(table, table.sums).any()
        or table.told_at_last(table.sums).any()
    )


def hide_rounded(table: Table, sums: Sums, new: Mask) -> None:
    """Hide noughts where little is left, the smallest shown where nothing is."""
    told = table.told(sums, FEWEST_LEFT)
    while told.any() and _hide_noughts(table, sums, new & sums.touched_by(told)):
        told = table.told(sums, FEWEST_LEFT)
    hide_what_tells(table, sums, new)
    _refuse(table, sums, new & _would_be_told(table, sums))
    while _hide_beside(table, sums, new & _alone(table, sums)):
        pass


def hide_what_tells(table: Table, sums: Sums, new: Mask) -> None:
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
    return np.asarray((hidden == 1) & (beside == 1))


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
    return np.asarray(none_else & (table.seen(sums).low[sums.wholes] == most))
