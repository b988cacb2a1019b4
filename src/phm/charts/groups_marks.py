"""Marks of groups: whiskers, and words where a group has no value."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.groups_rows import SILENCES
from phm.charts.sent import sent
from phm.measures.results import OK


def whiskers(
    value: "pd.Series[float]", lower: "pd.Series[float]", upper: "pd.Series[float]"
) -> dict[str, Any]:
    """An interval about each value; none is drawn where there are no limits."""
    return {
        "type": "data",
        "symmetric": False,
        "array": sent(upper - value),
        "arrayminus": sent(value - lower),
        "color": theme.WHISKER,
        "thickness": theme.LINE_WIDTH,
        "width": 0,
        "visible": bool(upper.notna().any()),
    }


def write_silences(
    figure: go.Figure,
    rows: pd.DataFrame,
    *,
    at: float,
    axes: Mapping[str, str],
    words: Mapping[str, str] = SILENCES,
) -> None:
    """The reason in words on each row without a value; rows have place and status."""
    for row in rows[rows["status"].ne(OK)].itertuples():
        figure.add_annotation(
            name="silence",
            text=f"<i>{words.get(row.status, row.status)}</i>",
            xref=axes["xaxis"],
            yref=axes["yaxis"],
            x=at,
            y=row.place,
            xanchor="left",
            xshift=8,
            showarrow=False,
            bgcolor=theme.PAPER,  # so that no line runs through the words
            font_color=theme.QUIET_INK,
        )
