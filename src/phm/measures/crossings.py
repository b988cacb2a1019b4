"""Groups where dimensions cross that are reached less than their need implies."""

from dataclasses import dataclass

from phm.domain.dimensions import Scheme
from phm.stats.limits import Limits


@dataclass(frozen=True)
class Crossing:
    """A group reached less than its need implies, in disclosed (rounded) numbers.

    `area_code` and `area_name` are empty for the whole system.
    """

    groups: tuple[tuple[Scheme, str], ...]
    area_code: str
    area_name: str
    people: int
    observed: float
    expected: float
    ratio: Limits
    missed: float
    q: float


@dataclass(frozen=True)
class Crossings:
    """What was found among the crossings examined; others were too small to tell."""

    found: tuple[Crossing, ...]
    examined: int
    too_small: int
    false_discovery_rate: float
    period: str
    tier: str
