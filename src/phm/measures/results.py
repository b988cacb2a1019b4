"""What leaves the measures room: numbers with everything they need to be read."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure


OK = "ok"
NOT_REPORTED = "not reported"
NO_DATA = "no data"
PUBLISHED = "published"  # the audience whose rule holds unless another is asked for
FRAME_COLUMNS = (
    "area_code",
    "area_name",
    "parent_code",
    "period",
    "value",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "units_reported",
    "units_total",
    "status",
)


@dataclass(frozen=True)
class SourceNote:
    """One file a number stands on, as it is cited."""

    title: str
    publisher: str
    period: str
    licence: str
    landing_page: str


@dataclass(frozen=True)
class Benchmark:
    """The value a ranking is read against: the whole system's own."""

    name: str
    value: float
    lower: float
    upper: float
    completeness: str

    @classmethod
    def of(cls, row: pd.Series, completeness: str = "") -> "Benchmark | None":
        """From a row of an answer; nothing where it has no value."""
        if row["status"] != OK:
            return None
        value, lower, upper = (float(row[name]) for name in ("value", "lower", "upper"))
        return cls(str(row["area_name"]), value, lower, upper, completeness)


@dataclass(frozen=True)
class Answer:
    """The rows of an answer, as `Results.frame`, and what they are read against."""

    frame: pd.DataFrame
    benchmark: Benchmark | None
    wholes: pd.DataFrame | None = None
    counted_share: float = 1.0


@dataclass(frozen=True, eq=False)
class Results:
    """One measure for every area of a level. `frame` has FRAME_COLUMNS.

    Two are the same only if they are one and the same object, of which what follows
    from an answer can be kept.

    Asked by groups, it has a column of group ids for each scheme too, named by the
    scheme's id, and a row for each group in the order of `Scheme.everyone`; `wholes`
    has a row of everybody for each area. Below a ``counted_share`` of 1 people were
    counted in a sample: counts are multiplied up, limits as wide as that makes them.
    """

    measure: Measure
    level: AreaLevel
    frame: pd.DataFrame
    benchmark: Benchmark | None
    period: str
    tier: str
    sources: tuple[SourceNote, ...]
    caveats: tuple[str, ...]
    interval: str
    by: tuple[Scheme, ...] = ()
    where: tuple[tuple[Scheme, str], ...] = ()
    audience: str = PUBLISHED
    standardised: bool = False
    wholes: pd.DataFrame | None = None
    counted_share: float = 1.0

    def of_area(self, code: str) -> "Results":
        """One area's rows, read against everybody there, or else the system."""
        frame = self.frame[self.frame["area_code"].eq(code)].reset_index(drop=True)
        if self.wholes is None:
            return replace(self, frame=frame)
        whole = self.wholes[self.wholes["area_code"].eq(code)]
        benchmark = Benchmark.of(whole.iloc[0]) if len(whole) else None
        return replace(self, frame=frame, benchmark=benchmark, wholes=whole)

    @property
    def is_of_some(self) -> bool:
        """Whether only some people are counted, and the benchmark is of everybody."""
        return bool(self.where)

    def of_these(self) -> "Results":
        """Of one row alone: its own value as the one that a headline tells."""
        (row,) = (self.frame.iloc[place] for place in range(len(self.frame)))
        return replace(self, benchmark=Benchmark.of(row))

    def row_of(self, group: str) -> pd.Series:
        """The row of a group, of an answer by one scheme in one area."""
        (scheme,) = self.by
        # a mask over a few rows takes ten times as long
        return self.frame.iloc[self.frame[scheme.id].tolist().index(group)]

    @property
    def known(self) -> pd.DataFrame:
        """The rows that carry a value."""
        return self.frame[self.frame["status"] == OK]

    @cached_property
    def areas(self) -> pd.DataFrame:
        """One row per area, without the patients in no PCN, who are not an area.

        Raises ValueError for results with more than one row per area.
        """
        if self.frame["area_code"].duplicated().any():
            raise ValueError("there is more than one row per area; choose a group")
        areas = self.frame[self.frame["area_code"].ne(UNALLOCATED_PCN)]
        return areas.assign(status=effective_status(areas))

    @cached_property
    def known_areas(self) -> pd.DataFrame:
        """The areas with a value, the highest first."""
        known = self.areas[self.areas["status"].eq(OK)]
        return known.sort_values(["value", "area_name"], ascending=[False, True])


def effective_status(frame: pd.DataFrame) -> "pd.Series[str]":
    """The status of each row; `no data` where a row said to be ok has no value."""
    status = frame["status"]
    told = np.isfinite(frame["value"].to_numpy(dtype=float)) | status.ne(OK).to_numpy()
    return status if told.all() else status.where(told, NO_DATA)
