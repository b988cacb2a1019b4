"""Where classes start: whole-number grids of rounded values in, lowest values out."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import numpy as np
import numpy.typing as npt


Grid = npt.NDArray[np.int64]

CLASS_COUNT = 5
# The outermost twentieth of areas must not decide how wide diverging classes are.
REACH = 0.95
BELOW_ALL = np.iinfo(np.int64).min


class Breaks(StrEnum):
    """How values are cut into classes."""

    QUANTILE = "quantile"
    EQUAL_INTERVAL = "equal interval"
    AROUND_MIDPOINT = "around midpoint"


def quantile_starts(grid: Grid) -> Grid:
    """Classes as equal in size as ties allow: a tie is never split."""
    distinct, sizes = np.unique(grid, return_counts=True)
    if len(distinct) <= CLASS_COUNT:
        return distinct
    ends = np.cumsum(sizes)
    begins = [0]
    for left in range(CLASS_COUNT, 1, -1):
        begins.append(_next_begin(ends, begins[-1], left))
    return distinct[begins]


def _next_begin(ends: Grid, begin: int, classes_left: int) -> int:
    """Where the class after the one at `begin` starts, nearest to an equal share."""
    done = ends[begin - 1] if begin else 0
    target = done + (ends[-1] - done) / classes_left
    at = int(np.searchsorted(ends, target))
    if at > begin and target - ends[at - 1] < ends[at] - target:
        at -= 1
    return min(max(at, begin) + 1, len(ends) - classes_left + 1)


def equal_starts(grid: Grid) -> Grid:
    low, high = int(grid.min()), int(grid.max())
    width = -(-(high - low + 1) // CLASS_COUNT)
    return np.arange(low, high + 1, width, dtype=np.int64)


def midpoint_starts(grid: Grid, midpoint: int) -> Grid:
    """Five classes, mirror images of each other around the midpoint."""
    reach = float(np.quantile(np.abs(grid - midpoint), REACH))
    half, side = round(reach / 5), max(1, round(reach * 2 / 5))
    above = midpoint + half + 1
    below = midpoint - half
    starts = [BELOW_ALL, below - side, below, above, above + side]
    return np.array(starts, dtype=np.int64)


STARTS: Mapping[Breaks, Callable[[Grid], Grid]] = {
    Breaks.QUANTILE: quantile_starts,
    Breaks.EQUAL_INTERVAL: equal_starts,
}
