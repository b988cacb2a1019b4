"""The names in a chart of two measures: few, legible, never one on another."""

from phm.charts import theme
from phm.charts.drawing import Drawing
from phm.charts.label_places import Box, Place, Point, label_places
from phm.charts.labels import area_label
from phm.charts.pair_rows import PairRows, notable_codes
from phm.domain.areas import AreaLevel


PLOT = Box(0.0, 0.0, 740.0, 500.0)  # in the narrowest page column, in pixels
DOT = 16.0
CORNER_WIDTH, CORNER_HEIGHT = 250.0, 30.0
Span = tuple[float, float]


def write_names(
    drawing: Drawing,
    level: AreaLevel,
    rows: PairRows,
    spans: tuple[Span, Span],
    selected: str | None,
) -> None:
    """Name the selected area and the notable ones that have room."""
    codes = dict.fromkeys([selected, *notable_codes(rows)])
    columns = (
        rows.both[name].tolist() for name in ("area_code", "area_name", "x", "y")
    )
    both = {code: (name, x, y) for code, name, x, y in zip(*columns, strict=True)}
    points = {
        code: _point(area_label(name, level), (x, y), spans, is_chosen=code == selected)
        for code, (name, x, y) in both.items()
    }
    dots = [Box(p.x - DOT / 2, p.y - DOT / 2, DOT, DOT) for p in points.values()]
    wanted = {points[code]: code for code in codes if code in points}
    for place in label_places(wanted, dots + _corners(), within=PLOT):
        _, x, y = both[wanted[place.point]]
        _write(drawing, place, x, y)


def _point(
    name: str, at: tuple[float, float], spans: tuple[Span, Span], *, is_chosen: bool
) -> Point:
    (left, right), (bottom, top) = spans
    return Point(
        name=name,
        x=(at[0] - left) / (right - left) * PLOT.width,
        y=(at[1] - bottom) / (top - bottom) * PLOT.height,
        essential=is_chosen,
    )


def _corners() -> list[Box]:
    lefts = (0.0, PLOT.width - CORNER_WIDTH)
    bottoms = (0.0, PLOT.height - CORNER_HEIGHT)
    return [
        Box(left, bottom, CORNER_WIDTH, CORNER_HEIGHT)
        for left in lefts
        for bottom in bottoms
    ]


def _write(drawing: Drawing, place: Place, x: float, y: float) -> None:
    name = place.point.name
    drawing.annotate(
        x=x,
        y=y,
        ax=place.across,
        ay=-place.up,  # Plotly counts pixels downwards
        text=f"<b>{name}</b>" if place.point.essential else name,
        arrowhead=0,
        arrowwidth=1.5,
        arrowcolor=theme.QUIET_INK if place.is_far else "rgba(0,0,0,0)",
        standoff=8,
        font={"size": theme.TEXT_SIZE, "color": theme.INK},
    )
