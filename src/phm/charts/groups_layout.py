"""A figure of small panels: axes, names, titles and notes put in their places."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from phm.charts import theme
from phm.charts.drawing import Drawing
from phm.charts.groups_grid import RIGHT, TICKS, Grid
from phm.charts.labels import wrapped


BETWEEN_NOTES = " \u2003"
NOTE_LENGTH = 118  # characters that fit the narrowest figure


def note_lines(notes: Sequence[str]) -> list[str]:
    """The notes under a figure, as many in a line as fit the narrowest figure."""
    lines: list[str] = []
    for note in filter(None, notes):
        if lines and len(lines[-1]) + len(note) < NOTE_LENGTH:
            lines[-1] += BETWEEN_NOTES + note
        else:
            lines.append(note)
    return [wrapped(line, NOTE_LENGTH) for line in lines]


def lay_out_grid(
    drawing: Drawing, grid: Grid, *, title: str, spans: Sequence[Sequence[float]]
) -> None:
    """Give a figure its height, panels, names, titles and notes.

    `spans` has the x range of each panel: the same where all are on one scale.
    """
    notes = "<br>".join(note_lines(grid.notes))
    below = TICKS + theme.LINE_HEIGHT * (notes.count("<br>") + 1 if notes else 0)
    top = theme.house_layout(title=title, height=1)["margin"]["t"]
    height = round(top + grid.height + below + 12)
    look = theme.house_layout(title=title, height=height)
    left = round(grid.gutter(0))
    look["margin"] = {"t": top, "r": RIGHT, "b": below + 12, "l": left}
    drawing.lay_out(**look)
    for place, panel in enumerate(grid.panels):
        _axes(drawing, grid, place, spans[place])
        _heading(drawing, grid, place, panel.title)
    if notes:
        write_notes(drawing, notes, left)


def _axes(drawing: Drawing, grid: Grid, place: int, span: Sequence[float]) -> None:
    ending, panel = grid.axis(place), grid.panels[place]
    across: dict[str, Any] = {
        "domain": _short(grid.across(place)),
        "anchor": f"y{ending}",
        "range": [float(f"{end:.6g}") for end in span],
        "automargin": False,
        "ticklabelstandoff": 4,
        "nticks": 6,
    }
    down = {
        "domain": _short(grid.down(place)),
        "anchor": f"x{ending}",
        "range": [float(panel.last) + 0.5, -0.5],
        "tickvals": panel.rows["place"].tolist(),
        "ticktext": tick_texts(panel.rows),
        "showgrid": False,
        "automargin": False,
    }
    drawing.lay_out(**{f"xaxis{ending}": across, f"yaxis{ending}": down})


def _short(shares: Sequence[float]) -> list[float]:
    """To a tenth of a pixel; further digits are only sent."""
    return [round(share, 5) for share in shares]


def tick_texts(rows: pd.DataFrame) -> list[str]:
    """A group's name with what is printed beside it."""
    texts = zip(rows["label"], rows["printed"], rows["is_rest"], strict=True)
    quiet = f'<span style="color:{theme.QUIET_INK}">'
    return [
        f"{quiet}{label}{printed}</span>" if is_rest else f"{label}{printed}"
        for label, printed, is_rest in texts
    ]


def _heading(drawing: Drawing, grid: Grid, place: int, title: str) -> None:
    gutter = grid.gutter(place % grid.columns)
    drawing.annotate(
        name="panel-title",
        text=title,
        xref="paper",
        x=grid.across(place)[0],
        xanchor="left",
        xshift=8 - gutter,
        yref="paper",
        y=grid.down(place)[1],
        yanchor="bottom",
        yshift=grid.head if place < grid.columns else 2,
        showarrow=False,
    )


def write_notes(drawing: Drawing, notes: str, left: int) -> None:
    """Notes under all panels, as wide as the figure."""
    drawing.annotate(
        name="notes",
        text=notes,
        xref="paper",
        x=0,
        xanchor="left",
        xshift=8 - left,
        yref="paper",
        y=0,
        yanchor="top",
        yshift=-TICKS + 4,
        align="left",
        showarrow=False,
        font={"color": theme.QUIET_INK},
    )
