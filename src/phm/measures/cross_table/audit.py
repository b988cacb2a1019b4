"""What a reader with a solver could tell of a table: the least and most of each cell."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from phm.measures.cross_table.reader import ANYTHING, Counts, Limits
from phm.measures.cross_table.sums import Mask, Rows, Sums, in_sums


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
        self.limits = limits
        self.free = (limits.high > limits.low) & in_sums(sums, len(limits.low))
        matrix = sum_matrix(sums, len(limits.low))
        known = np.where(self.free, 0.0, limits.low)
        both = sums.packs & sums.covers
        sides = np.where(sums.packs, 1.0, -1.0)[~both]
        self.tight, self.loose = matrix[both], matrix[~both].multiply(sides[:, None])
        self.exactly, self.at_most = -(self.tight @ known), -(self.loose @ known)
        self.tight = self.tight[:, np.flatnonzero(self.free)]
        self.loose = self.loose.tocsr()[:, np.flatnonzero(self.free)]
        self.low = np.full(int(self.free.sum()), np.inf)
        self.high = -self.low

    def look(self, rows: Rows, aim: Counts) -> None:
        """Take in the solution farthest against ``aim``; none where none is possible."""
        whole_aim = np.zeros(len(self.free))
        whole_aim[rows] = aim
        low, high = self.limits.low[self.free], self.limits.high[self.free]
        found = linprog(
            whole_aim[self.free],
            A_ub=self.loose if self.loose.shape[0] else None,
            b_ub=self.at_most if self.loose.shape[0] else None,
            A_eq=self.tight if self.tight.shape[0] else None,
            b_eq=self.exactly if self.tight.shape[0] else None,
            bounds=np.column_stack([low, np.where(high < ANYTHING, high, np.inf)]),
            method="highs-ds",
        )
        if found.status == 0:
            self.low = np.minimum(self.low, found.x)
            self.high = np.maximum(self.high, found.x)

    def differs(self, rows: Rows) -> Mask:
        """Which rows have two whole numbers between the least and the most found."""
        low, high = np.ceil(self.low - _NEARLY), np.floor(self.high + _NEARLY)
        result = np.zeros(len(self.free), dtype=np.bool_)
        result[self.free] = high - low >= 1
        return np.asarray(result[rows])


def sum_matrix(sums: Sums, size: int) -> csr_array:
    """One row for each sum: its parts 1, its whole -1."""
    number = len(sums.wholes)
    values = np.concatenate([np.ones(len(sums.parts)), -np.ones(number)])
    rows = np.concatenate([sums.of, np.arange(number)])
    columns = np.concatenate([sums.parts, sums.wholes])
    return csr_array((values, (rows, columns)), shape=(number, size))
