"""A table on its way out: its counts, what is hidden so far, and what that tells."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from phm.measures.audience import Audience
from phm.measures.cross_table.audit import told_by_solver
from phm.measures.cross_table.moves import moved_about
from phm.measures.cross_table.reader import (
    Counts,
    Kinds,
    Limits,
    beside_noughts,
    seen_limits,
    worked_out,
)
from phm.measures.cross_table.sums import Mask, Rows, Sums, in_sums
from phm.measures.small_numbers import is_small


FEWEST_LEFT = 3
AMBIGUOUS = 2


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
        told = small & (limits.values_left < AMBIGUOUS)
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
