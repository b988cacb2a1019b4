"""Columns of one figure side by side, the names of their rows once at the left."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from phm.charts import theme
from phm.charts.axis_ticks import round_ticks
from phm.charts.drawing import Drawing
from phm.charts.groups_grid import BESIDE_NAMES, CHARACTER, NARROWEST, RIGHT, TICKS
from phm.charts.groups_layout import note_lines, write_notes


BETWEEN = 26  # pixels between columns
VALUE_ROOM = 62  # pixels at a column's right end for its printed values
BOLD_CHARACTER = 9.3  # pixels of an average character at 18 px, in bold
FOOT = 12
WHOLE_FROM = 20


@dataclass(frozen=True)
class Shape:
    """How many columns stand beside the names of how many rows.

    `rows` has `place` (rows down from the top, from 0) and `label`.
    """

    columns: int
    rows: pd.DataFrame

    @cached_property
    def gutter(self) -> int:
        """Pixels that the names take."""
        longest = max(map(len, self.rows["label"]), default=0)
        return round(BESIDE_NAMES + CHARACTER * longest)

    @cached_property
    def width(self) -> float:
        """Pixels of one column in the narrowest figure."""
        inside = NARROWEST - self.gutter - RIGHT
        return (inside - BETWEEN * (self.columns - 1)) / self.columns

    @property
    def letters(self) -> int:
        """How many letters of a heading fit its column."""
        return int((self.width + BETWEEN / 2) / BOLD_CHARACTER)

    @property
    def last(self) -> float:
        """The place of the last row."""
        return float(self.rows["place"].max()) if len(self.rows) else 0.0

    def across(self, column: int) -> tuple[float, float]:
        """Where a column begins and ends, as shares of the plot's width."""
        step = self.width + BETWEEN
        inside = self.width * self.columns + BETWEEN * (self.columns - 1)
        start = column * step / inside
        return round(start, 5), round(min(start + self.width / inside, 1.0), 5)

    def with_room(self, span: Sequence[float]) -> list[float]:
        """A scale with room at its right end for printed values."""
        low, high = span
        wide = (high - low) * self.width / max(self.width - VALUE_ROOM, VALUE_ROOM)
        end = low + wide
        # a whole number where that makes little difference: it takes half the room
        end = math.ceil(end) if end > WHOLE_FROM else end
        # as it is sent with each value: a hair beyond the axis nothing is printed
        return [float(np.float32(one)) for one in (low, end)]


@dataclass(frozen=True)
class Said:
    """The words of a figure: title, the lines of each column's heading, notes."""

    title: str
    headings: Sequence[Sequence[str]]
    notes: Sequence[str]


def axis_of(column: int) -> str:
    """The x axis of a column as its traces name it; all share the rows' y axis."""
    return "x" if column == 0 else f"x{column + 1}"


def lay_out_columns(
    drawing: Drawing,
    shape: Shape,
    said: Said,
    *,
    spans: Sequence[Sequence[float]],
    selected: str | None,
) -> None:
    """Give a figure its height, columns, names and words."""
    notes = "<br>".join(note_lines(said.notes))
    below = TICKS + theme.LINE_HEIGHT * (notes.count("<br>") + 1) + FOOT
    head = theme.LINE_HEIGHT * max(map(len, said.headings)) + FOOT
    top = theme.house_layout(title=said.title, height=1)["margin"]["t"] + head
    height = round(top + (shape.last + 1) * theme.ROW_HEIGHT + below)
    look = theme.house_layout(title=said.title, height=height)
    look["margin"] = {"t": top, "r": RIGHT, "b": below, "l": shape.gutter}
    drawing.lay_out(**look)
    _rows_axis(drawing, shape, selected)
    for column, span in enumerate(spans):
        _column_axis(drawing, shape, column, span)
        _heading(drawing, shape, column, said.headings[column])
    write_notes(drawing, notes, shape.gutter)


def _rows_axis(drawing: Drawing, shape: Shape, selected: str | None) -> None:
    places = shape.rows["place"].tolist()
    drawing.lay_out(
        yaxis={
            "range": [shape.last + 0.5, -0.5],
            "tickvals": [int(at) if at == int(at) else at for at in places],
            "ticktext": [_name(row, selected) for row in shape.rows.itertuples()],
            "showgrid": False,
            "automargin": False,
        }
    )


def _name(row: object, selected: str | None) -> str:
    label = str(getattr(row, "label", ""))
    if getattr(row, "key", None) == selected:
        return f"<b>{label}</b>"
    if getattr(row, "is_rest", False):
        return f'<span style="color:{theme.QUIET_INK}">{label}</span>'
    return label


def _column_axis(
    drawing: Drawing, shape: Shape, column: int, span: Sequence[float]
) -> None:
    name = axis_of(column).replace("x", "xaxis")
    drawing.lay_out(
        **{
            name: {
                "domain": shape.across(column),
                "anchor": "y",
                "range": shape.with_room(span),
                "tickvals": round_ticks(*span, wanted=4 if max(span) < 100 else 2),
                "tickangle": 0,  # three digits four times would be set upright
                "automargin": False,
                "ticklabelstandoff": 4,
            }
        }
    )


def _heading(drawing: Drawing, shape: Shape, column: int, lines: Sequence[str]) -> None:
    drawing.annotate(
        name="column-heading",
        text="<br>".join(lines),
        xref="paper",
        x=shape.across(column)[0],
        xanchor="left",
        yref="paper",
        y=1,
        yanchor="bottom",
        yshift=FOOT / 2,
        align="left",
        showarrow=False,
    )
