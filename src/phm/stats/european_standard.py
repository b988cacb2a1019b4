"""The European Standard Population of 2013, in whatever age bands are asked for.

Eurostat, Revision of the European Standard Population (2013): 19 bands, 100,000 people.
"""

from collections.abc import Sequence

import numpy as np

from phm.stats.intervals import Floats


FIVE_YEAR_BANDS = (  # 0-4, 5-9, ... 85-89, 90 and over
    *(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000),
    *(7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
)
OPEN_FROM = 90
ADULT_BANDS = (20, 40, 60, 75, 85)  # the first age of 20-39, 40-59, ... 85 and over


def standard_population(first_ages: Sequence[float]) -> Floats:
    """People of the standard in bands given by their first ages; the last is open.

    A band that cuts a five-year band takes its share by years of age (18 and 19 are two
    fifths of 15 to 19). People below the first age are left out. Raises ValueError
    unless the ages rise from 0 or more to 90 or less.

    >>> standard_population(ADULT_BANDS).tolist()
    [25500.0, 27500.0, 16500.0, 6500.0, 2500.0]
    """
    starts = np.asarray(first_ages, dtype=np.float64)
    rising = starts.size > 0 and bool(np.all(np.diff(starts) > 0))
    if not rising or starts[0] < 0 or starts[-1] > OPEN_FROM:
        raise ValueError(f"ages must rise from 0 or more to 90 or less: {first_ages}")
    edges = np.arange(0, OPEN_FROM + 5, 5)
    younger = np.concatenate([[0.0], np.cumsum(FIVE_YEAR_BANDS)])
    total = younger[-1]
    return np.diff(np.append(np.interp(starts, edges, younger[:-1]), total))
