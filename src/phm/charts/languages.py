"""The languages spoken most: how many people, and how many of them were referred."""

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import badged, tier_prefix
from phm.charts.drawing import Drawing, Trace, scatter
from phm.charts.groups_grid import Grid, Panel, axes_of
from phm.charts.groups_layout import lay_out_grid
from phm.charts.groups_marks import write_silences
from phm.charts.groups_title import smaller_line, tier_words
from phm.charts.labels import number, plain
from phm.charts.ranked_marks import whiskers
from phm.charts.sent import sent
from phm.measures.results import OK
from phm.measures.speech import Cut, most_spoken


PEOPLE, REACH = "People", "Referred in a year, of 1,000"
LINE = "Dotted line: everybody; whiskers: 95 % interval"
ROOM = 1.08
TITLE = "Languages spoken most, beside English"


def languages_figure(languages: Cut) -> go.Figure:
    """Two panels of the same rows. Raises ValueError where no language is shown."""
    shown = most_spoken(languages)
    if shown.empty:
        raise ValueError("no language beside English has enough people to be shown")
    people, reach = _rows(shown, "people", 0), _rows(shown, "reach", 1)
    panels = tuple(
        Panel(f"<b>{plain(title)}</b>", rows)
        for title, rows in ((PEOPLE, people), (REACH, reach))
    )
    grid = Grid(panels, notes=(LINE, *tier_words([languages])))
    drawing = Drawing()
    drawing.add_traces(_dots(people, "people"), axes=axes_of(grid, 0))
    axes = axes_of(grid, 1)
    if np.isfinite(languages.everyone):
        drawing.add_traces(_line(languages.everyone, len(reach)), axes=axes)
    told = reach[reach["status"].eq(OK)]
    drawing.add_traces(_dots(told, "reach"), axes=axes)
    write_silences(drawing, reach, at=0.0, axes=axes)
    title = TITLE + smaller_line(languages.area_name)
    spans = [_span(people["people"]), _span(reach["upper"], languages.everyone)]
    lay_out_grid(drawing, grid, title=title, spans=spans)
    return badged(drawing, languages)


def languages_alt(languages: Cut) -> str:
    """Each language with its people and how many were referred, in words."""
    listed = "; ".join(
        f"{row.label}: {number(row.people, 0)} people, {_reach_words(row)}"
        for row in most_spoken(languages).itertuples()
    )
    return f"{tier_prefix(languages)}{TITLE}, {languages.area_name}. {listed}."


def _reach_words(row: Any) -> str:
    if not math.isfinite(row.reach):
        return "how many of them were referred is not told"
    within = f"{number(row.lower, 1)} to {number(row.upper, 1)}"
    return f"{number(row.reach, 1)} in 1,000 referred (95 % interval {within})"


def _rows(shown: pd.DataFrame, column: str, decimals: int) -> pd.DataFrame:
    known = np.isfinite(shown[column].astype(float))
    printed = [
        f"   {number(value, decimals)}" if there else ""
        for value, there in zip(shown[column], known, strict=True)
    ]
    status = shown["status"] if column == "people" else shown["reach_status"]
    return shown.assign(
        place=np.arange(len(shown)),
        label=[plain(label) for label in shown["label"]],
        printed=printed,
        is_rest=False,
        status=status,
    )


def _dots(rows: pd.DataFrame, column: str) -> Trace:
    none = pd.Series(np.nan, rows.index)
    ends = (rows["lower"], rows["upper"]) if column == "reach" else (none, none)
    value = rows[column].astype(float)
    return scatter(
        x=sent(value),
        y=sent(rows["place"].astype(float)),
        mode="markers",
        cliponaxis=False,
        error_x=whiskers(value, *(one.astype(float) for one in ends)),
        marker={"color": theme.MARK, "size": theme.MARKER_SIZE, "opacity": 1},
        hoverinfo="skip",
        name=column,
    )


def _line(at: float, rows: int) -> Trace:
    return scatter(
        x=[at, at],
        y=[-0.5, rows - 0.5],
        mode="lines",
        line={"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"},
        hoverinfo="skip",
        name="Everybody",
    )


def _span(values: pd.Series, *others: float) -> list[float]:
    seen = np.array([*values.astype(float), *others])
    seen = seen[np.isfinite(seen)]
    return [0.0, (float(seen.max()) if seen.size else 1.0) * ROOM]
