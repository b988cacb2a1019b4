"""Modelled people, never falsely exact."""

import numpy as np

from phm.stats.intervals import Floats, Numbers


STEP = 5  # the least that two modelled numbers may differ by
FIGURES = 2  # that mean anything in a modelled number


def rounded(people: Numbers) -> Floats:
    """To two significant figures, and to the nearest 5 at least, halves up.

    Nothing is hidden: nobody is counted, so nobody can be found out.

    >>> rounded([2, 12, 97, 437, 1249, 0]).tolist()
    [0.0, 10.0, 95.0, 440.0, 1200.0, 0.0]
    """
    values = np.asarray(people, dtype=np.float64)
    safe = np.where(values > 0, values, 1)
    step = np.maximum(10.0 ** (np.floor(np.log10(safe)) - FIGURES + 1), STEP)
    return np.asarray(np.floor(values / step + 0.5) * step)
