"""Words where a group has no value."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.groups_rows import SILENCES
from phm.measures.results import OK


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
