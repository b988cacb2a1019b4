"""The legend as plain data; drawing it is the interface's business."""

from dataclasses import dataclass
from enum import StrEnum

from phm.domain.tiers import Tier
from phm.maps import theme
from phm.maps.classes import NO_DATA, NOT_REPORTED, SUPPRESSED, Classes
from phm.maps.picture import POINTS, Picture, circle_radii, ramp_of


class Mark(StrEnum):
    """How a legend item is drawn."""

    FILL = "fill"
    HATCH = "hatch"
    DOTS = "dots"
    CIRCLE = "circle"
    POINT = "point"
    OPEN_CIRCLE = "open circle"
    DOT = "dot"
    NOTHING = "nothing"


@dataclass(frozen=True)
class LegendItem:
    """One line: what it looks like, what it means, how many areas if areas."""

    colour: str
    mark: Mark
    label: str
    count: int | None = None
    size: float = 0


@dataclass(frozen=True)
class Legend:
    """Everything needed to read one layer of a map."""

    title: str
    unit: str
    method: str
    items: tuple[LegendItem, ...]
    tier: str = ""


TOO_FEW = "Suppressed (small numbers)"
_AREA_STATUSES = (
    (SUPPRESSED, theme.SUPPRESSED_INK, Mark.HATCH, TOO_FEW),
    (NOT_REPORTED, theme.NOT_REPORTED_INK, Mark.DOTS, "Not reported"),
    (NO_DATA, theme.NO_DATA, Mark.FILL, "No data"),
)
_CIRCLE_STATUSES = (
    (SUPPRESSED, theme.CIRCLE_OUTLINE, Mark.OPEN_CIRCLE, TOO_FEW),
    (NOT_REPORTED, theme.CIRCLE_OUTLINE, Mark.DOT, "Not reported"),
    (NO_DATA, theme.CIRCLE_OUTLINE, Mark.NOTHING, "No circle: no data"),
)


def legends_of(picture: Picture) -> tuple[Legend, ...]:
    """One legend per layer shown: the shaded areas, the circles, the points."""
    legends = [_area_legend(picture.areas)]
    if picture.second is not None:
        legends.append(_circle_legend(picture.second, len(picture.layer.ids)))
    if picture.points:
        legends.append(_point_legend(picture))
    return tuple(legends)


def spoken(picture: Picture) -> str:
    """The map in a sentence, for those who cannot see it."""
    parts = [picture.badge, picture.title, *map(_spoken_legend, legends_of(picture))]
    return f"Map. {'. '.join(filter(None, parts))}."


def _spoken_legend(legend: Legend) -> str:
    items = legend.items
    groups = [i.label if i.count is None else f"{i.label}: {i.count}" for i in items]
    unit = f" ({legend.unit}), areas in each group" if legend.unit else ""
    return f"{legend.title}{unit}: {', '.join(groups)}"


def _area_legend(classes: Classes) -> Legend:
    shades = zip(ramp_of(classes), classes.labels, strict=True)
    items = [
        LegendItem(colour, Mark.FILL, label, classes.counts[digit])
        for digit, (colour, label) in enumerate(shades)
    ]
    own = {SUPPRESSED: classes.too_few} if classes.too_few else {}
    statuses = [
        LegendItem(colour, mark, own.get(digit, label), classes.counts[digit])
        for digit, colour, mark, label in _AREA_STATUSES
        if classes.counts[digit]
    ]
    return _legend(classes, items + statuses)


def _circle_legend(classes: Classes, areas: int) -> Legend:
    sizes = zip(circle_radii(areas, len(classes.labels)), classes.labels, strict=True)
    items = [
        LegendItem(theme.CIRCLE, Mark.CIRCLE, label, classes.counts[digit], size)
        for digit, (size, label) in enumerate(sizes)
    ]
    statuses = [
        LegendItem(colour, mark, label, classes.counts[digit])
        for digit, colour, mark, label in _CIRCLE_STATUSES
        if classes.counts[digit]
    ]
    return _legend(classes, items + statuses)


def _point_legend(picture: Picture) -> Legend:
    items = [
        LegendItem(colour, Mark.POINT, place.label, size=radius)
        for place, (colour, radius) in zip(picture.points, POINTS, strict=False)
    ]
    words = picture.badge or Tier.OPEN.words
    return Legend("Places", "", "", tuple(items), words)


def _legend(classes: Classes, items: list[LegendItem]) -> Legend:
    words = Tier(classes.tier).words
    return Legend(classes.title, classes.unit, classes.method, tuple(items), words)
