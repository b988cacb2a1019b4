"""Small cells that are seen to be untold: one person elsewhere changes nothing shown.

Move a person from a cell to another of the same whole: the totals above the two change
by one, others stay. Where all that is shown still stands, a reader cannot know. That is
quick to see for most cells; the others need a solver (`audit`).
"""

from collections.abc import Sequence

import numpy as np

from phm.measures.cross_table.reader import Counts, Limits
from phm.measures.cross_table.sums import Mask, Rows, Sums


def moved_about(counts: Counts, seen: Limits, sums: Sums, depths: Rows) -> Mask:
    """Cells that could be more or fewer, by what is shown of every cell.

    False says nothing. ``seen`` is what each cell alone tells, ``depths`` its depth in
    each key. A cell at the end of its limits has room once any move takes it from
    there: between two tables that are possible lie others.
    """
    if not (sums.packs & sums.covers).all():
        return np.zeros(len(counts), dtype=np.bool_)
    more, fewer = counts + 1 <= seen.high, counts - 1 >= seen.low
    leaf = np.ones(len(counts), dtype=np.bool_)
    leaf[sums.wholes] = False
    ways = _ways(sums, depths)
    while True:
        gains, losses = _moves(more, fewer, leaf, ways)
        if not ((gains & ~fewer) | (losses & ~more)).any():
            return gains | losses
        more, fewer = more | losses, fewer | gains


Step = tuple[Rows, Rows]  # parts, and the whole of each
Way = tuple[Sums | None, list[Step]]  # where people move, and what changes above


def _ways(sums: Sums, depths: Rows) -> list[Way]:
    """Moves within the sums of one key, and the coming or going of somebody."""
    steps = _steps_up(sums, depths)
    ways: list[Way] = [(None, [step for _, step in steps])]
    for fixed in range(depths.shape[1]):
        others = [step for key, step in steps if key != fixed]
        ways.append((sums.only(sums.keys == fixed), others))
    return ways


def _moves(
    more: Mask, fewer: Mask, leaf: Mask, ways: Sequence[Way]
) -> tuple[Mask, Mask]:
    """Cells that some move makes more, and that some move makes fewer."""
    gains, losses = np.zeros_like(leaf), np.zeros_like(leaf)
    for sums, steps in ways:
        up, down = _above_too(more, steps) & leaf, _above_too(fewer, steps) & leaf
        if sums is not None:
            up, down = _with_partner(up, down, sums), _with_partner(down, up, sums)
        gains |= _below_too(up, steps)
        losses |= _below_too(down, steps)
    return gains, losses


def _steps_up(sums: Sums, depths: Rows) -> list[tuple[int, Step]]:
    """For each key and depth the parts and their wholes, the coarsest first."""
    keys, wholes = sums.keys[sums.of], sums.wholes[sums.of]
    steps = []
    for key in range(depths.shape[1]):
        depth = depths[sums.parts, key]
        for level in np.unique(depth[keys == key]):
            chosen = (keys == key) & (depth == level)
            steps.append((key, (sums.parts[chosen], wholes[chosen])))
    return steps


def _above_too(holds: Mask, steps: Sequence[Step]) -> Mask:
    """Where it holds for a cell and for all above it by these steps."""
    result = holds.copy()
    for parts, wholes in steps:
        result[parts] &= result[wholes]
    return result


def _below_too(holds: Mask, steps: Sequence[Step]) -> Mask:
    """Cells for which it holds, and all above them by these steps."""
    result = holds.copy()
    for parts, wholes in reversed(steps):
        np.logical_or.at(result, wholes, result[parts])
    return result


def _with_partner(able: Mask, other: Mask, sums: Sums) -> Mask:
    """The able cells of whose whole another part is able to do the opposite."""
    opposite = np.bincount(sums.of, other[sums.parts], minlength=len(sums.wholes))
    beside = opposite[sums.of] - other[sums.parts]
    result = np.zeros(len(able), dtype=np.bool_)
    result[sums.parts[able[sums.parts] & (beside > 0)]] = True
    return result
