"""What open data tell of places: one small panel per measure, places ranked in each.

Measures differ in unit, so that each panel has a scale of its own, from zero.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import badged, tier_note, tier_prefix
from phm.charts.drawing import Drawing, Trace, scatter
from phm.charts.groups_grid import Grid, Panel, axes_of
from phm.charts.groups_layout import lay_out_grid
from phm.charts.groups_marks import write_silences
from phm.charts.labels import area_label, number, plain
from phm.charts.sent import sent
from phm.measures.results import NO_DATA, NOT_REPORTED, OK, Results


TITLE = "By place, each on its own scale"
SILENCES = {NO_DATA: "no data", NOT_REPORTED: "not loaded"}
ROOM = 1.08


def signals_figure(answers: Sequence[Results]) -> go.Figure:
    """A panel for each answer by place, the dotted line everywhere's own value.

    Raises ValueError for none.
    """
    if not answers:
        raise ValueError("a figure of signals takes at least one answer")
    rows = [signal_rows(one) for one in answers]
    panels = tuple(
        Panel(_heading(one), found) for one, found in zip(answers, rows, strict=True)
    )
    grid = Grid(panels, notes=tuple(_notes(answers)))
    drawing, spans = Drawing(), []
    for place, (results, found) in enumerate(zip(answers, rows, strict=True)):
        axes, at = axes_of(grid, place), _whole(results)
        line = [] if np.isnan(at) else [_line(at, found)]
        dots = _dots(found[found["status"].eq(OK)])
        drawing.add_traces(*line, dots, axes=axes)
        write_silences(drawing, found, at=0.0, axes=axes, words=SILENCES)
        spans.append([0.0, _end(found, at)])
    lay_out_grid(drawing, grid, title=TITLE, spans=spans)
    return badged(drawing, *answers)


def signals_alt(answers: Sequence[Results]) -> str:
    """Each measure with its places, highest first, in words."""
    said = [f"{tier_prefix(*answers)}Charts of places."]
    for results in answers:
        rows = signal_rows(results)
        listed = "; ".join(
            f"{row.area_name}: {number(row.value, results.measure.decimals)}"
            for row in rows.itertuples()
        )
        title, unit = results.measure.title, results.measure.unit
        said.append(f"{title}, {results.period}, {unit}. {listed}.")
    return " ".join(said)


def signal_rows(results: Results) -> pd.DataFrame:
    """Places, the highest first, with what is printed beside each."""
    frame = results.frame.sort_values(
        ["value", "area_name"], ascending=[False, True], na_position="last"
    ).reset_index(drop=True)
    known = np.isfinite(frame["value"].astype(float))
    decimals = results.measure.decimals
    return frame.assign(
        place=np.arange(len(frame)),
        label=[area_label(name, results.level) for name in frame["area_name"]],
        printed=[
            f"   {number(value, decimals)}" if there else ""
            for value, there in zip(frame["value"], known, strict=True)
        ],
        is_rest=False,
        status=frame["status"].where(frame["status"].ne(OK) | known, NO_DATA),
    )


def _heading(results: Results) -> str:
    """The measure, its unit and period; what stands in brackets is said elsewhere."""
    title, unit = (
        plain(text.partition(" (")[0])
        for text in (results.measure.short_title, results.measure.unit)
    )
    return f"<b>{title}</b>, {', '.join(filter(None, [unit, results.period]))}"


def _whole(results: Results) -> float:
    return results.benchmark.value if results.benchmark else float("nan")


def _dots(rows: pd.DataFrame) -> Trace:
    return scatter(
        x=sent(rows["value"].astype(float)),
        y=sent(rows["place"].astype(float)),
        mode="markers",
        cliponaxis=False,
        marker={"color": theme.MARK, "size": theme.MARKER_SIZE, "opacity": 1},
        hoverinfo="skip",
        name="Places",
    )


def _line(at: float, rows: pd.DataFrame) -> Trace:
    return scatter(
        x=[at, at],
        y=[-0.5, float(rows["place"].max()) + 0.5],
        mode="lines",
        line={"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"},
        hoverinfo="skip",
        name="Everywhere",
    )


def _end(rows: pd.DataFrame, at: float) -> float:
    seen = np.append(rows["value"].to_numpy(dtype=float), at)
    seen = seen[np.isfinite(seen)]
    return (float(seen.max()) if seen.size else 1.0) * ROOM or 1.0


def _notes(answers: Sequence[Results]) -> list[str]:
    named = [one.benchmark.name for one in answers if one.benchmark]
    return [f"Dotted line: {named[0]}" if named else "", *tier_note(*answers)[:1]]
