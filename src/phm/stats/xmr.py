"""XmR charts: which points of a series are more than its everyday variation.

Shewhart's individuals chart with the four rules of NHS England's Making Data Count. A
chart of fewer than 12 points is provisional; it says nothing of good or bad.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from phm.stats.intervals import Numbers


TO_LIMIT = 2.66  # mean moving ranges from the mean to a limit: 3 / 1.128
SCREEN = 3.267  # a moving range beyond this many mean ones is left out, where screened
FIRM_FROM = 12
RUN = 7

Bools = npt.NDArray[np.bool_]


class Signal(StrEnum):
    """Why a point stands out; the first that holds, in this order."""

    ABOVE_LIMIT = "above the upper limit"
    BELOW_LIMIT = "below the lower limit"
    RISING = "part of a rise of 7 points"
    FALLING = "part of a fall of 7 points"
    TWO_OF_THREE_HIGH = "2 of 3 near the upper limit"
    TWO_OF_THREE_LOW = "2 of 3 near the lower limit"
    ABOVE_MEAN = "part of 7 points above the mean"
    BELOW_MEAN = "part of 7 points below the mean"
    NONE = ""


@dataclass(frozen=True)
class XmR:
    """Lines of the chart in the unit of the values, and a `Signal` per point."""

    mean: float
    moving_range: float
    signals: npt.NDArray[np.str_]

    @property
    def lower(self) -> float:
        """Lower process limit."""
        return self.mean - TO_LIMIT * self.moving_range

    @property
    def upper(self) -> float:
        """Upper process limit."""
        return self.mean + TO_LIMIT * self.moving_range

    @property
    def near(self) -> tuple[float, float]:
        """Lower and upper lines two thirds of the way from the mean to the limits."""
        third = TO_LIMIT * self.moving_range / 3
        return self.mean - 2 * third, self.mean + 2 * third

    @property
    def provisional(self) -> bool:
        """Whether there are too few points for the limits to be firm."""
        return self.signals.size < FIRM_FROM


def xmr_chart(values: Numbers) -> XmR:
    """Limits from all moving ranges, as Making Data Count's workbook has them.

    `values` has shape (points,), in order of time. Raises ValueError for fewer than 2
    points and for a gap (nan): whoever has one must say what it means.
    """
    y = _series(values)
    return _chart(y, float(np.mean(np.abs(np.diff(y)))))


def screened_xmr_chart(values: Numbers) -> XmR:
    """As `xmr_chart`, leaving out moving ranges above 3.267 times their mean.

    One leap then does not widen the limits that should show it.
    """
    y = _series(values)
    ranges = np.abs(np.diff(y))
    usual = ranges[ranges <= SCREEN * ranges.mean()]
    return _chart(y, float(usual.mean()))


def _series(values: Numbers) -> npt.NDArray[np.float64]:
    y = np.asarray(values, dtype=np.float64)
    if y.ndim != 1 or y.size < 2:
        raise ValueError(f"a chart needs 2 points or more in a row, not {y.shape}")
    if not np.all(np.isfinite(y)):
        raise ValueError(f"point {int(np.argmin(np.isfinite(y))) + 1} has no value")
    return y


def _chart(y: npt.NDArray[np.float64], moving_range: float) -> XmR:
    mean = float(y[0] + np.mean(y - y[0]))  # of equal values exactly their value
    bare = XmR(mean, moving_range, np.full(y.shape, ""))
    side, step = np.sign(y - bare.mean), np.sign(np.diff(y))
    low, high = bare.near
    cases = {
        Signal.ABOVE_LIMIT: y > bare.upper,
        Signal.BELOW_LIMIT: y < bare.lower,
        Signal.RISING: _trend(step > 0),
        Signal.FALLING: _trend(step < 0),
        Signal.TWO_OF_THREE_HIGH: _two_of_three(side > 0, y > high),
        Signal.TWO_OF_THREE_LOW: _two_of_three(side < 0, y < low),
        Signal.ABOVE_MEAN: _in_run(side > 0, RUN),
        Signal.BELOW_MEAN: _in_run(side < 0, RUN),
    }
    names = [signal.value for signal in cases]
    signals = np.select(list(cases.values()), names, default=Signal.NONE.value)
    return XmR(bare.mean, moving_range, signals)


def _trend(moved: Bools) -> Bools:
    """Points at either end of the steps that make a run one shorter than the points."""
    steps = _in_run(moved, RUN - 1)
    return np.asarray(np.append(steps, False) | np.append(False, steps))


def _two_of_three(same_side: Bools, beyond: Bools) -> Bools:
    """Points beyond the near line in three on one side, two of them beyond it."""
    together = _windows(same_side, 3).all(axis=1)
    two = _windows(beyond, 3).sum(axis=1) >= 2
    return beyond & _spread(np.asarray(together & two), 3, beyond.size)


def _in_run(held: Bools, length: int) -> Bools:
    whole = np.asarray(_windows(held, length).all(axis=1))
    return _spread(whole, length, held.size)


def _windows(held: Bools, length: int) -> Bools:
    if held.size < length:
        return np.empty((0, length), dtype=bool)
    return np.lib.stride_tricks.sliding_window_view(held, length)


def _spread(windows: Bools, length: int, points: int) -> Bools:
    """Every point of a window that holds."""
    found = np.zeros(points, dtype=bool)
    for offset in range(length if windows.size else 0):
        found[offset : offset + windows.size] |= windows
    return found
