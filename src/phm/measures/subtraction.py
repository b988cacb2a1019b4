"""What hidden counts wholes and parts give away between them, and what hides it.

Nought is shown and 1 to 7 hidden, so each hidden part is at least 1 and at most 7: a
PCN that is itself small and has seven practices with somebody has one in each. A part
is told when fewer than three values are left for it. Then the noughts beside it are
hidden too, so that it may be one of them. Where its one value is left even so, the
smallest parts that are shown are hidden, and at last the whole.
"""

from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from phm.measures.small_numbers import ROUNDED_BY, SUPPRESS_UP_TO, is_small, rounded


Counts = NDArray[np.float64]
Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]

# From the parts to the whole: a level is hidden before it is a part of the next.
LEVELS = ("practice", "pcn", "place", "system")
_FEWEST_LEFT = 3
_AMBIGUOUS = 2


def hidden_by_subtraction(tree: pd.DataFrame) -> Mask:
    """True where a count of ``tree`` must be hidden although it is not small.

    ``tree``: one row per area and period (`area_level`, `area_code`, `parent_code`,
    `period`, `numerator`), of every level at which the count is known.
    """
    counts = tree["numerator"].to_numpy(dtype=float)
    hidden = np.zeros(len(tree), dtype=np.bool_)
    for level, above in pairwise(LEVELS):
        whole_at = _places(tree, above, "area_code")
        for key, parts in _places(tree, level, "parent_code").items():
            whole = whole_at.get(key)
            if whole is not None:
                _protect(counts, hidden, parts, int(whole[0]))
    return hidden


def _places(tree: pd.DataFrame, level: str, code: str) -> dict[object, Rows]:
    """Row numbers of a level's counts by area (or parent) and period."""
    known = tree["area_level"].eq(level) & tree["numerator"].notna()
    rows = tree.reset_index(drop=True)[known.to_numpy()]
    found = rows.groupby([code, "period"]).indices
    return {key: rows.index.to_numpy()[places] for key, places in found.items()}


def _protect(counts: Counts, hidden: Mask, parts: Rows, whole: int) -> None:
    """Hide among ``parts``, then ``whole``, until no small part is told."""
    if not is_small(counts[parts]).any():
        return
    if _values_left(counts, hidden, parts, whole) < _FEWEST_LEFT:
        hidden[parts[counts[parts] == 0]] = True
    while _values_left(counts, hidden, parts, whole) < _AMBIGUOUS:
        shown = parts[~hidden[parts] & (counts[parts] > SUPPRESS_UP_TO)]
        if not shown.size:
            hidden[whole] = True
            return
        hidden[shown[counts[shown].argmin()]] = True


def _values_left(counts: Counts, hidden: Mask, parts: Rows, whole: int) -> float:
    """How many values a reader has left for the small part that is known best."""
    if hidden[whole]:
        return np.inf
    low, high = _limits(counts[parts], hidden[parts])
    least, most = (limit[0] for limit in _limits(counts[[whole]], hidden[[whole]]))
    small = is_small(counts[parts])
    highest = np.minimum(high, most - (low.sum() - low))[small]
    beside = np.array([np.delete(high, part).sum() for part in np.flatnonzero(small)])
    lowest = np.maximum(low[small], least - beside)
    return float((np.floor(highest) - np.ceil(lowest) + 1).min())


def _limits(counts: Counts, hidden: Mask) -> tuple[Counts, Counts]:
    """What a reader knows of each count: at least and at most.

    Beside a hidden nought, any hidden count may be one.
    """
    small, seen, nought = is_small(counts), rounded(counts), counts == 0
    fewest = 0.0 if (nought & hidden).any() else 1.0
    low = np.where(small, fewest, np.maximum(seen - ROUNDED_BY, SUPPRESS_UP_TO + 1))
    high = np.where(small, SUPPRESS_UP_TO, seen + ROUNDED_BY)
    low, high = np.where(nought | hidden, 0.0, low), np.where(nought, 0.0, high)
    return low, np.where(hidden, np.where(nought, SUPPRESS_UP_TO, np.inf), high)
