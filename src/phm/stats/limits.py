"""A figure with its interval, and many of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from phm.stats.intervals import Floats


@dataclass(frozen=True)
class Limits:
    """A value and its lower and upper confidence limits, in the value's own unit.

    A figure that could not be worked out has nan limits.
    """

    value: float
    lower: float
    upper: float

    def excludes(self, x: float) -> bool:
        """Whether `x` lies outside the limits; limits that are nan exclude nothing.

        >>> Limits(2.5, 2.3, 2.7).excludes(1)
        True
        """
        return x < self.lower or x > self.upper

    def scaled(self, multiplier: float) -> "Limits":
        """In another unit, say per 1,000. Raises ValueError unless above 0."""
        times = _above_zero(multiplier)
        return Limits(self.value * times, self.lower * times, self.upper * times)


@dataclass(frozen=True)
class Estimates:
    """Values and their limits: three arrays of one shape, nan where undefined."""

    value: Floats
    lower: Floats
    upper: Floats

    def at(self, *index: int) -> Limits:
        """One of them; without an index the only one of an array of no dimension."""
        one = (self.value[index], self.lower[index], self.upper[index])
        return Limits(*map(float, one))

    def excludes(self, x: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Where `x` lies outside the limits; limits that are nan exclude nothing."""
        beyond = np.asarray(x, dtype=np.float64)
        return np.asarray((beyond < self.lower) | (beyond > self.upper))

    def scaled(self, multiplier: float) -> "Estimates":
        """In another unit, say per 1,000. Raises ValueError unless above 0."""
        times = _above_zero(multiplier)
        return Estimates(self.value * times, self.lower * times, self.upper * times)


def _above_zero(multiplier: float) -> float:
    if not multiplier > 0:
        raise ValueError(f"a multiplier must be above 0, not {multiplier}")
    return multiplier
