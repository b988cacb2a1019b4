"""The names in a chart of two measures: few, legible, never one on another."""

import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.label_places import Box, Place, Point, label_places
from phm.charts.labels import area_label
from phm.charts.pair_rows import PairRows, notable_codes
from phm.domain.areas import AreaLevel


PLOT = Box(0.0, 0.0, 740.0, 500.0)  # in the narrowest page column, in pixels
DOT = 16.0
CORNER_WIDTH, CORNER_HEIGHT = 250.0, 30.0
Span = tuple[float, float]


def write_names(
    figure: go.Figure,
    level: AreaLevel,
    rows: PairRows,
    spans: tuple[Span, Span],
    selected: str | None,
) -> None:
    """Name the selected area and the notable ones that have room."""
    codes = dict.fromkeys([selected, *notable_codes(rows)])
    both = rows.both.set_index("area_code", drop=False)
    points = {
        code: _point(level, row, spans, selected) for code, row in both.iterrows()
    }
    dots = [Box(p.x - DOT / 2, p.y - DOT / 2, DOT, DOT) for p in points.values()]
    wanted = {points[code]: code for code in codes if code in points}
    for place in label_places(wanted, dots + _corners(), within=PLOT):
        _write(figure, place, both.loc[wanted[place.point]])


def _point(
    level: AreaLevel, row: pd.Series, spans: tuple[Span, Span], selected: str | None
) -> Point:
    (left, right), (bottom, top) = spans
    return Point(
        name=area_label(str(row["area_name"]), level),
        x=(row["x"] - left) / (right - left) * PLOT.width,
        y=(row["y"] - bottom) / (top - bottom) * PLOT.height,
        essential=row["area_code"] == selected,
    )


def _corners() -> list[Box]:
    lefts = (0.0, PLOT.width - CORNER_WIDTH)
    bottoms = (0.0, PLOT.height - CORNER_HEIGHT)
    return [
        Box(left, bottom, CORNER_WIDTH, CORNER_HEIGHT)
        for left in lefts
        for bottom in bottoms
    ]


def _write(figure: go.Figure, place: Place, row: pd.Series) -> None:
    name = place.point.name
    figure.add_annotation(
        x=row["x"],
        y=row["y"],
        ax=place.across,
        ay=-place.up,  # Plotly counts pixels downwards
        text=f"<b>{name}</b>" if place.point.essential else name,
        arrowhead=0,
        arrowwidth=1.5,
        arrowcolor=theme.QUIET_INK if place.is_far else "rgba(0,0,0,0)",
        standoff=8,
        font={"size": theme.TEXT_SIZE, "color": theme.INK},
    )
