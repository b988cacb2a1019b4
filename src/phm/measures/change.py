"""Reach in the 12 months before and in the newest 12, by the groups of a scheme."""

from dataclasses import dataclass

import pandas as pd

from phm.domain.dimensions import Scheme


@dataclass(frozen=True)
class Change:
    """One scheme. `frame` has group, before, before_lower, before_upper, now, now_lower,
    now_upper, ratio, ratio_lower, ratio_upper, status.
    """

    scheme: Scheme
    before_period: str
    period: str
    tier: str
    unit: str
    frame: pd.DataFrame
