"""An area against a benchmark, in words; better and worse only where that is known."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from phm.domain.indicators import Polarity
from phm.stats.intervals import Interval, Numbers


class Standing(StrEnum):
    """How an area stands to a benchmark."""

    HIGHER = "higher"
    SIMILAR = "similar"
    LOWER = "lower"
    BETTER = "better"
    WORSE = "worse"
    UNKNOWN = "not known"


def against_benchmark(
    limits: Interval, benchmark: Numbers, *, polarity: Polarity | None
) -> npt.NDArray[np.str_]:
    """A `Standing` per area, shape of the limits: the benchmark is taken as exact.

    Below the lower limit of the area's interval the area is higher, above the upper one
    lower, else similar (OHID, Fingertips). Without a polarity that is all that is said:
    many referrals are neither good nor bad. Not known where a number is nan.
    """
    mark = np.asarray(benchmark, dtype=np.float64)
    above, below = _words(polarity)
    cases = {
        Standing.UNKNOWN: np.isnan(mark + limits.lower + limits.upper),
        above: mark < limits.lower,
        below: mark > limits.upper,
    }
    names = [standing.value for standing in cases]
    return np.select(list(cases.values()), names, default=Standing.SIMILAR.value)


def _words(polarity: Polarity | None) -> tuple[Standing, Standing]:
    if polarity is Polarity.HIGHER_IS_BETTER:
        return Standing.BETTER, Standing.WORSE
    if polarity is Polarity.LOWER_IS_BETTER:
        return Standing.WORSE, Standing.BETTER
    return Standing.HIGHER, Standing.LOWER
