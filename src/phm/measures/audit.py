"""What a reader with a solver could tell of a table: the least and most of each cell."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from phm.measures.reader import ANYTHING, Counts, Limits
from phm.measures.sums import Mask, Rows, Sums, in_sums


_SEED = 20180901  # any number; the same table is always decided the same
_DIRECTIONS = 4
_NEARLY = 1e-6


def told_by_solver(limits: Limits, sums: Sums, wanted: Mask) -> Mask:
    """Cells of ``wanted`` that all solutions of the sums agree on.

    Solutions far out in a few random directions show most cells to differ; each of the
    others is pushed down and up. ``limits`` are those of each cell.
    """
    told = np.zeros(len(wanted), dtype=np.bool_)
    rows = np.flatnonzero(wanted)
    if rows.size:
        seen = _Seen(limits, sums.only(_connected(sums, wanted)))
        generator = np.random.default_rng(_SEED)
        for turn in range(_DIRECTIONS):
            aim = generator.uniform(1, 2, rows.size)
            signs = 1.0 if turn < 2 else generator.choice([-1.0, 1.0], rows.size)
            seen.look(rows, aim * signs * (-1) ** turn)
            rows = rows[~seen.differs(rows)]
            if not rows.size:
                return told
        for row in rows:
            for sign in (1.0, -1.0):
                seen.look(np.array([row]), np.array([sign]))
        told[rows[~seen.differs(rows)]] = True
    return told


def _connected(sums: Sums, wanted: Mask) -> Mask:
    """The sums that lead, by others, to one of the cells wanted."""
    found = sums.touched_by(wanted)
    while True:
        more = sums.touched_by(in_sums(sums.only(found), len(wanted)))
        if (more <= found).all():
            return found
        found |= more


class _Seen:
    """The least and most of each cell in the solutions found so far."""

    def __init__(self, limits: Limits, sums: Sums) -> None:
        self.bounds = np.column_stack([limits.low, limits.high])
        self.bounds[self.bounds[:, 1] >= ANYTHING, 1] = np.inf
        self.matrix = sum_matrix(sums, len(limits.low))
        self.both = sums.packs & sums.covers
        self.sides = np.where(sums.packs, 1.0, -1.0)[~self.both]
        self.low = np.full(len(limits.low), np.inf)
        self.high = np.full(len(limits.low), -np.inf)

    def look(self, rows: Rows, aim: Counts) -> None:
        """Take in the solution farthest against ``aim``; none where none is possible."""
        whole_aim = np.zeros(len(self.low))
        whole_aim[rows] = aim
        loose = self.matrix[~self.both].multiply(self.sides[:, None]).tocsr()
        tight = self.matrix[self.both]
        found = linprog(
            whole_aim,
            A_ub=loose if loose.shape[0] else None,
            b_ub=np.zeros(loose.shape[0]) if loose.shape[0] else None,
            A_eq=tight if tight.shape[0] else None,
            b_eq=np.zeros(tight.shape[0]) if tight.shape[0] else None,
            bounds=self.bounds,
            method="highs-ds",
        )
        if found.status == 0:
            self.low = np.minimum(self.low, found.x)
            self.high = np.maximum(self.high, found.x)

    def differs(self, rows: Rows) -> Mask:
        """Which rows have two whole numbers between the least and the most found."""
        low, high = np.ceil(self.low - _NEARLY), np.floor(self.high + _NEARLY)
        return np.asarray(high[rows] - low[rows] >= 1)


def sum_matrix(sums: Sums, size: int) -> csr_array:
    """One row for each sum: its parts 1, its whole -1."""
    number = len(sums.wholes)
    values = np.concatenate([np.ones(len(sums.parts)), -np.ones(number)])
    rows = np.concatenate([sums.of, np.arange(number)])
    columns = np.concatenate([sums.parts, sums.wholes])
    return csr_array((values, (rows, columns)), shape=(number, size))
