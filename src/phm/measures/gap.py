"""The gap between two groups of one scheme, absolute and relative."""

from dataclasses import dataclass

from phm.measures.results import Results
from phm.stats.limits import Limits
from phm.stats.slopes import SlopeIndex


@dataclass(frozen=True)
class Gap:
    """Two groups of one answer: `ratio` is worse over better, `difference` worse less
    better in the measure's unit. `slope` where groups are ordered and known.
    """

    results: Results
    worse: str
    better: str
    ratio: Limits
    difference: Limits
    slope: SlopeIndex | None
