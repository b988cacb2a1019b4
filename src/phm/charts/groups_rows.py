"""Groups of one scheme as rows of a panel: order, names, and why some have no value."""

import math
from collections.abc import Sequence
from typing import Any

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


def group_rows(
    frame: pd.DataFrame, scheme: Scheme, *, key: str, told: Sequence[str]
) -> pd.DataFrame:
    """A row per group in the scheme's order, the rest last and a little apart.

    `key` is the column of group ids. A group that the frame lacks has no data, nor has
    one without a value in every column of ``told``. Columns of the frame, and group,
    label, place, is_rest, printed (nothing). Raises ValueError when a group comes
    twice.
    """
    return pd.DataFrame(_columns(frame, scheme, key, told))


def panel_rows(results: Results) -> pd.DataFrame:
    """`group_rows` of an answer by one scheme for one area, with `printed` values.

    Raises ValueError for any other answer.
    """
    if len(results.by) != 1 or len(results.frame["area_code"].unique()) > 1:
        raise ValueError("a panel takes one measure by one scheme for one area")
    (scheme,) = results.by
    columns = _columns(results.frame, scheme, scheme.id, ["value"])
    decimals = results.measure.decimals
    printed = [_printed(value, decimals) for value in columns["value"]]
    return pd.DataFrame(columns | {"printed": _texts(printed)})


def _columns(
    frame: pd.DataFrame, scheme: Scheme, key: str, told: Sequence[str]
) -> dict[str, Any]:
    """The columns of `group_rows`, to make a frame of at once.

    Added to a frame one by one they take ten times as long: it is copied for each.
    """
    rows = frame.set_index(key)
    if not rows.index.is_unique:
        raise ValueError("a panel takes one row per group; choose one area first")
    ids = [group.id for group in scheme.everyone]
    rows, is_rest = rows.reindex(ids), np.array(ids) == scheme.rest.id
    return {name: rows[name].array for name in rows} | {
        "group": _texts(ids),
        "label": _texts([plain(group.label) for group in scheme.everyone]),
        "place": np.arange(len(rows)) + GAP * is_rest,
        "is_rest": is_rest,
        "status": _texts(_statuses(rows, told)),
        "printed": _texts([""] * len(rows)),
    }


def _texts(texts: Sequence[str]) -> pd.api.extensions.ExtensionArray:
    """A column of text; told so, pandas need not look at each of them first."""
    return pd.array(texts, dtype="str")


def with_status(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Rows whose status is `ok` only where all of the columns have a value."""
    return rows.assign(status=_texts(_statuses(rows, columns)))


def _statuses(rows: pd.DataFrame, told: Sequence[str]) -> list[str]:
    """OK, or why a row has no value."""
    finite = np.ones(len(rows), dtype=bool)
    for name in told:
        finite &= np.isfinite(rows[name].to_numpy(dtype=float))
    said = zip(rows["status"].tolist(), finite, strict=True)
    return [
        NO_DATA if pd.isna(status) or (status == OK and not is_told) else status
        for status, is_told in said
    ]


def _printed(value: float, decimals: int) -> str:
    return f"   {number(value, decimals)}" if math.isfinite(value) else ""
