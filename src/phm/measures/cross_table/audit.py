"""What a reader with a solver can tell of a table: the least and most of each cell."""

from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from phm.measures.cross_table.reader import ANYTHING, Counts, Limits
from phm.measures.cross_table.sums import Mask, Rows, Sums, in_sums


_SEED = 20180901  # any number: the same table is always decided the same
_DIRECTIONS = 8
_NEARLY = 1e-6
_solve: Any = linprog  # its stubs know no sparse matrix


def told_by_solver(limits: Limits, sums: Sums, wanted: Mask) -> Mask:
    """Cells of ``wanted`` that all solutions of the sums agree on.

    Solutions far out in a few random directions show most cells to differ; each of the
    others is pushed down and up. ``limits`` are those of each cell.
    """
    told = np.zeros(len(wanted), dtype=np.bool_)
    rows = np.flatnonzero(wanted)
    if not rows.size:
        return told
    found = _Solutions(limits, sums.only(_connected(sums, wanted)))
    generator = np.random.default_rng(_SEED)
    for turn in range(_DIRECTIONS):
        aim = generator.uniform(1, 2, rows.size) * (-1) ** turn
        mixed = generator.choice([-1.0, 1.0], rows.size)
        found.look(rows, aim if turn < 2 else aim * mixed)
        rows = rows[~found.differs(rows)]
        if not rows.size:
            return told
    for row in rows:
        for sign in (1.0, -1.0):
            found.look(np.array([row]), np.array([sign]))
    told[rows[~found.differs(rows)]] = True
    return told


def _connected(sums: Sums, wanted: Mask) -> Mask:
    """The sums that lead, by others, to one of the cells wanted."""
    found = sums.touched_by(wanted)
    while True:
        more = sums.touched_by(in_sums(sums.only(found), len(wanted)))
        if (more <= found).all():
            return found
        found |= more


class _Solutions:
    """The least and most of each cell in the solutions found so far."""

    def __init__(self, limits: Limits, sums: Sums) -> None:
        size = len(limits.low)
        self.free = (limits.high > limits.low) & in_sums(sums, size)
        columns = np.flatnonzero(self.free)
        matrix, both = sum_matrix(sums, size), sums.packs & sums.covers
        known = matrix @ np.where(self.free, 0.0, limits.low)
        side = np.where(sums.packs, 1.0, -1.0)
        sided = csr_array(matrix.multiply(side[:, None]))[~both][:, columns]
        self.sums = {"A_eq": matrix[both][:, columns], "b_eq": -known[both]}
        self.sums |= {"A_ub": sided, "b_ub": -(known * side)[~both]}
        high = np.where(limits.high < ANYTHING, limits.high, np.inf)
        self.bounds = np.column_stack([limits.low, high])[columns]
        self.low = np.full(len(columns), np.inf)
        self.high = -self.low

    def look(self, rows: Rows, aim: Counts) -> None:
        """Take in the solution farthest against ``aim``, if there is any."""
        aims = np.zeros(len(self.free))
        aims[rows] = aim
        found = _solve(
            aims[self.free], bounds=self.bounds, method="highs-ds", **self.sums
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


def least_change(
    counts: Counts, limits: Limits, sums: Sums, row: int, sign: float
) -> Counts:
    """How much each cell's room lets one cell grow (1) or shrink (-1), at the margin.

    The reduced costs of the greatest change that the limits and the sums allow.
    """
    matrix = sum_matrix(sums, len(counts))[sums.packs & sums.covers]
    aim = np.zeros(len(counts))
    aim[row] = -sign
    found = _solve(
        aim,
        A_eq=matrix,
        b_eq=np.zeros(matrix.shape[0]),
        bounds=np.column_stack([limits.low - counts, limits.high - counts]),
        method="highs-ds",
    )
    return np.asarray(matrix.T @ found.eqlin.marginals - aim)


def sum_matrix(sums: Sums, size: int) -> csr_array:
    """One row for each sum: its parts 1, its whole -1."""
    number = len(sums.wholes)
    values = np.concatenate([np.ones(len(sums.parts)), -np.ones(number)])
    rows = np.concatenate([sums.of, np.arange(number)])
    columns = np.concatenate([sums.parts, sums.wholes])
    return csr_array((values, (rows, columns)), shape=(number, size))
