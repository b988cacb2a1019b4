"""What else to hide in a table of exact counts: the fewest people, so that none is told.

A small cell could be had back from its row's total, so others are hidden beside it. An
integer programme chooses them; a solver in the reader's place tries what it chose, and
each success becomes a constraint of the next try (Fischetti and Salazar-González 2001).
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from phm.measures.audience import Audience
from phm.measures.cross_table.audit import sum_matrix, told_by_solver
from phm.measures.cross_table.reader import (
    ANYTHING,
    Counts,
    Kind,
    Kinds,
    Limits,
    beside_noughts,
    seen_limits,
    worked_out,
)
from phm.measures.small_numbers import is_small
from phm.measures.cross_table.sums import Mask, Rows, Sums, in_sums


_NEARLY_BEST = 0.02  # a choice this near the best is good enough, and found sooner
_MOST_TRIES = 50


def hide_exact(
    counts: Counts, kinds: Kinds, sums: Sums, new: Mask, rule: Audience
) -> None:
    """Hide parts of the ``new`` sums (``kinds`` changes) until no small cell is told.

    All other cells stay as they are. Noughts are hidden only where nothing else helps.
    """
    table = Exact(counts, kinds, sums, new, rule)
    if not table.has_lonely and not table.told(kinds).any():
        return
    _make_possible(table)
    chosen = _choose(table)
    kinds[chosen] = Kind.BESIDE


@dataclass(frozen=True)
class Exact:
    """A table of which some sums are new, and what may be hidden in them."""

    counts: Counts
    kinds: Kinds
    sums: Sums
    new: Mask
    rule: Audience

    @property
    def candidates(self) -> Mask:
        """Cells that may still be hidden: shown parts of the new sums, noughts not."""
        parts = self.sums.parts_of(self.new, len(self.counts))
        return parts & (self.kinds == Kind.SHOWN) & (self.counts > 0)

    @property
    def has_lonely(self) -> bool:
        """Whether what is hidden in some sum comes to a small number of people."""
        return bool(self.lonely.any())

    @property
    def lonely(self) -> Mask:
        """New sums with a shown whole, whose hidden parts are few people together."""
        hidden = (self.kinds != Kind.SHOWN)[self.sums.parts] * self.counts[
            self.sums.parts
        ]
        people = np.bincount(self.sums.of, hidden, minlength=len(self.new))
        shown = self.kinds[self.sums.wholes] == Kind.SHOWN
        few = (people > 0) & (people <= self.rule.suppress_up_to)
        return self.new & shown & few

    def limits(self, kinds: Kinds) -> Limits:
        """What each cell alone tells a reader, were the table hidden like this."""
        maybe_none = beside_noughts(kinds, self.sums)
        return seen_limits(self.counts, kinds, maybe_none, self.rule)

    def told(self, kinds: Kinds) -> Mask:
        """Small cells with one value left, were the table hidden like this."""
        small = is_small(self.counts, self.rule) & in_sums(self.sums, len(kinds))
        limits = worked_out(self.limits(kinds), self.sums)
        few = small & (limits.values_left < 2)
        return few | told_by_solver(limits, self.sums, small & ~few)


def _make_possible(table: Exact) -> None:
    """Hide noughts, then all, beside cells that are told though all else is hidden."""
    for how in (Kind.NOUGHT, Kind.REFUSED):
        told = table.told(_with(table.kinds, table.candidates, Kind.BESIDE))
        where = table.new & table.sums.touched_by(told)
        parts = table.sums.parts_of(where, len(told))
        noughts = parts & (table.counts == 0) & (table.kinds == Kind.SHOWN)
        table.kinds[noughts if how == Kind.NOUGHT else parts] = how


def _with(kinds: Kinds, rows: Mask, kind: Kind) -> Kinds:
    changed = kinds.copy()
    changed[rows] = kind
    return changed


def _choose(table: Exact) -> Rows:
    """The candidates to hide: all of them, should no choice be found."""
    candidates = np.flatnonzero(table.candidates)
    if not candidates.size:
        return candidates
    matrix, least = _company(table, candidates)
    hopeless = table.told(_with(table.kinds, table.candidates, Kind.BESIDE))
    for _ in range(_MOST_TRIES):
        picked = candidates[_fewest_people(table.counts[candidates], matrix, least)]
        trial = table.kinds.copy()
        trial[picked] = Kind.BESIDE
        told = np.flatnonzero(table.told(trial) & ~hopeless)
        if not told.size:
            return picked
        cuts = [_cut(table, trial, candidates, row) for row in told]
        matrix = vstack([matrix, csr_array(np.array([row for row, _ in cuts]))])
        least = np.concatenate([least, [right for _, right in cuts]])
    return candidates


def _fewest_people(people: Counts, matrix: csr_array, least: Counts) -> Mask:
    found = milp(
        people,
        integrality=np.ones(len(people)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, least, np.inf),
        options={"mip_rel_gap": _NEARLY_BEST},
    )
    if found.x is None:
        return np.ones(len(people), dtype=np.bool_)
    return np.asarray(found.x > 0.5)


def _company(table: Exact, candidates: Rows) -> tuple[csr_array, Counts]:
    """No cell hidden alone, and no few people: constraints on what is chosen.

    With x = 1 for a chosen candidate: in a new sum with a shown whole, hidden parts
    come to more than is small, and whatever is chosen has another hidden beside it.
    """
    sums, size = table.sums, len(table.counts)
    shown = table.kinds[sums.wholes] == Kind.SHOWN
    rows = sum_matrix(replace(sums, wholes=sums.wholes), size)[:, candidates]
    rows = (rows > 0).astype(float).tocsr()
    hidden = (table.kinds != Kind.SHOWN)[sums.parts]
    already = np.bincount(sums.of, hidden, minlength=len(shown))
    people = np.bincount(
        sums.of, hidden * table.counts[sums.parts], minlength=len(shown)
    )
    few = np.flatnonzero(table.lonely)
    enough = rows[few].multiply(table.counts[candidates]).tocsr()
    alone = np.flatnonzero(table.new & shown & (already == 0))
    pairs = rows[alone].tocoo()
    beside = rows[alone[pairs.row]].tolil()
    beside[np.arange(len(pairs.row)), pairs.col] = -1.0
    least = table.rule.suppress_up_to + 1 - people[few]
    return (
        csr_array(vstack([enough, beside.tocsr()])),
        np.concatenate([least, np.zeros(len(pairs.row))]),
    )


def _cut(
    table: Exact, trial: Kinds, candidates: Rows, row: int
) -> tuple[Counts, float]:
    """What must be hidden for a cell to be one more or one fewer.

    By duality: with the multipliers of the sums at which the cell cannot move, it moves
    at most by the room of the hidden cells, weighted.
    """
    sums = table.sums
    wide = table.limits(_with(table.kinds, table.candidates, Kind.BESIDE))
    up, down = wide.high - table.counts, table.counts - wide.low
    now = table.limits(trial)
    matrix = sum_matrix(sums, len(trial))
    room = np.zeros(len(trial))
    for sign in (1.0, -1.0):
        aim = np.zeros(len(trial))
        aim[row] = -sign
        found = linprog(
            aim,
            A_eq=matrix,
            b_eq=np.zeros(len(sums.wholes)),
            bounds=np.column_stack([now.low - table.counts, now.high - table.counts]),
            method="highs-ds",
        )
        rate = matrix.T @ found.eqlin.marginals - aim
        room += np.maximum(rate, 0) * up + np.maximum(-rate, 0) * down
    room = np.where(room < 1e-7, 0.0, np.minimum(room, ANYTHING))
    fixed = np.ones(len(trial), dtype=np.bool_)
    fixed[candidates] = False
    right = max(1.0 - room[fixed].sum(), 0.0)
    return np.minimum(room[candidates], right), right
