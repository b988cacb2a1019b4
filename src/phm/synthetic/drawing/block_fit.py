"""Tables fitted to their margins, and turned into whole people with margins kept.

Rows belong to blocks (a practice's neighbourhoods, a neighbourhood's age groups): every
row has its total, and so has every column within a block.
"""

from dataclasses import dataclass

import numpy as np

from phm.synthetic.drawing.draws import Floats, Ints


# What a cell gets in a column that is asked for but that no row of the block expects.
SMALLEST = 1e-9
NEAR_ENOUGH = 1e-4


@dataclass(frozen=True)
class Margins:
    """What is asked: per row a total, per block and column a total; blocks are 0, 1, ….

    ``block`` must be sorted, and every block must have a row. In each block the rows
    and the columns sum to the same number.
    """

    rows: Ints  # (rows,)
    columns: Ints  # (blocks, columns)
    block: Ints  # (rows,)

    def __post_init__(self) -> None:
        by_block = np.bincount(self.block, self.rows, len(self.columns))
        if not np.array_equal(by_block, self.columns.sum(axis=1)):
            worst = int(np.abs(by_block - self.columns.sum(axis=1)).argmax())
            raise ValueError(
                f"Block {worst}: the rows sum to {by_block[worst]:.0f}, "
                f"the columns to {self.columns[worst].sum()}."
            )

    @property
    def starts(self) -> Ints:
        """Position of every block's first row."""
        return np.searchsorted(self.block, np.arange(len(self.columns)))

    def by_column(self, table: Floats | Ints) -> Floats:
        """Column sums of each block."""
        return np.asarray(np.add.reduceat(table, self.starts, axis=0))


def fitted(seed: Floats, asked: Margins, *, rounds: int = 80) -> Floats:
    """``seed`` (rows × columns) scaled until its margins are those asked.

    Iterative proportional fitting (Deming and Stephan, 1940). Row totals hold exactly;
    columns to 0.0001 people where the seed allows it. Rows and columns of 0 stay 0.
    """
    table = seed.astype(np.float64) + SMALLEST
    for _ in range(rounds):
        table *= _ratio(asked.columns, asked.by_column(table))[asked.block]
        table *= _ratio(asked.rows, table.sum(axis=1))[:, None]
        if np.abs(asked.by_column(table) - asked.columns).max() < NEAR_ENOUGH:
            break
    return table


def whole(table: Floats, asked: Margins, rng: np.random.Generator) -> Ints:
    """A fitted table as whole numbers: every row and every column total exactly.

    Each row is rounded cumulatively from a random start (so a cell is within one of
    what was fitted); then single people move along their row, from columns with one
    too many to the nearest with one too few.
    """
    total = asked.rows[:, None].astype(np.float64)
    edges = np.minimum(np.cumsum(table, axis=1), total)
    edges[:, -1:] = total
    start = rng.random((len(table), 1)) * 0.999999
    counts = np.diff(np.floor(edges + start), axis=1, prepend=0.0).astype(np.int64)
    while True:
        excess = asked.by_column(counts) - asked.columns
        if not excess.any():
            return counts
        _move(counts, counts - table, excess.astype(np.int64), asked.block)


def _move(counts: Ints, over: Floats, excess: Ints, block: Ints) -> None:
    """Take from the cells rounded up most, where too many; give where too few."""
    row, column = np.nonzero((excess[block] > 0) & (counts > 0))
    where = block[row] * excess.shape[1] + column
    order = np.lexsort((-over[row, column], where))
    row, column, where = row[order], column[order], where[order]
    place = np.arange(len(where)) - np.searchsorted(where, where)
    taken = place < excess.ravel()[where]
    row, column = row[taken], column[taken]
    short_block, short_column = np.nonzero(excess < 0)
    wanting = np.repeat(
        np.column_stack([short_block, short_column]),
        -excess[short_block, short_column],
        axis=0,
    )
    # Fewer may be taken than are wanted when a column sits in few cells: pair by block.
    give = _first_per_block(block[row], wanting[:, 0])
    np.subtract.at(counts, (row, column), 1)
    np.add.at(counts, (row, wanting[give, 1]), 1)


def _first_per_block(takers: Ints, wanting: Ints) -> Ints:
    """For each taker (sorted by block) a different one of its block's wants."""
    nth = np.arange(len(takers)) - np.searchsorted(takers, takers)
    return np.asarray(np.searchsorted(wanting, takers) + nth)


def _ratio(wanted: Ints | Floats, got: Floats) -> Floats:
    return np.divide(wanted, got, out=np.zeros_like(got), where=got > 0)
