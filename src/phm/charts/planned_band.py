"""A band over the range that a service is planned for, with its words."""

from phm.charts import theme
from phm.charts.drawing import LEVEL, UPRIGHT, Drawing
from phm.charts.labels import number
from phm.domain.indicators import Measure
from phm.domain.planned import planned_range


def band_across(drawing: Drawing, measure: Measure) -> None:
    """An upright band where the measure runs from left to right."""
    if planned := planned_range(measure):
        drawing.add_shape(**UPRIGHT, x0=planned[0], x1=planned[1], **_LOOKS)


def band_up(drawing: Drawing, measure: Measure) -> None:
    """A level band where the measure runs upwards."""
    if planned := planned_range(measure):
        drawing.add_shape(**LEVEL, y0=planned[0], y1=planned[1], **_LOOKS)


def band_note(*measures: Measure) -> list[str]:
    """What the band is, for the notes under a figure; nothing where there is none."""
    planned = [(m.decimals, ends) for m in measures if (ends := planned_range(m))]
    return [
        f"Band: planned for, {number(low, decimals)} to {number(high, decimals)}"
        for decimals, (low, high) in dict.fromkeys(planned)
    ]


_LOOKS = {
    "type": "rect",
    "name": "planned",
    "fillcolor": theme.PLANNED,
    "layer": "below",
    "line": {"width": 0},
}
