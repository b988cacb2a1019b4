"""Areas of one level from the highest to the lowest, with their intervals.

A dot with whiskers where there is an interval, a bar from zero where there is none or
where the measure runs either side of zero. The value stands beside the name, so that
nothing needs hovering.
"""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts.badge import DOWN_THE_SIDE, badged, tier_note
from phm.charts.drawing import Drawing
from phm.charts.labels import HALF_PAGE_LINE, axis_title, wrapped
from phm.charts.planned_band import band_across, band_note
from phm.charts.ranked_frame import (
    band_selected,
    draw_reference,
    lay_out_rows,
    left_out_words,
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
from phm.domain.planned import planned_range
from phm.measures.results import Results


def ranked_figure(
    results: Results, *, selected: str | None = None, limit: int | None = None
) -> go.Figure:
    """Rank the areas; `selected` is an area code, `limit` keeps the highest.

    Raises ValueError for results with more than one row per area.
    """
    rows = ranked_rows(results, selected=selected, limit=limit)
    span = value_span(results, rows.with_value)
    drawing = Drawing(value_marks(results, rows.with_value, selected))
    if len(rows.unknown):
        start = max(span[0], results.measure.diverges_at or 0.0)
        drawing.add_traces(silent_marks(results, rows.unknown, start))
    if shows_completeness(results.measure):
        drawing.add_traces(completeness_marks(rows.with_value, span[1]))
    lay_out_rows(drawing, results, rows, selected)
    title = {"text": _x_title(results, rows)}
    drawing.lay_out(xaxis={"range": span, "title": title})
    band_across(drawing, results.measure)
    band_selected(drawing, rows, selected)
    draw_reference(drawing, results, span, len(rows.ranked) - 0.4)
    return badged(drawing, results, watermark=DOWN_THE_SIDE)


def value_span(results: Results, rows: pd.DataFrame) -> list[float]:
    """The x range: from zero unless the measure is read around another midpoint."""
    reference = reference_of(results)
    seen = rows[["value", "lower", "upper"]].to_numpy(dtype=float).ravel()
    beside = [] if reference is None else [reference]
    beside += planned_range(results.measure) or ()
    seen = np.append(seen[np.isfinite(seen)], beside)
    if seen.size == 0:
        return [0.0, 1.0]
    low, high = float(seen.min()), float(seen.max())
    room = 1.5 if shows_completeness(results.measure) else 1.04
    if low >= 0 and not results.measure.diverges_at:
        return [0.0, (high or 1.0) * room]
    pad = (high - low or 1.0) * 0.04
    return [low - pad, high + pad]


def _x_title(results: Results, rows: RankedRows) -> str:
    lines = [axis_title(results.measure, HALF_PAGE_LINE)]
    if rows.with_value["upper"].notna().any():
        lines.append(wrapped(f"Whiskers: {results.interval}", HALF_PAGE_LINE))
    if is_similar(results, rows.with_value).any():
        whose = "<br>everybody’s" if results.is_of_some else "the<br>system’s"
        lines.append(f"○ interval holds {whose} value   ● not")
    if shows_completeness(results.measure):
        lines.append("At the right: practices<br>that recorded any")
    lines += band_note(results.measure)
    return "<br>".join([*lines, *left_out_words(rows), *tier_note(results)])
