"""Two cohorts on one scale: a row for each measure, a mark for each cohort.

Measures of several units are drawn as times the value of everybody, so that one scale
holds them; each value in its own unit is printed beside its mark.
"""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import badged
from phm.charts.cohort_pair_rows import pair_rows, read_row
from phm.charts.drawing import UPRIGHT, Drawing, Trace, scatter
from phm.charts.groups_layout import note_lines
from phm.charts.groups_title import smaller_line, tier_words, wide_title
from phm.charts.labels import plain
from phm.charts.ranked_marks import whiskers
from phm.charts.sent import sent
from phm.measures.cohort_pair import CohortPair
from phm.measures.results import OK


APART = 0.2  # rows between each mark and the middle of its row
ROW = 2.3 * theme.ROW_HEIGHT
NAMES, PRINTED = 270, 230  # pixels at the left and at the right
BELOW = 46
LOOKS = (("circle", theme.SERIES[0], "●"), ("diamond", theme.SERIES[1], "◆"))
LONGEST = 90  # characters of a cohort's name in the key


def pair_figure(pair: CohortPair) -> go.Figure:
    """One row for each measure; everybody's value is the line at 1."""
    rows = pair_rows(pair)
    drawing = Drawing(
        *[_marks(pair, rows[rows["side"].eq(side)], side) for side in (0, 1)]
    )
    _lay_out(drawing, pair, rows)
    for row in rows.itertuples():
        _print(drawing, row)
    return badged(drawing, *pair.answers)


def _marks(pair: CohortPair, rows: pd.DataFrame, side: int) -> Trace:
    symbol, colour, _ = LOOKS[side]
    known = rows[rows["status"].eq(OK) & np.isfinite(rows["value"].astype(float))]
    value, lower, upper = (
        known[name].astype(float) for name in ("value", "lower", "upper")
    )
    return scatter(
        x=sent(value),
        y=sent(_height(known)),
        mode="markers",
        cliponaxis=False,
        error_x=whiskers(value, lower, upper) | {"color": colour},
        hoverinfo="skip",  # its value is printed
        name=plain((pair.first, pair.second)[side].title[:LONGEST]),
        marker={"symbol": symbol, "size": theme.MARKER_SIZE, "color": colour},
    )


def _height(rows: pd.DataFrame) -> "pd.Series[float]":
    return (rows["place"] + APART * (2 * rows["side"] - 1)).astype(float)


def _print(drawing: Drawing, row: Any) -> None:
    """Value and interval at the right; the reason where there is none."""
    _, colour, sign = LOOKS[row.side]
    drawing.annotate(
        name="printed",
        text=f"{sign} {plain(read_row(row))}",
        xref="paper",
        x=1,
        xanchor="left",
        xshift=14,
        yref="y",
        y=row.place + APART * (2 * row.side - 1),
        showarrow=False,
        font={"color": colour},
    )


def _lay_out(drawing: Drawing, pair: CohortPair, rows: pd.DataFrame) -> None:
    notes = note_lines(_notes(pair))
    title = _title(pair)
    count = rows["place"].nunique()
    top = theme.house_layout(title=title, height=1)["margin"]["t"]
    bottom = BELOW + theme.LINE_HEIGHT * len(notes)
    height = round(top + ROW * count + bottom)
    look = theme.house_layout(title=title, height=height)
    look["margin"] = {"t": top, "l": NAMES, "r": PRINTED, "b": bottom}
    drawing.lay_out(**look)
    names = rows.drop_duplicates("place")
    drawing.lay_out(
        xaxis={"range": _span(rows), "ticklabelstandoff": 4, "nticks": 6},
        yaxis={
            "range": [count - 0.5, -0.5],
            "tickvals": names["place"].tolist(),
            "ticktext": [_two_lines(label) for label in names["label"]],
            "showgrid": False,
            "automargin": False,
        },
    )
    line = {"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"}
    drawing.add_shape(type="line", **UPRIGHT, x0=1, x1=1, line=line, layer="below")
    drawing.annotate(
        name="notes",
        text="<br>".join(notes),
        xref="paper",
        x=0,
        xanchor="left",
        xshift=8 - NAMES,
        yref="paper",
        y=0,
        yanchor="top",
        yshift=8 - BELOW,
        align="left",
        showarrow=False,
        font={"color": theme.QUIET_INK},
    )


def _two_lines(label: str) -> str:
    return "<br>".join(map(plain, label.split(", ", 1)))


def _span(rows: pd.DataFrame) -> list[float]:
    seen = rows[["value", "upper"]].to_numpy(dtype=float)
    seen = np.append(seen[np.isfinite(seen)], 1.0)
    return [0.0, float(f"{seen.max() * 1.05:.6g}")]


def _title(pair: CohortPair) -> str:
    period = pair.rates[0].first.period
    said = wide_title(f"Two cohorts against everybody in {pair.area_name}, {period}")
    for (_, colour, sign), one in zip(LOOKS, (pair.first, pair.second), strict=True):
        name = one.title if len(one.title) <= LONGEST else f"{one.title[:LONGEST]}…"
        line = smaller_line(f"{sign} {name}")
        said += line.replace('style="', f'style="color:{colour};')
    return said


def _notes(pair: CohortPair) -> list[str]:
    return [
        "Times the value of everybody; in print the value itself",
        "Dotted line: everybody",
        "Whiskers: 95 % confidence interval",
        *tier_words(pair.answers),
    ]
