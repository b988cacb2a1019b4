"""NHS Digital's rule for hospital data (2018): 1 to 7 hidden, others rounded to 5."""

from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray


SUPPRESS_UP_TO = 7
ROUND_TO = 5
ROUNDED_BY = 2  # a whole number lies at most so far from what is shown for it

Numbers = TypeVar("Numbers", pd.Series, NDArray[np.float64])


def is_small(count: Numbers) -> Any:
    """Above 0 and below 8: an estimate of 7.3 would round to a published 5."""
    return (count > 0) & (count < SUPPRESS_UP_TO + 1)


def rounded(count: Numbers) -> Numbers:
    """To the nearest 5, halves upwards."""
    return (count / ROUND_TO + 0.5) // 1 * ROUND_TO
