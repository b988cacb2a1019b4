"""Small cells that are seen to be untold: one person elsewhere changes nothing shown.

Move a person from a cell to another of the same whole: the totals above the two change
by one, others stay. Where all that is shown still stands, a reader cannot know. That is
quick to see for most cells; the others need a solver (`audit`).
"""

from collections.abc import Sequence

import numpy as np

from phm.measures.reader import Counts, Limits
from phm.measures.sums import Mask, Rows, Sums


def moved_about(counts: Counts, seen: Limits, sums: Sums, depths: Rows) -> Mask:
    """Cells that could be one more or one fewer, by what is shown of every cell.

    False says nothing. ``seen`` is what each cell alone tells, ``depths`` its depth in
    each key.
    """
    if not (sums.packs & sums.covers).all():
        return np.zeros(len(counts), dtype=np.bool_)
    more, fewer = counts + 1 <= seen.high, counts - 1 >= seen.low
    leaf = np.ones(len(counts), dtype=np.bool_)
    leaf[sums.wholes] = False
    steps = _steps_up(sums, depths)
    found = np.zeros(len(counts), dtype=np.bool_)
    for fixed in range(depths.shape[1]):
        others = [step for key, step in steps if key != fixed]
        up, down = _above_too(more, others) & leaf, _above_too(fewer, others) & leaf
        of_key = sums.only(sums.keys == fixed)
        found |= _below_too(_paired(up, down, of_key), others)
    every = [step for _, step in steps]
    alone = (_above_too(more, every) | _above_too(fewer, every)) & leaf
    return found | _below_too(alone, every)


Step = tuple[Rows, Rows]  # parts, and the whole of each


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


def _paired(up: Mask, down: Mask, sums: Sums) -> Mask:
    """Cells that can gain what another of their whole loses, or lose what it gains."""
    result = np.zeros(len(up), dtype=np.bool_)
    size = len(sums.wholes)
    for one, other in ((up, down), (down, up)):
        able = np.bincount(sums.of, other[sums.parts], minlength=size)
        beside = able[sums.of] - other[sums.parts]
        result[sums.parts[one[sums.parts] & (beside > 0)]] = True
    return result
