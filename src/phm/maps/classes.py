"""Values to classes: which areas share a colour, and how the legend words it.

Values are first rounded as they are shown, so two areas that read the same are always
coloured the same and no two labels overlap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from phm.domain.tiers import Tier
from phm.maps.breaks import BELOW_ALL, STARTS, Breaks, Grid, midpoint_starts


if TYPE_CHECKING:
    import numpy.typing as npt

    from phm.measures.results import Results

SUPPRESSED, NOT_REPORTED, NO_DATA = 5, 6, 7
STATUS_DIGITS: Mapping[str, int] = {
    "suppressed": SUPPRESSED,
    "not reported": NOT_REPORTED,
    "no data": NO_DATA,
}


@dataclass(frozen=True)
class AreaValues:
    """What one map layer shows: area code → value (NaN where none) and status."""

    title: str
    unit: str
    decimals: int
    values: Mapping[str, float]
    statuses: Mapping[str, str]
    midpoint: float | None = None
    tier: str = Tier.OPEN

    @classmethod
    def of(cls, results: Results) -> AreaValues:
        """The values of a result with one row per area; ValueError if it has more."""
        frame = results.frame
        if frame["area_code"].duplicated().any():
            raise ValueError("a map takes one row per area; choose one group first")
        codes = frame["area_code"].tolist()
        return cls(
            title=results.measure.short_title,
            unit=results.measure.unit,
            decimals=results.measure.decimals,
            values=dict(zip(codes, frame["value"].tolist(), strict=True)),
            statuses=dict(zip(codes, frame["status"].tolist(), strict=True)),
            midpoint=results.measure.diverges_at,
            tier=results.tier,
        )


@dataclass(frozen=True)
class Classes:
    """A layer's areas as digits: 0-4 a class, 5 suppressed, 6 not reported, 7 no data.

    `digits` follows the order of the layer's ids; `unplaced` are the codes with a value
    but no shape in the layer, for the page to list. `too_few` is what the suppressed
    are called, where that is not usual.
    """

    title: str
    unit: str
    breaks: Breaks
    method: str
    labels: tuple[str, ...]
    digits: str
    unplaced: tuple[str, ...] = ()
    tier: str = Tier.OPEN
    too_few: str = ""

    @property
    def counts(self) -> Mapping[int, int]:
        """Areas per digit, 0 to 7."""
        return {digit: self.digits.count(str(digit)) for digit in range(NO_DATA + 1)}


def classify(
    shown: AreaValues, ids: Sequence[str], *, breaks: Breaks | None = None
) -> Classes:
    """Cut values into at most five classes, by default quantiles.

    A measure with a midpoint is cut around it unless told otherwise.
    """
    breaks = breaks or _usual_breaks(shown)
    numbers = _numbers(shown, ids)
    known = np.isfinite(numbers)
    scale = 10**shown.decimals
    grid = np.rint(numbers[known] * scale).astype(np.int64)
    starts = _cut(grid, breaks, shown)
    digits = _status_digits(shown, ids)
    digits[known] = np.searchsorted(starts, grid, side="right") - 1
    return Classes(
        title=shown.title,
        unit=shown.unit,
        breaks=breaks,
        method=_method(breaks, grid, starts, shown),
        labels=_labels(breaks, starts, grid, shown.decimals),
        digits="".join(map(str, digits)),
        unplaced=tuple(sorted(set(shown.values) - set(ids))),
        tier=shown.tier,
    )


def _usual_breaks(shown: AreaValues) -> Breaks:
    return Breaks.QUANTILE if shown.midpoint is None else Breaks.AROUND_MIDPOINT


def _numbers(shown: AreaValues, ids: Sequence[str]) -> npt.NDArray[np.float64]:
    """Values in the layer's order; NaN unless the status is ok."""
    return np.array(
        [
            shown.values[code] if shown.statuses.get(code) == "ok" else np.nan
            for code in ids
        ],
        dtype=np.float64,
    )


def _status_digits(shown: AreaValues, ids: Sequence[str]) -> Grid:
    # A value missing from an "ok" row is no data: never a class, never an error.
    statuses = (shown.statuses.get(code, "no data") for code in ids)
    digits = [STATUS_DIGITS[s] if s != "ok" else NO_DATA for s in statuses]
    return np.array(digits, dtype=np.int64)


def _cut(grid: Grid, breaks: Breaks, shown: AreaValues) -> Grid:
    """The lowest rounded value of each class, ascending."""
    if grid.size == 0:
        return grid
    if breaks is Breaks.AROUND_MIDPOINT:
        if shown.midpoint is None:
            raise ValueError(f"{shown.title} has no midpoint to be cut around")
        return midpoint_starts(grid, round(shown.midpoint * 10**shown.decimals))
    return STARTS[breaks](grid)


def _labels(breaks: Breaks, starts: Grid, grid: Grid, decimals: int) -> tuple[str, ...]:
    if starts.size == 0:
        return ()
    ends = _ends(breaks, starts, grid)
    labels = [_span(*span, decimals) for span in zip(starts, ends, strict=True)]
    if starts[0] == BELOW_ALL:
        labels[0] = f"below {_worded(starts[1], decimals)}"
        labels[-1] = f"{_worded(starts[-1], decimals)} or more"
    return tuple(labels)


def _ends(breaks: Breaks, starts: Grid, grid: Grid) -> Grid:
    """The last value of each class: one that occurs where classes follow the values."""
    if breaks is not Breaks.QUANTILE:
        return np.append(starts[1:] - 1, grid.max())
    distinct = np.unique(grid)
    return distinct[np.append(np.searchsorted(distinct, starts[1:]), 0) - 1]


def _span(low: int, high: int, decimals: int) -> str:
    first, last = _worded(low, decimals), _worded(high, decimals)
    return first if low >= high else f"{first} to {last}"


def _worded(number: int, decimals: int) -> str:
    return f"{number / 10**decimals:,.{decimals}f}".replace("-", "−")


def _method(breaks: Breaks, grid: Grid, starts: Grid, shown: AreaValues) -> str:
    if grid.size == 0:
        return "No values to group."
    if breaks is Breaks.AROUND_MIDPOINT:
        middle = f"{shown.midpoint:,.{shown.decimals}f}"
        return f"Groups are set evenly either side of {middle}."
    if breaks is Breaks.EQUAL_INTERVAL:
        return "Groups are equally wide (equal intervals)."
    if len(np.unique(grid)) == len(starts):
        return "One group for each value."
    return "Groups hold about the same number of areas (quantiles)."
