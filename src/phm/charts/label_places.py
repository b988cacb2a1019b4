"""Where to write names beside points so that no two overlap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, from its left bottom corner."""

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
    """A point to be named, in pixels."""

    name: str
    x: float
    y: float


CHARACTER_WIDTH, LINE_HEIGHT = 9.6, 24.0  # of text at 18 px
AWAY = 12.0  # pixels between a point and its name


def label_places(
    points: Iterable[Point], taken: Iterable[Box], *, width: float
) -> Iterator[tuple[Point, str]]:
    """Each point that can be named and on which side (a Plotly text position).

    Earlier points come first to their place; one without a free side is left out.
    """
    boxes = list(taken)
    for point in points:
        for side, box in _sides(point):
            inside = box.left >= 0 and box.left + box.width <= width
            if inside and not any(box.meets(other) for other in boxes):
                boxes.append(box)
                yield point, side
                break


def _sides(point: Point) -> Iterator[tuple[str, Box]]:
    length = len(point.name) * CHARACTER_WIDTH
    middle, half = point.y - LINE_HEIGHT / 2, point.x - length / 2
    left, right = point.x - AWAY - length, point.x + AWAY
    yield "middle right", Box(right, middle, length, LINE_HEIGHT)
    yield "middle left", Box(left, middle, length, LINE_HEIGHT)
    yield "top center", Box(half, point.y + AWAY, length, LINE_HEIGHT)
    yield "bottom center", Box(half, point.y - AWAY - LINE_HEIGHT, length, LINE_HEIGHT)
