"""Neighbourhoods of one PCN beside those of the others: what an average would hide."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import DOWN_THE_SIDE, badged, tier_note
from phm.charts.drawing import Drawing, Trace, scatter
from phm.charts.labels import (
    area_label,
    axis_title,
    chart_title,
    number,
    plain,
    wrapped,
)
from phm.charts.ranked_rows import split_known
from phm.charts.reference import reference_of
from phm.charts.sent import sent
from phm.charts.spread_rows import is_far, placed, quarters
from phm.domain.areas import AreaLevel
from phm.measures.results import Results


FRAME_HEIGHT = 230
TOP_ROWS = 1.6
Mark = Trace
HALF = 0.3  # of a box's height, in rows
GAP = ("gap", 0.0)
STROKES = (  # which quarter, and how far above or below the middle of the row
    *(("q1", -HALF), ("q3", -HALF), ("q3", HALF), ("q1", HALF), ("q1", -HALF), GAP),
    *(("median", -HALF), ("median", HALF), GAP),
    *(("low", 0.0), ("q1", 0.0), GAP),
    *(("q3", 0.0), ("high", 0.0), GAP),
)


def spread_figure(
    lsoa_results: Results,
    *,
    pcn_code: str | None,
    pcn_names: Mapping[str, str] | None = None,
) -> go.Figure:
    """One box per PCN by its middle value; each neighbourhood of `pcn_code` is a dot.

    `pcn_names` gives names for the codes in parent_code, which stand in where there is
    no name. Raises ValueError for results with more than one row per neighbourhood.
    """
    if lsoa_results.frame["area_code"].duplicated().any():
        raise ValueError("a spread takes one row per neighbourhood")
    known, _ = split_known(lsoa_results.frame)
    rows = placed(known)
    drawing = Drawing(*(_marks(lsoa_results, rows, pcn_code) if len(rows) else []))
    _lay_out(drawing, lsoa_results, rows, pcn_code, pcn_names or {})
    _x_axis(drawing, lsoa_results, rows, pcn_code)
    _draw_reference(drawing, lsoa_results, rows)
    return badged(drawing, lsoa_results, watermark=DOWN_THE_SIDE)


def _marks(results: Results, rows: pd.DataFrame, chosen: str | None) -> list[Mark]:
    """Boxes of the others and of the chosen PCN, then the dots of each."""
    boxes = quarters(rows).assign(gap=np.nan)
    mine, theirs = rows["pcn"].eq(chosen), boxes["pcn"].eq(chosen)
    far = rows[~mine & is_far(rows, boxes)]
    return [
        _drawn(boxes[~theirs], theme.MARK, theme.BAND),
        _drawn(boxes[theirs], theme.SELECTED, theme.PAPER),
        _dots(results, far, theme.MARK, "circle"),
        _dots(results, rows[mine], theme.ABOVE, "diamond"),
    ]


def _drawn(boxes: pd.DataFrame, colour: str, fill: str) -> Trace:
    """Boxes of quarters worked out here: a twentieth of the bytes of their dots.

    Each is four strokes of one line: box, middle, and whiskers, with a gap after each.
    """
    x = boxes[[name for name, _ in STROKES]].to_numpy(dtype=float)
    y = boxes[["place"]].to_numpy(dtype=float) + np.array([up for _, up in STROKES])
    return scatter(
        x=sent(x.ravel()),
        y=sent(np.where(np.isnan(x), np.nan, y).ravel()),
        mode="lines",
        fill="toself",
        fillcolor=fill,
        line={"color": colour, "width": theme.LINE_WIDTH},
        hoverinfo="skip",
        name="PCNs",
    )


def _dots(results: Results, rows: pd.DataFrame, colour: str, symbol: str) -> Trace:
    value = f"%{{x:,.{results.measure.decimals}f}}"
    return scatter(
        x=sent(rows["value"]),
        y=sent(rows["place"] + _jitter(rows)),
        mode="markers",
        marker={"color": colour, "symbol": symbol, "size": 8},
        hovertext=rows["area_name"].map(plain).tolist(),
        hovertemplate=f"<b>%{{hovertext}}</b><br>{value}<extra></extra>",
        name="Neighbourhoods",
    )


def _jitter(rows: pd.DataFrame) -> "pd.Series[float]":
    """A little up and down, the same every time, so that close dots stay apart."""
    return pd.Series((np.arange(len(rows)) * 2 % 5 - 2) * 0.1, index=rows.index)


def _lay_out(
    drawing: Drawing,
    results: Results,
    rows: pd.DataFrame,
    chosen: str | None,
    names: Mapping[str, str],
) -> None:
    pcns = rows.drop_duplicates("pcn")
    height = round((len(pcns) + TOP_ROWS) * theme.ROW_HEIGHT) + FRAME_HEIGHT
    title = chart_title(results)
    drawing.lay_out(**theme.house_layout(title=title, height=height))
    labels = [area_label(names.get(code, code), AreaLevel.PCN) for code in pcns["pcn"]]
    bold = pcns["pcn"].eq(chosen)
    drawing.lay_out(
        yaxis={
            "range": [len(pcns) - 0.4, -TOP_ROWS],
            "tickvals": pcns["place"],
            "ticktext": [
                f"<b>{label}</b>" if is_bold else label
                for label, is_bold in zip(labels, bold, strict=True)
            ],
            "showgrid": False,
        }
    )


def _pocket(results: Results, chosen: pd.DataFrame) -> list[str]:
    """The chosen PCN's highest neighbourhood by name: the pocket an average hides."""
    if chosen.empty:
        return []
    highest = chosen.loc[chosen["value"].idxmax()]
    value = number(highest["value"], results.measure.decimals)
    return [wrapped(f"Highest in the chosen PCN: {highest['area_name']}, {value}")]


def _x_axis(
    drawing: Drawing, results: Results, rows: pd.DataFrame, chosen: str | None
) -> None:
    lines = [
        axis_title(results.measure),
        "Box: middle half of neighbourhoods; line in it: the middle one",
        "Dots: far from the rest; diamonds: each in the chosen PCN",
        *_pocket(results, rows[rows["pcn"].eq(chosen)]),
    ]
    silent = len(results.frame) - len(rows)
    if silent:
        have = "neighbourhood has" if silent == 1 else "neighbourhoods have"
        lines.append(f"{silent} {have} no value")
    lines += tier_note(results)
    drawing.lay_out(xaxis={"title": {"text": "<br>".join(lines)}})
    if len(rows):
        low, high = rows["value"].min(), rows["value"].max()
        pad = (high - low or 1.0) * 0.04
        from_zero = low >= 0 and not results.measure.diverges_at
        span = [0 if from_zero else low - pad, high + pad]
        drawing.lay_out(xaxis={"range": span})


def _draw_reference(drawing: Drawing, results: Results, rows: pd.DataFrame) -> None:
    at = reference_of(results)
    if at is None or results.benchmark is None or rows.empty:
        return
    line = {"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"}
    drawing.add_shape(
        type="line", x0=at, x1=at, y0=-0.6, y1=rows["place"].max() + 0.6, line=line
    )
    value = number(at, results.measure.decimals)
    drawing.annotate(
        x=at,
        y=-0.6,
        yanchor="bottom",
        text=f"{plain(results.benchmark.name)} <b>{value}</b>",
        showarrow=False,
    )
