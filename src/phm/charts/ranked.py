"""Areas of one level from the highest to the lowest, with their intervals.

A dot with whiskers where there is an interval, a bar from zero where there is none or
where the measure runs either side of zero. The value stands beside the name, so that
nothing needs hovering.
"""

import re

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.labels import (
    HALF_PAGE_LINE,
    area_label,
    axis_title,
    chart_title,
    number,
    wrapped,
)
from phm.charts.ranked_marks import (
    completeness_marks,
    is_similar,
    shows_completeness,
    silent_marks,
    value_marks,
)
from phm.charts.ranked_rows import RankedRows, ranked_rows
from phm.charts.reference import reference_of
from phm.measures.results import Results


# Rows above the first area: for the lines of words on the reference line, or none.
TOP_ROWS, BARE_TOP_ROWS = 2.8, 0.6
FRAME_HEIGHT = 230
_SIDES = re.compile(r"(?P<plus>\S+) \(\+\) or (?P<minus>\S+) \(−\)")


def ranked_figure(
    results: Results, *, selected: str | None = None, limit: int | None = None
) -> go.Figure:
    """Rank the areas; `selected` is an area code, `limit` keeps the highest.

    Raises ValueError for results with more than one row per area.
    """
    rows = ranked_rows(results, selected=selected, limit=limit)
    span = value_span(results, rows.with_value)
    figure = go.Figure(value_marks(results, rows.with_value, selected))
    if len(rows.unknown):
        start = max(span[0], results.measure.diverges_at or 0.0)
        figure.add_trace(silent_marks(results, rows.unknown, start))
    if shows_completeness(results.measure):
        figure.add_trace(completeness_marks(rows.with_value, span[1]))
    _lay_out(figure, results, rows, selected)
    figure.update_xaxes(range=span, title_text=_x_title(results, rows))
    _band_selected(figure, rows, selected)
    _draw_reference(figure, results, span, len(rows.ranked) - 0.4)
    return figure


def value_span(results: Results, rows: pd.DataFrame) -> list[float]:
    """The x range: from zero unless the measure is read around another midpoint."""
    reference = reference_of(results)
    seen = rows[["value", "lower", "upper"]].to_numpy(dtype=float).ravel()
    seen = np.append(seen[np.isfinite(seen)], [] if reference is None else [reference])
    if seen.size == 0:
        return [0.0, 1.0]
    low, high = float(seen.min()), float(seen.max())
    room = 1.5 if shows_completeness(results.measure) else 1.04
    if low >= 0 and not results.measure.diverges_at:
        return [0.0, (high or 1.0) * room]
    pad = (high - low or 1.0) * 0.04
    return [low - pad, high + pad]


def _lay_out(
    figure: go.Figure, results: Results, rows: RankedRows, selected: str | None
) -> None:
    bottom = rows.everything["place"].max() if len(rows.everything) else 0.0
    top = BARE_TOP_ROWS if reference_of(results) is None else TOP_ROWS
    height = round((bottom + 0.6 + top) * theme.ROW_HEIGHT) + FRAME_HEIGHT
    figure.update_layout(
        **theme.house_layout(title=chart_title(results), height=height)
    )
    figure.update_yaxes(
        range=[bottom + 0.6, -top],
        tickvals=rows.everything["place"],
        ticktext=_tick_texts(results, rows.everything, selected),
        showgrid=False,
    )


def _tick_texts(
    results: Results, rows: pd.DataFrame, selected: str | None
) -> list[str]:
    texts = []
    for row in rows.itertuples():
        text = area_label(row.area_name, results.level)
        if np.isfinite(row.value):
            text += f"   {number(row.value, results.measure.decimals)}"
        texts.append(f"<b>{text}</b>" if row.area_code == selected else text)
    return texts


def _x_title(results: Results, rows: RankedRows) -> str:
    lines = [axis_title(results.measure, HALF_PAGE_LINE)]
    if rows.with_value["upper"].notna().any():
        lines.append(wrapped(f"Whiskers: {results.interval}", HALF_PAGE_LINE))
    if is_similar(results, rows.with_value).any():
        lines.append("○ interval holds the<br>system’s value   ● not")
    if shows_completeness(results.measure):
        lines.append("At the right: practices<br>that recorded any")
    if rows.left_out == 1:
        lines.append("1 area with a lower value is not drawn")
    elif rows.left_out:
        lines.append(f"{rows.left_out} areas with lower values are not drawn")
    return "<br>".join(lines)


def _band_selected(figure: go.Figure, rows: RankedRows, selected: str | None) -> None:
    shown = rows.everything
    for place in shown.loc[shown["area_code"].eq(selected), "place"]:
        figure.add_hrect(
            y0=place - 0.5,
            y1=place + 0.5,
            fillcolor=theme.BAND,
            layer="below",
            line_width=0,
        )


def _draw_reference(
    figure: go.Figure, results: Results, span: list[float], bottom: float
) -> None:
    at = reference_of(results)
    if at is None:
        return
    figure.add_shape(
        type="line",
        x0=at,
        x1=at,
        y0=-0.7,
        y1=bottom,
        line={"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"},
    )
    for words, anchor in _reference_words(
        results, (at - span[0]) / (span[1] - span[0])
    ):
        figure.add_annotation(
            x=at,
            y=-0.7,
            text=words,
            showarrow=False,
            xanchor=anchor,
            yanchor="bottom",
            align=anchor,
            font={"size": theme.TEXT_SIZE, "color": theme.INK},
        )


def _reference_words(results: Results, position: float) -> list[tuple[str, str]]:
    sides = _SIDES.search(results.measure.unit)
    if sides:
        return [
            (f"← {sides['minus']}  ", "right"),
            (f"  {sides['plus']} →", "left"),
        ]
    if results.benchmark is None:
        return []
    anchor = "left" if position < 0.35 else "right" if position > 0.65 else "center"
    return [(_benchmark_words(results), anchor)]


def _benchmark_words(results: Results) -> str:
    benchmark = results.benchmark
    value = number(benchmark.value, results.measure.decimals)
    words = f"System <b>{value}</b>"
    completeness = wrapped(benchmark.completeness, HALF_PAGE_LINE)
    return "<br>".join(filter(None, [words, completeness]))
