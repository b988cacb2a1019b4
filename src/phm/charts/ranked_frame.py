"""What ranked charts share: names with values down the side, the system's line."""

import re

import numpy as np
import pandas as pd

from phm.charts import theme
from phm.charts.drawing import LEVEL, Drawing
from phm.charts.labels import (
    HALF_PAGE_LINE,
    HALF_PAGE_TITLE,
    area_label,
    chart_title,
    number,
    wrapped,
)
from phm.charts.ranked_rows import RankedRows
from phm.charts.reference import reference_of
from phm.measures.results import Results


# Rows above the first area: for the lines of words on the reference line, or none.
TOP_ROWS, BARE_TOP_ROWS = 2.8, 0.6
FRAME_HEIGHT = 230
_SIDES = re.compile(r"(?P<plus>\S+) \(\+\) or (?P<minus>\S+) \(−\)")


def lay_out_rows(
    drawing: Drawing,
    results: Results,
    rows: RankedRows,
    selected: str | None,
    *,
    key: str = "",
) -> None:
    """Title, height and the areas' names, each with its value beside it.

    ``key`` follows the title: further lines, each with its `<br>` before it.
    """
    title = chart_title(results, HALF_PAGE_TITLE) + key
    bottom = rows.everything["place"].max() if len(rows.everything) else 0.0
    top = BARE_TOP_ROWS if reference_of(results) is None else TOP_ROWS
    height = round((bottom + 0.6 + top) * theme.ROW_HEIGHT) + FRAME_HEIGHT
    drawing.lay_out(**theme.house_layout(title=title, height=height))
    drawing.lay_out(
        yaxis={
            "range": [bottom + 0.6, -top],
            "tickvals": rows.everything["place"],
            "ticktext": _tick_texts(results, rows.everything, selected),
            "showgrid": False,
        }
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


def band_selected(drawing: Drawing, rows: RankedRows, selected: str | None) -> None:
    """A band behind the area in focus."""
    shown = rows.everything
    for place in shown.loc[shown["area_code"].eq(selected), "place"]:
        drawing.add_shape(
            type="rect",
            **LEVEL,
            y0=place - 0.5,
            y1=place + 0.5,
            fillcolor=theme.BAND,
            layer="below",
            line={"width": 0},
        )


def draw_reference(
    drawing: Drawing, results: Results, span: list[float], bottom: float
) -> None:
    """The value that areas are read against, where there is one."""
    at = reference_of(results)
    if at is None:
        return
    drawing.add_shape(
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
        drawing.annotate(
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
    whose = "Everybody" if results.is_of_some else "System"
    words = f"{whose} <b>{value}</b>"
    completeness = wrapped(benchmark.completeness, HALF_PAGE_LINE)
    return "<br>".join(filter(None, [words, completeness]))


def left_out_words(rows: RankedRows) -> list[str]:
    """How many areas the limit left out."""
    if not rows.left_out:
        return []
    if rows.left_out == 1:
        return ["1 area with a lower value is not drawn"]
    return [f"{rows.left_out} areas with lower values are not drawn"]
