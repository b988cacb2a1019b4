"""Rows that several measures share: groups of a scheme, or areas, in one order."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from phm.charts.groups_rows import GAP, group_rows, with_status
from phm.charts.labels import area_label
from phm.domain.areas import UNALLOCATED_PCN
from phm.measures.results import NO_DATA, OK, Results


def rows_of_groups(answers: Sequence[Results]) -> list[pd.DataFrame]:
    """A frame per answer, its rows the groups of the one scheme all are by.

    Columns of the answer's frame, and key, label, place (rows down from the top),
    is_rest. Raises ValueError for answers by several schemes, or of several areas.
    """
    schemes = {tuple(scheme.id for scheme in one.by) for one in answers}
    if len(schemes) != 1 or len(answers[0].by) != 1:
        raise ValueError("columns by groups take answers by one and the same scheme")
    (scheme,) = answers[0].by
    return [
        group_rows(one.frame, scheme, key=scheme.id, told=["value"]).rename(
            columns={"group": "key"}
        )
        for one in answers
    ]


def rows_of_areas(answers: Sequence[Results], *, by: int = 0) -> list[pd.DataFrame]:
    """A frame per answer, its rows the areas, highest of the answer at ``by`` first.

    Areas that it has no value for come last, patients in no PCN after them and a
    little apart. Columns as `rows_of_groups`. Raises ValueError for several levels or
    several rows per area.
    """
    if len({one.level for one in answers}) != 1:
        raise ValueError("columns by area take answers of one level")
    if any(one.frame["area_code"].duplicated().any() for one in answers):
        raise ValueError("columns by area take one row per area")
    keys = _in_order(answers[by])
    level = answers[0].level
    names = pd.concat(
        [one.frame.set_index("area_code")["area_name"] for one in answers]
    )
    names = names[~names.index.duplicated()]
    is_rest = keys == UNALLOCATED_PCN
    shared = {
        "key": keys,
        "label": [area_label(str(names[key]), level) for key in keys],
        "place": np.arange(len(keys)) + GAP * is_rest,
        "is_rest": is_rest,
    }
    return [_areas(one, keys, shared) for one in answers]


def _in_order(results: Results) -> np.ndarray:
    frame = results.frame.assign(
        outside=results.frame["area_code"].eq(UNALLOCATED_PCN),
        known=results.frame["value"].where(results.frame["status"].eq(OK)),
    )
    order = frame.sort_values(
        ["outside", "known", "area_name"],
        ascending=[True, False, True],
        na_position="last",
    )
    return order["area_code"].to_numpy()


def _areas(
    results: Results, keys: np.ndarray, shared: dict[str, object]
) -> pd.DataFrame:
    frame = results.frame.set_index("area_code").reindex(keys).reset_index()
    rows = frame.assign(**shared, status=frame["status"].fillna(NO_DATA))
    return with_status(rows, "value")
