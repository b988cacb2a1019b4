"""One sheet to draw: panels of rows, what stands around them, and where, in pixels.

All text is measured by its length in characters, as the charts measure theirs: a font
is not asked, so that the sheet is the same on every machine.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from phm.charts.groups import shared_span
from phm.charts.groups_grid import NARROWEST, RIGHT, TICKS, Grid
from phm.charts.reference import reference_of
from phm.measures.results import Results
from phm.report.picture_form import fits_a_picture
from phm.report.picture_rows import panels_of
from phm.report.picture_words import (
    about,
    alt_of,
    badge_of,
    notes_of,
    reference_words,
    title_of,
)


WIDTH = NARROWEST
MARGIN = 20
BADGE = 44  # the bar that says that all of it was invented
TITLE_LINE, LINE, NOTE_LINE = 27, 22, 18
TITLE_LENGTH, LINE_LENGTH, NOTE_LENGTH = 92, 130, 156
BESIDE_LINE = 24  # above the first panels, for the words on the dotted line


@dataclass(frozen=True)
class Sheet:
    """A picture before it is drawn; ``span`` is the scale that all panels share."""

    badge: str
    title: str
    about: str
    grid: Grid
    span: tuple[float, float]
    reference: float | None
    reference_words: str
    notes: tuple[str, ...]
    alt: str

    @property
    def title_lines(self) -> list[str]:
        """The title as it is broken."""
        return textwrap.wrap(self.title, TITLE_LENGTH)

    @property
    def about_lines(self) -> list[str]:
        """Where and of whom, as it is broken."""
        return textwrap.wrap(self.about, LINE_LENGTH)

    @cached_property
    def note_lines(self) -> list[str]:
        """The notes as they are broken."""
        return [
            line for note in self.notes for line in textwrap.wrap(note, NOTE_LENGTH)
        ]

    @property
    def head(self) -> float:
        """Pixels above the first panel's heading."""
        lines = TITLE_LINE * len(self.title_lines) + LINE * len(self.about_lines)
        return (BADGE if self.badge else 0) + MARGIN + lines + 8

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        below = TICKS + NOTE_LINE * len(self.note_lines) + MARGIN
        return self.head + self.grid.height + below

    def box(self, place: int) -> tuple[float, float, float, float]:
        """Left, top, width and height of a panel's rows, in pixels."""
        start, end = self.grid.across(place)
        left = self.grid.gutter(0)
        inside = WIDTH - left - RIGHT
        top = self.head + self.grid.tops[place]
        height = self.grid.panels[place].height
        return left + start * inside, top, (end - start) * inside, height


def sheet_of(answers: Sequence[Results], system_name: str) -> Sheet:
    """One measure: one answer by area, or several by one scheme each for one area.

    Raises ValueError for any others, and for more areas than a picture can show.
    """
    panels, first = panels_of(answers), answers[0]
    rows = pd.concat([panel.rows for panel in panels], ignore_index=True)
    if not fits_a_picture(answers):
        raise ValueError(f"{len(rows)} rows are too many for a picture")
    at = reference_of(first)
    low, high = shared_span(first, rows)
    return Sheet(
        badge=badge_of(answers),
        title=title_of(first),
        about=about(first, system_name),
        grid=Grid(panels, head=0 if at is None else BESIDE_LINE),
        span=(low, high),
        reference=at,
        reference_words=reference_words(first),
        notes=tuple(notes_of(answers, similar=bool(rows["is_similar"].any()))),
        alt=alt_of(answers),
    )
