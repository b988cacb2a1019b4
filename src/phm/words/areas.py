"""Which areas have a figure, and how areas are counted and listed in a sentence."""

from collections.abc import Iterable, Sequence

import pandas as pd

from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.measures.results import OK, Results
from phm.words.status import SHORT, effective_status


MOST_NAMED = 4


def areas_of(results: Results) -> pd.DataFrame:
    """One row per area, without the patients in no PCN, who are not an area.

    Raises ValueError for results with more than one row per area.
    """
    frame = results.frame
    if frame["area_code"].duplicated().any():
        raise ValueError("a sentence takes one row per area; choose one group first")
    areas = frame[frame["area_code"].ne(UNALLOCATED_PCN)]
    return areas.assign(status=effective_status(areas))


def known_areas(results: Results) -> pd.DataFrame:
    """The areas with a value, the highest first."""
    areas = areas_of(results)
    order = ["value", "area_name"]
    return areas[areas["status"].eq(OK)].sort_values(order, ascending=[False, True])


def silent_sentence(results: Results) -> str:
    """`1 PCN is not reported: MVP PCN.` for each status; empty if all have a value."""
    areas = areas_of(results)
    return " ".join(
        _silence(
            results.level,
            words,
            list(areas.loc[areas["status"].eq(status), "area_name"]),
        )
        for status, words in SHORT.items()
        if words and areas["status"].eq(status).any()
    )


def counted(count: int, level: AreaLevel) -> str:
    """`1 PCN`, `2 PCNs`."""
    return f"{count:,} {level.label if count == 1 else level.plural}"


def listed(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _silence(level: AreaLevel, words: str, names: Sequence[str]) -> str:
    is_are = "is" if len(names) == 1 else "are"
    verb = "has" if len(names) == 1 else "have"
    said = f"{verb} {words}" if words.startswith("no ") else f"{is_are} {words}"
    few = f": {listed(sorted(names))}" if len(names) <= MOST_NAMED else ""
    return f"{counted(len(names), level)} {said}{few}."
