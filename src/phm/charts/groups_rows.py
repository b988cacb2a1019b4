"""Groups of one scheme as rows of a panel: order, names, and why some have no value."""

import math

import numpy as np
import pandas as pd

from phm.charts.labels import in_sentence, number, plain
from phm.domain.dimensions import Scheme
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import NO_DATA, NOT_REPORTED, OK, Results


GAP = 0.5  # rows left free before "not known" or "none recorded"
SILENCES = {
    SUPPRESSED: "suppressed",
    NO_DATA: "nobody to count",
    NOT_REPORTED: "not reported",
}


def scheme_title(scheme: Scheme) -> str:
    """`Ethnicity, sixteen groups`; the dimension alone where the rest adds nothing."""
    dimension = scheme.dimension.replace("_", " ").capitalize()
    if scheme.title in ("", dimension):
        return dimension
    return f"{dimension}, {in_sentence(scheme.title)}"


def panel_title(scheme: Scheme) -> str:
    """The scheme's title as a heading, its dimension in bold."""
    dimension, comma, rest = scheme_title(scheme).partition(",")
    return f"<b>{plain(dimension)}</b>{comma}{plain(rest)}"


def group_rows(frame: pd.DataFrame, scheme: Scheme, *, key: str) -> pd.DataFrame:
    """A row per group in the scheme's order, the rest last and a little apart.

    `key` is the column of group ids. A group that the frame lacks has no data. Columns
    of the frame, and group, label, place, is_rest. Raises ValueError when a group
    comes twice.
    """
    if frame[key].duplicated().any():
        raise ValueError("a panel takes one row per group; choose one area first")
    ids = [group.id for group in scheme.everyone]
    rows = frame.set_index(key).reindex(ids).rename_axis("group").reset_index()
    is_rest = rows["group"].eq(scheme.rest.id)
    return rows.assign(
        label=[plain(group.label) for group in scheme.everyone],
        place=np.arange(len(rows)) + GAP * is_rest,
        is_rest=is_rest,
        status=rows["status"].fillna(NO_DATA),
    )


def panel_rows(results: Results) -> pd.DataFrame:
    """`group_rows` of an answer by one scheme for one area, with `printed` values.

    Raises ValueError for any other answer.
    """
    if len(results.by) != 1 or len(results.frame["area_code"].unique()) > 1:
        raise ValueError("a panel takes one measure by one scheme for one area")
    (scheme,) = results.by
    rows = group_rows(results.frame, scheme, key=scheme.id)
    decimals = results.measure.decimals
    return with_status(rows, "value").assign(
        printed=lambda found: [_printed(value, decimals) for value in found["value"]]
    )


def with_status(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Rows whose status is `ok` only where all of the columns have a value."""
    finite = np.isfinite(rows[list(columns)].astype(float)).all(axis="columns")
    status = rows["status"].where(rows["status"].ne(OK) | finite, NO_DATA)
    return rows.assign(status=status)


def _printed(value: float, decimals: int) -> str:
    return f"   {number(value, decimals)}" if math.isfinite(value) else ""
