"""Several measures side by side, a column each, over the same rows.

A dot with its interval where there is one, the value in print at the column's right
end, so that nothing needs hovering; a dotted line where everybody's value is.
"""

from collections.abc import Sequence
from textwrap import wrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import badged, tier_note
from phm.charts.columns_layout import Said, Shape, axis_of, lay_out_columns
from phm.charts.columns_marks import (
    COLOURS,
    Column,
    column_template,
    dots,
    everyones_line,
    printed_values,
)
from phm.charts.drawing import Drawing
from phm.charts.groups_marks import write_silences
from phm.charts.labels import number, plain
from phm.charts.ranked_marks import is_similar
from phm.charts.reference import benchmark_of, reference_of
from phm.charts.sent import numbers


__all__ = ["Column", "columns_figure", "one_scale", "own_scales"]

ROOM_ABOVE = 1.04  # beyond the highest mark
EVERYONE = "Everyone"


def one_scale(columns: Sequence[Column]) -> list[list[float]]:
    """The same scale for all columns, from zero to the highest of them."""
    top = max(_highest(one) for one in columns)
    return [[0.0, top]] * len(columns)


def own_scales(columns: Sequence[Column]) -> list[list[float]]:
    """A scale for each column, from zero: their units differ."""
    return [[0.0, _highest(one)] for one in columns]


def columns_figure(
    columns: Sequence[Column],
    *,
    title: str,
    spans: Sequence[Sequence[float]],
    notes: Sequence[str] = (),
    selected: str | None = None,
) -> go.Figure:
    """Columns over the rows they share; `selected` is the key of a row to stand out.

    ``title`` is written as it is, its lines parted by `<br>`.
    """
    shape = Shape(len(columns), columns[0].rows)
    drawing = Drawing()
    for place, (column, span) in enumerate(zip(columns, spans, strict=True)):
        axes = {"xaxis": axis_of(place), "yaxis": "y"}
        right = shape.with_room(span)[1]
        marks = [*everyones_line(column), dots(column), printed_values(column, right)]
        drawing.add_traces(*marks, axes=axes)
        write_silences(drawing, column.rows, at=span[0], axes=axes)
    headings = [_heading(one, shape.letters) for one in columns]
    said = Said(title, headings, [*notes, *_notes(columns)])
    lay_out_columns(drawing, shape, said, spans=spans, selected=selected)
    # no hovering: every value is printed
    look = {"template": column_template(), "coloraxis": COLOURS, "hovermode": False}
    drawing.lay_out(**look)
    _band(drawing, columns[0].rows, selected)
    return badged(drawing, *(one.results for one in columns))


def _highest(column: Column) -> float:
    reference = reference_of(column.results)
    seen = np.concatenate([numbers(column.known[end]) for end in ("value", "upper")])
    seen = np.append(seen[np.isfinite(seen)], [] if reference is None else [reference])
    return float(seen.max(initial=0.0) or 1.0) * ROOM_ABOVE


def _heading(column: Column, length: int) -> list[str]:
    """The measure in bold, what it is of, and everyone's value, in lines that fit."""
    measure, at = column.results.measure, reference_of(column.results)
    lines = [f"<b>{plain(one)}</b>" for one in wrap(measure.short_title, length)]
    lines += [plain(one) for text in column.under for one in wrap(text, length)]
    if at is None:
        return lines
    return [*lines, f"{EVERYONE} <b>{number(at, measure.decimals)}</b>"]


def _band(drawing: Drawing, rows: pd.DataFrame, selected: str | None) -> None:
    for place in rows.loc[rows["key"].eq(selected), "place"]:
        drawing.add_shape(
            type="rect",
            xref="paper",
            x0=0,
            x1=1,
            y0=place - 0.5,
            y1=place + 0.5,
            fillcolor=theme.BAND,
            layer="below",
            line={"width": 0},
        )


def _notes(columns: Sequence[Column]) -> list[str]:
    first = columns[0].results
    notes = []
    if (benchmark := benchmark_of(first)) is not None:
        notes.append(f"Dotted line: everyone in {plain(benchmark.name)}")
    notes += _whiskers([one for one in columns if one.known["upper"].notna().any()])
    if any(is_similar(one.results, one.known).any() for one in columns):
        notes.append("○ interval holds everyone’s value, ● not")
    return [*notes, *tier_note(*(one.results for one in columns))]


def _whiskers(columns: Sequence[Column]) -> list[str]:
    """What they are; where they differ, of which columns."""
    titles: dict[str, list[str]] = {}
    for one in columns:
        measure = plain(one.results.measure.short_title)
        titles.setdefault(one.results.interval, []).append(measure)
    if len(titles) < 2:
        return [f"Whiskers: {words}" for words in titles]
    return [f"Whiskers, {', '.join(of)}: {words}" for words, of in titles.items()]
