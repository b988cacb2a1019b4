"""What one map is asked to show, and the looks that map and legend must share."""

from dataclasses import dataclass

from phm.domain.tiers import Tier, is_synthetic
from phm.maps import theme
from phm.maps.breaks import Breaks
from phm.maps.classes import Classes
from phm.maps.layer import MapLayer


# More names than this cannot be read on a wall.
NAMES_UP_TO = 60
# Outlines of this many areas would be all that is seen.
OUTLINES_UP_TO = 3_000
# Colour and radius in pixels of the first and of the second file of points.
POINTS = ((theme.POINT, 3.5), (theme.SECOND_POINT, 6.5))


@dataclass(frozen=True)
class PointFile:
    """A file of points in the geometry folder and what the legend calls them."""

    file: str
    label: str


@dataclass(frozen=True)
class Picture:
    """What one map shows.

    `second` is drawn as circles over the areas; `selected` is an area code; `points`
    are at most two; `title` is read to those who cannot see. `within` names what each
    area of the layer lies in, to be said beside its own name.
    """

    layer: MapLayer
    areas: Classes
    second: Classes | None = None
    selected: str | None = None
    points: tuple[PointFile, ...] = ()
    title: str = ""
    within: tuple[str, ...] = ()

    @property
    def badge(self) -> str:
        """What is written over the map when any of it was invented; else nothing."""
        layers = filter(None, (self.areas, self.second))
        invented = any(is_synthetic(classes.tier) for classes in layers)
        return Tier.SYNTHETIC.words if invented else ""


def ramp_of(classes: Classes) -> tuple[str, ...]:
    """The colours of a layer's classes, lowest first."""
    diverging = classes.breaks is Breaks.AROUND_MIDPOINT
    ramp = theme.DIVERGING if diverging else theme.SEQUENTIAL
    return theme.spread(ramp, len(classes.labels)) if classes.labels else ()


def circle_radii(areas: int, count: int) -> tuple[float, ...]:
    """Pixels of each class's circle; smaller where many areas share the map."""
    largest = 18 if areas <= NAMES_UP_TO else 7 if areas <= OUTLINES_UP_TO else 3
    return tuple(round(largest * (i + 1) / count, 1) for i in range(count))
