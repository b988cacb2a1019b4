"""A measure as declared: what is counted, over what, and how it must be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from phm.domain.areas import AreaLevel


class Method(StrEnum):
    """How the interval is made; `phm.measures.estimate` maps each to `phm.stats`."""

    WILSON = "wilson"
    BYAR = "byar"
    RANGE = "range"
    NONE = "none"


class Polarity(StrEnum):
    """Whether more is better. Absent where there is no direction."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"


@dataclass(frozen=True)
class Quantity:
    """A column of a warehouse table, one number per unit and period.

    `unit` is the grain the table is counted at: practice, pcn, lsoa or area (already
    at every level, with columns area_level and area_code). `of_people` says whether it
    counts patients, whose small numbers must not be told; staff may be.
    ``of_everybody`` is for a share: the count of everybody in the area.
    """

    table: str
    column: str
    where: Mapping[str, str] = field(default_factory=dict)
    of_people: bool = True
    of_everybody: bool = False


@dataclass(frozen=True)
class Measure:
    """One declared measure (`measures/definitions/<id>.toml`)."""

    id: str
    title: str
    short_title: str
    group: str
    unit: str
    multiplier: float
    decimals: int
    method: Method
    polarity: Polarity | None
    counted_at: str
    numerator: Quantity
    denominator: Quantity | None
    lower: Quantity | None
    upper: Quantity | None
    numerator_label: str
    denominator_label: str
    levels: tuple[AreaLevel, ...]
    sources: tuple[str, ...]
    caveats: tuple[str, ...]
    why_it_matters: str
    how_it_is_made: str
    diverges_at: float | None = None
    reported_above: float = -1.0  # a unit at or below this has recorded nothing
    order: int = 100
    fewest: Quantity | None = None  # the smallest count that the value would give away
    window: str = ""  # what stands before a period that is a last day: "12 months to"

    @property
    def by_group_only(self) -> bool:
        """Whether it has an answer for groups of people alone, such as a share."""
        return self.counted_at == "group"

    @property
    def has_history(self) -> bool:
        """Whether every period is worth keeping, not only the newest."""
        return self.group == "history"
