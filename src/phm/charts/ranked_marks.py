"""The marks of a ranked chart: dots with whiskers, bars, words where no value is."""

from typing import Any

import numpy as np
import pandas as pd

from phm.charts import theme
from phm.charts.drawing import Trace, bar, scatter
from phm.charts.labels import hover_template, limits_texts, plain
from phm.charts.reference import benchmark_of
from phm.charts.sent import one_or_each, sent
from phm.domain.areas import UNALLOCATED_PCN
from phm.domain.indicators import Measure, Method
from phm.measures.results import Results


CONFIDENCE_METHODS = frozenset({Method.WILSON, Method.BYAR})


def value_marks(results: Results, rows: pd.DataFrame, selected: str | None) -> Trace:
    """Dots where there are intervals, else bars; bars too where values pass zero."""
    shared = {
        "x": sent(rows["value"]),
        "y": sent(rows["place"]),
        "hovertext": limits_texts(results, rows),
        "hovertemplate": hover_template(results, "%{y}", "x"),
        "error_x": whiskers(rows["value"], rows["lower"], rows["upper"]),
        "name": results.measure.short_title,
    }
    colours = _colours(results.measure, rows, selected)
    if rows["upper"].isna().all() or results.measure.diverges_at == 0:
        outline = rows["area_code"].eq(selected).map({True: 3, False: 0})
        bars = {"color": colours, "line": {"color": theme.SELECTED}}
        bars["line"]["width"] = outline.tolist()
        return bar(**shared, orientation="h", width=0.66, marker=bars)
    dots = _dots(results, rows, colours, selected)
    return scatter(**shared, mode="markers", cliponaxis=False, marker=dots)


def silent_marks(results: Results, rows: pd.DataFrame, at: float) -> Trace:
    """The status in words where an area has no value."""
    short = plain(results.measure.short_title)
    return scatter(
        x=[at] * len(rows),
        y=rows["place"],
        mode="text",
        text=[f"\u2002<i>{status}</i>" for status in rows["status"]],
        textposition="middle right",
        textfont={"color": theme.QUIET_INK, "size": theme.TEXT_SIZE},
        hovertemplate=f"<b>%{{y}}</b><br>{short}: %{{text}}<extra></extra>",
        name="Without a value",
    )


def shows_completeness(measure: Measure) -> bool:
    """Whether how many practices recorded anything must stand beside the rate."""
    return measure.counted_at == "practice" and measure.reported_above >= 0


def completeness_marks(rows: pd.DataFrame, at: float) -> Trace:
    """How many of the area's practices recorded anything, in a column at the right."""
    shares = zip(rows["units_reported"], rows["units_total"], strict=True)
    return scatter(
        x=[at] * len(rows),
        y=rows["place"],
        mode="text",
        text=[f"{part} of {whole} {_practices(whole)}" for part, whole in shares],
        textposition="middle left",
        textfont={"color": theme.QUIET_INK, "size": theme.TEXT_SIZE},
        hoverinfo="skip",
        name="Practices that recorded any",
    )


def _practices(count: int) -> str:
    return "practice" if count == 1 else "practices"


def is_similar(results: Results, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a confidence interval holds the system's value; false without one."""
    benchmark = benchmark_of(results)
    if benchmark is None or results.measure.method not in CONFIDENCE_METHODS:
        return pd.Series(data=False, index=rows.index)
    return rows["lower"].le(benchmark.value) & rows["upper"].ge(benchmark.value)


def whiskers(
    value: "pd.Series[float]", lower: "pd.Series[float]", upper: "pd.Series[float]"
) -> dict[str, Any]:
    """An interval about each value; none is drawn where there are no limits."""
    value, lower, upper = (np.asarray(x, dtype=float) for x in (value, lower, upper))
    return {
        "type": "data",
        "symmetric": False,
        "array": sent(upper - value),
        "arrayminus": sent(value - lower),
        "color": theme.WHISKER,
        "thickness": theme.LINE_WIDTH,
        "width": 0,
        "visible": bool((~np.isnan(upper)).any()),
    }


def _dots(
    results: Results, rows: pd.DataFrame, colours: list[str], selected: str | None
) -> dict[str, Any]:
    chosen = rows["area_code"].eq(selected)
    hollow = is_similar(results, rows) | rows["area_code"].eq(UNALLOCATED_PCN)
    return {
        "color": np.where(hollow, theme.PAPER, colours).tolist(),
        "size": one_or_each(chosen, theme.SELECTED_MARKER_SIZE, theme.MARKER_SIZE),
        "opacity": 1,
        "symbol": one_or_each(chosen, "diamond", "circle"),
        "line": {"color": colours, "width": theme.LINE_WIDTH},
    }


def _colours(measure: Measure, rows: pd.DataFrame, selected: str | None) -> list[str]:
    usual = pd.Series(theme.MARK, index=rows.index)
    if measure.diverges_at is not None:
        above = rows["value"].ge(measure.diverges_at)
        usual = above.map({True: theme.ABOVE, False: theme.BELOW})
    usual = usual.mask(rows["area_code"].eq(UNALLOCATED_PCN), theme.OTHERS)
    if measure.diverges_at == 0:  # the side matters more: the selected gets an outline
        return usual.tolist()
    return usual.mask(rows["area_code"].eq(selected), theme.SELECTED).tolist()
