"""Which counts are small, and what others are shown as: the rule of an audience.

The usual rule is NHS Digital's for hospital data (2018): 1 to 7 hidden, others rounded
to 5.
"""

from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from phm.measures.audience import Audience, find_audience
from phm.measures.results import PUBLISHED, Results


HOSPITAL_RULE = find_audience(PUBLISHED)
SUPPRESS_UP_TO = HOSPITAL_RULE.suppress_up_to

Numbers = TypeVar("Numbers", pd.Series, NDArray[np.float64])


def is_small(count: Numbers, rule: Audience = HOSPITAL_RULE) -> Any:
    """Above 0 and up to the rule's threshold: 7.3 would be rounded to a published 5."""
    return (count > 0) & (count < rule.suppress_up_to + 1)


def rounded(count: Numbers, rule: Audience = HOSPITAL_RULE) -> Numbers:
    """To the nearest step of the rule, halves upwards."""
    return (count / rule.round_to + 0.5) // 1 * rule.round_to


def shown_to(results: Results) -> int:
    """To the nearest how many people counts of an answer are shown.

    Those of a sample are rounded before they are multiplied up.
    """
    step = find_audience(results.audience).round_to
    return round(step / results.counted_share)


def homogeneous(
    numerator: Numbers, denominator: Numbers, rule: Audience = HOSPITAL_RULE
) -> Any:
    """True where a share tells something of everybody, or of all but a few.

    Whoever is known to be in a group of which all have an attribute is known to have
    it. All but 1 to 7 give the few away: they are the other part of a whole.
    """
    others = denominator - numerator
    everybody = (numerator == denominator) & (numerator > 0)
    return everybody | ((numerator > 0) & is_small(others, rule))
