"""Where to write names beside points so that no two overlap. Pixels, upwards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


CHARACTER_WIDTH, LINE_HEIGHT = 9.6, 24.0  # of text at 18 px
NEAR, FAR = 12.0, 44.0  # pixels between a point and its name; far names get a leader


@dataclass(frozen=True)
class Box:
    """A rectangle from its left bottom corner."""

    left: float
    bottom: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Whether two boxes share any area."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.bottom < other.bottom + other.height
            and other.bottom < self.bottom + self.height
        )


@dataclass(frozen=True)
class Point:
    """A point to be named; an `essential` one is named even where nothing is free."""

    name: str
    x: float
    y: float
    essential: bool = False


@dataclass(frozen=True)
class Place:
    """A point and where its name's middle goes, as an offset from it."""

    point: Point
    across: float
    up: float
    is_far: bool


def label_places(
    points: Iterable[Point], taken: Iterable[Box], *, within: Box
) -> Iterator[Place]:
    """A place for each point that has a free one; earlier points choose first."""
    boxes = list(taken)
    for point in points:
        options = [(place, _box(place)) for place in _options(point)]
        free = [option for option in options if _is_free(option[1], boxes, within)]
        if free or point.essential:
            place, box = (free or options[-1:])[0]
            boxes.append(box)
            yield place


def _options(point: Point) -> Iterator[Place]:
    half = len(point.name) * CHARACTER_WIDTH / 2
    beside, above = NEAR + half, NEAR + LINE_HEIGHT / 2
    for across, up in ((beside, 0.0), (-beside, 0.0), (0.0, above), (0.0, -above)):
        yield Place(point, across, up, is_far=False)
    for across in (half + FAR / 2, -half - FAR / 2):
        for up in (FAR, -FAR, 2 * FAR, -2 * FAR):
            yield Place(point, across, up, is_far=True)


def _box(place: Place) -> Box:
    width = len(place.point.name) * CHARACTER_WIDTH
    left = place.point.x + place.across - width / 2
    bottom = place.point.y + place.up - LINE_HEIGHT / 2
    return Box(left, bottom, width, LINE_HEIGHT)


def _is_free(box: Box, taken: Sequence[Box], within: Box) -> bool:
    inside = (
        within.left <= box.left
        and box.left + box.width <= within.left + within.width
        and within.bottom <= box.bottom
        and box.bottom + box.height <= within.bottom + within.height
    )
    return inside and not any(box.meets(other) for other in taken)
