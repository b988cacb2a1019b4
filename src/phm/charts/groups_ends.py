"""Two values per group, hollow and filled, joined and printed at their outer sides."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.axis_ticks import round_ticks
from phm.charts.labels import number
from phm.charts.ranked_marks import whiskers
from phm.charts.sent import Sent, once, sent


LABEL_ROOM = 62  # pixels of a printed value beside its mark
JOIN_WIDTH = 7
SPACE = "\u2002"


@dataclass(frozen=True)
class End:
    """One of two values: its column, those of its limits, its name, and how it stands.

    `apart` is how many rows below the middle of its row it is drawn.
    """

    column: str
    limits: tuple[str, str] | None
    name: str
    apart: float = 0.0


@dataclass(frozen=True)
class Pair:
    """Which two values a figure compares; hollow is what filled is read against."""

    hollow: End
    filled: End
    decimals: int
    beside: tuple[str, ...] = ()  # columns of further marks on the scale

    @property
    def columns(self) -> list[str]:
        """Both values and their limits."""
        limits = [*(self.hollow.limits or ()), *(self.filled.limits or ())]
        return [self.hollow.column, self.filled.column, *limits]


def span_of(pair: Pair, width: float, rows: pd.DataFrame) -> list[float]:
    """From zero to the largest value, with room at both ends for printed values.

    `width` is that of the narrowest panel, in pixels.
    """
    if rows.empty:
        return [0.0, 1.0]
    top = float(rows[[*pair.columns, *pair.beside]].max().max()) or 1.0
    room = top * LABEL_ROOM / max(width - 2 * LABEL_ROOM, LABEL_ROOM)
    return [-room, top + room]


def tick_from_zero(figure: go.Figure) -> None:
    """Round ticks that leave out the room for printed values below zero."""
    for axis in figure.select_xaxes():
        axis.tickvals = round_ticks(0, axis.range[1], wanted=4)


def end_marks(pair: Pair, rows: pd.DataFrame) -> list[go.Scatter]:
    """The traces of one panel: joins, hollow and filled marks, printed values."""
    return [
        _joins(pair, rows),
        _marks(pair, pair.hollow, rows),
        _marks(pair, pair.filled, rows),
        *_printed(pair, rows),
    ]


def _joins(pair: Pair, rows: pd.DataFrame) -> go.Scatter:
    """A line between the two values of each row, broken from row to row."""
    ends = (pair.hollow, pair.filled)
    across = rows[[end.column for end in ends]].assign(gap=float("nan"))
    down = pd.DataFrame({e.column: rows["place"] + e.apart for e in ends})
    return go.Scatter(
        x=one_line(across),
        y=one_line(down.assign(gap=float("nan"))),
        mode="lines",
        line={"color": theme.BAND, "width": JOIN_WIDTH},
        hoverinfo="skip",
        name="Difference",
    )


def one_line(ends: pd.DataFrame) -> Sent:
    """Rows one after the other; a gap in the last column breaks the line."""
    return sent(pd.Series(ends.to_numpy(dtype=float).ravel()))


def _marks(pair: Pair, end: End, rows: pd.DataFrame) -> go.Scatter:
    value = rows[end.column].astype(float)
    limits = None
    if end.limits:
        lower, upper = (rows[name].astype(float) for name in end.limits)
        limits = whiskers(value, lower, upper)
    colours = once(np.where(rows["is_rest"], theme.OTHERS, theme.MARK))
    return go.Scatter(
        x=sent(value),
        y=sent(rows["place"] + end.apart),
        mode="markers",
        cliponaxis=False,
        error_x=limits,
        hoverinfo="skip",  # its value is printed
        name=end.name,
        marker={
            "color": colours if end is pair.filled else theme.PAPER,
            "size": theme.MARKER_SIZE,
            "opacity": 1,
            "line": {"color": colours, "width": theme.LINE_WIDTH},
        },
    )


def _printed(pair: Pair, rows: pd.DataFrame) -> list[go.Scatter]:
    """Both values in print: the lower one at the left of all marks, the other right."""
    values = rows[pair.columns].astype(float)
    is_left = values[pair.hollow.column].le(values[pair.filled.column])
    outer = values.min(axis="columns"), values.max(axis="columns")
    return [
        _texts(pair, pair.hollow, rows, is_left, outer),
        _texts(pair, pair.filled, rows, ~is_left, outer),
    ]


def _texts(
    pair: Pair,
    end: End,
    rows: pd.DataFrame,
    is_left: "pd.Series[bool]",
    outer: tuple["pd.Series[float]", "pd.Series[float]"],
) -> go.Scatter:
    written = [number(value, pair.decimals) for value in rows[end.column]]
    bold = end is pair.filled
    texts = [f"<b>{one}</b>" if bold else one for one in written]
    return go.Scatter(
        x=sent(outer[0].where(is_left, outer[1])),
        y=sent(rows["place"]),
        mode="text",
        text=[f"{SPACE}{one}{SPACE}" for one in texts],
        textposition=is_left.map({True: "middle left", False: "middle right"}).tolist(),
        cliponaxis=False,
        hoverinfo="skip",
        name=f"{end.name}, printed",
    )
