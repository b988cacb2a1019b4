"""How far apart the neighbourhoods of each PCN are: no average hides a pocket."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import DOWN_THE_SIDE, badged
from phm.charts.drawing import Drawing, Trace, scatter
from phm.charts.groups_ends import one_line
from phm.charts.groups_marks import write_silences
from phm.charts.groups_title import capital, tier_words, wide_title
from phm.charts.labels import area_label, number, plain, wrapped
from phm.charts.sent import numbers, sent
from phm.charts.within_pcn_rows import decimals_of, spread_rows
from phm.domain.areas import AreaLevel
from phm.measures.results import OK
from phm.measures.spread import Spread


QUARTERS = 9  # pixels of the thick line over the middle half
MIDDLE = 11  # pixels from the middle of a row to an end of the upright tick
FRAME_HEIGHT = 190
PLOT_LINE = 80  # characters that fit the plot beside the names
KEY = (
    "Thin line: lowest tenth to highest tenth of neighbourhoods (the mean of each)",
    "Thick: middle half   ❘ middle one   ◇ the PCN’s own value   Values are smoothed",
)


def within_pcn_figure(spread: Spread) -> go.Figure:
    """A row per PCN, the widest apart on top; those without values last, in words."""
    rows = spread_rows(spread)
    known = rows[rows["status"].eq(OK)]
    drawing = Drawing(
        _line(known, ("lowest", "highest"), theme.MARK, theme.LINE_WIDTH),
        _line(known, ("lower_quarter", "upper_quarter"), theme.PARTS[1], QUARTERS),
        _own_values(known, decimals_of(spread)),
        _middles(known),
    )
    span = _span(known)
    _lay_out(drawing, spread, rows, span)
    axes = {"xaxis": "x", "yaxis": "y"}
    write_silences(drawing, rows, at=span[0], axes=axes, words={})
    return badged(drawing, spread, watermark=DOWN_THE_SIDE)


def _line(rows: pd.DataFrame, ends: tuple[str, str], colour: str, width: int) -> Trace:
    """One line per row between two columns, broken from row to row."""
    places = numbers(rows["place"])
    return scatter(
        x=one_line(*(numbers(rows[name]) for name in ends)),
        y=one_line(places, places),
        mode="lines",
        line={"color": colour, "width": width},
        hoverinfo="skip",
        name=" to ".join(ends).replace("_", " "),
    )


def _middles(rows: pd.DataFrame) -> Trace:
    """The middle neighbourhood as an upright tick."""
    return scatter(
        x=sent(rows["middle"]),
        y=sent(rows["place"]),
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": MIDDLE,
            "line": {"color": theme.INK, "width": 3},
        },
        hoverinfo="skip",
        name="Middle neighbourhood",
    )


def _own_values(rows: pd.DataFrame, decimals: int) -> Trace:
    """The PCN's own value, where it has one, with everything else in its hover box."""
    return scatter(
        x=sent(rows["pcn_value"].astype(float)),
        y=sent(rows["place"]),
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": "diamond",
            "size": theme.MARKER_SIZE + 2,
            "opacity": 1,
            "color": theme.PAPER,
            "line": {"color": theme.INK, "width": theme.LINE_WIDTH},
        },
        hovertext=[_hover(row, decimals) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        name="The PCN’s own value",
    )


def _hover(row: Any, decimals: int) -> str:
    return (
        f"<b>{plain(row.pcn_name)}</b>: {number(row.pcn_value, decimals)}<br>"
        f"{int(row.neighbourhoods)} neighbourhoods, {_ends(row, decimals)}"
    )


def _ends(row: Any, decimals: int) -> str:
    return f"{number(row.lowest, decimals)} to {number(row.highest, decimals)}"


def _span(rows: pd.DataFrame) -> list[float]:
    seen = rows[["lowest", "highest", "pcn_value"]].astype(float)
    if rows.empty:
        return [0.0, 1.0]
    low, high = float(seen.min().min()), float(seen.max().max())
    pad = (high - low or 1.0) * 0.04
    return [low - pad, high + pad]  # marks, not bars: zero would leave them no room


def _lay_out(
    drawing: Drawing, spread: Spread, rows: pd.DataFrame, span: list[float]
) -> None:
    title = wide_title(f"{spread.title}, {spread.period}")
    height = round(len(rows) * theme.ROW_HEIGHT) + FRAME_HEIGHT
    drawing.lay_out(**theme.house_layout(title=title, height=height))
    down = {
        "range": [len(rows) - 0.4, -0.6],
        "tickvals": rows["place"].tolist(),
        "ticktext": [_tick(row, decimals_of(spread)) for row in rows.itertuples()],
        "showgrid": False,
    }
    notes = [capital(spread.unit), *KEY, *tier_words([spread])]
    lines = [wrapped(line, PLOT_LINE) for line in notes]
    across = {"range": span, "title": {"text": "<br>".join(lines)}}
    drawing.lay_out(xaxis=across, yaxis=down)


def _tick(row: Any, decimals: int) -> str:
    """A PCN's name with the ends of its line."""
    name = area_label(row.pcn_name, AreaLevel.PCN)
    return f"{name}   {_ends(row, decimals)}" if row.status == OK else name
