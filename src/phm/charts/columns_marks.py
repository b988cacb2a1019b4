"""The marks of one column of a figure: everyone's line, dots, printed values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.drawing import Trace, scatter
from phm.charts.labels import number
from phm.charts.ranked_marks import is_similar, whiskers
from phm.charts.reference import reference_of
from phm.charts.sent import Numbers, numbers, once, sent
from phm.measures.results import OK, Results


FULL, REST, HOLLOW = range(3)
WHISKER_DIGITS = 3  # of a difference, which has no more than the measure's decimals
# Full, in no known group, hollow: sent as places on a scale of colours, which takes a
# tenth of the room of the colours themselves.
COLOURS: Final = {
    "colorscale": [[0.0, theme.MARK], [0.5, theme.OTHERS], [1.0, theme.PAPER]],
    "cmin": FULL,
    "cmax": HOLLOW,
    "showscale": False,
}


@dataclass(frozen=True)
class Column:
    """One measure: its answer, its rows (`columns_rows`), words under its name."""

    results: Results
    rows: pd.DataFrame
    under: tuple[str, ...] = ()

    @cached_property
    def known(self) -> pd.DataFrame:
        """The rows that carry a value."""
        return self.rows[self.rows["status"].eq(OK)]


def everyones_line(column: Column) -> list[Trace]:
    """A dotted line at everyone's value; nothing where there is none."""
    at = reference_of(column.results)
    if at is None:
        return []
    last = float(column.rows["place"].max()) if len(column.rows) else 0.0
    line = {"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"}
    return [scatter(x=[at, at], y=[-0.5, last + 0.5], mode="lines", line=line)]


def dots(column: Column) -> Trace:
    """A dot with its interval on each row that has a value; see COLOURS.

    All are drawn where they are printed, to the measure's decimals: in text that takes
    less room than any array of numbers.
    """
    rows = column.known
    names, decimals = ("value", "lower", "upper"), column.results.measure.decimals
    shown = {name: numbers(rows[name]).round(decimals) for name in names}
    outline = np.where(rows["is_rest"], theme.OTHERS, theme.MARK)
    fill = np.where(rows["is_rest"], REST, FULL)
    hollow = is_similar(column.results, rows)
    return scatter(
        x=shown["value"].tolist(),
        **_down(rows),
        mode="markers",
        error_x=_limits(shown),
        name=column.results.measure.short_title,
        marker={
            "color": sent(np.where(hollow, HOLLOW, fill)),
            "line": {"color": once(outline)},
        },
    )


@lru_cache(maxsize=1)
def column_template() -> go.layout.Template:
    """The house's, with what all marks of columns share, which is then sent once."""
    drawn = whiskers(*[pd.Series([0.0])] * 3)
    shared = {
        "cliponaxis": False,
        "error_x": {name: drawn[name] for name in ("color", "thickness", "width")},
        "marker": {
            "coloraxis": "coloraxis",
            "size": theme.MARKER_SIZE,
            "opacity": 1,
            "line": {"width": theme.LINE_WIDTH},
        },
    }
    house = theme.house_template().to_plotly_json()
    return go.layout.Template(**house | {"data": {"scatter": [shared]}})


def _limits(shown: Mapping[str, Numbers]) -> dict[str, object]:
    """The length of each whisker; Plotly knows by them that there are any."""
    if np.isnan(shown["upper"]).all():
        return {}
    ends = {
        "array": shown["upper"] - shown["value"],
        "arrayminus": shown["value"] - shown["lower"],
    }
    return {name: one.round(WHISKER_DIGITS).tolist() for name, one in ends.items()}


def printed_values(column: Column, at: float) -> Trace:
    """Every value in print, one under the other."""
    rows, decimals = column.known, column.results.measure.decimals
    return scatter(
        x=sent(np.full(len(rows), at)),
        **_down(rows),
        mode="text",
        text=[number(value, decimals) for value in rows["value"]],
        textposition="middle left",
    )


def _down(rows: pd.DataFrame) -> dict[str, object]:
    """The places of rows; of rows without a gap Plotly counts them itself."""
    places = rows["place"].to_numpy(dtype=float)
    is_plain = bool((places == np.arange(len(places))).all())
    return {} if is_plain else {"y": sent(rows["place"])}
