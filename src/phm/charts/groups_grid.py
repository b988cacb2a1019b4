"""Small panels of rows, two abreast: where everything stands, in pixels.

Names stand in a gutter at the left of each panel, as wide as the longest of its column
needs on the narrowest page; heights follow from the number of rows.
"""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from phm.charts import theme


NARROWEST = 1100  # pixels of a full-width figure on a screen of 1280
COLUMNS = 2
CHARACTER = 8.8  # pixels of an average character at 18 px
BESIDE_NAMES = 34  # pixels between names and axis, and before them
RIGHT = 28
HEADING = 34  # pixels of a panel's title
TICKS = 44  # pixels under a panel for the numbers of its axis
BETWEEN = 16  # pixels between panels, one above the other
HOLE = 4 * theme.ROW_HEIGHT  # pixels saved for which panels abreast may be out of line


@dataclass(frozen=True)
class Panel:
    """One panel: its title and its rows.

    `rows` has `place` (rows down from the top, from 0), `label` (the group's name) and
    `printed` (what stands beside it, or nothing).
    """

    title: str
    rows: pd.DataFrame

    @cached_property
    def last(self) -> float:
        """The place of its last row."""
        return max(self.rows["place"].tolist(), default=0.0)

    @property
    def height(self) -> float:
        """Pixels of its rows."""
        return (float(self.last) + 1) * theme.ROW_HEIGHT

    @cached_property
    def gutter(self) -> float:
        """Pixels that its names take."""
        texts = zip(self.rows["label"], self.rows["printed"], strict=True)
        longest = max((len(label) + len(value) for label, value in texts), default=0)
        return BESIDE_NAMES + CHARACTER * longest


@dataclass(frozen=True)
class Grid:
    """Panels in their places. `head` is pixels above the first two, for words there."""

    panels: tuple[Panel, ...]
    head: int = 0
    notes: tuple[str, ...] = field(default=())

    @property
    def columns(self) -> int:
        """How many panels stand abreast."""
        return min(COLUMNS, len(self.panels)) or 1

    def axis(self, place: int) -> str:
        """The ending of a panel's axes: nothing for the first, then 2, 3, …"""
        return "" if place == 0 else str(place + 1)

    def gutter(self, column: int) -> float:
        """Pixels of the widest names in a column."""
        return max((p.gutter for p in self.panels[column :: self.columns]), default=0)

    @cached_property
    def tops(self) -> list[float]:
        """Pixels from the top of the first heading to each panel's first row.

        Panels abreast begin at one height, unless that leaves a hole in a column.
        """
        stacked, aligned = self._stacked, self._aligned
        saved = self._end(aligned) - self._end(stacked)
        return stacked if saved > HOLE else aligned

    @property
    def _aligned(self) -> list[float]:
        tops, start = [], float(self.head)
        for first in range(0, len(self.panels), self.columns):
            abreast = self.panels[first : first + self.columns]
            tops += [start + HEADING] * len(abreast)
            start += HEADING + max(p.height for p in abreast) + TICKS + BETWEEN
        return tops

    @property
    def _stacked(self) -> list[float]:
        tops, starts = [], [float(self.head)] * self.columns
        for place, panel in enumerate(self.panels):
            column = place % self.columns
            tops.append(starts[column] + HEADING)
            starts[column] += HEADING + panel.height + TICKS + BETWEEN
        return tops

    def _end(self, tops: list[float]) -> float:
        ends = [t + p.height for t, p in zip(tops, self.panels, strict=True)]
        return max(ends, default=float(theme.ROW_HEIGHT))

    @cached_property
    def narrowest(self) -> float:
        """Pixels between the axes' ends of a panel in the narrowest figure."""
        start, end = self.across(0)
        return (end - start) * (NARROWEST - self.gutter(0) - RIGHT)

    @cached_property
    def height(self) -> float:
        """Pixels from the first heading to the last row."""
        return self._end(self.tops)

    def across(self, place: int) -> tuple[float, float]:
        """Where a panel begins and ends, as shares of the plot's width."""
        if self.columns == 1:
            return 0.0, 1.0
        inside = NARROWEST - self.gutter(0) - RIGHT
        gap = (self.gutter(1) + RIGHT) / inside
        width = (1 - gap) / 2
        return (0.0, width) if place % COLUMNS == 0 else (1 - width, 1.0)

    def down(self, place: int) -> tuple[float, float]:
        """Where a panel ends and begins, as shares of the plot's height from below."""
        top = self.tops[place]
        bottom = top + self.panels[place].height
        return max(0.0, 1 - bottom / self.height), 1 - top / self.height


def axes_of(grid: Grid, place: int) -> dict[str, str]:
    """Which axes a trace of a panel is drawn on."""
    ending = grid.axis(place)
    return {"xaxis": f"x{ending}", "yaxis": f"y{ending}"}
