"""How many there are in all, told from those met in a random share of everybody.

Each person is in the sample or not, independently and equally likely. The limits are
the score limits (Wilson 1927) solved for the number of trials instead of their share.
"""

import numpy as np

from phm.stats.intervals import Interval, Numbers, non_negative, normal_quantile


def total_interval(
    counted: Numbers, share: float, *, confidence: float = 0.95
) -> Interval:
    """Limits of the number of all, of whom ``counted`` were met in a sample.

    Never fewer than were met. Raises ValueError for a negative count, or a ``share``
    that is not above 0 and up to 1.

    >>> limits = total_interval(50, 0.5)
    >>> round(float(limits.lower), 1), round(float(limits.upper), 1)
    (82.2, 121.6)
    """
    if not 0 < share <= 1:
        raise ValueError(f"share must be above 0 and up to 1, not {share}")
    met = non_negative(counted)
    spread = normal_quantile(confidence) ** 2 * (1 - share)
    middle = met + spread / 2
    half = np.sqrt(np.maximum(middle**2 - met**2, 0))
    lower = np.maximum((middle - half) / share, met)
    return Interval(lower, (middle + half) / share)
