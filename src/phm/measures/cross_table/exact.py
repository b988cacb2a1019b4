"""What else to hide in a table of exact counts: few people, so that nobody is told.

A small cell could be had back from the total of its row, so others are hidden beside
it. An integer programme chooses them; a solver in the reader's place tries what it
chose, and each success is a constraint of the next choice (Fischetti and
Salazar-González 2001).
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from phm.measures.cross_table.audit import least_change, sum_matrix, told_by_solver
from phm.measures.cross_table.reader import ANYTHING, Counts, Kind, Kinds, worked_out
from phm.measures.cross_table.sums import Mask, Rows, Sums, in_sums
from phm.measures.cross_table.table import AMBIGUOUS, Table


_NEARLY_BEST = 0.02  # a choice this near the best is good enough, and found sooner
_MOST_TRIES = 30
_NOTHING = 1e-7


def hide_exact(table: Table, sums: Sums, new: Mask) -> None:
    """Hide parts of the ``new`` sums until no small cell is told.

    All other cells stay as they are. Noughts are hidden only where nothing else helps.
    """
    choice = Choice(table, sums, new)
    if not choice.few_together.any() and not choice.told(table.kinds).any():
        return
    _make_possible(choice)
    table.kinds[_chosen(choice)] = Kind.BESIDE


@dataclass(frozen=True)
class Choice:
    """Which parts of the ``new`` sums to hide, when all ``sums`` are read."""

    table: Table
    sums: Sums
    new: Mask

    @property
    def candidates(self) -> Rows:
        """Shown cells that may be hidden, noughts not among them."""
        parts = self.sums.parts_of(self.new, len(self.table.counts))
        shown = (self.table.kinds == Kind.SHOWN) & (self.table.counts > 0)
        return np.flatnonzero(parts & shown)

    @property
    def shown_wholes(self) -> Mask:
        """New sums whose whole is shown."""
        shown = self.table.kinds[self.sums.wholes] == Kind.SHOWN
        return np.asarray(self.new & shown)

    @property
    def hidden_people(self) -> Counts:
        """People in the hidden parts of each sum."""
        people = np.where(self.table.kinds == Kind.SHOWN, 0.0, self.table.counts)
        size = len(self.sums.wholes)
        added = np.bincount(self.sums.of, people[self.sums.parts], minlength=size)
        return added.astype(float)

    @property
    def few_together(self) -> Mask:
        """Sums of which the total less what is shown leaves but few people."""
        people = self.hidden_people
        few = np.asarray(people > 0) & (people <= self.table.rule.suppress_up_to)
        return np.asarray(self.shown_wholes & few)

    def with_hidden(self, rows: Rows) -> Kinds:
        """The kinds, were these rows hidden beside the small ones."""
        kinds = self.table.kinds.copy()
        kinds[rows] = Kind.BESIDE
        return kinds

    def told(self, kinds: Kinds) -> Mask:
        """Small cells with one value left, were the table hidden like this."""
        seen = replace(self.table, kinds=kinds).seen(self.sums)
        small = self.table.small & in_sums(self.sums, len(kinds))
        limits = worked_out(seen, self.sums)
        few = small & (limits.values_left < AMBIGUOUS)
        return few | told_by_solver(limits, self.sums, small & ~few)


def _make_possible(choice: Choice) -> None:
    """Hide noughts, then all, beside cells that are told though all else is hidden."""
    kinds, sums = choice.table.kinds, choice.sums
    for how in (Kind.NOUGHT, Kind.REFUSED):
        told = choice.told(choice.with_hidden(choice.candidates))
        parts = sums.parts_of(choice.new & sums.touched_by(told), len(told))
        noughts = parts & (choice.table.counts == 0) & (kinds == Kind.SHOWN)
        kinds[noughts if how == Kind.NOUGHT else parts] = how


def _chosen(choice: Choice) -> Rows:
    """The candidates to hide: all of them, should no choice be found."""
    candidates = choice.candidates
    if not candidates.size:
        return candidates
    hopeless = choice.told(choice.with_hidden(candidates))
    matrix, least = _in_company(choice, candidates)
    for _ in range(_MOST_TRIES):
        best = _fewest_people(choice.table.counts[candidates], matrix, least)
        kinds = choice.with_hidden(candidates[best])
        told = np.flatnonzero(choice.told(kinds) & ~hopeless)
        if not told.size:
            return candidates[best]
        cuts = np.array([_cut(choice, kinds, candidates, int(row)) for row in told])
        matrix = vstack([matrix, csr_array(cuts[:, :-1])]).tocsr()
        least = np.concatenate([least, cuts[:, -1]])
    return candidates


def _fewest_people(people: Counts, matrix: csr_array, least: Counts) -> Mask:
    found = milp(
        people,
        integrality=np.ones(len(people), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, least, np.inf),
        options={"mip_rel_gap": _NEARLY_BEST},
    )
    if found.x is None:
        return np.ones(len(people), dtype=np.bool_)
    return np.asarray(found.x > 0.5)


def _in_company(choice: Choice, candidates: Rows) -> tuple[csr_array, Counts]:
    """Constraints on what is chosen (1) of the candidates: none alone, no few people.

    In a new sum with a shown whole, hidden parts come to more than is small, and what
    is chosen has another beside it.
    """
    table, sums = choice.table, choice.sums
    among = sum_matrix(sums, len(table.counts))[:, candidates] > 0
    among = among.astype(float).tocsr()
    few = np.flatnonzero(choice.few_together)
    enough = among[few].multiply(table.counts[candidates]).tocsr()
    none_yet = choice.hidden_people == 0
    pairs = among[np.flatnonzero(choice.shown_wholes & none_yet)].tocoo()
    lines = np.flatnonzero(choice.shown_wholes & none_yet)[pairs.row]
    beside = among[lines].tolil()
    beside[np.arange(len(lines)), pairs.col] = -1.0
    missing = table.rule.suppress_up_to + 1 - choice.hidden_people[few]
    matrix = vstack([csr_array(enough), csr_array(beside)]).tocsr()
    return matrix, np.concatenate([missing, np.zeros(len(lines))])


def _cut(choice: Choice, kinds: Kinds, candidates: Rows, row: int) -> Counts:
    """What must be hidden for a cell to be one more or one fewer; last, how much.

    By duality: at the multipliers of the sums that hold the cell where it is, it moves
    by no more than the room of the hidden cells, weighted.
    """
    counts, sums = choice.table.counts, choice.sums
    hidden = choice.with_hidden(candidates)
    wide = replace(choice.table, kinds=hidden).seen(sums)
    now = replace(choice.table, kinds=kinds).seen(sums)
    room = np.zeros(len(counts))
    for sign in (1.0, -1.0):
        rate = least_change(counts, now, sums, row, sign)
        room += np.maximum(rate, 0) * (wide.high - counts)
        room += np.maximum(-rate, 0) * (counts - wide.low)
    room = np.where(room < _NOTHING, 0.0, np.minimum(room, ANYTHING))
    needed = max(1.0 - np.delete(room, candidates).sum(), 0.0)
    return np.append(np.minimum(room[candidates], needed), needed)
