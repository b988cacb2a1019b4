"""Areas of one level from the highest to the lowest, with their intervals.

A dot with whiskers where there is an interval, a bar from zero where there is none or
where the measure runs either side of zero. The value stands beside the name, so that
nothing needs hovering.
"""

import re
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.labels import (
    area_label,
    axis_title,
    chart_title,
    completeness_words,
    hover_texts,
    is_total,
    number,
    plain,
)
from phm.charts.ranked_rows import RankedRows, ranked_rows
from phm.domain.indicators import Measure
from phm.measures.results import Results


TOP_ROWS = 2.4  # rows above the first area, for the words on the reference line
FRAME_HEIGHT = 150
_SIDES = re.compile(r"(?P<plus>\S+) \(\+\) or (?P<minus>\S+) \(−\)")


def ranked_figure(
    results: Results, *, selected: str | None = None, limit: int | None = None
) -> go.Figure:
    """Rank the areas; `selected` is an area code, `limit` keeps the highest.

    Raises ValueError for results with more than one row per area.
    """
    rows = ranked_rows(results, selected=selected, limit=limit)
    span = value_span(results, rows.with_value)
    figure = go.Figure()
    figure.add_trace(_marks(results, rows.with_value, selected))
    figure.add_trace(_silent(results, rows.unknown, span))
    if shows_completeness(results.measure):
        figure.add_trace(_completeness(results.measure, rows.with_value))
    _frame(figure, results, rows, selected)
    figure.update_xaxes(range=span, title_text=_x_title(results, rows))
    _mark_selected(figure, rows, selected)
    _mark_reference(figure, results, span)
    return figure


def ranked_alt(results: Results) -> str:
    """The ranked chart in words, for those who cannot see it."""
    rows = ranked_rows(results)
    measure = results.measure
    said = [
        f"Ranked chart. {measure.title}, {results.period}, in {measure.unit}: "
        f"{len(rows.ranked)} areas with a value."
    ]
    if len(rows.ranked):
        said.append(f"Highest: {_read(measure, rows.ranked.head(3))}.")
        said.append(f"Lowest: {_read(measure, rows.ranked.tail(3)[::-1])}.")
    if results.benchmark is not None:
        value = number(results.benchmark.value, measure.decimals)
        said.append(f"{results.benchmark.name}: {value}.")
    if len(rows.unknown):
        silent = (f"{r.area_name} ({r.status})" for r in rows.unknown.itertuples())
        said.append(f"Without a value: {', '.join(silent)}.")
    return " ".join(said)


def reference_of(results: Results) -> float | None:
    """The value areas are read against: the system's own, or the midpoint."""
    if results.benchmark is not None and not is_total(results.measure):
        return results.benchmark.value
    return results.measure.diverges_at


def value_span(results: Results, rows: pd.DataFrame) -> list[float]:
    """The x range: from zero unless values run either side of a midpoint."""
    reference = reference_of(results)
    seen = rows[["value", "lower", "upper"]].to_numpy(dtype=float).ravel()
    seen = np.append(seen[np.isfinite(seen)], [] if reference is None else [reference])
    if seen.size == 0:
        return [0.0, 1.0]
    low, high = float(seen.min()), float(seen.max())
    room = 1.45 if shows_completeness(results.measure) else 1.04
    if low >= 0 and not results.measure.diverges_at:
        return [0.0, (high or 1.0) * room]
    pad = (high - low or 1.0) * 0.04
    return [low - pad, high + pad]


def shows_completeness(measure: Measure) -> bool:
    """Whether how many practices recorded anything must stand beside the rate."""
    return measure.counted_at == "practice" and measure.reported_above >= 0


def _marks(results: Results, rows: pd.DataFrame, selected: str | None) -> Any:
    shared = {
        "x": rows["value"],
        "y": rows["place"],
        "hovertext": hover_texts(results, rows),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "error_x": _whiskers(rows),
        "name": results.measure.short_title,
    }
    colours = _colours(results.measure, rows, selected)
    if rows["upper"].notna().any() and results.measure.diverges_at != 0:
        return go.Scatter(
            **shared, mode="markers", marker=_dots(rows, selected, colours)
        ) | {} if False else go.Scatter(
            **shared,
            mode="markers",
            cliponaxis=False,
            marker=_dots(rows, selected, colours),
        )
    return go.Bar(
        **shared, orientation="h", width=0.66, marker={"color": colours}
    )
