"""Reach a year before and now, for every group of several dimensions."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from phm.charts.badge import badged
from phm.charts.drawing import Drawing
from phm.charts.groups_ends import End, Pair, end_marks, span_of, tick_from_zero
from phm.charts.groups_grid import Grid, Panel, axes_of
from phm.charts.groups_layout import lay_out_grid
from phm.charts.groups_marks import write_silences
from phm.charts.groups_rows import group_rows, panel_title
from phm.charts.groups_title import (
    about_whom,
    capital,
    smaller_line,
    tier_words,
    wide_title,
)
from phm.measures.change import Change
from phm.measures.results import OK


APART = 0.19  # rows between each mark and the middle, so that whiskers do not cover
PAIR = Pair(
    hollow=End("before", ("before_lower", "before_upper"), "Before", -APART),
    filled=End("now", ("now_lower", "now_upper"), "Now", APART),
    decimals=0,
)


def change_figure(changes: Sequence[Change]) -> go.Figure:
    """One panel for each scheme, all on one scale from zero.

    Raises ValueError for none, or for several periods or units.
    """
    if len({(one.before_period, one.period, one.unit) for one in changes}) != 1:
        raise ValueError("a figure of change takes one unit and one pair of periods")
    rows = [change_rows(one) for one in changes]
    panels = [
        Panel(panel_title(one.scheme), found)
        for one, found in zip(changes, rows, strict=True)
    ]
    grid = Grid(tuple(panels), notes=tuple(_notes(changes)))
    known = [found[found["status"].eq(OK)] for found in rows]
    span = span_of(PAIR, grid.narrowest, pd.concat(known, ignore_index=True))
    drawing = Drawing()
    for place, found in enumerate(rows):
        axes = axes_of(grid, place)
        drawing.add_traces(*end_marks(PAIR, known[place]), axes=axes)
        write_silences(drawing, found, at=span[0], axes=axes)
    lay_out_grid(drawing, grid, title=_title(changes[0]), spans=[span] * len(changes))
    tick_from_zero(drawing)
    return badged(drawing, *changes)


def change_rows(change: Change) -> pd.DataFrame:
    """A row per group of the scheme; nothing is printed beside the names."""
    told = ["before", "now"]
    return group_rows(change.frame, change.scheme, key="group", told=told)


def about_change(change: Change) -> list[str]:
    """What narrows it down: its area; nothing for the whole system."""
    return about_whom(change.answers[0]) if change.answers else []


def _title(change: Change) -> str:
    title = wide_title(
        f"Reach of those in need, a year before and now, {change.period}"
    )
    return title + smaller_line("; ".join(about_change(change)))


def _notes(changes: Sequence[Change]) -> list[str]:
    first = changes[0]
    return [
        capital(first.unit),
        f"○ before: {first.before_period}",
        f"● now, in bold: {first.period}",
        "Whiskers: 95 % intervals",
        *tier_words(changes),
    ]
