"""Smoothed values of neighbourhoods inside each PCN; never counts."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Spread:
    """`frame` has pcn_code, pcn_name, neighbourhoods, lowest, lower_quarter, middle,
    upper_quarter, highest, pcn_value, status.
    """

    title: str
    unit: str
    period: str
    tier: str
    frame: pd.DataFrame
