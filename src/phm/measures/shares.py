"""Share of need against share of referrals for the groups of a scheme."""

from dataclasses import dataclass

import pandas as pd

from phm.domain.dimensions import Scheme


@dataclass(frozen=True)
class Shares:
    """One scheme in one area. `frame` has group, need_percent, referral_percent, lower
    and upper (of referral_percent), people_percent, status.
    """

    scheme: Scheme
    area_name: str
    period: str
    tier: str
    frame: pd.DataFrame
