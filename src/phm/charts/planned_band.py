"""A band over the range that a service is planned for, with its words."""

import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.labels import number
from phm.domain.indicators import Measure
from phm.domain.planned import planned_range


def band_across(figure: go.Figure, measure: Measure) -> None:
    """An upright band where the measure runs from left to right."""
    if planned := planned_range(measure):
        figure.add_vrect(x0=planned[0], x1=planned[1], **_LOOKS)


def band_up(figure: go.Figure, measure: Measure) -> None:
    """A level band where the measure runs upwards."""
    if planned := planned_range(measure):
        figure.add_hrect(y0=planned[0], y1=planned[1], **_LOOKS)


def band_note(*measures: Measure) -> list[str]:
    """What the band is, for the notes under a figure; nothing where there is none."""
    planned = [(m.decimals, ends) for m in measures if (ends := planned_range(m))]
    return [
        f"Band: planned for, {number(low, decimals)} to {number(high, decimals)}"
        for decimals, (low, high) in dict.fromkeys(planned)
    ]


_LOOKS = {
    "name": "planned",
    "fillcolor": theme.PLANNED,
    "layer": "below",
    "line_width": 0,
}
