"""Which areas a ranked chart shows, in which order, and at which height."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from phm.domain.areas import UNALLOCATED_PCN
from phm.measures.results import NO_DATA, OK, Results


GAP = 0.6  # rows left free before the areas that are outside the ranking


@dataclass(frozen=True)
class RankedRows:
    """Frames as in Results, with a column `place`: rows down from the top, from 0.

    `ranked` runs from the highest value; `apart` has a value but is no area of this
    level (patients in no PCN); `unknown` has none; `left_out` are beyond the limit.
    """

    ranked: pd.DataFrame
    apart: pd.DataFrame
    unknown: pd.DataFrame
    left_out: int

    @cached_property
    def everything(self) -> pd.DataFrame:
        """All rows shown, top to bottom."""
        return pd.concat([self.ranked, self.apart, self.unknown], ignore_index=True)

    @cached_property
    def with_value(self) -> pd.DataFrame:
        """All rows that get a mark."""
        return pd.concat([self.ranked, self.apart], ignore_index=True)


def ranked_rows(
    results: Results, *, selected: str | None = None, limit: int | None = None
) -> RankedRows:
    """Rank a result with one row per area. Raises ValueError if it has more.

    With a limit the highest are kept, and the selected area whatever its rank; areas
    without a value are never left out.
    """
    frame = results.frame
    if frame["area_code"].duplicated().any():
        raise ValueError("a ranking takes one row per area; choose one group first")
    if limit is not None and limit < 1:
        raise ValueError(f"a ranking of {limit} areas shows nothing")
    known, unknown = split_known(frame)
    outside = known["area_code"].eq(UNALLOCATED_PCN)
    order = known[~outside].sort_values(["value", "area_name"], ascending=[False, True])
    kept = _limited(order, selected, limit)
    parts = _placed([kept, known[outside], unknown.sort_values("area_name")])
    return RankedRows(*parts, left_out=len(order) - len(kept))


def split_known(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows with a value, and the others with a status that says why."""
    is_finite = np.isfinite(frame["value"].to_numpy(dtype=float))
    has_value = (frame["status"] == OK).to_numpy(dtype=bool) & is_finite
    if has_value.all():
        return frame, frame[:0]
    others = frame[~has_value]
    said = others["status"].where(others["status"].ne(OK), NO_DATA)
    return frame[has_value], others.assign(status=said)


def _limited(
    order: pd.DataFrame, selected: str | None, limit: int | None
) -> pd.DataFrame:
    if limit is None:
        return order
    first = np.arange(len(order)) < limit
    return order[first | order["area_code"].eq(selected).to_numpy()]


def _placed(parts: list[pd.DataFrame]) -> list[pd.DataFrame]:
    start, placed = 0.0, []
    for part in parts:
        placed.append(part.assign(place=start + np.arange(len(part))))
        start += len(part) + (GAP if len(part) else 0)
    return placed
