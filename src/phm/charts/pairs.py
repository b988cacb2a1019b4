"""Two measures of the same areas against each other, such as need and cover.

The system's own values cross the chart; the four corners say in words what lies there.
No line is fitted: the chart shows where areas are, not that one thing drives the other.
"""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.axis_ticks import round_ticks
from phm.charts.badge import badged, tier_note
from phm.charts.drawing import LEVEL, UPRIGHT, Drawing, Trace, scatter
from phm.charts.labels import (
    TITLE_LENGTH,
    in_sentence,
    number,
    plain,
    short_axis_title,
    wrapped,
)
from phm.charts.pair_corners import corner_words
from phm.charts.pair_names import Span, write_names
from phm.charts.pair_rows import PairRows, pair_rows
from phm.charts.planned_band import band_across, band_note, band_up
from phm.charts.reference import is_total
from phm.charts.sent import one_or_each, sent
from phm.measures.results import Results


HEIGHT = 740
PAD = 0.16  # of the spread of values, kept free for the words in the corners
CORNERS = ((1, 1), (1, -1), (-1, 1), (-1, -1))  # right or left, top or bottom


def pair_figure(
    first: Results, second: Results, *, selected: str | None = None
) -> go.Figure:
    """Scatter of `first` (across) and `second` (up); one row per area in each.

    Raises ValueError when the levels differ or an area has more than one row.
    """
    rows = pair_rows(first, second)
    across, up = _span(rows.both["x"], rows.across), _span(rows.both["y"], rows.up)
    drawing = Drawing(_dots(first, second, rows.both, selected))
    write_names(drawing, first.level, rows, (across, up), selected)
    band_across(drawing, first.measure)
    band_up(drawing, second.measure)
    _draw_averages(drawing, first, second, rows)
    _write_corners(drawing, first, second)
    _lay_out(drawing, first, second, rows)
    drawing.lay_out(
        xaxis={"range": across, "tickvals": _ticks(rows.both["x"], across)},
        yaxis={"range": up, "tickvals": _ticks(rows.both["y"], up)},
    )
    return badged(drawing, first, second)


def _span(values: pd.Series, reference: float) -> Span:
    seen = [*values, reference]
    pad = (max(seen) - min(seen) or 1.0) * PAD
    return min(seen) - pad, max(seen) + pad


def _ticks(values: pd.Series, span: Span) -> list[float]:
    """Ticks over the span, but none below zero for values that cannot be."""
    low = max(span[0], 0.0) if values.ge(0).all() else span[0]
    return round_ticks(low, span[1])


def _dots(
    first: Results, second: Results, both: pd.DataFrame, selected: str | None
) -> Trace:
    both = both.sort_values("area_code", key=lambda codes: codes.eq(selected))
    chosen = both["area_code"].eq(selected)  # drawn last, so on top
    return scatter(
        x=sent(both["x"]),
        y=sent(both["y"]),
        mode="markers",
        marker={
            "color": one_or_each(chosen, theme.SELECTED, theme.MARK),
            "symbol": one_or_each(chosen, "diamond", "circle"),
            "size": one_or_each(chosen, 18, 13),
            "opacity": 1,
            "line": {"color": theme.PAPER, "width": 1},
        },
        hovertext=both["area_name"].map(plain).tolist(),
        hovertemplate="<br>".join(["<b>%{hovertext}</b>", *_hover(first, second)]),
        name="Areas",
    )


def _hover(first: Results, second: Results) -> list[str]:
    """Both values, said once for all dots; the counts stand in the tables."""
    values = (
        f"{plain(measure.short_title)}: %{{{axis}:,.{measure.decimals}f}}"
        for measure, axis in ((first.measure, "x"), (second.measure, "y"))
    )
    return [*values, "<extra></extra>"]


def _draw_averages(
    drawing: Drawing, first: Results, second: Results, rows: PairRows
) -> None:
    line = {"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"}
    looks = {"type": "line", "line": line, "layer": "below"}
    drawing.add_shape(**UPRIGHT, x0=rows.across, x1=rows.across, **looks)
    drawing.add_shape(**LEVEL, y0=rows.up, y1=rows.up, **looks)
    across = number(rows.across, first.measure.decimals)
    up = number(rows.up, second.measure.decimals)
    over = {"yref": "paper", "y": 1, "yanchor": "bottom"}
    beside = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 6}
    drawing.annotate(x=rows.across, **over, text=across, showarrow=False)
    drawing.annotate(y=rows.up, **beside, text=up, showarrow=False)


def _write_corners(drawing: Drawing, first: Results, second: Results) -> None:
    for side, height in CORNERS:
        words = corner_words(first.measure, second.measure, side, height)
        is_the_gap = (side, height) == (1, -1)
        drawing.annotate(
            xref="paper",
            yref="paper",
            x=(side + 1) / 2,
            y=(height + 1) / 2,
            xanchor="right" if side > 0 else "left",
            yanchor="top" if height > 0 else "bottom",
            text=f"<b>{words}</b>" if is_the_gap else words,
            align="right" if side > 0 else "left",
            showarrow=False,
            font={"color": theme.INK if is_the_gap else theme.QUIET_INK},
        )


def _lay_out(drawing: Drawing, first: Results, second: Results, rows: PairRows) -> None:
    names = first.measure.short_title, in_sentence(second.measure.short_title)
    periods = " and ".join(dict.fromkeys([first.period, second.period]))
    title = wrapped(f"{names[0]} and {names[1]}, {periods}", TITLE_LENGTH)
    layout: dict[str, Any] = theme.house_layout(title=title, height=HEIGHT)
    layout["margin"]["t"] += theme.LINE_HEIGHT  # for the number on the upright line
    layout["margin"]["r"] = 64
    drawing.lay_out(**layout)
    lines = [short_axis_title(first.measure), wrapped(_dotted_words(first, second))]
    if rows.silent:
        lines.append(wrapped(f"Not drawn: {'; '.join(rows.silent)}", TITLE_LENGTH))
    lines += band_note(first.measure, second.measure)
    lines += map(wrapped, tier_note(first, second))
    drawing.lay_out(
        xaxis={"title": {"text": "<br>".join(lines)}},
        yaxis={"title": {"text": short_axis_title(second.measure)}},
    )


def _dotted_words(first: Results, second: Results) -> str:
    names = {_line_name(results) for results in (first, second)}
    return f"Dotted lines: {' and '.join(sorted(names))}"


def _line_name(results: Results) -> str:
    """The whole system, the declared midpoint, or the middle area: see PairRows."""
    if results.benchmark is not None and not is_total(results.measure):
        return results.benchmark.name
    return "the middle area" if results.measure.diverges_at is None else "the midpoint"
