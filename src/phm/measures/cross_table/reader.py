"""What a reader of a table knows of each of its cells, and can work out from sums."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from phm.measures.audience import Audience
from phm.measures.cross_table.sums import Mask, Sums
from phm.measures.small_numbers import is_small, rounded


Counts = NDArray[np.float64]
Kinds = NDArray[np.int8]

ANYTHING = 1e9  # more people than any table counts
_MOST_ROUNDS = 100


class Kind(IntEnum):
    """Why a cell is shown or hidden; a reader sees only that it is hidden."""

    SHOWN = 0
    SMALL = 1
    NOUGHT = 2  # hidden so that a small one may be it
    BESIDE = 3  # hidden so that a small one beside it is not told
    REFUSED = 4  # hidden with everything beside it


@dataclass(frozen=True)
class Limits:
    """The least and the most that each cell may be."""

    low: Counts
    high: Counts

    @property
    def values_left(self) -> Counts:
        """How many whole numbers lie between; none or fewer where all is told."""
        return self.high - self.low + 1


def first_kinds(counts: Counts, rule: Audience) -> Kinds:
    """Small counts hidden, all others shown."""
    return np.where(is_small(counts, rule), Kind.SMALL, Kind.SHOWN).astype(np.int8)


def seen_limits(
    counts: Counts, kinds: Kinds, maybe_none: Mask, rule: Audience
) -> Limits:
    """What each cell alone tells somebody who knows the rule.

    ``maybe_none`` marks small cells with a hidden nought beside them. The reader is
    even told which cells are small, which the table does not say.
    """
    low, high = _shown_limits(counts, rule)
    small, nought = kinds == Kind.SMALL, kinds == Kind.NOUGHT
    at_least = 0.0 if _are_estimates(counts) else 1.0
    low = np.where(small, np.where(maybe_none, 0.0, at_least), low)
    high = np.where(small | nought, rule.suppress_up_to, high)
    beside = rule.suppress_up_to + 1.0 if rule.is_exact else 0.0
    low = np.where(kinds == Kind.BESIDE, beside, low)
    low = np.where(nought | (kinds == Kind.REFUSED), 0.0, low)
    high = np.where(kinds >= Kind.BESIDE, ANYTHING, high)
    return Limits(low, high)


def _are_estimates(counts: Counts) -> bool:
    known = counts[np.isfinite(counts)]
    return bool((known % 1 != 0).any())


def _shown_limits(counts: Counts, rule: Audience) -> tuple[Counts, Counts]:
    """Whole numbers that round to what is shown; half a step about it for estimates."""
    seen = rounded(counts, rule)
    below, above = rule.round_to // 2, (rule.round_to - 1) // 2
    half = rule.round_to / 2
    down, up = (half, half) if _are_estimates(counts) else (below, above)
    low = np.maximum(seen - down, rule.suppress_up_to + 1)
    none = counts == 0
    return np.where(none, 0.0, low), np.where(none, 0.0, seen + up)


def worked_out(limits: Limits, sums: Sums) -> Limits:
    """What the sums add to what each cell tells: limits narrowed until they stay."""
    low, high = limits.low.copy(), limits.high.copy()
    packed, covered = sums.packs[sums.of], sums.covers[sums.of]
    for _ in range(_MOST_ROUNDS):
        before_low, before_high = low.copy(), high.copy()
        least, most = _added(low, sums), _added(high, sums)
        of, parts = sums.of, sums.parts
        at_most = high[sums.wholes][of] - (least[of] - low[parts])
        at_least = low[sums.wholes][of] - (most[of] - high[parts])
        np.minimum.at(high, parts[packed], at_most[packed])
        np.maximum.at(low, parts[covered], at_least[covered])
        np.maximum.at(low, sums.wholes[sums.packs], least[sums.packs])
        np.minimum.at(high, sums.wholes[sums.covers], most[sums.covers])
        # counts that do not add up leave nothing possible, and would run away
        low, high = low.clip(max=ANYTHING), high.clip(min=-1.0)
        if np.array_equal(low, before_low) and np.array_equal(high, before_high):
            break
    return Limits(low, high)


def _added(values: Counts, sums: Sums) -> Counts:
    added = np.bincount(sums.of, values[sums.parts], minlength=len(sums.wholes))
    return added.astype(float)


def beside_noughts(kinds: Kinds, sums: Sums) -> Mask:
    """Cells that share a sum with a hidden nought, so that either may be none."""
    with_nought = np.zeros(len(sums.wholes), dtype=np.bool_)
    with_nought[sums.of[kinds[sums.parts] == Kind.NOUGHT]] = True
    return sums.parts_of(with_nought, len(kinds))
