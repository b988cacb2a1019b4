"""Words where a group has no value."""

from collections.abc import Mapping

import pandas as pd

from phm.charts import theme
from phm.charts.drawing import Drawing
from phm.charts.groups_rows import SILENCES
from phm.measures.results import OK


def write_silences(
    drawing: Drawing,
    rows: pd.DataFrame,
    *,
    at: float,
    axes: Mapping[str, str],
    words: Mapping[str, str] = SILENCES,
) -> None:
    """The reason in words on each row without a value; rows have place and status."""
    for place, status in zip(
        rows["place"].tolist(), rows["status"].tolist(), strict=True
    ):
        if status == OK:
            continue
        drawing.annotate(
            name="silence",
            text=f"<i>{words.get(status, status)}</i>",
            xref=axes["xaxis"],
            yref=axes["yaxis"],
            x=at,
            y=place,
            xanchor="left",
            xshift=8,
            showarrow=False,
            bgcolor=theme.PAPER,  # so that no line runs through the words
            font={"color": theme.QUIET_INK},
        )
