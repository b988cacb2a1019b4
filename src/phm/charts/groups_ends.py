"""Two values per group, hollow and filled, joined and printed at their outer sides."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.charts import theme
from phm.charts.axis_ticks import round_ticks
from phm.charts.drawing import Drawing, Trace, scatter
from phm.charts.labels import number
from phm.charts.ranked_marks import whiskers
from phm.charts.sent import Numbers, Sent, numbers, once, sent


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
    marks = (numbers(rows[name]) for name in (*pair.columns, *pair.beside))
    top = float(np.fmax.reduce(list(map(np.fmax.reduce, marks)))) or 1.0
    room = top * LABEL_ROOM / max(width - 2 * LABEL_ROOM, LABEL_ROOM)
    return [-room, top + room]


def tick_from_zero(drawing: Drawing) -> None:
    """Round ticks that leave out the room for printed values below zero."""
    for name, axis in drawing.x_axes.items():
        ticks = round_ticks(0, axis["range"][1], wanted=4)
        drawing.lay_out(**{name: {"tickvals": ticks}})


def end_marks(pair: Pair, rows: pd.DataFrame) -> list[Trace]:
    """The traces of one panel: joins, hollow and filled marks, printed values."""
    return [
        _joins(pair, rows),
        _marks(pair, pair.hollow, rows),
        _marks(pair, pair.filled, rows),
        *_printed(pair, rows),
    ]


def _joins(pair: Pair, rows: pd.DataFrame) -> Trace:
    """A line between the two values of each row, broken from row to row."""
    ends, places = (pair.hollow, pair.filled), numbers(rows["place"])
    return scatter(
        x=one_line(*(numbers(rows[end.column]) for end in ends)),
        y=one_line(*(places + end.apart for end in ends)),
        mode="lines",
        line={"color": theme.BAND, "width": JOIN_WIDTH},
        hoverinfo="skip",
        name="Difference",
    )


def one_line(start: Numbers, end: Numbers) -> Sent:
    """From the start to the end of each row, one after the other; gaps between rows."""
    return sent(np.column_stack([start, end, np.full(len(start), np.nan)]).ravel())


def _marks(pair: Pair, end: End, rows: pd.DataFrame) -> Trace:
    value = numbers(rows[end.column])
    limits = None
    if end.limits:
        limits = whiskers(value, *(numbers(rows[name]) for name in end.limits))
    colours = once(np.where(rows["is_rest"], theme.OTHERS, theme.MARK))
    return scatter(
        x=sent(value),
        y=sent(numbers(rows["place"]) + end.apart),
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


def _printed(pair: Pair, rows: pd.DataFrame) -> list[Trace]:
    """Both values in print: the lower one at the left of all marks, the other right."""
    hollow, filled, *limits = (numbers(rows[name]) for name in pair.columns)
    is_left = hollow <= filled
    marks = np.array([hollow, filled, *limits])
    outer = np.fmin.reduce(marks), np.fmax.reduce(marks)
    return [
        _texts(pair, pair.hollow, rows, np.where(is_left, *outer), is_left),
        _texts(pair, pair.filled, rows, np.where(is_left, *outer[::-1]), ~is_left),
    ]


def _texts(
    pair: Pair, end: End, rows: pd.DataFrame, at: Numbers, is_left: npt.NDArray[np.bool]
) -> Trace:
    written = [number(value, pair.decimals) for value in rows[end.column]]
    bold = end is pair.filled
    texts = [f"<b>{one}</b>" if bold else one for one in written]
    return scatter(
        x=sent(at),
        y=sent(rows["place"]),
        mode="text",
        text=[f"{SPACE}{one}{SPACE}" for one in texts],
        textposition=np.where(is_left, "middle left", "middle right").tolist(),
        cliponaxis=False,
        hoverinfo="skip",
        name=f"{end.name}, printed",
    )
