"""One measure by the groups of several dimensions, side by side on one scale."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import badged, tier_note
from phm.charts.drawing import Drawing, Trace, scatter
from phm.charts.groups_grid import Grid, Panel, axes_of
from phm.charts.groups_layout import lay_out_grid
from phm.charts.groups_marks import write_silences
from phm.charts.groups_rows import panel_rows, panel_title
from phm.charts.groups_title import figure_title, unit_line
from phm.charts.labels import hover_template, limits_texts, number, plain
from phm.charts.ranked_marks import is_similar, whiskers
from phm.charts.reference import benchmark_of, reference_of
from phm.charts.sent import once, sent
from phm.measures.results import OK, Results


WORDS_WIDTH = 160  # pixels of the longest reason for having no value
BESIDE_LINE = 30  # pixels for the words on the whole area's line


def groups_figure(panels: Sequence[Results]) -> go.Figure:
    """One panel for each of up to six answers, the same measure by one scheme each.

    Raises ValueError for none, for several measures, areas or schemes in a panel.
    """
    if len({results.measure.id for results in panels}) != 1:
        raise ValueError("panels on one scale take one measure")
    first, rows = panels[0], [panel_rows(results) for results in panels]
    everything = pd.concat(rows, ignore_index=True)
    span, grid = shared_span(first, everything), _grid(panels, rows, everything)
    silent_at = _clear_of_line(first, grid, span)
    drawing = Drawing()
    for place, (results, found) in enumerate(zip(panels, rows, strict=True)):
        axes = axes_of(grid, place)
        drawing.add_traces(*_marks(results, found), axes=axes)
        write_silences(drawing, found, at=silent_at, axes=axes)
    spans = [span] * len(panels)
    lay_out_grid(drawing, grid, title=figure_title(first), spans=spans)
    _name_line(drawing, first, span)
    return badged(drawing, *panels)


def _grid(
    panels: Sequence[Results], rows: Sequence[pd.DataFrame], everything: pd.DataFrame
) -> Grid:
    titles = (panel_title(results.by[0]) for results in panels)
    return Grid(
        panels=tuple(map(Panel, titles, rows)),
        head=0 if reference_of(panels[0]) is None else BESIDE_LINE,
        notes=tuple(_notes(panels, everything)),
    )


def _marks(results: Results, rows: pd.DataFrame) -> list[Trace]:
    """Everyone's line, where there is one, under the dots of a panel."""
    at, dots = reference_of(results), _dots(results, rows[rows["status"].eq(OK)])
    return [dots] if at is None else [_line(at, rows), dots]


def shared_span(results: Results, rows: pd.DataFrame) -> list[float]:
    """The scale that holds every value, limit and the whole area's own value.

    From zero, unless the measure is read around another midpoint.
    """
    reference = reference_of(results)
    seen = rows[["value", "lower", "upper"]].to_numpy(dtype=float).ravel()
    seen = np.append(seen[np.isfinite(seen)], [] if reference is None else [reference])
    if seen.size == 0:
        return [0.0, 1.0]
    low, high = float(seen.min()), float(seen.max())
    if low >= 0 and not results.measure.diverges_at:
        return [0.0, (high or 1.0) * 1.05]
    pad = (high - low or 1.0) * 0.05
    return [low - pad, high + pad]


def _dots(results: Results, rows: pd.DataFrame) -> Trace:
    colours = np.where(rows["is_rest"], theme.OTHERS, theme.MARK)
    hollow = is_similar(results, rows)
    return scatter(
        x=sent(rows["value"]),
        y=sent(rows["place"]),
        mode="markers",
        cliponaxis=False,
        error_x=whiskers(rows["value"], rows["lower"], rows["upper"]),
        hovertext=limits_texts(results, rows) if len(rows) else None,
        hovertemplate=hover_template(results, "%{y}", "x"),
        name=plain(results.by[0].title),
        marker={
            "color": once(np.where(hollow, theme.PAPER, colours)),
            "symbol": once(np.where(rows["is_rest"], "square", "circle")),
            "size": theme.MARKER_SIZE,
            "opacity": 1,
            "line": {"color": once(colours), "width": theme.LINE_WIDTH},
        },
    )


def _clear_of_line(results: Results, grid: Grid, span: Sequence[float]) -> float:
    """Where words on a row start: beyond everyone's line where it would cut them."""
    at = reference_of(results)
    if at is None:
        return span[0]
    pixels = (at - span[0]) / (span[1] - span[0]) * grid.narrowest
    return at if pixels < WORDS_WIDTH else span[0]


def _line(at: float, rows: pd.DataFrame) -> Trace:
    """The whole area's value: a trace, so that it lies on the grid, under the dots."""
    return scatter(
        x=[at, at],
        y=[-0.5, float(rows["place"].max()) + 0.5],
        mode="lines",
        line={"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"},
        hoverinfo="skip",
        name="Everyone",
    )


def _name_line(drawing: Drawing, results: Results, span: Sequence[float]) -> None:
    """The whole area's value in words over the first panel."""
    at = reference_of(results)
    if at is None:
        return
    position = (at - span[0]) / (span[1] - span[0])
    drawing.annotate(
        name="reference-words",
        text=_reference_words(results),
        xref="x",
        yref="y domain",
        x=at,
        y=1,
        xanchor="left" if position < 0.2 else "right" if position > 0.8 else "center",
        yanchor="bottom",
        showarrow=False,
    )


def _reference_words(results: Results) -> str:
    value = number(reference_of(results), results.measure.decimals)
    who = "" if benchmark_of(results) is None else "Everyone "
    return f"{who}<b>{value}</b>"


def _notes(panels: Sequence[Results], rows: pd.DataFrame) -> list[str]:
    first, known = panels[0], rows[rows["status"].eq(OK)]
    notes = [unit_line(first.measure)]
    if (benchmark := benchmark_of(first)) is not None:
        notes.append(f"Dotted line: everyone in {benchmark.name}")
    if known["is_rest"].any():
        notes.append("Square: in no known group")
    if known["upper"].notna().any():
        notes.append(f"Whiskers: {first.interval}")
    if is_similar(first, known).any():
        notes.append("○ interval holds everyone’s value, ● not")
    return [*notes, *tier_note(*panels)]
